//! Names of organisations: capitalised words with a head such as "Ministry".

use std::ops::Range;

use annals_knowledge::{Function, OrganisationWord, Sense, Statehood};
use annals_model::{EntityClass, EntityId};
use annals_text::TokenKind;

use super::mention::{Mention, Referent};
use super::person_names::is_event_like;
use super::person_names::{is_abbreviation, shown, starts_title};
use super::scanner::Scanner;
use crate::segment::AnnotatedSegment;

/// Longest name of an organisation and longest complement, in tokens.
const RUN: usize = 24;
/// Longest abbreviated word before a full stop within a name: "St. Olaf's School".
const CUT: usize = 4;

/// A capitalised run with an organisation head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Headed {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Tokens of the head.
    head: Range<usize>,
    /// Whether words after the head belong to the name.
    complement: bool,
}

/// Returns the organisation name that begins at a token.
pub(crate) fn organisation(scanner: &Scanner<'_, '_>, at: usize) -> Option<Headed> {
    let segment = scanner.segment;
    let mut end = at;
    // The last head.
    let mut head: Option<Range<usize>> = None;
    let mut joined = false;
    while end < at + RUN && !is_time(scanner, end) {
        if !joined
            && head.is_none()
            && end > at
            && segment.is(end, Function::And)
            && is_plain(scanner, end + 1)
        {
            // "Food and Drug Agency"
            joined = (at..end).all(|at| is_plain(scanner, at) || !segment.is_word(at));
            if !joined {
                break;
            }
            end += 1;
            continue;
        }
        if !(segment.is_capital(end) || end > at && inner(segment, end)) {
            break;
        }
        let len = segment.sense(end, |sense| sense == Sense::OrganisationHead);
        let numbered = segment.sense(end, |sense| sense == Sense::NumberedHead);
        if numbered > 0 && segment.kind(end + numbered) == Some(TokenKind::Number) {
            let number = end + numbered;
            // A day or year after a head is not its number.
            head = Some(end..number + 1);
            end = number + 1;
            continue;
        }
        if len > 0 && segment.is_capital(end) {
            head = Some(end..end + len);
            end += len;
            continue;
        }
        if end > at && head.is_some() && starts_title(segment, end) {
            break;
        }
        if segment.is_function(end) && segment.is_capital(end) && end > at {
            break;
        }
        end += 1;
    }
    let head = head?;
    // A number completes the name of a unit: "Regiment 5 of …" is two.
    let numbered = segment.kind(head.end - 1) == Some(TokenKind::Number);
    let following = complement(scanner, &head).filter(|_| !numbered);
    // The name continues after the head with an unknown word: "Air Force Museum".
    if following.is_none() && !numbered && goes_on(scanner, head.end) {
        return None;
    }
    let (tokens, complement) = match following {
        Some(following) => (at..following, true),
        None => (at..head.end, false),
    };
    if joined && !is_introduced(segment, tokens.clone()) {
        return None;
    }
    Some(Headed { tokens, head, complement })
}

fn is_time(scanner: &Scanner<'_, '_>, at: usize) -> bool {
    scanner.times.covering(at).is_some()
}

/// Returns whether an article or owner precedes a name, or its abbreviation follows.
fn is_introduced(segment: &AnnotatedSegment<'_>, tokens: Range<usize>) -> bool {
    let before = tokens.start.checked_sub(1);
    let article = before.is_some_and(|before| {
        segment.is(before, Function::Definite)
            || segment.is(before, Function::Possessive)
            || segment.is_possessive(before)
    });
    article || abbreviation_after(segment, tokens.end).is_some()
}

/// Returns whether an unlisted capitalised word directly follows a name.
fn goes_on(scanner: &Scanner<'_, '_>, at: usize) -> bool {
    let segment = scanner.segment;
    segment.is_capital(at)
        && !segment.is_function(at)
        && !starts_title(segment, at)
        && !is_time(scanner, at)
        && segment.sense(at, |sense| matches!(sense, Sense::Name(_) | Sense::Demonym(_))) == 0
        && scanner.entity_table.person_at(segment, at).is_none()
}

/// Returns whether a mark or function word is within a capitalised run: "People's", "Lao-Viet", "St. Olaf's".
fn inner(segment: &AnnotatedSegment<'_>, at: usize) -> bool {
    if segment.is_possessive(at) {
        let end = if segment.possessive(at) > 0 { at + segment.possessive(at) } else { at + 1 };
        return segment.is_capital(end);
    }
    let touching = segment.touches_next(at - 1) && segment.touches_next(at);
    let stop = segment.word(at) == "."
        && segment.touches_next(at - 1)
        && segment.is_capital(at - 1)
        && segment.word(at - 1).chars().count() <= CUT
        && segment.sentence_of(at).end > at + 1;
    (stop || matches!(segment.word(at), "-" | "–") && touching) && segment.is_capital(at + 1)
}

