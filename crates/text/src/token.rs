//! Tokenisation.

use std::ops::Range;

use crate::fold::{fold, is_unseen};
use crate::word_key::{Ascii, Key};

/// A word, a run of digits or one other character. White space separates tokens and belongs to none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// Its kind.
    pub kind: TokenKind,
}

/// The kind of a [`Token`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters with their combining marks.
    Word,
    /// Decimal digits.
    Number,
    /// One other character, including apostrophes and hyphens.
    Mark,
}

impl Token {
    /// Returns its bytes in the text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns its characters.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Returns whether the next token follows without a gap.
    #[must_use]
    pub fn touches(&self, next: &Self) -> bool {
        self.end == next.start
    }
}

/// Splits a part of a text into tokens. Their offsets are those of the whole text.
///
/// A part that is outside the text, or that does not start and end at character boundaries, has no tokens.
///
/// ```
/// use annals_text::{TokenKind, tokenize};
///
/// let text = "the 14th People's";
/// let tokens = tokenize(text, 4..text.len());
/// let words: Vec<_> = tokens.iter().map(|token| token.text(text)).collect();
/// assert_eq!(words, ["14", "th", "People", "'", "s"]);
/// assert_eq!(tokens[0].kind, TokenKind::Number);
/// assert!(tokens[0].touches(&tokens[1]));
/// ```
#[must_use]
pub fn tokenize(text: &str, range: Range<usize>) -> Vec<Token> {
    let found = Tokens::new(text, range);
    // English prose has about one token per five bytes.
    let mut tokens = Vec::with_capacity((found.text.len() - found.at.min(found.text.len())) / 5 + 1);
    tokens.extend(found.map(|(token, _)| token));
    tokens
}

/// An iterator over the tokens of a part of a text, with the keys of short ASCII tokens.
pub(crate) struct Tokens<'t> {
    /// The text up to the end of the part.
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    #[inline]
    pub(crate) fn new(text: &'t str, range: Range<usize>) -> Self {
        let is_part = text.get(range.clone()).is_some();
        Self { text: text.get(..range.end).filter(|_| is_part).unwrap_or_default(), at: range.start }
    }

    #[inline]
    fn token(&mut self, len: usize, kind: TokenKind) -> Token {
        let start = self.at;
        self.at += len;
        Token { start, end: self.at, kind }
    }

    /// Reads a token that begins with a run of ASCII characters.
    #[inline]
    fn run(&mut self, class: Class, ascii: Ascii, kind: TokenKind) -> (Token, Option<Key>) {
        let (len, key) = ascii.run(self.text.as_bytes(), self.at);
        let next = self.text.as_bytes().get(self.at + len).copied().unwrap_or_default();
        if !next.is_ascii() {
            let more = self.more(self.at + len, class);
            if more > 0 {
                return (self.token(len + more, kind), None);
            }
        }
        let token = self.token(len, kind);
        // A single space follows most words.
        self.at += usize::from(next == b' ');
        (token, key)
    }

    /// Returns how many bytes from `from` on belong to a token of this class.
    fn more(&self, from: usize, class: Class) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let belongs = |c| matches!(Class::of(c), Some(next) if next == class || next == Class::Joiner);
        rest.find(|c| !belongs(c)).unwrap_or(rest.len())
    }

    /// Reads a token that begins with a non-ASCII character; `None` if that character belongs to no token.
    fn wide(&mut self) -> Option<Token> {
        let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else {
            self.at = self.text.len();
            return None;
        };
        // An invisible character belongs to the word before it, or to none.
        let Some(class) = Class::of(c).filter(|_| !is_unseen(c)) else {
            self.at += c.len_utf8();
            return None;
        };
        if class == Class::Mark {
            return Some(self.token(c.len_utf8(), TokenKind::Mark));
        }
        let more = self.more(self.at + c.len_utf8(), class);
        Some(self.token(c.len_utf8() + more, TokenKind::Word))
    }
}

impl Iterator for Tokens<'_> {
    type Item = (Token, Option<Key>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => {
                    return Some(self.run(Class::Word, Ascii::Letters, TokenKind::Word));
                }
                b'0'..=b'9' => return Some(self.run(Class::Number, Ascii::Digits, TokenKind::Number)),
                b'!'..=b'~' => return Some((self.token(1, TokenKind::Mark), Some(Key::of_byte(byte)))),
                0..=0x7f => self.at += 1,
                _ => {
                    if let Some(token) = self.wide() {
                        return Some((token, None));
                    }
                }
            }
        }
    }
}

