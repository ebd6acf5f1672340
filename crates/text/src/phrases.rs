//! Phrase tables.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::token::{Token, words};
use crate::vocabulary::{Vocabulary, WordId};

/// A table of phrases with their meanings: a trie over word ids.
///
/// Phrases match token by token, independent of case and typography. A look-up takes time linear in the length of the
/// longest match, independent of the number of phrases.
///
/// ```
/// use annals_text::PhrasesBuilder;
///
/// let mut builder = PhrasesBuilder::default();
/// builder.insert("peace", 1)?;
/// builder.insert("peace treaty", 2)?;
/// let phrases = builder.build(|values| values);
///
/// let text = "A Peace Treaty";
/// let (tokens, ids) = phrases.scan(text, 0..text.len());
/// assert_eq!(tokens.len(), 3);
/// let found: Vec<_> = phrases.starting_at(&ids, 1).collect();
/// assert_eq!(found, [(1, &vec![1]), (2, &vec![2])]);
/// assert_eq!(phrases.longest_at(&ids, 0), None);
/// # Ok::<(), annals_text::PhraseError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Phrases<M> {
    /// The words of all phrases.
    vocabulary: Vocabulary,
    /// The child of the root by word id; [`ROOT`] if there is none.
    first: Vec<u32>,
    /// The children of the other nodes.
    edges: FxHashMap<(u32, WordId), u32>,
    /// The meaning of the phrase that ends at a node, by node.
    meanings: Vec<Option<M>>,
}

/// The tokens of a text as word ids of a [`Phrases`]; tokens that no phrase contains have none.
#[derive(Clone, Debug)]
pub struct TokenIds(Vec<Option<WordId>>);

/// The root node. No edge leads to it and no phrase ends there.
const ROOT: u32 = 0;

/// Builds a [`Phrases`].
#[derive(Clone, Debug)]
pub struct PhrasesBuilder<V>(Phrases<Vec<V>>);

/// The error of a phrase without a token.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a phrase of at least one letter, digit or mark")]
pub struct PhraseError;

impl<V> Default for PhrasesBuilder<V> {
    fn default() -> Self {
        let phrases = Phrases {
            vocabulary: Vocabulary::default(),
            first: Vec::new(),
            edges: FxHashMap::default(),
            meanings: vec![None],
        };
        Self(phrases)
    }
}

impl<V: PartialEq> PhrasesBuilder<V> {
    /// Adds a value to a phrase, unless the phrase has it already.
    ///
    /// # Errors
    /// The phrase has no token.
    pub fn insert(&mut self, phrase: &str, value: V) -> Result<(), PhraseError> {
        let Phrases { vocabulary, first, edges, meanings } = &mut self.0;
        let mut node = ROOT;
        for word in words(phrase) {
            let id = vocabulary.insert(&word);
            let next = u32::try_from(meanings.len()).map_err(|_| PhraseError)?;
            let index = id.index();
            if first.len() <= index {
                first.resize(index + 1, ROOT);
            }
            let edge = match first.get_mut(index) {
                Some(edge) if node == ROOT => edge,
                _ => edges.entry((node, id)).or_insert(ROOT),
            };
            if *edge == ROOT {
                *edge = next;
                meanings.push(None);
            }
            node = *edge;
        }
        if node == ROOT {
            return Err(PhraseError);
        }
        if let Some(meaning) = meanings.get_mut(node as usize) {
            let values = meaning.get_or_insert_default();
            if !values.contains(&value) {
                values.push(value);
            }
        }
        Ok(())
    }

    /// Returns the table. `make` turns the values of each phrase into its meaning.
    #[must_use]
    pub fn build<M>(self, make: impl Fn(Vec<V>) -> M) -> Phrases<M> {
        let Phrases { vocabulary, first, edges, meanings } = self.0;
        let meanings = meanings.into_iter().map(|values| values.map(&make)).collect();
        Phrases { vocabulary, first, edges, meanings }
    }
}

impl<M> Phrases<M> {
    /// Returns the tokens of a part of a text, and their word ids.
    #[must_use]
    pub fn scan(&self, text: &str, range: Range<usize>) -> (Vec<Token>, TokenIds) {
        // English prose has about one token per five bytes.
        let expected = range.len() / 5 + 1;
        let (mut tokens, mut ids) = (Vec::with_capacity(expected), Vec::with_capacity(expected));
        for (token, id) in self.vocabulary.scan(text, range) {
            tokens.push(token);
            ids.push(id);
        }
        (tokens, TokenIds(ids))
    }

    /// Returns each phrase that begins with the token at `at`, as its number of tokens and its meaning, the shortest
    /// first.
    pub fn starting_at(&self, ids: &TokenIds, at: usize) -> impl Iterator<Item = (usize, &M)> {
        let mut rest = ids.0.get(at..).unwrap_or_default().iter();
        let first = rest.next().copied().flatten().and_then(|id| self.first.get(id.index()));
        let mut node = first.copied().unwrap_or(ROOT);
        let mut length = 0;
        std::iter::from_fn(move || {
            while node != ROOT {
                let meaning = self.meanings.get(node as usize)?;
                length += 1;
                let next = rest.next().copied().flatten().and_then(|id| self.edges.get(&(node, id)));
                node = next.copied().unwrap_or(ROOT);
                if let Some(meaning) = meaning {
                    return Some((length, meaning));
                }
            }
            None
        })
    }

    /// Returns the longest phrase that begins with the token at `at`, as its number of tokens and its meaning.
    #[must_use]
    pub fn longest_at(&self, ids: &TokenIds, at: usize) -> Option<(usize, &M)> {
        self.starting_at(ids, at).last()
    }
}

#[cfg(test)]
mod tests {
    use super::{PhraseError, PhrasesBuilder};

    #[test]
    fn each_phrase_that_starts_at_a_token_is_found() {
        let mut builder = PhrasesBuilder::default();
        builder.insert("peace", 1).unwrap();
        builder.insert("peace treaty", 2).unwrap();
        builder.insert("Peace  Treaty", 3).unwrap();
        assert_eq!(builder.insert(" ", 4), Err(PhraseError));
        let phrases = builder.build(|values| values);
        let text = "A PEACE treaty";
        let (_, ids) = phrases.scan(text, 0..text.len());
        assert_eq!(phrases.longest_at(&ids, 0), None);
        let found: Vec<_> = phrases.starting_at(&ids, 1).collect();
        assert_eq!(found, [(1, &vec![1]), (2, &vec![2, 3])]);
        assert_eq!(phrases.longest_at(&ids, 2), None);
        assert_eq!(phrases.longest_at(&ids, 7), None);
    }
}
