//! Lexing: [`Run`] → [`Item`]s, that is words, phrases and numbers.

use std::ops::Range;

use annals_text::{TokenKind, WordId, is_capitalised};

use crate::grammar::{Kind, Lexicon, Notation, NumberWord, Test, UNKNOWN, Word};
use crate::scan::{Run, RunToken};
use crate::slots::{Decimal, Value};

/// A word, a phrase of the lexicon or a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Item {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) kind: Kind,
    /// Whether it follows the item before it without a gap.
    pub(crate) touches: bool,
    content: Content,
}

/// The content of an item.
#[derive(Clone, Copy, Debug)]
enum Content {
    /// A node of the phrase trie.
    Phrase(u32),
    Number(Decimal),
}

impl Item {
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Returns its value in a class that it belongs to.
    pub(crate) fn value(&self, lexicon: &Lexicon, test: Test) -> Value {
        match self.content {
            Content::Phrase(node) => lexicon.meaning(node, test).unwrap_or(Value::Present),
            Content::Number(number) => Value::Number(number),
        }
    }
}

/// Replaces `items` by the items of a run.
pub(crate) fn read(lexicon: &Lexicon, text: &str, run: Run<'_>, items: &mut Vec<Item>) {
    items.clear();
    let mut lexer = Lexer { lexicon, text, tokens: run.tokens, items };
    let mut at = 0;
    while at < run.tokens.len() {
        at = lexer.step(at).max(at + 1);
    }
}

struct Lexer<'l> {
    lexicon: &'l Lexicon,
    text: &'l str,
    tokens: &'l [RunToken],
    items: &'l mut Vec<Item>,
}

/// Number of digits of a year.
const YEAR_DIGITS: usize = 4;

/// A number that was read, and the index of the token after it.
#[derive(Clone, Copy)]
struct Number {
    value: Decimal,
    notation: Notation,
    after: usize,
}

