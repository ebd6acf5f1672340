//! Finds every name in a segment.

use std::ops::Range;

use annals_knowledge::{Function, Gazetteer, Sense, Statehood};
use annals_model::{EntityClass, EntityId};
use annals_text::fold;

use super::bodies::organisation;
use super::directory::Directory;
use super::mention::{Mention, OfficeHeld, Referent, Title};
use super::runs::{Before, is_abbreviation, person_name, shown, starts_title};
use super::title::{Place, titles};
use crate::sheet::Sheet;
use crate::times::Times;

/// Walks over one segment and collects its names.
pub(crate) struct Scanner<'s, 'a> {
    pub(crate) sheet: &'s Sheet<'a>,
    pub(crate) names: &'s Gazetteer,
    pub(crate) directory: &'s mut Directory,
    /// Tokens of time expressions: they are no names.
    pub(crate) times: &'s Times,
}

/// The names of a segment, in order, none overlapping.
pub(crate) fn scan(
    sheet: &Sheet<'_>,
    names: &Gazetteer,
    directory: &mut Directory,
    times: &Times,
) -> Vec<Mention> {
    let mut scanner = Scanner { sheet, names, directory, times };
    let mut mentions = Vec::new();
    let mut at = 0;
    while at < sheet.tokens.len() {
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
        let sheet = self.sheet;
        if !sheet.is_word(at) {
            return None;
        }
        if sheet.is_caseless()
            && let Some(mention) = self.caseless(at)
        {
            return Some(mention);
        }
        if !sheet.may_name(at) {
            return None;
        }
        self.titled(at)
            .or_else(|| self.told_before(at))
            // What the article says that an abbreviation means goes before what it means elsewhere.
            .or_else(|| self.abbreviation(at))
            .or_else(|| self.country_by_adjective(at))
            .or_else(|| self.organisation(at))
            .or_else(|| self.known_mention(at))
            .or_else(|| self.locality(at))
            .or_else(|| self.untitled(at))
    }

    /// "General X", "Ambassador to Y X".
    fn titled(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        let sentence = sheet.sentence_of(at);
        let (title, mut name_at) = titles(self, at, Place::Before)?;
        // "the president of X, Y Z, spoke"
        let of = title.offices.last().is_some_and(OfficeHeld::is_of_something);
        let apposed = of && sheet.word(name_at) == ",";
        let name = self.person_name(name_at + 1, Before::Title).filter(|name| apposed && name.len() > 1);
        if name.is_some_and(|name| sheet.word(name.end) == "," && !starts_title(sheet, name.start)) {
            name_at += 1;
        }
        if name_at >= sentence.end {
            return None;
        }
        if let Some((len, id)) = self.known_person(name_at) {
            let name = name_at..name_at + len;
            return Some(self.person(at..name.end, name, title, Some(id)));
        }
        let name = self.person_name(name_at, Before::Title)?;
        // All of it one known place, or an event: "General Offensive".
        let place = self.named(name.start).is_some_and(|(len, _)| len == name.len())
            && !(name.len() == 1 && self.directory.is_part_of_person(sheet.word(name.start)));
        if place || is_event_like(sheet, &name) {
            return None;
        }
        Some(self.person(at..name.end, name, title, None))
    }

    /// The full name of somebody whom the article has named before.
    fn told_before(&mut self, at: usize) -> Option<Mention> {
        if !self.sheet.is_capital(at) {
            return None;
        }
        let (len, id) = self.directory.person_at(self.sheet, at)?;
        let name = at..at + len;
        Some(self.person(name.clone(), name, Title::default(), Some(id)))
    }

    /// The name of a person that begins at a token and ends before any time: "X Sunday" is not
    /// all name.
    pub(super) fn person_name(&self, at: usize, before: Before) -> Option<Range<usize>> {
        let name = person_name(self.sheet, self.names, at, before)?;
        let end = name.clone().find(|at| self.times.covering(*at).is_some()).unwrap_or(name.end);
        // "Prime Minister May X": what is left is hardly a name.
        (end == name.end || end > at + 1).then_some(at..end)
    }

    /// A mention of a person, with the titles behind the name.
    pub(super) fn person(
        &mut self,
        tokens: Range<usize>,
        name: Range<usize>,
        title: Title,
        id: Option<EntityId>,
    ) -> Mention {
        let title = self.with_titles_behind(name.end, title);
        let words = shown(self.sheet.slice(&name));
        let referent = match id {
            Some(id) => {
                self.directory.add_known(self.names, &id, &words);
                self.directory.add_form_of(&id, &words);
                Referent::Entity(EntityClass::Person, id)
            }
            None if !words.contains(' ') => Referent::ShortForm,
            None => Referent::Entity(EntityClass::Person, self.directory.add(EntityClass::Person, &words)),
        };
        Mention { tokens, name, referent, title }
    }

    /// A name of `names/` at a token: its length and identifier, people left out.
    pub(crate) fn known(&self, at: usize) -> Option<(usize, EntityId)> {
        let (len, number) = self.named(at)?;
        let entity = self.names.entities.get(number)?;
        (entity.class != EntityClass::Person).then(|| (len, entity.id.clone()))
    }

    pub(super) fn known_person(&self, at: usize) -> Option<(usize, EntityId)> {
        let (len, number) = self.named(at)?;
        let entity = self.names.entities.get(number)?;
        (entity.class == EntityClass::Person).then(|| (len, entity.id.clone()))
    }

    /// The longest name of `names/` at a token, if it is written like one.
    pub(super) fn named(&self, at: usize) -> Option<(usize, usize)> {
        let sheet = self.sheet;
        let (len, number) = sheet.phrase(at, |sense| match sense {
            Sense::Name(number) => Some(number),
            _ => None,
        })?;
        let written =
            sheet.is_capital(at) || (sheet.is_caseless() && len > 1) || self.is_small_name(number, at);
        (written && !self.is_other_word(number, at, len)).then_some((len, number))
    }

    /// Whether a name that is an abbreviation is written here like another word: "Us", "Who".
    fn is_other_word(&self, number: usize, at: usize, len: usize) -> bool {
        let sheet = self.sheet;
        let words = sheet.slice(&(at..at + len));
        if len > 1 || is_abbreviation(words) {
            return len == 1 && sheet.is_caseless();
        }
        self.names.entities.get(number).is_some_and(|entity| {
            let mut forms =
                entity.aliases.iter().chain([&entity.name]).filter(|form| fold(form) == fold(words));
            forms.all(|form| is_abbreviation(form))
        })
    }

    /// A name that the table itself gives in small letters: "volunteer soldiers".
    fn is_small_name(&self, number: usize, at: usize) -> bool {
        let word = self.sheet.word(at);
        self.names.entities.get(number).is_some_and(|entity| {
            entity.aliases.iter().chain([&entity.name]).any(|name| name.starts_with(word))
        })
    }

    fn known_mention(&mut self, at: usize) -> Option<Mention> {
        let (len, number) = self.named(at)?;
        let tokens = at..at + len;
        if self.times.meets(&tokens) {
            return None;
        }
        let entity = self.names.entities.get(number)?;
        let (class, id) = (entity.class, entity.id.clone());
        if class == EntityClass::Person {
            return Some(self.person(tokens.clone(), tokens, Title::default(), Some(id)));
        }
        if class == EntityClass::Place && entity.statehood != Statehood::Country {
            // "the Oslo Tigers", "Jack Oslo": the place is a part of another name.
            if let Some(name) = self.longer_name(&tokens) {
                return Some(Mention::untitled(name, Referent::Unknown));
            }
        }
        if class == EntityClass::Organisation {
            // "the Control Commission in Norway (CCN)"
            let within = usize::from(self.sheet.is(tokens.end, Function::PlacePreposition));
            let place = self.known(tokens.end + within).filter(|_| within > 0);
            if let Some((len, _)) = place {
                self.introduce(tokens.end + within + len, &id, class);
            }
        }
        self.directory.add_known(self.names, &id, &shown(self.sheet.slice(&tokens)));
        self.introduce(tokens.end, &id, class);
        Some(Mention::of(tokens, class, id))
    }

    /// "the French government", "Burmese troops": the country.
    fn country_by_adjective(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        if !sheet.is_capital(at) {
            return None;
        }
        let (len, number) = sheet.phrase(at, |sense| match sense {
            Sense::Demonym(number) => Some(number),
            _ => None,
        })?;
        let entity = self.names.entities.get(number)?;
        // A longer name begins here as well: "Thai People's Bank".
        if entity.statehood != Statehood::Country || self.named(at).is_some_and(|(longer, _)| longer > len) {
            return None;
        }
        let mut noun = at + len;
        // "the French and British governments": the noun is told once.
        let and = sheet.function(noun, Function::And);
        let other = sheet.sense(noun + and, |sense| matches!(sense, Sense::Demonym(_)));
        if and > 0 && other > 0 && sheet.sense(noun + and + other, |sense| sense == Sense::Collective) > 0 {
            let id = entity.id.clone();
            let name = entity.name.clone();
            self.directory.add_known(self.names, &id, &name);
            return Some(Mention::of(at..noun, EntityClass::Place, id));
        }
        let described =
            usize::from(!sheet.is_capital(noun) && !sheet.is_function(noun) && sheet.is_word(noun));
        if sheet.sense(noun, |sense| sense == Sense::Collective) == 0 && described > 0 {
            // "Thai coastal forces"
            noun += described;
        }
        let collective = sheet.sense(noun, |sense| sense == Sense::Collective);
        if collective == 0 || (sheet.is_capital(noun) && sheet.is_capital(noun + collective)) {
            return None;
        }
        // "Thai Ministry …", with more of a name behind: an organisation of its own.
        if let Some(headed) = organisation(self, at)
            && headed.tokens.end > noun + collective
        {
            return None;
        }
        let id = entity.id.clone();
        let name = entity.name.clone();
        self.directory.add_known(self.names, &id, &name);
        Some(Mention::of(at..noun + collective, EntityClass::Place, id))
    }
}

/// Whether the last word of a name tells an event: "Spring Offensive" is no person.
pub(super) fn is_event_like(sheet: &Sheet<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        let len = sheet.sense(at, |sense| matches!(sense, Sense::Noun(_)));
        len > 0 && at + len >= tokens.end && !starts_title(sheet, at)
    })
}
