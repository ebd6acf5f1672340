use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::{Token, Vocabulary, WordNumber, words};

/// A table of phrases, looked up token by token without regard to case or typography.
///
/// Finding a phrase takes one look-up for every token of the longest match, however many
/// phrases there are.
#[derive(Clone, Debug)]
pub struct Phrases<M> {
    /// Every word that some phrase holds.
    vocabulary: Vocabulary,
    /// The node that each word leads to from the root.
    first: Vec<u32>,
    /// Where a word leads from another node.
    edges: FxHashMap<(u32, WordNumber), u32>,
    /// What the phrase that ends at a node means, if one does.
    meanings: Vec<Option<M>>,
}

/// The words of a text by their numbers in a [`Phrases`], each looked up once.
#[derive(Clone, Debug)]
pub struct Numbers(Vec<Option<WordNumber>>);

/// The root, where no phrase ends and no word leads.
const ROOT: u32 = 0;

/// Collects the entries of a [`Phrases`].
#[derive(Clone, Debug)]
pub struct PhrasesBuilder<V>(Phrases<Vec<V>>);

/// A phrase that no text can hold.
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
    /// Adds a meaning to a phrase; one that the phrase has already changes nothing.
    ///
    /// # Errors
    /// The phrase is empty.
    pub fn insert(&mut self, phrase: &str, value: V) -> Result<(), PhraseError> {
        let Phrases { vocabulary, first, edges, meanings } = &mut self.0;
        let mut node = ROOT;
        for word in words(phrase) {
            let word = vocabulary.insert(&word);
            let next = u32::try_from(meanings.len()).map_err(|_| PhraseError)?;
            let number = word.index();
            if first.len() <= number {
                first.resize(number + 1, ROOT);
            }
            let edge = match first.get_mut(number) {
                Some(edge) if node == ROOT => edge,
                _ => edges.entry((node, word)).or_insert(ROOT),
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

    /// The finished table, with what is made of the values of each phrase.
    #[must_use]
    pub fn build<M>(self, make: impl Fn(Vec<V>) -> M) -> Phrases<M> {
        let Phrases { vocabulary, first, edges, meanings } = self.0;
        let meanings = meanings.into_iter().map(|values| values.map(&make)).collect();
        Phrases { vocabulary, first, edges, meanings }
    }
}

impl<M> Phrases<M> {
    /// The tokens of a part of a text, and the numbers of their words.
    #[must_use]
    pub fn scan(&self, text: &str, range: Range<usize>) -> (Vec<Token>, Numbers) {
        // English prose has a token every five bytes or so.
        let expected = range.len() / 5 + 1;
        let (mut tokens, mut numbers) = (Vec::with_capacity(expected), Vec::with_capacity(expected));
        for (token, number) in self.vocabulary.scan(text, range) {
            tokens.push(token);
            numbers.push(number);
        }
        (tokens, Numbers(numbers))
    }

    /// Every phrase that begins with the token at `at`: how many tokens it has and what it
    /// means, the shortest first.
    pub fn starting_at(&self, words: &Numbers, at: usize) -> impl Iterator<Item = (usize, &M)> {
        let mut rest = words.0.get(at..).unwrap_or_default().iter();
        let first = rest.next().copied().flatten().and_then(|word| self.first.get(word.index()));
        let mut node = first.copied().unwrap_or(ROOT);
        let mut length = 0;
        std::iter::from_fn(move || {
            while node != ROOT {
                let meaning = self.meanings.get(node as usize)?;
                length += 1;
                let next = rest.next().copied().flatten().and_then(|word| self.edges.get(&(node, word)));
                node = next.copied().unwrap_or(ROOT);
                if let Some(meaning) = meaning {
                    return Some((length, meaning));
                }
            }
            None
        })
    }

    /// The longest phrase that begins with the token at `at`.
    #[must_use]
    pub fn longest_at(&self, words: &Numbers, at: usize) -> Option<(usize, &M)> {
        self.starting_at(words, at).last()
    }
}

#[cfg(test)]
mod tests {
    use super::{PhraseError, PhrasesBuilder};

    #[test]
    fn all_phrases_that_start_at_a_token_are_found() {
        let mut builder = PhrasesBuilder::default();
        builder.insert("peace", 1).unwrap();
        builder.insert("peace treaty", 2).unwrap();
        builder.insert("Peace  Treaty", 3).unwrap();
        assert_eq!(builder.insert(" ", 4), Err(PhraseError));
        let phrases = builder.build(|values| values);
        let text = "A PEACE treaty";
        let (_, words) = phrases.scan(text, 0..text.len());
        assert_eq!(phrases.longest_at(&words, 0), None);
        let found: Vec<_> = phrases.starting_at(&words, 1).collect();
        assert_eq!(found, [(1, &vec![1]), (2, &vec![2, 3])]);
        assert_eq!(phrases.longest_at(&words, 2), None);
        assert_eq!(phrases.longest_at(&words, 7), None);
    }
}