impl Lexer<'_> {
    fn token_text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.token.text(self.text))
    }

    fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.tokens.get(at).is_some_and(|token| token.token.kind == kind)
    }

    /// Whether the token at `at` follows the one before it without a gap.
    fn touches(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.touches)
    }

    fn word(&self, at: usize) -> Option<(WordId, &Word)> {
        let id = self.tokens.get(at)?.word?;
        Some((id, self.lexicon.word(id.index())?))
    }

    /// Reads one item from the token at `at` on, and returns the index of the token after it.
    fn step(&mut self, at: usize) -> usize {
        if self.is(at, TokenKind::Number) {
            return self.digits(at);
        }
        let Some((_, word)) = self.word(at) else {
            let kind = self.lexicon.unknown_kind(is_capitalised(self.token_text(at)));
            return self.push(at, at + 1, kind, Content::Phrase(Lexicon::ROOT));
        };
        let node = word.node();
        if (word.number.is_some() || word.begins_number)
            && let Some(after) = self.number_in_words(at)
        {
            return after;
        }
        let (node, after) = self.longest_phrase(node, at);
        let kind = self.lexicon.kind_at(node, is_capitalised(self.token_text(at)));
        self.push(at, after, kind, Content::Phrase(node))
    }

    /// Adds an item of the tokens from `at` up to `after`, and returns `after`.
    fn push(&mut self, at: usize, after: usize, kind: Kind, content: Content) -> usize {
        if let (Some(first), Some(last)) = (self.tokens.get(at), self.tokens.get(after.wrapping_sub(1))) {
            let (start, end) = (first.token.start, last.token.end);
            self.items.push(Item { start, end, kind, touches: first.touches, content });
        }
        after
    }

    /// Returns the node of the longest phrase that begins at `at`, and the index of the token after it.
    fn longest_phrase(&self, node: u32, at: usize) -> (u32, usize) {
        let mut best = (node, at + 1);
        // A word that only occurs inside phrases begins none.
        if node == Lexicon::ROOT {
            return best;
        }
        let (mut node, mut next) = best;
        while let Some((id, _)) = self.word(next)
            && let Some(further) = self.lexicon.follow(node, id)
        {
            (node, next) = (further, next + 1);
            if self.lexicon.kind_at(node, true) != UNKNOWN {
                best = (node, next);
            }
        }
        best
    }

    /// Reads an item that begins with digits.
    fn digits(&mut self, at: usize) -> usize {
        let Some(number) = self.number_in_digits(at) else {
            return self.push(at, at + 1, UNKNOWN, Content::Phrase(Lexicon::ROOT));
        };
        let Number { value, notation, after } = number;
        if matches!(notation, Notation::Digits(_))
            && self.touches(after)
            && self.word(after).is_some_and(|(_, word)| word.is_ordinal_suffix)
        {
            return self.push(at, after + 1, self.lexicon.ordinal_kind(), Content::Number(value));
        }
        if let Some(NumberWord::Times(times)) = self.word(after).and_then(|(_, word)| word.number) {
            let value = Decimal(value.0.saturating_mul(i64::from(times)));
            let kind = self.lexicon.number_kind(value, Notation::Marked);
            return self.push(at, after + 1, kind, Content::Number(value));
        }
        self.push(at, after, self.lexicon.number_kind(value, notation), Content::Number(value))
    }

    /// Whether the token at `at` is digits, separated from the token before it by one white space character that
    /// separates groups of digits.
    fn is_spaced_group(&self, at: usize) -> bool {
        let Some([before, group]) = at.checked_sub(1).and_then(|before| self.tokens.get(before..=at)) else {
            return false;
        };
        let gap = self.text.get(before.token.end..group.token.start).unwrap_or_default();
        let mut gap = gap.chars();
        group.token.kind == TokenKind::Number
            && gap.next().is_some_and(|space| self.lexicon.separates_groups(space))
            && gap.next().is_none()
    }

    /// Reads a number in digits, with group separators and a decimal mark.
    fn number_in_digits(&self, at: usize) -> Option<Number> {
        let digits = self.token_text(at);
        // Digits after a letter without a gap are a designation: M1954.
        let is_named = digits.len() >= YEAR_DIGITS
            && self.touches(at)
            && at.checked_sub(1).is_some_and(|before| self.is(before, TokenKind::Word));
        if is_named || digits.len() > 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut value: i64 = digits.parse().ok()?;
        let mut notation = Notation::Digits(u8::try_from(digits.len()).ok()?);
        let mut after = at + 1;
        let joined = |after: usize| {
            self.touches(after) && self.touches(after + 1) && self.is(after + 1, TokenKind::Number)
        };
        if digits.len() <= 3 {
            while after < at + 8 {
                let is_marked = joined(after) && self.word(after).is_some_and(|(_, word)| word.is_group_mark);
                let group = if is_marked { after + 1 } else { after };
                if !(is_marked || self.is_spaced_group(after) && !digits.starts_with('0'))
                    || self.token_text(group).len() != 3
                {
                    break;
                }
                value = value.saturating_mul(1000).saturating_add(self.token_text(group).parse().ok()?);
                notation = Notation::Marked;
                after = group + 1;
            }
        }
        let mut value = Decimal::whole(value);
        let is_decimal_mark = |at| self.word(at).is_some_and(|(_, word)| word.is_decimal_mark);
        // 1.5 is a number, 1.5.1987 is a date.
        let before = at.checked_sub(1).is_some_and(|before| is_decimal_mark(before) && self.touches(at));
        if joined(after) && is_decimal_mark(after) && !joined(after + 2) && !before {
            let fraction: String = self.token_text(after + 1).chars().take(3).collect();
            if let Ok(thousandths) = format!("{fraction:0<3}").parse::<i64>() {
                value = Decimal(value.0.saturating_add(thousandths));
                notation = Notation::Marked;
                after += 2;
            }
        }
        Some(Number { value, notation, after })
    }

    /// Returns the longest number word that begins at `at`, and the index of the token after it.
    fn number_word(&self, at: usize) -> Option<(NumberWord, usize)> {
        let (_, word) = self.word(at)?;
        let mut best = word.number.map(|number| (number, at + 1));
        if word.begins_number {
            let (mut node, mut next) = (word.node(), at + 1);
            while let Some((id, _)) = self.word(next)
                && let Some(further) = self.lexicon.follow(node, id)
            {
                (node, next) = (further, next + 1);
                best = self.lexicon.number_at(node).map(|number| (number, next)).or(best);
            }
        }
        best
    }

    /// Reads a number of several words as one item, and returns the index of the token after it.
    fn number_in_words(&mut self, at: usize) -> Option<usize> {
        let mut sum = Sum::default();
        let mut next = at;
        let mut words = 0;
        loop {
            let joined = words > 0 && self.word(next).is_some_and(|(_, word)| word.is_joiner);
            let candidate = next + usize::from(joined);
            let Some((_, word)) = self.word(candidate) else { break };
            if let Some(ordinal) = word.ordinal
                && joined
                && sum.add(ordinal)
            {
                let value = sum.total();
                return Some(self.push(
                    at,
                    candidate + 1,
                    self.lexicon.ordinal_kind(),
                    Content::Number(value),
                ));
            }
            let Some((number, after)) = self.number_word(candidate) else { break };
            let fits = match number {
                NumberWord::Plus(number) => sum.add(number),
                NumberWord::Times(number) => !joined && sum.multiply(number),
            };
            if !fits {
                break;
            }
            words += 1;
            next = after;
        }
        if words < 2 {
            return None;
        }
        let value = sum.total();
        let kind = self.lexicon.number_kind(value, Notation::Words);
        Some(self.push(at, next, kind, Content::Number(value)))
    }
}

/// The value of a number in words, as far as it was read.
#[derive(Clone, Copy, Default)]
struct Sum {
    total: i64,
    current: i64,
    /// The value of the word before, which limits the word that can follow.
    last: i64,
    /// The value of the last multiplier of a thousand or more.
    scale: i64,
}

impl Sum {
    fn total(self) -> Decimal {
        Decimal::whole(self.total.saturating_add(self.current))
    }

    /// Adds a number word; returns whether the word can follow.
    fn add(&mut self, number: u32) -> bool {
        let number = i64::from(number);
        let is_start = self.last == 0;
        let to_tens = (20..100).contains(&self.last) && self.last % 10 == 0 && (1..10).contains(&number);
        let to_hundreds = self.last >= 100 && (1..self.last).contains(&number);
        let is_year = self.total == 0
            && self.current == self.last
            && (10..=20).contains(&self.last)
            && (10..100).contains(&number);
        if is_start || to_tens || to_hundreds {
            self.current = self.current.saturating_add(number);
        } else if is_year {
            self.current = self.current.saturating_mul(100).saturating_add(number);
        } else {
            return false;
        }
        self.last = if is_start && number == 0 { 1 } else { number };
        true
    }

    /// Multiplies by a number word; returns whether the word can follow.
    fn multiply(&mut self, number: u32) -> bool {
        let number = i64::from(number);
        // A multiplier is greater than the number before it, and multipliers descend: a thousand after a million.
        let fits = self.current < number && (self.total == 0 || number < self.scale);
        if !fits {
            return false;
        }
        let product = self.current.max(1).saturating_mul(number);
        if number >= 1000 {
            self.total = self.total.saturating_add(product);
            self.current = 0;
            self.scale = number;
        } else {
            self.current = product;
        }
        self.last = number;
        true
    }
}
