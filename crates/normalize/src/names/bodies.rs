//! Names of organisations: runs of capitalised words with a word such as "Ministry" in them.

use std::ops::Range;

use annals_knowledge::{Function, OrganisationWord, Sense, Statehood};
use annals_model::{EntityClass, EntityId};
use annals_text::TokenKind;

use super::mention::{Mention, Referent};
use super::runs::{is_abbreviation, shown, starts_title};
use super::scan::{Scanner, is_event_like};
use crate::sheet::Sheet;

/// Longest name of an organisation, in tokens, and longest complement of it.
const RUN: usize = 24;
/// Longest word before a full stop inside a name: "St. Olaf's School".
const CUT: usize = 4;

/// A run of capitalised words that names an organisation by its head word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Headed {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// The head.
    head: Range<usize>,
    /// Whether words behind the head belong to it.
    complement: bool,
}

/// The organisation whose name begins at a token.
pub(crate) fn organisation(scanner: &Scanner<'_, '_>, at: usize) -> Option<Headed> {
    let sheet = scanner.sheet;
    let mut end = at;
    // The last head.
    let mut head: Option<Range<usize>> = None;
    let mut joined = false;
    while end < at + RUN && !is_time(scanner, end) {
        if !joined && head.is_none() && end > at && sheet.is(end, Function::And) && is_plain(scanner, end + 1)
        {
            // "Food and Drug Agency"
            joined = (at..end).all(|at| is_plain(scanner, at) || !sheet.is_word(at));
            if !joined {
                break;
            }
            end += 1;
            continue;
        }
        if !(sheet.is_capital(end) || end > at && inner(sheet, end)) {
            break;
        }
        let len = sheet.sense(end, |sense| sense == Sense::OrganisationHead);
        let numbered = sheet.sense(end, |sense| sense == Sense::NumberedHead);
        if numbered > 0 && sheet.kind(end + numbered) == Some(TokenKind::Number) {
            let number = end + numbered;
            // A day or a year behind a head is no number of it.
            head = Some(end..number + 1);
            end = number + 1;
            continue;
        }
        if len > 0 && sheet.is_capital(end) {
            head = Some(end..end + len);
            end += len;
            continue;
        }
        if end > at && head.is_some() && starts_title(sheet, end) {
            break;
        }
        if sheet.is_function(end) && sheet.is_capital(end) && end > at {
            break;
        }
        end += 1;
    }
    let head = head?;
    // A number is all the name that a unit has: "Regiment 5 of …" is two.
    let numbered = sheet.kind(head.end - 1) == Some(TokenKind::Number);
    let behind = complement(scanner, &head).filter(|_| !numbered);
    // More of a name behind the head: "Air Force Museum" of which the last word is unknown.
    if behind.is_none() && !numbered && goes_on(scanner, head.end) {
        return None;
    }
    let (tokens, complement) = match behind {
        Some(behind) => (at..behind, true),
        None => (at..head.end, false),
    };
    if joined && !is_introduced(sheet, tokens.clone()) {
        return None;
    }
    Some(Headed { tokens, head, complement })
}

fn is_time(scanner: &Scanner<'_, '_>, at: usize) -> bool {
    scanner.times.covering(at).is_some()
}

/// Whether a "the" or an owner stands before a name, or its abbreviation behind.
fn is_introduced(sheet: &Sheet<'_>, tokens: Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1);
    let article = before.is_some_and(|before| {
        sheet.is(before, Function::Definite)
            || sheet.is(before, Function::Possessive)
            || sheet.is_possessive(before)
    });
    article || abbreviation_behind(sheet, tokens.end).is_some()
}

/// Whether a capitalised word that nothing explains stands right behind a name.
fn goes_on(scanner: &Scanner<'_, '_>, at: usize) -> bool {
    let sheet = scanner.sheet;
    sheet.is_capital(at)
        && !sheet.is_function(at)
        && !starts_title(sheet, at)
        && !is_time(scanner, at)
        && sheet.sense(at, |sense| matches!(sense, Sense::Name(_) | Sense::Demonym(_))) == 0
        && scanner.directory.person_at(sheet, at).is_none()
}

/// Marks and small words inside a run of capitals: "People's", "Lao-Viet", "St. Olaf's".
fn inner(sheet: &Sheet<'_>, at: usize) -> bool {
    if sheet.is_possessive(at) {
        let end = if sheet.possessive(at) > 0 { at + sheet.possessive(at) } else { at + 1 };
        return sheet.is_capital(end);
    }
    let touching = sheet.touches_next(at - 1) && sheet.touches_next(at);
    let stop = sheet.word(at) == "."
        && sheet.touches_next(at - 1)
        && sheet.is_capital(at - 1)
        && sheet.word(at - 1).chars().count() <= CUT
        && sheet.sentence_of(at).end > at + 1;
    (stop || matches!(sheet.word(at), "-" | "–") && touching) && sheet.is_capital(at + 1)
}

