//! Names in texts that are all capitals or have none. Capitals carry no information there; titles and context
//! do.

use std::ops::Range;

use annals_knowledge::{Function, Sense};

use super::mention::{Mention, Referent};
use super::scanner::Scanner;
use super::title::{TitlePosition, titles};
use crate::segment::AnnotatedSegment;

/// Longest name, in words.
const LONGEST: usize = 3;

impl Scanner<'_, '_> {
    /// Returns a titled person whose name recurs like a person's, or a person named before.
    pub(super) fn caseless(&mut self, at: usize) -> Option<Mention> {
        let segment = self.segment;
        if let Some((len, id)) = self.entity_table.person_at(segment, at) {
            let name = at..at + len;
            return Some(self.person(name.clone(), name, Default::default(), Some(id)));
        }
        let acts = || speaks(segment, &(at..at + 1)) || segment.is_verb(at + 1);
        if is_plain(segment, at) && acts() {
            return Some(Mention::untitled(at..at + 1, Referent::PartialName));
        }
        let before = at.checked_sub(1);
        let general = before.is_some_and(|before| {
            use Function::{Definite, Indefinite, Possessive};
            [Definite, Indefinite, Possessive].iter().any(|class| segment.is(before, *class))
        });
        if general {
            // "A GENERAL DECLINE"
            return None;
        }
        let (title, name_at) = titles(self, at, TitlePosition::Leading)?;
        let name = self.caseless_name(name_at)?;
        self.recurs(&(at..name.end), &name).then(|| self.person(at..name.end, name, title, None))
    }

    /// Returns out-of-vocabulary words up to the end of a phrase.
    fn caseless_name(&self, at: usize) -> Option<Range<usize>> {
        let segment = self.segment;
        let end = (at..at + LONGEST).find(|at| !is_plain(segment, *at)).unwrap_or(at + LONGEST);
        let closed = !segment.is_word(end) || segment.is_function(end) || segment.is_verb(end);
        (end > at && closed && self.times.covering(at).is_none()).then_some(at..end)
    }

    /// Returns whether a name, or a word of it, is a speaker or owner elsewhere in the segment, or recurs in
    /// full.
    fn recurs(&self, tokens: &Range<usize>, name: &Range<usize>) -> bool {
        let segment = self.segment;
        let same = |at: usize, other: usize| segment.word(at) == segment.word(other);
        let near = name.start.saturating_sub(REACH)..(name.end + REACH).min(segment.tokens.len());
        let places = |word: usize| near.clone().filter(move |at| same(*at, word));
        let again = name.len() > 1
            && places(name.start)
                .any(|at| at != name.start && name.clone().enumerate().all(|(i, word)| same(at + i, word)));
        again
            || speaks(segment, tokens)
            || name.clone().any(|word| {
                places(word)
                    .any(|at| (!name.contains(&at) || at + 1 == name.end) && speaks(segment, &(at..at + 1)))
            })
    }
}

/// Returns whether a name is an owner or the subject of a verb of speech.
fn speaks(segment: &AnnotatedSegment<'_>, name: &Range<usize>) -> bool {
    let says = |at: usize| segment.speech_verb(at) > 0;
    segment.possessive(name.end) > 0 || says(name.end) || name.start.checked_sub(1).is_some_and(says)
}

/// Most tokens between two occurrences of a name.
const REACH: usize = 800;

/// Returns whether a word is out of vocabulary.
fn is_plain(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    segment.is_word(at)
        && segment.word(at).chars().count() > 1
        && !segment.is_verb(at)
        && segment.sense(at, |sense| sense != Sense::Function(Function::Particle)) == 0
}