/// Returns whether a word can be coordinated within a name: no title and no name of its own.
fn is_plain(scanner: &Scanner<'_, '_>, at: usize) -> bool {
    let segment = scanner.segment;
    let other = |sense: Sense| matches!(sense, Sense::Name(_) | Sense::Demonym(_) | Sense::Honorific);
    segment.is_capital(at)
        && !segment.is_function(at)
        && !starts_title(segment, at)
        && !is_time(scanner, at)
        && segment.sense(at, other) == 0
        && !scanner.entity_table.is_part_of_person(segment.word(at))
}

/// Returns the end of the complement of a head: "of the Republic of X", "of Culture and Sport", "on
/// Fisheries".
fn complement(scanner: &Scanner<'_, '_>, head: &Range<usize>) -> Option<usize> {
    let segment = scanner.segment;
    let at = head.end;
    let is = |at: usize, word| segment.sense(at, |sense| sense == Sense::Organisation(word));
    let purposeful = head.clone().any(|at| is(at, OrganisationWord::Purposeful) > 0);
    // "the Kingdom of X and Y", "the Union of X against Y": two states, unless listed as one.
    let state = segment.sense(head.start, |sense| sense == Sense::State) == head.len();
    let mut end = at;
    while end < at + RUN {
        let of = segment.is(end, Function::Of);
        let link = purposeful && !(state && end > at) && is(end, OrganisationWord::Link) == 1;
        // "League for Peace in Norway"
        let within = end > at && segment.is(end, Function::PlacePreposition);
        if !of && !link && !within {
            break;
        }
        let mut next = end + 1;
        if segment.is(next, Function::Definite) {
            next += 1;
        }
        if !segment.is_capital(next) || starts_title(segment, next) || is_time(scanner, next) {
            break;
        }
        let known = scanner
            .named(next)
            .and_then(|(len, number)| Some((len, scanner.gazetteer.entities.get(number)?)));
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
                let other = end + segment.function(end, Function::And);
                if other > end
                    && segment.is_capital(other)
                    && let Some((len, _)) = scanner.known(other)
                {
                    end = other + len;
                }
                continue;
            }
            Some(_) => break,
            None if within || segment.is_function(next) => break,
            None if link && segment.sense(next, |sense| matches!(sense, Sense::Demonym(_))) > 0 => break,
            None => {}
        }
        let stop = words(scanner, next);
        end = if state { stop } else { conjuncts(scanner, stop) };
    }
    (end > at).then_some(end)
}

/// Returns the end of a capitalised run.
fn words(scanner: &Scanner<'_, '_>, at: usize) -> usize {
    let segment = scanner.segment;
    let mut end = at;
    while end < at + RUN
        && !is_time(scanner, end)
        && (segment.is_capital(end) && !starts_title(segment, end) && !segment.is_function(end)
            || (end > at && inner(segment, end)))
    {
        end += 1;
    }
    end
}