/// Whether a word can be one of those that "and" joins in a name: no title, no name of its own.
fn is_plain(scanner: &Scanner<'_, '_>, at: usize) -> bool {
    let sheet = scanner.sheet;
    let other = |sense: Sense| matches!(sense, Sense::Name(_) | Sense::Demonym(_) | Sense::Honorific);
    sheet.is_capital(at)
        && !sheet.is_function(at)
        && !starts_title(sheet, at)
        && !is_time(scanner, at)
        && sheet.sense(at, other) == 0
        && !scanner.directory.is_part_of_person(sheet.word(at))
}

/// Where the words behind a head end that belong to it: "of the Republic of X", "of Culture and
/// Sport", "on Fisheries".
fn complement(scanner: &Scanner<'_, '_>, head: &Range<usize>) -> Option<usize> {
    let sheet = scanner.sheet;
    let at = head.end;
    let is = |at: usize, word| sheet.sense(at, |sense| sense == Sense::Organisation(word));
    let purposeful = head.clone().any(|at| is(at, OrganisationWord::Purposeful) > 0);
    // "the Kingdom of X and Y", "the Union of X against Y": two states, unless a table knows better.
    let state = sheet.sense(head.start, |sense| sense == Sense::State) == head.len();
    let mut end = at;
    while end < at + RUN {
        let of = sheet.is(end, Function::Of);
        let link = purposeful && !(state && end > at) && is(end, OrganisationWord::Link) == 1;
        // "League for Peace in Norway"
        let within = end > at && sheet.is(end, Function::PlacePreposition);
        if !of && !link && !within {
            break;
        }
        let mut next = end + 1;
        if sheet.is(next, Function::Definite) {
            next += 1;
        }
        if !sheet.is_capital(next) || starts_title(sheet, next) || is_time(scanner, next) {
            break;
        }
        let known =
            scanner.named(next).and_then(|(len, number)| Some((len, scanner.names.entities.get(number)?)));
        match known {
            Some((len, _)) if of => {
                end = next + len;
                continue;
            }
            Some((len, entity)) if within && entity.statehood == Statehood::Country => {
                return Some(next + len);
            }
            // "Commission for Asia and Europe"
            Some((len, entity)) if link && entity.class == EntityClass::Place => {
                end = next + len;
                let other = end + sheet.function(end, Function::And);
                if other > end
                    && sheet.is_capital(other)
                    && let Some((len, _)) = scanner.known(other)
                {
                    end = other + len;
                }
                continue;
            }
            Some(_) => break,
            None if within || sheet.is_function(next) => break,
            None if link && sheet.sense(next, |sense| matches!(sense, Sense::Demonym(_))) > 0 => break,
            None => {}
        }
        let stop = words(scanner, next);
        end = if state { stop } else { conjuncts(scanner, stop) };
    }
    (end > at).then_some(end)
}

/// Where a run of capitalised words ends.
fn words(scanner: &Scanner<'_, '_>, at: usize) -> usize {
    let sheet = scanner.sheet;
    let mut end = at;
    while end < at + RUN
        && !is_time(scanner, end)
        && (sheet.is_capital(end) && !starts_title(sheet, end) && !sheet.is_function(end)
            || (end > at && inner(sheet, end)))
    {
        end += 1;
    }
    end
}

/// Where the words end that commas and an "and" join to those before: "Health, Education and
/// Welfare".
fn conjuncts(scanner: &Scanner<'_, '_>, at: usize) -> usize {
    let sheet = scanner.sheet;
    let mut end = at;
    let mut next = at;
    for _ in 0..4 {
        let comma = usize::from(sheet.word(next) == ",");
        let and = sheet.function(next + comma, Function::And);
        if comma + and == 0 || !is_plain(scanner, next + comma + and) {
            break;
        }
        let start = next + comma + and;
        let stop = words(scanner, start);
        let body = (start..stop).any(|at| sheet.sense(at, |sense| sense == Sense::OrganisationHead) > 0);
        let plain = (start..stop).all(|at| is_plain(scanner, at) || !sheet.is_word(at));
        if body || !plain || stop - start > 3 {
            break;
        }
        next = stop;
        if and > 0 {
            end = stop;
            break;
        }
    }
    end
}

/// The abbreviation in brackets at a token: "(MOW)".
fn abbreviation_behind<'a>(sheet: &Sheet<'a>, end: usize) -> Option<&'a str> {
    let open = sheet.word(end) == "(" && sheet.word(end + 2) == ")";
    Some(sheet.word(end + 1)).filter(|word| open && is_abbreviation(word))
}

