//! Scanning: text → [`Run`]s of words of the lexicon that contain a trigger.

use std::ops::Range;

use annals_text::{Token, WordId};

use crate::grammar::{Lexicon, WordRole};

/// A token of a run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RunToken {
    pub(crate) token: Token,
    /// Its id in the lexicon.
    pub(crate) word: Option<WordId>,
    /// Whether it follows the token before it without a gap.
    pub(crate) touches: bool,
}

/// A maximal sequence of words of the lexicon within a paragraph.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run<'s> {
    /// Its tokens and, if in the same paragraph, the unknown word after them.
    pub(crate) tokens: &'s [RunToken],
    /// Whether a segment or a paragraph begins with it.
    pub(crate) starts: bool,
}

/// Maximum number of tokens of a run. A longer one is not a sentence, and is cut.
const MAX_TOKENS: usize = 4096;

/// Calls `each` with each run that can contain an expression.
///
/// Items and matches do not cross the bounds of a run, because an unknown word is part of no item.
pub(crate) fn runs(lexicon: &Lexicon, text: &str, range: Range<usize>, mut each: impl FnMut(Run<'_>)) {
    let mut tokens = Vec::new();
    let (mut first, mut starts, mut has_trigger) = (0, true, false);
    let mut end = |tokens: &[RunToken], starts: bool| each(Run { tokens, starts });
    // The end of the previous token. There is no gap before the first.
    let mut before = usize::MAX;
    for (token, word, role) in lexicon.scan(text, range) {
        let touches = token.start == before;
        let gap = before..token.start;
        before = token.end;
        if gap.len() > 1 && is_paragraph_break(text, gap) {
            if has_trigger {
                end(tokens.get(first..).unwrap_or_default(), starts);
            }
            (first, starts, has_trigger) = (tokens.len(), true, false);
        }
        if tokens.len() == MAX_TOKENS {
            if first == 0 {
                end(&tokens, starts);
                (first, starts) = (MAX_TOKENS, false);
            }
            tokens.drain(..first);
            first = 0;
        }
        tokens.push(RunToken { token, word, touches });
        // About half of the words end a run, and few runs have a trigger: only that is a branch.
        has_trigger |= role == WordRole::Trigger;
        let ends = role == WordRole::Unknown;
        if ends & has_trigger {
            end(tokens.get(first..).unwrap_or_default(), starts);
        }
        first = if ends { tokens.len() } else { first };
        starts &= !ends;
        has_trigger &= !ends;
    }
    if has_trigger {
        end(tokens.get(first..).unwrap_or_default(), starts);
    }
}

/// Whether a gap between tokens contains a blank line.
fn is_paragraph_break(text: &str, gap: Range<usize>) -> bool {
    let gap = text.as_bytes().get(gap).unwrap_or_default();
    gap.iter().filter(|byte| **byte == b'\n').count() > 1
}