/// Returns the end of coordinated words: "Health, Education and Welfare".
fn conjuncts(scanner: &Scanner<'_, '_>, at: usize) -> usize {
    let segment = scanner.segment;
    let mut end = at;
    let mut next = at;
    for _ in 0..4 {
        let comma = usize::from(segment.word(next) == ",");
        let and = segment.function(next + comma, Function::And);
        if comma + and == 0 || !is_plain(scanner, next + comma + and) {
            break;
        }
        let start = next + comma + and;
        let stop = words(scanner, start);
        let has_head =
            (start..stop).any(|at| segment.sense(at, |sense| sense == Sense::OrganisationHead) > 0);
        let plain = (start..stop).all(|at| is_plain(scanner, at) || !segment.is_word(at));
        if has_head || !plain || stop - start > 3 {
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

/// Returns the abbreviation in brackets at a token: "(MOW)".
fn abbreviation_after<'a>(segment: &AnnotatedSegment<'a>, end: usize) -> Option<&'a str> {
    let open = segment.word(end) == "(" && segment.word(end + 2) == ")";
    Some(segment.word(end + 1)).filter(|word| open && is_abbreviation(word))
}

impl Scanner<'_, '_> {
    /// Returns the organisation whose name begins at a token.
    pub(super) fn organisation(&mut self, at: usize) -> Option<Mention> {
        let segment = self.segment;
        if !segment.is_capital(at)
            || (segment.is_function(at) && segment.sense(at, |s| s == Sense::OrganisationHead) == 0)
        {
            return None;
        }
        // "Norway's Central Bank": the owner is a place of its own.
        let owner = self.named(at).filter(|(len, _)| segment.possessive(at + len) > 0);
        let class = |number: usize| self.gazetteer.entities.get(number).map(|entity| entity.class);
        if owner.is_some_and(|(_, number)| class(number) == Some(EntityClass::Place)) {
            return None;
        }
        let headed = organisation(self, at)?;
        // A longer listed name takes precedence, as does one that contains the head's complement.
        let known = self.named(at).map_or(at, |(len, _)| at + len);
        if known >= headed.tokens.end || known > headed.head.end || self.times.meets(&headed.tokens) {
            return None;
        }
        // "Norway Government" denotes the country.
        if let Some((len, number)) = self.named(at)
            && self
                .gazetteer
                .entities
                .get(number)
                .is_some_and(|entity| entity.statehood == Statehood::Country)
            && headed.head.start == at + len
            && headed.tokens.end == headed.head.end
            && segment.sense(headed.head.start, |sense| sense == Sense::Collective) == headed.head.len()
        {
            return None;
        }
        if self.is_not_organisation(&headed) {
            return Some(Mention::untitled(headed.tokens, Referent::Unknown));
        }
        let id = self.organisation_id(&headed)?;
        let tokens = headed.tokens;
        self.introduce(tokens.end, &id, EntityClass::Organisation);
        Some(Mention::of(tokens, EntityClass::Organisation, id))
    }

    /// Returns the identifier of a headed name, unless it is a bare head: "the Ministry".
    pub(crate) fn organisation_id(&mut self, headed: &Headed) -> Option<EntityId> {
        let segment = self.segment;
        let tokens = &headed.tokens;
        let start = tokens.start;
        if let Some((_, id)) = self.known(start).filter(|(len, _)| *len == tokens.len()) {
            self.entity_table.add_known(self.gazetteer, &id, &shown(segment.slice(tokens)));
            return Some(id);
        }
        let before = headed.head.start - start;
        let numbered = segment.kind(headed.head.end - 1) == Some(TokenKind::Number);
        if before == 0 && !headed.complement && !numbered
            || before == 1 && segment.is(start, Function::Definite)
            || is_event_like(segment, tokens)
            || self.is_not_organisation(headed)
        {
            return None;
        }
        Some(self.entity_table.add(EntityClass::Organisation, &self.canonical(tokens)))
    }

    /// Returns whether a headed name is listed as no organisation, or is a session: "Third Congress".
    fn is_not_organisation(&self, headed: &Headed) -> bool {
        let segment = self.segment;
        let is = |at: usize, word| segment.sense(at, |sense| sense == Sense::Organisation(word));
        let counted = is(headed.tokens.start, OrganisationWord::Ordinal) > 0
            && headed.head.clone().any(|at| is(at, OrganisationWord::Session) > 0);
        let other = headed.tokens.clone().any(|at| {
            let end = at + is(at, OrganisationWord::Not);
            end > headed.tokens.end || (end == headed.tokens.end && at == headed.tokens.start)
        });
        counted || other
    }

    /// Returns the prefix of a run that the article named before as an organisation; a person's name may
    /// follow: "Council of State Vo X".
    pub(super) fn known_prefix(&self, tokens: &Range<usize>) -> Option<(usize, EntityId)> {
        let shorter = (tokens.start + 2..tokens.end).rev();
        shorter.take(LONGEST_PERSON).find_map(|end| {
            let id = self.entity_table.organisation(&self.canonical(&(tokens.start..end)))?;
            Some((end, id))
        })
    }

    /// Returns a name with its places replaced by their gazetteer names.
    fn canonical(&self, tokens: &Range<usize>) -> String {
        let segment = self.segment;
        let mut name = String::new();
        let mut at = tokens.start;
        let mut from = at;
        let flush = |name: &mut String, words: Range<usize>| {
            if !words.is_empty() {
                if !name.is_empty() {
                    name.push(' ');
                }
                name.push_str(&shown(segment.slice(&words)));
            }
        };
        while at < tokens.end {
            let known = self.named(at).and_then(|(len, number)| {
                let entity = self.gazetteer.entities.get(number)?;
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

    /// Registers the abbreviation after a name: "Ministry of Works (MOW)". That of a place must match its
    /// initials.
    pub(super) fn introduce(&mut self, end: usize, id: &EntityId, class: EntityClass) {
        let Some(abbreviation) = abbreviation_after(self.segment, end) else { return };
        let initials = || {
            let name = self.entity_table.name(id).unwrap_or_default();
            let capitals = name.split_whitespace().filter_map(|word| word.chars().next());
            capitals.filter(|c| c.is_uppercase()).collect::<String>()
        };
        if class == EntityClass::Organisation || initials() == abbreviation {
            self.entity_table.abbreviate(abbreviation, id);
        }
    }

    /// Returns an abbreviation that the article introduced, with or without a demonym.
    pub(super) fn abbreviation(&mut self, at: usize) -> Option<Mention> {
        let segment = self.segment;
        if !segment.is_capital(at) {
            return None;
        }
        let adjective = segment.sense(at, |sense| matches!(sense, Sense::Demonym(_)));
        let word = segment.word(at + adjective);
        if !is_abbreviation(word) {
            return None;
        }
        let id = self.entity_table.abbreviated(word)?;
        let tokens = at..at + adjective + 1;
        let class = self.entity_table.class(&id)?;
        if class != EntityClass::Organisation && adjective > 0 {
            return None;
        }
        let id = if adjective > 0 {
            let full = format!("{} {}", segment.slice(&(at..at + adjective)), self.entity_table.name(&id)?);
            self.entity_table.add_form(EntityClass::Organisation, &full, &shown(segment.slice(&tokens)))
        } else {
            self.entity_table.add_form_of(&id, word);
            id
        };
        Some(Mention::of(tokens, class, id))
    }
}

/// Most tokens of a person's name after an organisation's name.
const LONGEST_PERSON: usize = 4;