impl Scanner<'_, '_> {
    /// The organisation whose name begins at a token.
    pub(super) fn organisation(&mut self, at: usize) -> Option<Mention> {
        let sheet = self.sheet;
        if !sheet.is_capital(at)
            || (sheet.is_function(at) && sheet.sense(at, |s| s == Sense::OrganisationHead) == 0)
        {
            return None;
        }
        // "Norway's Central Bank": the owner is a place by itself.
        let owner = self.named(at).filter(|(len, _)| sheet.possessive(at + len) > 0);
        let class = |number: usize| self.names.entities.get(number).map(|entity| entity.class);
        if owner.is_some_and(|(_, number)| class(number) == Some(EntityClass::Place)) {
            return None;
        }
        let headed = organisation(self, at)?;
        // A longer known name wins, and one that holds what the head is for.
        let known = self.named(at).map_or(at, |(len, _)| at + len);
        if known >= headed.tokens.end || known > headed.head.end || self.times.meets(&headed.tokens) {
            return None;
        }
        // "Norway Government" is the country.
        if let Some((len, number)) = self.named(at)
            && self.names.entities.get(number).is_some_and(|entity| entity.statehood == Statehood::Country)
            && headed.head.start == at + len
            && headed.tokens.end == headed.head.end
            && sheet.sense(headed.head.start, |sense| sense == Sense::Collective) == headed.head.len()
        {
            return None;
        }
        if self.is_no_body(&headed) {
            return Some(Mention::untitled(headed.tokens, Referent::Unknown));
        }
        let id = self.organisation_id(&headed)?;
        let tokens = headed.tokens;
        self.introduce(tokens.end, &id, EntityClass::Organisation);
        Some(Mention::of(tokens, EntityClass::Organisation, id))
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
        let before = headed.head.start - start;
        let numbered = sheet.kind(headed.head.end - 1) == Some(TokenKind::Number);
        if before == 0 && !headed.complement && !numbered
            || before == 1 && sheet.is(start, Function::Definite)
            || is_event_like(sheet, tokens)
            || self.is_no_body(headed)
        {
            return None;
        }
        Some(self.directory.add(EntityClass::Organisation, &self.canonical(tokens)))
    }

    /// Whether a name with a head in it is known to be none of a body, or is of a meeting:
    /// "Third Congress".
    fn is_no_body(&self, headed: &Headed) -> bool {
        let sheet = self.sheet;
        let is = |at: usize, word| sheet.sense(at, |sense| sense == Sense::Organisation(word));
        let counted = is(headed.tokens.start, OrganisationWord::Ordinal) > 0
            && headed.head.clone().any(|at| is(at, OrganisationWord::Session) > 0);
        let other = headed.tokens.clone().any(|at| {
            let end = at + is(at, OrganisationWord::Not);
            end > headed.tokens.end || (end == headed.tokens.end && at == headed.tokens.start)
        });
        counted || other
    }

    /// The part of a run that the article has named before as an organisation, where a name of a
    /// person may stand behind: "Council of State Vo X".
    pub(super) fn told_organisation(&self, tokens: &Range<usize>) -> Option<(usize, EntityId)> {
        let shorter = (tokens.start + 2..tokens.end).rev();
        shorter.take(LONGEST_PERSON).find_map(|end| {
            let id = self.directory.organisation(&self.canonical(&(tokens.start..end)))?;
            Some((end, id))
        })
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

    /// "Ministry of Works (MOW)": the abbreviation means the same from here on. That of a place
    /// has its letters.
    pub(super) fn introduce(&mut self, end: usize, id: &EntityId, class: EntityClass) {
        let Some(abbreviation) = abbreviation_behind(self.sheet, end) else { return };
        let initials = || {
            let name = self.directory.name(id).unwrap_or_default();
            let capitals = name.split_whitespace().filter_map(|word| word.chars().next());
            capitals.filter(|c| c.is_uppercase()).collect::<String>()
        };
        if class == EntityClass::Organisation || initials() == abbreviation {
            self.directory.abbreviate(abbreviation, id);
        }
    }

    /// An abbreviation that the article has introduced, with a country's adjective or without.
    pub(super) fn abbreviation(&mut self, at: usize) -> Option<Mention> {
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
        let class = self.directory.class(&id)?;
        if class != EntityClass::Organisation && adjective > 0 {
            return None;
        }
        let id = if adjective > 0 {
            let full = format!("{} {}", sheet.slice(&(at..at + adjective)), self.directory.name(&id)?);
            self.directory.add_form(EntityClass::Organisation, &full, &shown(sheet.slice(&tokens)))
        } else {
            self.directory.add_form_of(&id, word);
            id
        };
        Some(Mention::of(tokens, class, id))
    }
}

/// Most tokens of a person's name behind the name of an organisation.
const LONGEST_PERSON: usize = 4;
