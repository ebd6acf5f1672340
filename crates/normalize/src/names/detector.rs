//! Detects the names of a segment.

use annals_knowledge::{Function, Gazetteer, Sense, Statehood};
use annals_model::EntityClass;

use super::entity_table::EntityTable;
use super::mention::{Mention, OfficeHeld, Referent, Title};
use super::organisations::organisation;
use super::person_names::{Preceding, is_event_like, shown, starts_title};
use super::scanner::Scanner;
use super::title::{TitlePosition, titles};
use crate::segment::AnnotatedSegment;
use crate::time_mentions::SegmentTimes;

/// Returns the mentions of a segment, in order and without overlap.
pub(crate) fn detect(
    segment: &AnnotatedSegment<'_>,
    gazetteer: &Gazetteer,
    entity_table: &mut EntityTable,
    times: &SegmentTimes,
) -> Vec<Mention> {
    let mut scanner = Scanner { segment, gazetteer, entity_table, times };
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < segment.tokens.len() {
        if let Some(time) = times.covering(at) {
            at = time.end;
            continue;
        }
        match scanner.mention(at) {
            Some(mention) => {
                at = mention.tokens.end.max(at + 1);
                mentions.push(mention);
            }
            None => at += 1,
        }
    }
    mentions
}

impl Scanner<'_, '_> {
    fn mention(&mut self, at: usize) -> Option<Mention> {
        let segment = self.segment;
        if !segment.is_word(at) {
            return None;
        }
        if segment.is_caseless()
            && let Some(mention) = self.caseless(at)
        {
            return Some(mention);
        }
        if !segment.may_name(at) {
            return None;
        }
        self.titled(at)
            .or_else(|| self.named_earlier(at))
            // An abbreviation that the article introduces takes precedence over its gazetteer meaning.
            .or_else(|| self.abbreviation(at))
            .or_else(|| self.country_by_adjective(at))
            .or_else(|| self.organisation(at))
            .or_else(|| self.known_mention(at))
            .or_else(|| self.locality(at))
            .or_else(|| self.untitled(at))
    }

    /// Returns a titled person: "General X", "Ambassador to Y X".
    fn titled(&mut self, at: usize) -> Option<Mention> {
        let segment = self.segment;
        let sentence = segment.sentence_of(at);
        let (title, mut name_at) = titles(self, at, TitlePosition::Leading)?;
        // "the president of X, Y Z, spoke"
        let of = title.offices.last().is_some_and(OfficeHeld::is_of_something);
        let apposed = of && segment.word(name_at) == ",";
        let name = self.person_name(name_at + 1, Preceding::Title).filter(|name| apposed && name.len() > 1);
        if name.is_some_and(|name| segment.word(name.end) == "," && !starts_title(segment, name.start)) {
            name_at += 1;
        }
        if name_at >= sentence.end {
            return None;
        }
        if let Some((len, id)) = self.known_person(name_at) {
            let name = name_at..name_at + len;
            return Some(self.person(at..name.end, name, title, Some(id)));
        }
        let name = self.person_name(name_at, Preceding::Title)?;
        // A place name or an event: "General Offensive".
        let place = self.named(name.start).is_some_and(|(len, _)| len == name.len())
            && !(name.len() == 1 && self.entity_table.is_part_of_person(segment.word(name.start)));
        if place || is_event_like(segment, &name) {
            return None;
        }
        Some(self.person(at..name.end, name, title, None))
    }

    /// Returns a person whom the article named in full before.
    fn named_earlier(&mut self, at: usize) -> Option<Mention> {
        if !self.segment.is_capital(at) {
            return None;
        }
        let (len, id) = self.entity_table.person_at(self.segment, at)?;
        let name = at..at + len;
        Some(self.person(name.clone(), name, Title::default(), Some(id)))
    }

    fn known_mention(&mut self, at: usize) -> Option<Mention> {
        let (len, number) = self.named(at)?;
        let tokens = at..at + len;
        if self.times.meets(&tokens) {
            return None;
        }
        let entity = self.gazetteer.entities.get(number)?;
        let (class, id) = (entity.class, entity.id.clone());
        if class == EntityClass::Person {
            return Some(self.person(tokens.clone(), tokens, Title::default(), Some(id)));
        }
        if class == EntityClass::Place && entity.statehood != Statehood::Country {
            // "the Oslo Tigers", "Jack Oslo": the place is part of another name.
            if let Some(name) = self.longer_name(&tokens) {
                return Some(Mention::untitled(name, Referent::Unknown));
            }
        }
        if class == EntityClass::Organisation {
            // "the Control Commission in Norway (CCN)"
            let within = usize::from(self.segment.is(tokens.end, Function::PlacePreposition));
            let place = self.known(tokens.end + within).filter(|_| within > 0);
            if let Some((len, _)) = place {
                self.introduce(tokens.end + within + len, &id, class);
            }
        }
        self.entity_table.add_known(self.gazetteer, &id, &shown(self.segment.slice(&tokens)));
        self.introduce(tokens.end, &id, class);
        Some(Mention::of(tokens, class, id))
    }

    /// Returns a country denoted by its demonym and a collective noun: "the French government", "Burmese
    /// troops".
    fn country_by_adjective(&mut self, at: usize) -> Option<Mention> {
        let segment = self.segment;
        if !segment.is_capital(at) {
            return None;
        }
        let (len, number) = segment.phrase(at, |sense| match sense {
            Sense::Demonym(number) => Some(number),
            _ => None,
        })?;
        let entity = self.gazetteer.entities.get(number)?;
        // A longer name begins here: "Thai People's Bank".
        if entity.statehood != Statehood::Country || self.named(at).is_some_and(|(longer, _)| longer > len) {
            return None;
        }
        let mut noun = at + len;
        // "the French and British governments": a shared noun.
        let and = segment.function(noun, Function::And);
        let other = segment.sense(noun + and, |sense| matches!(sense, Sense::Demonym(_)));
        if and > 0 && other > 0 && segment.sense(noun + and + other, |sense| sense == Sense::Collective) > 0 {
            let id = entity.id.clone();
            let name = entity.name.clone();
            self.entity_table.add_known(self.gazetteer, &id, &name);
            return Some(Mention::of(at..noun, EntityClass::Place, id));
        }
        let described =
            usize::from(!segment.is_capital(noun) && !segment.is_function(noun) && segment.is_word(noun));
        if segment.sense(noun, |sense| sense == Sense::Collective) == 0 && described > 0 {
            // "Thai coastal forces"
            noun += described;
        }
        let collective = segment.sense(noun, |sense| sense == Sense::Collective);
        if collective == 0 || (segment.is_capital(noun) && segment.is_capital(noun + collective)) {
            return None;
        }
        // "Thai Ministry …" with a longer name: an organisation of its own.
        if let Some(headed) = organisation(self, at)
            && headed.tokens.end > noun + collective
        {
            return None;
        }
        let id = entity.id.clone();
        let name = entity.name.clone();
        self.entity_table.add_known(self.gazetteer, &id, &name);
        Some(Mention::of(at..noun + collective, EntityClass::Place, id))
    }
}
