//! The clause around an expression: its tense and its cue words, determined from single words.

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

/// Maximum number of bytes on each side that are searched for the tense.
const WINDOW: usize = 160;

/// Returns the tense of the nearest word before an expression that indicates one, otherwise of the nearest after it.
pub(crate) fn tense(grammar: &Grammar, text: &str, part: Range<usize>, expression: Range<usize>) -> Tense {
    let start = floor(text, part.start.max(expression.start.saturating_sub(WINDOW)));
    let end = floor(text, part.end.min(expression.end.saturating_add(WINDOW)));
    let before = text.get(start..expression.start).unwrap_or_default();
    let after = text.get(expression.end..end).unwrap_or_default();
    let before = tense_before(grammar, before);
    if before != Tense::Unknown {
        return before;
    }
    for word in words(after) {
        match cue(grammar, word) {
            Cue::ClauseEnd => break,
            Cue::Tense(tense) => return tense,
            Cue::None => {}
        }
    }
    Tense::Unknown
}

/// Returns the tense that the last word of a text that indicates one indicates.
fn tense_before(grammar: &Grammar, before: &str) -> Tense {
    let mut backwards = words(before).rev();
    let mut space_follows = false;
    while let Some(word) = backwards.next() {
        // A full stop after digits ends a sentence only before white space; otherwise it is part of a number.
        if space_follows && matches!(word, "." | "!" | "?") {
            break;
        }
        space_follows = word.starts_with(char::is_whitespace);
        match cue(grammar, word) {
            Cue::ClauseEnd => break,
            Cue::Tense(tense) => {
                // A past participle after a future word is future; a future word after an auxiliary of the pluperfect is
                // past.
                let mut leading = backwards.by_ref().take(AUXILIARIES).peekable();
                let is_future = |word: &&str| matches!(cue(grammar, word), Cue::Tense(Tense::Future));
                return match tense {
                    Tense::Past if leading.peek().is_some_and(is_future) => Tense::Future,
                    Tense::Future if leading.any(|word| is_perfect(grammar, word)) => Tense::Past,
                    tense => tense,
                };
            }
            Cue::None => {}
        }
    }
    Tense::Unknown
}

/// Number of words before a future word that are searched for an auxiliary of the pluperfect.
const AUXILIARIES: usize = 3;

/// Whether a word is an auxiliary of the pluperfect.
fn is_perfect(grammar: &Grammar, word: &str) -> bool {
    grammar.tense.perfect.contains(fold(word.trim_end()).as_ref())
}

/// Whether a word of the set precedes an expression in its clause. `part` and `expression` are their first bytes.
pub(crate) fn has_cue_before(set: &WordSet, text: &str, part: usize, expression: usize) -> bool {
    let start = floor(text, part.max(expression.saturating_sub(CUE_WINDOW)));
    let before = text.get(start..expression).unwrap_or_default();
    for word in before.rsplit(' ') {
        let is_stop = |last: char| match last {
            ',' | ';' | ':' | '!' | '?' | '"' | '”' | ')' => true,
            // A short word is an abbreviation, which ends no sentence.
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

/// Maximum number of bytes before an expression that are searched for a cue word.
const CUE_WINDOW: usize = 100;

/// What a word indicates.
enum Cue {
    /// The end of the clause.
    ClauseEnd,
    Tense(Tense),
    None,
}

/// Returns the last character boundary at or before a byte.
pub(crate) fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Returns the words with the characters that follow them.
fn words(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    let belongs = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '\u{300}'..='\u{36f}');
    text.split_inclusive(move |c| !belongs(c))
}

fn cue(grammar: &Grammar, word: &str) -> Cue {
    let bare = word.trim_end_matches(|c: char| !c.is_alphabetic() && !matches!(c, '\u{300}'..='\u{36f}'));
    if !bare.is_empty() {
        let folded = fold(bare);
        let tense = &grammar.tense;
        // The ending of a name indicates no tense.
        let is_name = bare.starts_with(char::is_uppercase);
        let ends = |ending: &String| {
            !is_name && folded.len() > ending.len() + 2 && folded.ends_with(ending.as_str())
        };
        if tense.future.contains(folded.as_ref()) || tense.future_endings.iter().any(ends) {
            return Cue::Tense(Tense::Future);
        }
        if tense.past.contains(folded.as_ref()) || tense.past_endings.iter().any(ends) {
            return Cue::Tense(Tense::Past);
        }
    }
    if bare.chars().count() > 3 && word.ends_with(['.', '!', '?']) || word.ends_with('\n') && bare.is_empty()
    {
        return Cue::ClauseEnd;
    }
    Cue::None
}
