//! Lookup of names while walking over a segment.

use std::ops::Range;

use annals_knowledge::{Gazetteer, Sense};
use annals_model::{EntityClass, EntityId};
use annals_text::fold;

use super::entity_table::EntityTable;
use super::person_names::{Preceding, is_abbreviation, person_name};
use crate::segment::AnnotatedSegment;
use crate::time_mentions::SegmentTimes;

/// A segment with the gazetteer and the entities of its article.
pub(crate) struct Scanner<'s, 'a> {
    pub(crate) segment: &'s AnnotatedSegment<'a>,
    pub(crate) gazetteer: &'s Gazetteer,
    pub(crate) entity_table: &'s mut EntityTable,
    /// Time expressions, whose tokens are no names.
    pub(crate) times: &'s SegmentTimes,
}

impl Scanner<'_, '_> {
    /// Returns the name of a person that begins at a token and ends before any time: "X Sunday" is not all
    /// name.
    pub(super) fn person_name(&self, at: usize, before: Preceding) -> Option<Range<usize>> {
        let name = person_name(self.segment, self.gazetteer, at, before)?;
        let end = name.clone().find(|at| self.times.covering(*at).is_some()).unwrap_or(name.end);
        // "Prime Minister May X": the rest is not a reliable name.
        (end == name.end || end > at + 1).then_some(at..end)
    }

    /// Returns the length and identifier of the gazetteer name at a token, persons excluded.
    pub(crate) fn known(&self, at: usize) -> Option<(usize, EntityId)> {
        let (len, number) = self.named(at)?;
        let entity = self.gazetteer.entities.get(number)?;
        (entity.class != EntityClass::Person).then(|| (len, entity.id.clone()))
    }

    pub(super) fn known_person(&self, at: usize) -> Option<(usize, EntityId)> {
        let (len, number) = self.named(at)?;
        let entity = self.gazetteer.entities.get(number)?;
        (entity.class == EntityClass::Person).then(|| (len, entity.id.clone()))
    }

    /// Returns the length and index of the longest gazetteer name at a token, if it is written like a name.
    pub(super) fn named(&self, at: usize) -> Option<(usize, usize)> {
        let segment = self.segment;
        let (len, number) = segment.phrase(at, |sense| match sense {
            Sense::Name(number) => Some(number),
            _ => None,
        })?;
        let written =
            segment.is_capital(at) || (segment.is_caseless() && len > 1) || self.is_small_name(number, at);
        (written && !self.is_other_word(number, at, len)).then_some((len, number))
    }

    /// Returns whether an abbreviation of the gazetteer is written like an ordinary word: "Us", "Who".
    fn is_other_word(&self, number: usize, at: usize, len: usize) -> bool {
        let segment = self.segment;
        let words = segment.slice(&(at..at + len));
        if len > 1 || is_abbreviation(words) {
            return len == 1 && segment.is_caseless();
        }
        self.gazetteer.entities.get(number).is_some_and(|entity| {
            let mut forms =
                entity.aliases.iter().chain([&entity.name]).filter(|form| fold(form) == fold(words));
            forms.all(|form| is_abbreviation(form))
        })
    }

    /// Returns whether the gazetteer has the name in lower case: "volunteer soldiers".
    fn is_small_name(&self, number: usize, at: usize) -> bool {
        let word = self.segment.word(at);
        self.gazetteer.entities.get(number).is_some_and(|entity| {
            entity.aliases.iter().chain([&entity.name]).any(|name| name.starts_with(word))
        })
    }
}
