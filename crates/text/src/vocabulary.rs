use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::fold;
use crate::spelling::Key;
use crate::token::{Token, Tokens};

/// Numbers the words of a language, and finds those of a text without regard to case or typography.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// One more than the number of a word, at the place that its key hashes to or behind it; 0
    /// where there is none. At least three quarters are empty: most words of a text are not found
    /// at the first glance.
    slots: Vec<u32>,
    /// By number.
    keys: Vec<Key>,
    /// Words that have no key.
    long: FxHashMap<Box<str>, u32>,
}

impl Vocabulary {
    /// The number of a word, a new one if it had none.
    pub fn insert(&mut self, word: &str) -> u32 {
        if let Some(number) = self.get(word) {
            return number;
        }
        let number = u32::try_from(self.keys.len()).unwrap_or(u32::MAX);
        let key = Key::of(word);
        if key.is_none() {
            self.long.insert(fold(word).into(), number);
        }
        self.keys.push(key.unwrap_or(Key::NONE));
        if self.keys.len() * 4 > self.slots.len() {
            self.slots = vec![0; self.keys.len().next_power_of_two() * 8];
            (0..self.keys.len()).for_each(|number| self.place(number));
        } else {
            self.place(self.keys.len() - 1);
        }
        number
    }

    fn place(&mut self, number: usize) {
        let Some(key) = self.keys.get(number).filter(|key| **key != Key::NONE) else { return };
        let free = self.probe(*key).find(|slot| self.slots.get(*slot).is_none_or(|taken| *taken == 0));
        if let Some(slot) = free.and_then(|free| self.slots.get_mut(free)) {
            *slot = u32::try_from(number + 1).unwrap_or(0);
        }
    }

    /// Where a key may be, one place after another.
    fn probe(&self, key: Key) -> impl Iterator<Item = usize> + use<> {
        let (mask, home) = (self.slots.len().wrapping_sub(1), key.hash(self.slots.len().trailing_zeros()));
        (0..=mask).map(move |step| (home + step) & mask)
    }

    /// The number of a word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<u32> {
        match Key::of(word) {
            Some(key) => self.find(key),
            None if self.long.is_empty() => None,
            None => self.long.get(fold(word).as_ref()).copied(),
        }
    }

    #[inline]
    fn find(&self, key: Key) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut slot = key.hash(self.slots.len().trailing_zeros());
        loop {
            let number = self.slots.get(slot)?.checked_sub(1)?;
            if self.keys.get(number as usize) == Some(&key) {
                return Some(number);
            }
            slot = (slot + 1) & mask;
        }
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The tokens of a part of a text, each with the number of its word; their offsets are those of
    /// the whole text.
    #[inline]
    pub fn scan(&self, text: &str, range: Range<usize>) -> impl Iterator<Item = (Token, Option<u32>)> {
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
        for (number, word) in (0..).zip(words) {
            assert_eq!((vocabulary.insert(word), vocabulary.insert(word)), (number, number));
        }
        for filler in 0..1000 {
            vocabulary.insert(&format!("w{filler}"));
        }
        assert_eq!(vocabulary.len(), 1007);
        let written = ["OF", "’", "ĐÔNG", "A", "An–Exceedingly-Long-WORD", "STRAßE", "1"];
        for (number, word) in (0..).zip(written) {
            assert_eq!(vocabulary.get(word), Some(number), "{word}");
        }
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
