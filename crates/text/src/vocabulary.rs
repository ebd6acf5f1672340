//! Vocabularies.

use std::num::NonZeroU32;
use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::fold::fold;
use crate::token::{Token, Tokens};
use crate::word_key::Key;

/// The id of a word in its [`Vocabulary`]. The first is 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(NonZeroU32);

impl WordId {
    /// Returns the id as an index. No word has the index 0.
    #[inline]
    #[must_use]
    pub fn index(self) -> usize {
        self.0.get() as usize
    }
}

/// Assigns ids to the words of a language, and finds these words in a text, independent of case and typography.
///
/// ```
/// use annals_text::Vocabulary;
///
/// let mut vocabulary = Vocabulary::default();
/// let june = vocabulary.insert("June");
/// assert_eq!(vocabulary.get("JUNE"), Some(june));
///
/// let text = "In June";
/// let ids: Vec<_> = vocabulary.scan(text, 0..text.len()).map(|(_, id)| id).collect();
/// assert_eq!(ids, [None, Some(june)]);
/// ```
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// A hash table of ids with linear probing; 0 marks a free slot. At least three quarters of the slots are free, so
    /// that the look-up of an unknown word mostly ends at the first slot.
    slots: Vec<u32>,
    /// The keys by id. The first belongs to no word.
    keys: Vec<Key>,
    /// Words without a key.
    long: FxHashMap<Box<str>, WordId>,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self { slots: vec![0; 8], keys: vec![Key::NONE], long: FxHashMap::default() }
    }
}

impl Vocabulary {
    /// Returns the id of a word, a new one if the word has none.
    pub fn insert(&mut self, word: &str) -> WordId {
        if let Some(id) = self.get(word) {
            return id;
        }
        let id = WordId(NonZeroU32::MIN.saturating_add(u32::try_from(self.len()).unwrap_or(u32::MAX)));
        let key = Key::of(word);
        if key.is_none() {
            self.long.insert(fold(word).into(), id);
        }
        self.keys.push(key.unwrap_or(Key::NONE));
        if self.keys.len() * 4 > self.slots.len() {
            self.slots = vec![0; self.keys.len().next_power_of_two() * 8];
            (1..self.keys.len()).for_each(|index| self.place(index));
        } else {
            self.place(self.keys.len() - 1);
        }
        id
    }

    fn place(&mut self, index: usize) {
        let Some(key) = self.keys.get(index).filter(|key| **key != Key::NONE) else { return };
        let mut slot = self.home(*key);
        while self.slots.get(slot).is_some_and(|taken| *taken != 0) {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        if let Some(place) = self.slots.get_mut(slot) {
            *place = u32::try_from(index).unwrap_or(0);
        }
    }

    /// Returns the first slot that is searched for a key.
    #[inline]
    fn home(&self, key: Key) -> usize {
        key.hash(self.slots.len().trailing_zeros())
    }

    /// Returns the id of a word.
    #[must_use]
    pub fn get(&self, word: &str) -> Option<WordId> {
        match Key::of(word) {
            Some(key) => self.find(key),
            None if self.long.is_empty() => None,
            None => self.long.get(fold(word).as_ref()).copied(),
        }
    }

    #[inline]
    fn find(&self, key: Key) -> Option<WordId> {
        let mut slot = self.home(key);
        loop {
            let id = *self.slots.get(slot)?;
            let is_found = self.keys.get(id as usize)?.is(key);
            if is_found || id == 0 {
                // About half of the words are found, so a branch would be mispredicted.
                return NonZeroU32::new(id * u32::from(is_found)).map(WordId);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// Returns the number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.keys.len() - 1
    }

    /// Returns whether the vocabulary has no words.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the tokens of a part of a text, each with the id of its word. Their offsets are those of the whole text.
    #[inline]
    pub fn scan(&self, text: &str, range: Range<usize>) -> impl Iterator<Item = (Token, Option<WordId>)> {
        Tokens::new(text, range).map(move |(token, key)| {
            let id = match key {
                Some(key) => self.find(key),
                None => self.get(token.text(text)),
            };
            (token, id)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;

    #[test]
    fn words_are_found_in_any_case_and_typography() {
        let mut vocabulary = Vocabulary::default();
        assert_eq!(vocabulary.get("x"), None);
        let words = ["of", "'", "đông", "a", "an-exceedingly-long-word", "Straße", "1"];
        let ids = words.map(|word| vocabulary.insert(word));
        assert_eq!(ids.map(super::WordId::index), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(words.map(|word| vocabulary.insert(word)), ids);
        for filler in 0..1000 {
            vocabulary.insert(&format!("w{filler}"));
        }
        assert_eq!(vocabulary.len(), 1007);
        let written = ["OF", "’", "ĐÔNG", "A", "An–Exceedingly-Long-WORD", "STRAßE", "1"];
        assert_eq!(written.map(|word| vocabulary.get(word)), ids.map(Some));
        assert_eq!(vocabulary.get("an-exceedingly-long-words"), None);
        assert_eq!(vocabulary.get("w1000"), None);
    }

    #[test]
    fn a_scan_looks_up_each_token() {
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
        assert_eq!(found.iter().filter(|(_, id)| id.is_some()).count(), 9);
    }
}
