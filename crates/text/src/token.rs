use std::ops::Range;

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
    let part = text.get(range.clone()).unwrap_or_default();
    // English prose has a token every five bytes or so.
    let mut tokens: Vec<Token> = Vec::with_capacity(part.len() / 5 + 1);
    let mut chars = part.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let Some(class) = Class::of(c) else { continue };
        let mut end = at + c.len_utf8();
        if class != Class::Mark {
            while let Some(&(next_at, next)) = chars.peek() {
                let next_class = Class::of(next);
                if next_class != Some(class) && next_class != Some(Class::Joiner) {
                    break;
                }
                end = next_at + next.len_utf8();
                chars.next();
            }
        }
        let kind = match class {
            Class::Word | Class::Joiner => TokenKind::Word,
            Class::Number => TokenKind::Number,
            Class::Mark => TokenKind::Mark,
        };
        tokens.push(Token { start: range.start + at, end: range.start + end, kind });
    }
    tokens
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
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => Some(Self::Joiner),
            '\u{feff}' => None,
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

    use super::{Token, TokenKind, tokenize, words};

    #[test]
    fn digits_letters_and_marks_part() {
        assert_eq!(
            words("the 14th of mid-1954, People’s"),
            ["the", "14", "th", "of", "mid", "-", "1954", ",", "people", "'", "s"]
        );
    }

    #[test]
    fn combining_marks_stay_with_their_letter() {
        assert_eq!(words("e\u{301}te\u{301} x"), ["e\u{301}te\u{301}", "x"]);
    }

    const BOM: char = '\u{feff}';

    proptest! {
        #[test]
        fn tokens_are_in_order_and_leave_out_white_space_only(text in ".{0,200}") {
            let tokens = tokenize(&text, 0..text.len());
            let mut at = 0;
            for token in &tokens {
                let Token { start, end, kind } = *token;
                prop_assert!(at <= start && start < end);
                let skipped = &text[at..start];
                let blank = skipped.chars().all(|c| c.is_whitespace() || c.is_control() || c == BOM);
                prop_assert!(blank);
                let digits = token.text(&text).bytes().all(|b| b.is_ascii_digit() || b >= 0x80);
                prop_assert!(kind != TokenKind::Number || digits);
                at = end;
            }
        }
    }
}
