//! Text → runs: words of the language that stand together, among them one that can carry an expression.

use std::ops::Range;

use annals_text::{Token, TokenKind};

use crate::grammar::Lexicon;

/// A token of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spot {
    pub(crate) token: Token,
    /// Its number in the lexicon.
    pub(crate) word: Option<u32>,
    /// Whether nothing stands between it and the token before it.
    pub(crate) touches: bool,
}

/// Words of the language without one between them that it has no word for, nor the end of a paragraph.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    /// Its tokens and, if nothing ends before it, the token behind them.
    pub(crate) spots: Vec<Spot>,
    /// Whether a part of the text, or a paragraph, begins with it.
    pub(crate) starts: bool,
    has_anchor: bool,
}

impl Run {
    fn end(&mut self, mut each: impl FnMut(&Self)) {
        if self.has_anchor {
            each(self);
        }
        self.spots.clear();
        self.has_anchor = false;
    }
}

/// Calls `each` with every run in which there can be an expression.
///
/// No item, and no reading of one pattern, goes beyond a run: a word that the language does not have is
/// part of none.
pub(crate) fn runs(lexicon: &Lexicon, text: &str, range: Range<usize>, mut each: impl FnMut(&Run)) {
    let mut run = Run { starts: true, ..Run::default() };
    let mut before = None;
    for (token, word) in lexicon.scan(text, range) {
        let gap = before.map_or(0..0, |before| before..token.start);
        let touches = before.is_some() && gap.is_empty();
        before = Some(token.end);
        if gap.len() > 1 && is_fence(text, gap) {
            run.end(&mut each);
            run.starts = true;
        }
        match word {
            Some(number) => run.has_anchor |= lexicon.is_anchor(number),
            None if token.kind == TokenKind::Number => run.has_anchor |= lexicon.numbers_are_anchors(),
            None => {
                if run.has_anchor {
                    run.spots.push(Spot { token, word, touches });
                }
                run.end(&mut each);
                run.starts = false;
                continue;
            }
        }
        run.spots.push(Spot { token, word, touches });
    }
    run.end(&mut each);
}

/// Whether a paragraph ends here.
fn is_fence(text: &str, gap: Range<usize>) -> bool {
    let gap = text.as_bytes().get(gap).unwrap_or_default();
    gap.iter().filter(|byte| **byte == b'\n').count() > 1
}