/// Returns the tokens of a phrase, folded.
///
/// ```
/// assert_eq!(annals_text::words("People’s 2nd"), ["people", "'", "s", "2", "nd"]);
/// ```
#[must_use]
pub fn words(phrase: &str) -> Vec<String> {
    let tokens = tokenize(phrase, 0..phrase.len());
    tokens.iter().map(|token| fold(token.text(phrase)).into_owned()).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Number,
    Mark,
    /// Combining marks and invisible characters, which belong to the word before them.
    Joiner,
}

impl Class {
    fn of(c: char) -> Option<Self> {
        match c {
            'a'..='z' | 'A'..='Z' => Some(Self::Word),
            '0'..='9' => Some(Self::Number),
            '\u{300}'..='\u{36f}' => Some(Self::Joiner),
            c if is_unseen(c) => Some(Self::Joiner),
            // Dashes, quotation marks, the ellipsis.
            '\u{2010}'..='\u{2027}' => Some(Self::Mark),
            c if c.is_ascii() => (!c.is_ascii_whitespace() && !c.is_ascii_control()).then_some(Self::Mark),
            c if c.is_alphabetic() => Some(Self::Word),
            c if c.is_numeric() => Some(Self::Mark),
            c if c.is_whitespace() || c.is_control() => None,
            _ => Some(Self::Mark),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Class, Token, TokenKind, is_unseen, tokenize, words};

    #[test]
    fn digits_letters_and_marks_are_separate_tokens() {
        assert_eq!(
            words("the 14th of mid-1954, People’s"),
            ["the", "14", "th", "of", "mid", "-", "1954", ",", "people", "'", "s"]
        );
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        assert_eq!(words("e\u{301}te\u{301} x"), ["été", "x"]);
    }

    /// A reference implementation that reads one character at a time.
    fn reference(text: &str) -> Vec<Token> {
        let mut tokens: Vec<(Class, Token)> = Vec::new();
        for (start, c) in text.char_indices() {
            let end = start + c.len_utf8();
            match (Class::of(c), tokens.last_mut()) {
                (Some(class), Some((before, token)))
                    if token.end == start
                        && *before != Class::Mark
                        && (class == *before || class == Class::Joiner) =>
                {
                    token.end = end;
                }
                (Some(_), _) if is_unseen(c) => {}
                (Some(class), _) => {
                    let kind = match class {
                        Class::Word | Class::Joiner => TokenKind::Word,
                        Class::Number => TokenKind::Number,
                        Class::Mark => TokenKind::Mark,
                    };
                    tokens.push((class, Token { start, end, kind }));
                }
                (None, _) => {}
            }
        }
        tokens.into_iter().map(|(_, token)| token).collect()
    }

    fn text() -> impl Strategy<Value = String> {
        let dense = "[a-cX-Z0-3 .,’“–é\u{301}\u{200b}\u{202e}\u{feff}\n\u{1d7d8}\u{b2}\u{ad}]{0,60}";
        prop_oneof![".{0,200}", dense, "[a-z]{0,40}[0-9]{0,20}é?"]
    }

    proptest! {
        #[test]
        fn tokens_equal_those_of_the_reference(text in text()) {
            prop_assert_eq!(tokenize(&text, 0..text.len()), reference(&text));
        }

        #[test]
        fn tokens_are_in_order_and_only_white_space_is_skipped(text in text()) {
            let tokens = tokenize(&text, 0..text.len());
            let mut at = 0;
            for token in &tokens {
                let Token { start, end, kind } = *token;
                prop_assert!(at <= start && start < end);
                let skipped = &text[at..start];
                let blank = skipped.chars().all(|c| c.is_whitespace() || c.is_control() || is_unseen(c));
                prop_assert!(blank);
                let digits = token.text(&text).bytes().all(|b| b.is_ascii_digit() || b >= 0x80);
                prop_assert!(kind != TokenKind::Number || digits);
                at = end;
            }
        }
    }
}
