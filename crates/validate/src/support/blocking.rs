//! Blocking of names: only names that share a key are compared.

use std::hash::{Hash, Hasher};

use annals_model::EntityClass;
use rustc_hash::FxHasher;

use crate::support::spelling::Spelling;

/// The number of letters of a word's beginning or end that a key contains.
const KEPT: usize = 3;

/// The number of neighbours with which a name is compared in a large block.
const WINDOW: usize = 24;

/// Returns the pairs of names, by index, that may be near; each once, in order.
///
/// Two near names have the same letters except for gaps; or they differ in one word, and share the others
/// and mostly the beginning or end of this one; or they differ in several words, and mostly share the
/// beginnings or the ends of all. In large blocks only alphabetical neighbours are paired, so the time is
/// that of sorting.
pub(crate) fn candidates(names: &[(EntityClass, Spelling)]) -> Vec<(usize, usize)> {
    let mut keyed: Vec<(u64, usize)> = Vec::with_capacity(names.len() * 8);
    for (number, (class, spelling)) in names.iter().enumerate() {
        keys(*class, spelling, |key| keyed.push((key, number)));
    }
    keyed.sort_unstable();
    keyed.dedup();
    let mut pairs = Vec::new();
    for block in keyed.chunk_by(|a, b| a.0 == b.0).filter(|block| block.len() > 1) {
        let mut block: Vec<usize> = block.iter().map(|(_, number)| *number).collect();
        if block.len() > WINDOW {
            block.sort_by_key(|number| (names.get(*number), *number));
        }
        for (at, first) in block.iter().enumerate() {
            let others = block.iter().skip(at + 1).take(WINDOW);
            pairs.extend(others.map(|second| (*first.min(second), *first.max(second))));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

fn keys(class: EntityClass, spelling: &Spelling, mut emit: impl FnMut(u64)) {
    let words: Vec<&str> = spelling.words().collect();
    emit(hash(&(class, "joined", spelling.letters().collect::<String>())));
    let begins: Vec<&str> = words.iter().map(|word| first(word)).collect();
    let ends: Vec<&str> = words.iter().map(|word| last(word)).collect();
    emit(hash(&(class, "begin", &begins)));
    emit(hash(&(class, "end", &ends)));
    // The number of key parts is quadratic in the number of words. Names are short.
    for at in 0..words.len().min(16) {
        let others = (words.get(..at), words.get(at + 1..));
        emit(hash(&(class, "begins", others, begins.get(at))));
        emit(hash(&(class, "ends", others, ends.get(at))));
    }
}

fn hash(key: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    key.hash(&mut hasher);
    hasher.finish()
}

fn first(word: &str) -> &str {
    let end = word.char_indices().nth(KEPT).map_or(word.len(), |(at, _)| at);
    word.get(..end).unwrap_or(word)
}

fn last(word: &str) -> &str {
    let start = word.char_indices().rev().nth(KEPT - 1).map_or(0, |(at, _)| at);
    word.get(start..).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use annals_model::EntityClass;

    use super::{WINDOW, candidates};
    use crate::support::spelling::Spelling;

    fn named(names: &[&str]) -> Vec<(EntityClass, Spelling)> {
        names.iter().map(|name| (EntityClass::Place, Spelling::of(name))).collect()
    }

    #[test]
    fn near_names_share_a_block() {
        let names =
            named(&["Marivelle Tornquist", "Oslund", "Marivalle Tornqvist", "North Haven", "Northhaven"]);
        assert_eq!(candidates(&names), [(0, 2), (3, 4)]);
    }

    #[test]
    fn large_blocks_do_not_give_all_pairs() {
        let names: Vec<String> = (0..5000).map(|number| format!("Abcdef{number:04}gh Ridge")).collect();
        let names = named(&names.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(candidates(&names).len() <= 2 * WINDOW * names.len());
    }
}
