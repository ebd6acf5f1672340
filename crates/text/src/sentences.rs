//! Sentence splitting.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::fold::{fold, is_capitalised};
use crate::token::{Token, TokenKind, words};

/// The rules of a language for the ends of its sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SentenceRules {
    /// Words after which a full stop does not end a sentence, without the full stop.
    pub abbreviations: Vec<String>,
    /// Words that, capitalised, begin a sentence even after an abbreviation.
    pub starters: Vec<String>,
}

/// Groups tokens into sentences.
///
/// ```
/// use annals_text::{SentenceRules, SentenceSplitter, tokenize};
///
/// let rules = SentenceRules { abbreviations: vec!["Gen".into()], ..SentenceRules::default() };
/// let text = "Gen. Orr left. “We stay.” They won 3.5 points.";
/// let tokens = tokenize(text, 0..text.len());
/// let sentences = SentenceSplitter::new(&rules).split(text, &tokens);
/// let words: Vec<_> =
///     sentences.iter().map(|range| &text[tokens[range.start].start..tokens[range.end - 1].end]).collect();
/// assert_eq!(words, ["Gen. Orr left.", "“We stay.”", "They won 3.5 points."]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct SentenceSplitter {
    abbreviations: FxHashSet<Box<str>>,
    starters: FxHashSet<Box<str>>,
}

impl SentenceSplitter {
    /// Compiles the rules of a language.
    #[must_use]
    pub fn new(rules: &SentenceRules) -> Self {
        let last = |phrase: &String| words(phrase).pop().map(String::into_boxed_str);
        Self {
            abbreviations: rules.abbreviations.iter().filter_map(last).collect(),
            starters: rules.starters.iter().filter_map(last).collect(),
        }
    }

    /// Returns the token range of each sentence. The ranges have no gaps.
    #[must_use]
    pub fn split(&self, text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut start = 0;
        let mut at = 0;
        while at < tokens.len() {
            let after = at + 1;
            if is_terminator(text, &tokens[at]) {
                let end = closed(text, tokens, after);
                if self.ends(text, tokens, at, end) {
                    sentences.push(start..end);
                    start = end;
                }
                at = end.max(after);
            } else {
                at = after;
            }
        }
        if start < tokens.len() {
            sentences.push(start..tokens.len());
        }
        sentences
    }

    /// Whether the terminator at `at`, with the closing marks that follow up to `end`, ends a sentence.
    fn ends(&self, text: &str, tokens: &[Token], at: usize, end: usize) -> bool {
        let Some(next) = tokens.get(end) else { return true };
        if tokens[end - 1].touches(next) && next.kind != TokenKind::Mark {
            return false;
        }
        let next_text = next.text(text);
        let next_opens = match next.kind {
            TokenKind::Word => is_capitalised(next_text) || !has_case(next_text),
            TokenKind::Number => true,
            TokenKind::Mark => !matches!(next_text, "," | ";" | ":" | "-" | ")" | "]" | "–" | "—" | "%"),
        };
        if !next_opens {
            return false;
        }
        if tokens[at].text(text) != "." {
            return true;
        }
        let Some(before) = at.checked_sub(1).map(|i| &tokens[i]) else { return true };
        let spaced = !before.touches(&tokens[at]);
        if spaced || before.kind != TokenKind::Word || end > at + 1 {
            return true;
        }
        let word = before.text(text);
        let initial = word.chars().count() == 1 && is_capitalised(word);
        if initial || self.abbreviations.contains(fold(word).as_ref()) {
            return next.kind == TokenKind::Word && self.starters.contains(fold(next_text).as_ref());
        }
        true
    }
}

fn is_terminator(text: &str, token: &Token) -> bool {
    token.kind == TokenKind::Mark && matches!(token.text(text), "." | "!" | "?" | "…" | "。")
}

/// Returns the index of the first token after further terminators, closing quotation marks and brackets.
fn closed(text: &str, tokens: &[Token], from: usize) -> usize {
    let closes = |at: usize, token: &Token| {
        let touches = tokens[at - 1].touches(token);
        match token.text(text) {
            "”" | "’" | "»" | ")" | "]" => true,
            "\"" | "'" => touches,
            "." | "!" | "?" => touches,
            _ => false,
        }
    };
    (from..tokens.len()).find(|&at| !closes(at, &tokens[at])).unwrap_or(tokens.len())
}

fn has_case(word: &str) -> bool {
    word.chars().any(|c| c.is_uppercase() || c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::{SentenceRules, SentenceSplitter};
    use crate::tokenize;

    fn split(text: &str) -> Vec<&str> {
        let rules = SentenceRules {
            abbreviations: ["Gen", "St", "U.S"].map(String::from).to_vec(),
            starters: ["The", "He"].map(String::from).to_vec(),
        };
        let tokens = tokenize(text, 0..text.len());
        let sentences = SentenceSplitter::new(&rules).split(text, &tokens);
        sentences
            .into_iter()
            .map(|range| &text[tokens[range.start].start..tokens[range.end - 1].end])
            .collect()
    }

    #[test]
    fn full_stops_of_abbreviations_and_initials_do_not_end_a_sentence() {
        assert_eq!(
            split("Gen. Orr and J. F. Pike left. They won 3.5 points."),
            ["Gen. Orr and J. F. Pike left.", "They won 3.5 points."]
        );
        assert_eq!(split("He left the U.S. The war went on."), ["He left the U.S.", "The war went on."]);
    }

    #[test]
    fn closing_quotes_belong_to_their_sentence() {
        assert_eq!(split("“We stay.” He left."), ["“We stay.”", "He left."]);
        assert_eq!(split("He said \"we stay.\" Then he left ."), ["He said \"we stay.\"", "Then he left ."]);
        assert_eq!(split("Was it 1953? Yes!"), ["Was it 1953?", "Yes!"]);
    }
}
