//! Finds every name in a segment.

use std::ops::Range;

use annals_knowledge::{Argument, Function, Names, Sense, Statehood};
use annals_model::EntityId;
use annals_model::reading::EntityClass;
use annals_text::fold;

use super::directory::Directory;
use super::mention::{Marks, Mention, Referent, Title};
use super::runs::{Before, Headed, is_abbreviation, organisation, person_name, shown, starts_title};
use super::title::{Place, titles};
use crate::sheet::Sheet;
use crate::times::Times;

/// Walks over one segment and collects its names.
pub(crate) struct Scanner<'s, 'a> {
    pub(crate) sheet: &'s Sheet<'a>,
    pub(crate) names: &'s Names,
    pub(crate) directory: &'s mut Directory,
    /// Tokens of time expressions: they are no names.
    pub(crate) times: &'s Times,
}

/// The names of a segment, in order, none overlapping.
pub(crate) fn scan(
    sheet: &Sheet<'_>,
    names: &Names,
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
        if !sheet.is_word(at) || !sheet.may_name(at) {
            return None;
        }
        self.titled(at)
            .or_else(|| self.told_before(at))
            // What the article says that an abbreviation means goes before what it means elsewhere.
            .or_else(|| self.abbreviation(at))
            .or_else(|| self.country_by_adjective(at))
            .or_else(|| self.organisation(at))
            .or_else(|| self.known_mention(at))
            .or_else(|| self.untitled(at))
    }

    /// "General X", "Ambassador to Y X".
    fn titled(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        let sentence = sheet.sentence_of(at);
        let (title, name_at) = titles(self, at, Place::Before)?;
        if name_at >= sentence.end {
            return None;
        }
        if let Some((len, id)) = self.known_person(name_at) {
            let name = name_at..name_at + len;
            return Some(self.person(at..name.end, name, title, Some(id)));
        }
        let name = person_name(sheet, self.names, name_at, Before::Title)?;
        // All of it one known place, or an event: "General Offensive".
        let place = self.named(name.start).is_some_and(|(len, _)| len == name.len());
        if self.overlaps_time(&name) || place || is_event_like(sheet, &name) {
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

    fn overlaps_time(&self, tokens: &Range<usize>) -> bool {
        self.times.meets(tokens)
    }

    /// A mention of a person, with the titles behind the name.
    fn person(
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
            None if name.len() == 1 => Referent::ShortForm,
            None => Referent::Entity(EntityClass::Person, self.directory.add(EntityClass::Person, &words)),
        };
        Mention { tokens, name, referent, title }
    }

    /// ", commander of …," and ", who is also …".
    fn with_titles_behind(&mut self, end: usize, mut title: Title) -> Title {
        let sheet = self.sheet;
        if sheet.word(end) != "," {
            return title;
        }
        let mut at = end + 1;
        while let Some(len) = Some(sheet.function(at, Function::Appositive)).filter(|len| *len > 0) {
            at += len;
        }
        // "X, Minister Y and …" is a list of people; so is what an "and" may lead to.
        let read = [Place::Behind, Place::BehindAlone].into_iter().find_map(|place| {
            let (behind, next) = titles(self, at, place)?;
            let list = person_name(self.sheet, self.names, next, Before::Title).is_some()
                || self.known_person(next).is_some();
            (!list && !behind.offices.is_empty()).then_some((behind, next))
        });
        if let Some((behind, next)) = read {
            title.offices.extend(behind.offices);
            title.rank = title.rank.or(behind.rank);
            title.marks = Marks::Titled;
            title.behind = at..next;
        }
        title
    }

    /// A name of `names/` at a token: its length and identifier, people left out.
    pub(crate) fn known(&self, at: usize) -> Option<(usize, EntityId)> {
        let (len, number) = self.named(at)?;
        let entity = self.names.entities.get(number)?;
        (entity.class != EntityClass::Person).then(|| (len, entity.id.clone()))
    }

    fn known_person(&self, at: usize) -> Option<(usize, EntityId)> {
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
        if self.overlaps_time(&tokens) {
            return None;
        }
        let entity = self.names.entities.get(number)?;
        let (class, id) = (entity.class, entity.id.clone());
        if class == EntityClass::Person {
            return Some(self.person(tokens.clone(), tokens, Title::default(), Some(id)));
        }
        self.directory.add_known(self.names, &id, &shown(self.sheet.slice(&tokens)));
        self.introduce(tokens.end, &id);
        Some(Mention {
            name: tokens.clone(),
            tokens,
            referent: Referent::Entity(class, id),
            title: Title::default(),
        })
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
            let tokens = at..noun;
            let referent = Referent::Entity(EntityClass::Place, id);
            return Some(Mention { name: tokens.clone(), tokens, referent, title: Title::default() });
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
        if let Some(headed) = organisation(sheet, self.names, at)
            && headed.tokens.end > noun + collective
        {
            return None;
        }
        let id = entity.id.clone();
        let name = entity.name.clone();
        self.directory.add_known(self.names, &id, &name);
        let tokens = at..noun + collective;
        Some(Mention {
            name: tokens.clone(),
            tokens,
            referent: Referent::Entity(EntityClass::Place, id),
            title: Title::default(),
        })
    }

    fn organisation(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        if !sheet.is_capital(at)
            || (sheet.is_function(at) && sheet.sense(at, |s| s == Sense::OrganisationHead) == 0)
        {
            return None;
        }
        let headed = organisation(sheet, self.names, at)?;
        // A longer known name wins.
        if self.named(at).is_some_and(|(len, _)| at + len >= headed.tokens.end)
            || self.overlaps_time(&headed.tokens)
        {
            return None;
        }
        let id = self.organisation_id(&headed)?;
        let tokens = headed.tokens;
        self.introduce(tokens.end, &id);
        let class = EntityClass::Organisation;
        Some(Mention {
            name: tokens.clone(),
            tokens,
            referent: Referent::Entity(class, id),
            title: Title::default(),
        })
    }

    /// The identifier of a headed run, if it says more than the head: "the Ministry" does not.
    pub(crate) fn organisation_id(&mut self, headed: &Headed) -> Option<EntityId> {
        let sheet = self.sheet;
        let tokens = &headed.tokens;
        let start = tokens.start;
        if let Some((_, id)) = self.known(start).filter(|(len, _)| *len == tokens.len()) {
            self.directory.add_known(self.names, &id, &shown(sheet.slice(tokens)));
            return Some(id);
        }
        let heads_only = headed.before == 0 && !headed.complement;
        let several = tokens.len() > 1;
        if heads_only && !several || (headed.before == 1 && sheet.is(start, Function::Definite)) {
            return None;
        }
        if is_event_like(sheet, tokens) {
            return None;
        }
        Some(self.directory.add(EntityClass::Organisation, &self.canonical(tokens)))
    }

    /// A name with the places in it under the names that `names/` shows.
    fn canonical(&self, tokens: &Range<usize>) -> String {
        let sheet = self.sheet;
        let mut name = String::new();
        let mut at = tokens.start;
        let mut from = at;
        let flush = |name: &mut String, words: Range<usize>| {
            if !words.is_empty() {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(&shown(sheet.slice(&words)));
            }
        };
        while at < tokens.end {
            let known = self.named(at).and_then(|(len, number)| {
                let entity = self.names.entities.get(number)?;
                (at + len <= tokens.end).then_some((len, entity))
            });
            if let Some((len, entity)) = &known
                && (entity.class != EntityClass::Place || *len == 1)
            {
                at += len;
                continue;
            }
            if let Some((len, place)) = known.map(|(len, entity)| (len, &entity.name)) {
                flush(&mut name, from..at);
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(place);
                at += len;
                from = at;
            } else {
                at += 1;
            }
        }
        flush(&mut name, from..tokens.end);
        name
    }

    /// "Ministry of Works (MOW)": the abbreviation means the same from here on.
    fn introduce(&mut self, end: usize, id: &EntityId) {
        let sheet = self.sheet;
        if sheet.word(end) == "(" && sheet.word(end + 2) == ")" && is_abbreviation(sheet.word(end + 1)) {
            self.directory.abbreviate(sheet.word(end + 1), id);
        }
    }

    /// An abbreviation that the article has introduced, with a country's adjective or without.
    fn abbreviation(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        if !sheet.is_capital(at) {
            return None;
        }
        let adjective = sheet.sense(at, |sense| matches!(sense, Sense::Demonym(_)));
        let word = sheet.word(at + adjective);
        if !is_abbreviation(word) {
            return None;
        }
        let id = self.directory.abbreviated(word)?;
        let tokens = at..at + adjective + 1;
        let id = if adjective > 0 {
            let full = format!("{} {}", sheet.slice(&(at..at + adjective)), self.directory.name(&id)?);
            self.directory.add_form(EntityClass::Organisation, &full, &shown(sheet.slice(&tokens)))
        } else {
            self.directory.add_form_of(&id, word);
            id
        };
        let class = EntityClass::Organisation;
        Some(Mention {
            name: tokens.clone(),
            tokens,
            referent: Referent::Entity(class, id),
            title: Title::default(),
        })
    }

    /// Capitalised words without a title: somebody known from elsewhere in the article, or
    /// made known by the words around.
    fn untitled(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        let name = person_name(sheet, self.names, at, Before::Nothing)?;
        if self.overlaps_time(&name) || is_event_like(sheet, &name) {
            return None;
        }
        if name.len() == 1 {
            let title = self.with_titles_behind(name.end, Title::default()).behind_only();
            return Some(Mention { tokens: name.clone(), name, referent: Referent::ShortForm, title });
        }
        let speaks = sheet.sense(name.end, |sense| sense == Sense::SpeechVerb) > 0
            || (at > 0
                && sheet.sense(at - 1, |sense| sense == Sense::SpeechVerb) > 0
                && ends_clause(sheet, name.end));
        let human = self.is_human(&name);
        let title = self.with_titles_behind(name.end, Title::default());
        if (speaks || human || title.marks == Marks::Titled) && name.len() <= 5 {
            let id = self.directory.add(EntityClass::Person, &shown(sheet.slice(&name)));
            let referent = Referent::Entity(EntityClass::Person, id);
            return Some(Mention { tokens: name.clone(), name, referent, title });
        }
        Some(Mention { tokens: name.clone(), name, referent: Referent::Unknown, title: Title::default() })
    }
}

