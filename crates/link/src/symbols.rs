//! Words and identifiers as hashes, which are small and the same in every thread.
//!
//! Plain words, entities, full names and stems are rotated by different numbers of bits, so that hashes of
//! different sorts do not meet.

use std::hash::{Hash, Hasher};

use annals_knowledge::Language;
use annals_model::{EntityId, slug};
use rustc_hash::{FxHashMap, FxHasher};

/// The hash of a word, a name or an identifier.
pub(crate) type Symbol = u64;

/// Letters that a stem has at least.
const STEM_LETTERS: usize = 4;

/// Returns the hash of a value.
pub(crate) fn hash(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Returns the symbol of a word.
pub(crate) fn word_symbol(word: &str) -> Symbol {
    hash(word)
}

/// Returns the symbol of an entity.
pub(crate) fn entity_symbol(id: &EntityId) -> Symbol {
    word_symbol(id.as_str()).rotate_left(1)
}

/// Returns the symbol of a full name.
pub(crate) fn name_symbol(name: &str) -> Symbol {
    word_symbol(name).rotate_left(2)
}

/// Returns the symbol of a word without the endings that turn the name of a place into that of its people.
pub(crate) fn stem_symbol(word: &str, language: &Language) -> Symbol {
    let mut left = word;
    loop {
        let endings = language.people_endings.iter().filter_map(|ending| left.strip_suffix(ending.as_str()));
        let stems = endings.filter(|stem| stem.chars().count() >= STEM_LETTERS);
        match stems.min_by_key(|stem| stem.len()) {
            Some(shorter) => left = shorter,
            None => break word_symbol(left).rotate_left(3),
        }
    }
}

/// Symbols of words as they are typed, computed once for each spelling.
#[derive(Default)]
pub(crate) struct SymbolCache(FxHashMap<String, Symbol>);

impl SymbolCache {
    /// Returns the symbol of the slug of a word.
    pub(crate) fn slug_symbol(&mut self, word: &str) -> Symbol {
        if let Some(known) = self.0.get(word) {
            return *known;
        }
        let symbol = word_symbol(&slug(word));
        self.0.insert(word.to_owned(), symbol);
        symbol
    }
}

/// Sorts a list of symbols and keeps each once, without spare room: there are several lists for each claim.
pub(crate) fn symbol_set(mut symbols: Vec<Symbol>) -> Box<[Symbol]> {
    symbols.sort_unstable();
    symbols.dedup();
    symbols.as_slice().into()
}

/// True if all symbols of the first list are in the second, which is sorted.
pub(crate) fn is_subset(first: &[Symbol], second: &[Symbol]) -> bool {
    first.iter().all(|symbol| second.binary_search(symbol).is_ok())
}

/// True if one of two sorted lists is a part of the other.
pub(crate) fn are_nested(first: &[Symbol], second: &[Symbol]) -> bool {
    is_subset(first, second) || is_subset(second, first)
}

/// Returns how many symbols of the first list are in the second, which is sorted.
pub(crate) fn common_count(first: &[Symbol], second: &[Symbol]) -> usize {
    first.iter().filter(|symbol| second.binary_search(symbol).is_ok()).count()
}
