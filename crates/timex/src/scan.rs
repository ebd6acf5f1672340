//! Text → runs: words of the language that stand together, among them one that can carry an expression.

use std::ops::Range;

use annals_text::{Token, WordId};

use crate::grammar::{Lexicon, Part};

/// A token of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    pub(crate) token: Token,
    pub(crate) word: Option<WordId>,
    /// Whether nothing stands between it and the token before it.
    pub(crate) touches: bool,
}

/// Words of the language without one between them that it has no word for, nor the end of a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'s> {
    /// Its tokens and, if no paragraph ends before it, the token behind them.
    pub(crate) spots: &'s [Spot],
    /// Whether a part of the text, or a paragraph, begins with it.
    pub(crate) starts: bool,
}

/// Tokens that are kept at most: a run that is longer is no sentence, and is cut.
const MOST: usize = 4096;

/// Calls `each` with every run in which there can be an expression.
///
/// No item, and no reading of a pattern, goes beyond a run: a word that the language does not have is part of
/// none.
pub(crate) fn runs(lexicon: &Lexicon, text: &str, range: Range<usize>, mut each: impl FnMut(Run<'_>)) {
    let mut spots = Vec::new();
    let (mut first, mut starts, mut is_anchored) = (0, true, false);
    let mut end = |spots: &[Spot], starts: bool| each(Run { spots, starts });
    // The end of the token before; there is no gap before the first.
    let mut before = usize::MAX;
    for (token, word, part) in lexicon.scan(text, range) {
        let touches = token.start == before;
        let gap = before..token.start;
        before = token.end;
        if gap.len() > 1 && is_fence(text, gap) {
            if is_anchored {
                end(spots.get(first..).unwrap_or_default(), starts);
            }
            (first, starts, is_anchored) = (spots.len(), true, false);
        }
        if spots.len() == MOST {
            if first == 0 {
                end(&spots, starts);
                (first, starts) = (MOST, false);
            }
            spots.drain(..first);
            first = 0;
        }
        spots.push(Spot { token, word, touches });
        // Half of the words end a run, few of which are of use: only that is left to a branch.
        is_anchored |= part == Part::Anchor;
        let ends = part == Part::Nothing;
        if ends & is_anchored {
            end(spots.get(first..).unwrap_or_default(), starts);
        }
        first = if ends { spots.len() } else { first };
        starts &= !ends;
        is_anchored &= !ends;
    }
    if is_anchored {
        end(spots.get(first..).unwrap_or_default(), starts);
    }
}

/// Whether a paragraph ends here.
fn is_fence(text: &str, gap: Range<usize>) -> bool {
    let gap = text.as_bytes().get(gap).unwrap_or_default();
    gap.iter().filter(|byte| **byte == b'\n').count() > 1
}