impl Scanner<'_, '_> {
    /// Whether the words around a name say of it what is said of people only: "X was born", "the
    /// death of X".
    fn is_human(&self, name: &Range<usize>) -> bool {
        let sheet = self.sheet;
        let language = sheet.language;
        let people = |wanted: &[Argument]| matches!(wanted, [Argument::Person]);
        let does = sheet.sense(name.end, |sense| match sense {
            Sense::Verb(rule) => language.verbs.get(rule).is_some_and(|rule| people(&rule.subject)),
            _ => false,
        });
        let of = name.start.checked_sub(2).filter(|noun| sheet.is(noun + 1, Function::Of));
        let is_of = of.is_some_and(|noun| {
            sheet.sense(noun, |sense| match sense {
                Sense::Noun(rule) => language.nouns.get(rule).is_some_and(|rule| people(&rule.about)),
                _ => false,
            }) == 1
        });
        let owned = name.end + sheet.possessive(name.end);
        let is_owner = owned > name.end
            && sheet.sense(owned, |sense| match sense {
                Sense::Noun(rule) => language.nouns.get(rule).is_some_and(|rule| people(&rule.about)),
                _ => false,
            }) > 0;
        does > 0 || is_of || is_owner
    }
}

fn ends_clause(sheet: &Sheet<'_>, at: usize) -> bool {
    matches!(sheet.word(at), "." | "," | ";" | "")
}

/// Whether the last word of a name tells an event: "Spring Offensive" is no person.
fn is_event_like(sheet: &Sheet<'_>, tokens: &Range<usize>) -> bool {
    tokens.clone().any(|at| {
        let len = sheet.sense(at, |sense| matches!(sense, Sense::Noun(_)));
        len > 0 && at + len >= tokens.end && !starts_title(sheet, at)
    })
}
