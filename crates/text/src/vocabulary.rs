use std::num::NonZeroU32;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::fold;
use crate::spelling::Key;
use crate::token::{Token, Tokens};

/// The number of a word in its [`Vocabulary`]. The first is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordNumber(NonZeroU32);

impl WordNumber {
    /// As an index, of which 0 is that of no word.
    #[inline]
    #[must_use]
    pub fn index(self) -> usize {
        self.0.get() as usize
    }
}

/// Numbers the words of a language, and finds those of a text without regard to case or typography.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// The number of a word, at the place that its key hashes to or behind it; 0 where there is none. At least
    /// three quarters are: most words of a text are not found at the first glance.
    slots: Vec<u32>,
    /// By number; the first is no word's.
    keys: Vec<Key>,
    /// Words that have no key.
    long: FxHashMap<Box<str>, WordNumber>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { slots: vec![0; 8], keys: vec![Key::NONE], long: FxHashMap::default() }
    }
}

impl Vocabulary {
    /// The number of a word, a new one if it had none.
    pub fn insert(&mut self, word: &str) -> WordNumber {
        if let Some(number) = self.get(word) {
            return number;
        }
        let number =
            WordNumber(NonZeroU32::MIN.saturating_add(u32::try_from(self.len()).unwrap_or(u32::MAX)));
        let key = Key::of(word);
        if key.is_none() {
            self.long.insert(fold(word).into(), number);
        }
        self.keys.push(key.unwrap_or(Key::NONE));
        if self.keys.len() * 4 > self.slots.len() {
            self.slots = vec![0; self.keys.len().next_power_of_two() * 8];
            (1..self.keys.len()).for_each(|number| self.place(number));
        } else {
            self.place(self.keys.len() - 1);
        }
        number
    }

    fn place(&mut self, number: usize) {
        let Some(key) = self.keys.get(number).filter(|key| **key != Key::NONE) else { return };
        let mut slot = self.home(*key);
        while self.slots.get(slot).is_some_and(|taken| *taken != 0) {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        if let Some(place) = self.slots.get_mut(slot) {
            *place = u32::try_from(number).unwrap_or(0);
        }
    }

    /// Where a key is looked for first.
    #[inline]
    fn home(&self, key: Key) -> usize {
        key.hash(self.slots.len().trailing_zeros())
    }

    /// The number of a word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<WordNumber> {
        match Key::of(word) {
            Some(key) => self.find(key),
            None if self.long.is_empty() => None,
            None => self.long.get(fold(word).as_ref()).copied(),
        }
    }

    #[inline]
    fn find(&self, key: Key) -> Option<WordNumber> {
        let mut slot = self.home(key);
        loop {
            let number = *self.slots.get(slot)?;
            let is_it = self.keys.get(number as usize)?.is(key);
            if is_it || number == 0 {
                // Half of the words are found: that is best not left to a branch.
                return NonZeroU32::new(number * u32::from(is_it)).map(WordNumber);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len() - 1
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The tokens of a part of a text, each with the number of its word; their offsets are those of
    /// the whole text.
    #[inline]
    pub fn scan(&self, text: &str, range: Range<usize>) -> impl Iterator<Item = (Token, Option<WordNumber>)> {
        Tokens::new(text, range).map(move |(token, key)| {
            let number = match key {
                Some(key) => self.find(key),
                None => self.get(token.text(text)),
            };
            (token, number)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn words_are_found_however_they_are_written() {
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.get("x"), None);
        let words = ["of", "'", "đông", "a", "an-exceedingly-long-word", "Straße", "1"];
        let numbers = words.map(|word| vocabulary.insert(word));
        assert_eq!(numbers.map(super::WordNumber::index), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(words.map(|word| vocabulary.insert(word)), numbers);
        for filler in 0..1000 {
            vocabulary.insert(&format!("w{filler}"));
        }
        assert_eq!(vocabulary.len(), 1007);
        let written = ["OF", "’", "ĐÔNG", "A", "An–Exceedingly-Long-WORD", "STRAßE", "1"];
        assert_eq!(written.map(|word| vocabulary.get(word)), numbers.map(Some));
        assert_eq!(vocabulary.get("an-exceedingly-long-words"), None);
        assert_eq!(vocabulary.get("w1000"), None);
    }

    #[test]
    fn a_scan_is_a_look_up_of_every_token() {
        let text = "W1 said: “ĐÔNG’s 12th, of the Straße”, e\u{301}a Internationalization 12";
        let mut vocabulary = Vocabulary::default();
        for word in ["w", "’", "đông", "th", "straße", "internationalization", "e\u{301}a", "12"] {
            vocabulary.insert(word);
        }
        let found: Vec<_> = vocabulary.scan(text, 0..text.len()).collect();
        let tokens = crate::tokenize(text, 0..text.len());
        let looked_up: Vec<_> =
            tokens.iter().map(|token| (*token, vocabulary.get(token.text(text)))).collect();
        assert_eq!(found, looked_up);
        assert_eq!(found.iter().filter(|(_, number)| number.is_some()).count(), 9);
    }
}
