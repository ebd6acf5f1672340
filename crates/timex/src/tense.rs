//! Whether a clause speaks of the past or of the future, as far as single words tell.

use std::ops::Range;

use annals_text::fold;

use crate::grammar::{Grammar, WordSet};

/// The tense of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tense {
    Past,
    Future,
    Unknown,
}

/// Bytes on either side that are looked at.
const WINDOW: usize = 160;

/// The tense that the word nearest before an expression tells, or else the nearest behind it.
pub(crate) fn tense(grammar: &Grammar, text: &str, part: Range<usize>, expression: Range<usize>) -> Tense {
    let start = floor(text, part.start.max(expression.start.saturating_sub(WINDOW)));
    let end = floor(text, part.end.min(expression.end.saturating_add(WINDOW)));
    let before = text.get(start..expression.start).unwrap_or_default();
    let behind = text.get(expression.end..end).unwrap_or_default();
    let mut seen = Tense::Unknown;
    let mut backwards = words(before).rev();
    let mut behind_is_space = false;
    while let Some(word) = backwards.next() {
        // A stop behind digits ends a sentence, one within a number does not.
        if behind_is_space && matches!(word, "." | "!" | "?") {
            break;
        }
        behind_is_space = word.starts_with(char::is_whitespace);
        match told(grammar, word) {
            Told::End => break,
            Told::Tense(tense) => {
                // What is to be done is no past, for all its participle; what had been to come has come since.
                let mut leading = backwards.by_ref().take(PERFECT).peekable();
                let is_future = |word: &&str| matches!(told(grammar, word), Told::Tense(Tense::Future));
                seen = match tense {
                    Tense::Past if leading.peek().is_some_and(is_future) => Tense::Future,
                    Tense::Future if leading.any(|word| is_perfect(grammar, word)) => Tense::Past,
                    tense => tense,
                };
                break;
            }
            Told::Nothing => {}
        }
    }
    if seen != Tense::Unknown {
        return seen;
    }
    for word in words(behind) {
        match told(grammar, word) {
            Told::End => break,
            Told::Tense(tense) => return tense,
            Told::Nothing => {}
        }
    }
    Tense::Unknown
}

/// Words before one of the future among which the auxiliary of the pluperfect stands.
const PERFECT: usize = 3;

fn is_perfect(grammar: &Grammar, word: &str) -> bool {
    grammar.tense.perfect.contains(fold(word.trim_end()).as_ref())
}

/// Whether one of the words stands before an expression in its clause.
pub(crate) fn leads(set: &WordSet, text: &str, part: usize, expression: usize) -> bool {
    let start = floor(text, part.max(expression.saturating_sub(CLAUSE)));
    let before = text.get(start..expression).unwrap_or_default();
    for word in before.rsplit(' ') {
        let is_stop = |last: char| match last {
            ',' | ';' | ':' | '!' | '?' | '"' | '”' | ')' => true,
            // An abbreviation ends no sentence.
            '.' => word.len() > 4,
            _ => false,
        };
        if word.ends_with(is_stop) {
            return false;
        }
        let begins = |c: char| matches!(c, '(' | '"' | '“' | '\n' | '–' | '—');
        let (opens, bare) = word.rsplit_once(begins).map_or((false, word), |(_, bare)| (true, bare));
        if set.contains(fold(bare).as_ref()) {
            return true;
        }
        if opens {
            return false;
        }
    }
    false
}

/// Bytes of a clause that are looked at.
const CLAUSE: usize = 100;

enum Told {
    End,
    Tense(Tense),
    Nothing,
}

pub(crate) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Words with what stands behind them.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let belongs = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}');
    text.split_inclusive(move |c| !belongs(c))
}

fn told(grammar: &Grammar, word: &str) -> Told {
    let bare = word.trim_end_matches(|c: char| !c.is_alphabetic() && !matches!(c, '\u{300}'..='\u{36f}'));
    if !bare.is_empty() {
        let folded = fold(bare);
        let tense = &grammar.tense;
        // A name ends as it likes.
        let is_name = bare.starts_with(char::is_uppercase);
        let ends = |ending: &String| {
            !is_name && folded.len() > ending.len() + 2 && folded.ends_with(ending.as_str())
        };
        if tense.future.contains(folded.as_ref()) || tense.future_endings.iter().any(ends) {
            return Told::Tense(Tense::Future);
        }
        if tense.past.contains(folded.as_ref()) || tense.past_endings.iter().any(ends) {
            return Told::Tense(Tense::Past);
        }
    }
    if bare.chars().count() > 3 && word.ends_with(['.', '!', '?']) || word.ends_with('\n') && bare.is_empty()
    {
        return Told::End;
    }
    Told::Nothing
}
