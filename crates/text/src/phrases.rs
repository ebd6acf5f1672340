use rustc_hash::FxHashMap;

use crate::{Token, Vocabulary, WordNumber, words};

/// A table of phrases, looked up token by token without regard to case or typography.
///
/// Finding a phrase takes one look-up for every token of the longest match, however many
/// phrases there are.
#[derive(Clone, Debug)]
pub struct Phrases<V> {
    /// Every word that some phrase holds.
    vocabulary: Vocabulary,
    /// Where a word leads from a node.
    edges: FxHashMap<(u32, WordNumber), u32>,
    /// What the phrases that end at a node mean.
    values: Vec<Vec<V>>,
}

/// Collects the entries of a [`Phrases`].
#[derive(Clone, Debug)]
pub struct PhrasesBuilder<V>(Phrases<V>);

/// A phrase that no text can hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a phrase of at least one letter, digit or mark")]
pub struct PhraseError;

impl<V> Default for PhrasesBuilder<V> {
    fn default() -> Self {
        let phrases = Phrases {
            vocabulary: Vocabulary::default(),
            edges: FxHashMap::default(),
            values: vec![Vec::new()],
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
        let Phrases { vocabulary, edges, values } = &mut self.0;
        let mut node = 0;
        for word in words(phrase) {
            let word = vocabulary.insert(&word);
            let next = u32::try_from(values.len()).map_err(|_| PhraseError)?;
            node = *edges.entry((node, word)).or_insert(next);
            if node == next {
                values.push(Vec::new());
            }
        }
        if node == 0 {
            return Err(PhraseError);
        }
        match values.get_mut(node as usize) {
            Some(meanings) if !meanings.contains(&value) => meanings.push(value),
            _ => {}
        }
        Ok(())
    }

    /// The finished table.
    #[must_use]
    pub fn build(self) -> Phrases<V> {
        self.0
    }
}

impl<V> Phrases<V> {
    /// Every phrase that begins with the token at `at`: how many tokens it has and what it
    /// means, the shortest first.
    pub fn starting_at<'p>(
        &'p self,
        text: &str,
        tokens: &[Token],
        at: usize,
    ) -> impl Iterator<Item = (usize, &'p [V])> {
        let mut node = 0;
        let steps = tokens.get(at..).unwrap_or_default().iter().map_while(move |token| {
            let word = self.vocabulary.get(token.text(text))?;
            node = *self.edges.get(&(node, word))?;
            self.values.get(node as usize)
        });
        steps
            .enumerate()
            .filter(|(_, meanings)| !meanings.is_empty())
            .map(|(i, meanings)| (i + 1, &meanings[..]))
    }

    /// The longest phrase that begins with the token at `at`.
    #[must_use]
    pub fn longest_at(&self, text: &str, tokens: &[Token], at: usize) -> Option<(usize, &[V])> {
        self.starting_at(text, tokens, at).last()
    }
}

#[cfg(test)]
mod tests {
    use super::{PhraseError, PhrasesBuilder};
    use crate::tokenize;

    #[test]
    fn all_phrases_that_start_at_a_token_are_found() {
        let mut builder = PhrasesBuilder::default();
        builder.insert("peace", 1).unwrap();
        builder.insert("peace treaty", 2).unwrap();
        builder.insert("Peace  Treaty", 3).unwrap();
        assert_eq!(builder.insert(" ", 4), Err(PhraseError));
        let phrases = builder.build();
        let text = "A PEACE treaty";
        let tokens = tokenize(text, 0..text.len());
        assert_eq!(phrases.longest_at(text, &tokens, 0), None);
        let found: Vec<_> = phrases.starting_at(text, &tokens, 1).collect();
        assert_eq!(found, [(1, &[1][..]), (2, &[2, 3][..])]);
        assert_eq!(phrases.longest_at(text, &tokens, 7), None);
    }
}
