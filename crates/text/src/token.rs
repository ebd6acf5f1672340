use std::ops::Range;

use crate::fold::is_unseen;
use crate::spelling::{Ascii, Key};

/// A word, a run of digits or one other character; white space only separates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// First byte in the text.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a [`Token`] is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters and their marks.
    Word,
    /// Decimal digits.
    Number,
    /// One character that is neither; apostrophes and hyphens too.
    Mark,
}

impl Token {
    /// Its bytes in the text.
    #[must_use]
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Its characters.
    #[must_use]
    pub fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range()).unwrap_or_default()
    }

    /// Whether nothing stands between it and the token after it.
    #[must_use]
    pub fn touches(&self, next: &Self) -> bool {
        self.end == next.start
    }
}

/// Cuts a part of a text into tokens; their offsets are those of the whole text.
///
/// `14th` is a number and a word that touch, `People's` a word, a mark and a word.
#[must_use]
pub fn tokenize(text: &str, range: Range<usize>) -> Vec<Token> {
    let found = Tokens::new(text, range);
    // English prose has a token every five bytes or so.
    let mut tokens = Vec::with_capacity((found.text.len() - found.at.min(found.text.len())) / 5 + 1);
    tokens.extend(found.map(|(token, _)| token));
    tokens
}

/// The tokens of a part of a text, one after another, with the keys of those that are short ASCII.
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

    /// A token of ASCII, and of what else belongs to it.
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
        // Behind most words there is a single space.
        self.at += usize::from(next == b' ');
        (token, key)
    }

    /// How many bytes from `from` on belong to a token of this class.
    fn more(&self, from: usize, class: Class) -> usize {
        let rest = self.text.get(from..).unwrap_or_default();
        let belongs = |c| matches!(Class::of(c), Some(next) if next == class || next == Class::Joiner);
        rest.find(|c| !belongs(c)).unwrap_or(rest.len())
    }

    /// The token that begins with a character beyond ASCII.
    fn wide(&mut self) -> Option<Token> {
        let Some(c) = self.text.get(self.at..).and_then(|rest| rest.chars().next()) else {
            self.at = self.text.len();
            return None;
        };
        // What nobody sees belongs to the word before it, or to none.
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

/// The tokens of a phrase, in the form under which they are looked up.
#[must_use]
pub fn words(phrase: &str) -> Vec<String> {
    let tokens = tokenize(phrase, 0..phrase.len());
    tokens.iter().map(|token| crate::fold(token.text(phrase)).into_owned()).collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Number,
    Mark,
    /// Combining marks and invisible joiners belong to the word before them.
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
    fn digits_letters_and_marks_part() {
        assert_eq!(
            words("the 14th of mid-1954, People’s"),
            ["the", "14", "th", "of", "mid", "-", "1954", ",", "people", "'", "s"]
        );
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        assert_eq!(words("e\u{301}te\u{301} x"), ["été", "x"]);
    }

    /// The same, one character after another.
    fn slowly(text: &str) -> Vec<Token> {
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
        fn tokens_are_those_of_single_characters(text in text()) {
            prop_assert_eq!(tokenize(&text, 0..text.len()), slowly(&text));
        }

        #[test]
        fn tokens_are_in_order_and_leave_out_white_space_only(text in text()) {
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
