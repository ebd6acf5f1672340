//! Ranks and offices before a name: "former Foreign Minister General X".

use annals_knowledge::{Function, Office, PersonWord, RankId, Sense};
use std::ops::Range;

use annals_model::{EntityId, UnlistedOffice};
use annals_text::fold;

use super::mention::{OfficeHeld, PersonCue, Title};
use super::organisations::organisation;
use super::person_names::{Preceding, shown, starts_title};
use super::scanner::Scanner;
use crate::segment::AnnotatedSegment;

/// Most words of a portfolio: "Labour and Social Affairs Minister".
const PORTFOLIO: usize = 4;

/// Most elements of one title.
const ELEMENTS: usize = 12;
/// Most qualifiers or demonyms before one office.
const DEPTH: usize = 3;
/// Most words of an out-of-gazetteer complement of an office.
const OWNER: usize = 3;
/// Most words that describe the complement of an office.
const DESCRIPTION: usize = 6;

/// The position of titles relative to their name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TitlePosition {
    Leading,
    Trailing,
    /// After the name, without coordinated titles: these belong to another person.
    TrailingAlone,
}

/// Returns the titles that begin at a token and their end.
pub(crate) fn titles(
    scanner: &mut Scanner<'_, '_>,
    at: usize,
    place: TitlePosition,
) -> Option<(Title, usize)> {
    let mut title = Title::default();
    let mut end = at;
    let mut of = None;
    let mut joined = true;
    for _ in 0..ELEMENTS {
        let segment = scanner.segment;
        if let Some((len, rank)) = rank(segment, end) {
            title.rank = title.rank.or(Some(rank));
            title.cue = PersonCue::Titled;
            end += len;
        } else if let Some(next) = joined.then(|| office(scanner, end, &of, place, &mut title)).flatten() {
            title.cue = PersonCue::Titled;
            end = next;
            // A second office requires an "and": in "Secretary Dean X" it is a name.
            joined = false;
        } else if let Some(len) =
            positive(honorific(segment, end)).or_else(|| occupation(segment, end, place))
        {
            title.cue = PersonCue::Titled;
            end += len;
        } else if let Some(len) = positive(segment.function(end, Function::TitleTense)) {
            if !leads_on(scanner, end + len, DEPTH) {
                break;
            }
            end += len;
        } else if let Some((len, place_of)) = owner(scanner, end, DEPTH) {
            of = Some(place_of);
            end += len;
        } else if title.cue == PersonCue::Titled
            && place != TitlePosition::TrailingAlone
            && is_and(segment, end) > 0
            // "X, the mayor of Y, and Captain Z" are two persons.
            && !(segment.word(end) == "," && title.offices.last().is_some_and(OfficeHeld::is_of_something))
            // "the president and Mrs. X" are two persons.
            && honorific(segment, end + is_and(segment, end)) == 0
            && leads_on(scanner, end + is_and(segment, end), DEPTH)
        {
            end += is_and(segment, end);
            joined = true;
        } else {
            break;
        }
    }
    (title.cue == PersonCue::Titled).then_some((title, end))
}

fn positive(len: usize) -> Option<usize> {
    (len > 0).then_some(len)
}

/// Returns the length of a form of address.
fn honorific(segment: &AnnotatedSegment<'_>, at: usize) -> usize {
    if !segment.is_capital(at) && !segment.is_caseless() {
        return 0;
    }
    segment.sense(at, |sense| sense == Sense::Honorific)
}

/// Returns the length of an occupation before a name: "the novelist X". A capitalised one is ambiguous with a
/// name.
fn occupation(segment: &AnnotatedSegment<'_>, at: usize, place: TitlePosition) -> Option<usize> {
    let len = segment.sense(at, |sense| sense == Sense::Person(PersonWord::Calling));
    let first = segment.sentence_of(at).start == at && segment.is_capital(at + len + 1);
    let written =
        place == TitlePosition::Leading && (!segment.is_capital(at) || first) && segment.is_capital(at + len);
    positive(len).filter(|_| written)
}

fn is_and(segment: &AnnotatedSegment<'_>, at: usize) -> usize {
    let comma = usize::from(segment.word(at) == ",");
    let and = segment.function(at + comma, Function::And);
    if and > 0 { comma + and } else { 0 }
}

/// Returns length and index of a rank, unless it begins an office: "General Secretary".
fn rank(segment: &AnnotatedSegment<'_>, at: usize) -> Option<(usize, RankId)> {
    let (len, rank) = segment.phrase(at, |sense| match sense {
        Sense::Rank(number) => Some(number),
        _ => None,
    })?;
    let office = segment.sense(at, |sense| matches!(sense, Sense::Office(_)));
    let next_capital = segment.is_capital(at + len);
    let small = segment.language.is_lowercase_rank(rank);
    (office <= len
        && (segment.is_capital(at) || segment.is_caseless() || small)
        && (next_capital || segment.is_caseless()))
    .then_some((len, rank))
}

/// Returns whether titles continue at a token.
fn leads_on(scanner: &Scanner<'_, '_>, at: usize, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let segment = scanner.segment;
    let tense = segment.function(at, Function::TitleTense);
    let at = at + tense;
    rank(segment, at).is_some()
        || office_words(segment, at).is_some()
        || honorific(segment, at) > 0
        || occupation(segment, at, TitlePosition::Leading).is_some()
        || (tense > 0 && owner(scanner, at, depth).is_some())
}

/// Returns a demonym or name directly before an office or rank, as its owner.
fn owner(scanner: &Scanner<'_, '_>, at: usize, depth: usize) -> Option<(usize, EntityId)> {
    let segment = scanner.segment;
    if !segment.is_capital(at) {
        return None;
    }
    let adjective = segment.phrase(at, |sense| match sense {
        Sense::Demonym(number) => Some(number),
        _ => None,
    });
    // "Thai Party chief": demonym and longer office take precedence over name and shorter office.
    let adjective = adjective.filter(|(len, _)| leads_on(scanner, at + len, depth));
    let (len, number) = adjective.or_else(|| scanner.named(at))?;
    let mut end = at + len;
    end += segment.possessive(end);
    let entity = scanner.gazetteer.entities.get(number)?;
    (entity.class != annals_model::EntityClass::Person && leads_on(scanner, end, depth))
        .then(|| (end - at, entity.id.clone()))
}

/// Returns the length of an office with its qualifiers and portfolio.
fn office_words(segment: &AnnotatedSegment<'_>, at: usize) -> Option<usize> {
    let office = |at: usize| {
        let plain = segment.sense(at, |sense| matches!(sense, Sense::Office(_)));
        positive(plain).into_iter().chain(portfolio(segment, at)).max()
    };
    // "Deputy" alone is an office, "Acting Deputy Defence Minister" a longer one.
    let mut longest = office(at);
    let mut next = at;
    for _ in 0..DEPTH {
        let qualifier = segment.function(next, Function::TitleQualifier);
        if qualifier == 0 {
            break;
        }
        next += qualifier;
        longest = longest.max(office(next).map(|len| next - at + len));
    }
    longest
}

/// Returns the length of an office with its portfolio: "Foreign Minister", "Labour Affairs Secretary".
fn portfolio(segment: &AnnotatedSegment<'_>, at: usize) -> Option<usize> {
    let capital = segment.is_capital(at);
    (1..=PORTFOLIO).find_map(|words| {
        let office = at + words;
        let before = at..office;
        let plain = before.clone().all(|word| {
            let owner = segment.sense(word, |sense| matches!(sense, Sense::Demonym(_) | Sense::Name(_))) > 0;
            segment.is_word(word)
                && !segment.is_function(word)
                && segment.is_capital(word) == capital
                && !owner
                && !starts_title(segment, word)
                && !segment.is_verb(word)
        });
        let len = segment.sense(office, |sense| sense == Sense::Office(Office::Portfolio));
        let agrees = segment.is_capital(office) == capital;
        // In lower case, only one content word: "foreign minister".
        let small = capital || (words == 1 && !segment.is_function(at));
        (plain && len > 0 && agrees && small).then_some(words + len)
    })
}

/// Reads an office with its complement and returns its end.
fn office(
    scanner: &mut Scanner<'_, '_>,
    at: usize,
    of: &Option<EntityId>,
    place: TitlePosition,
    title: &mut Title,
) -> Option<usize> {
    let segment = scanner.segment;
    let mut len = office_words(segment, at)?;
    // "Secretary Treasury X"
    let portfolio = segment.sense(at + len, |sense| sense == Sense::Person(PersonWord::Portfolio));
    if portfolio > 0 && segment.is_capital(at + len) && segment.is_capital(at + len + portfolio) {
        len += portfolio;
    }
    let mut end = at + len;
    let mut text = shown(segment.slice(&(at..end)));
    if let Some(full) = segment.language.offices.get(fold(&text).as_ref()) {
        text.clone_from(full);
    }
    let mut held_at = of.clone();
    let mut held = unlisted_before(segment, at, len).or_else(|| people_before(segment, at, len));
    let link = segment.function(end, Function::TitleComplement);
    let owner = end + link + usize::from(segment.is(end + link, Function::Definite));
    if link > 0 && starts_title(segment, owner) && place == TitlePosition::Leading {
        // "Chief Justice of King X": the title is not X's.
        return None;
    }
    if link > 0
        && let Some((next, complement)) = complement(scanner, end + link)
    {
        let segment = scanner.segment;
        match complement {
            Complement::Of(id) if segment.is(end, Function::Of) => held_at = Some(id),
            Complement::Words => {
                let of =
                    unlisted(segment, owner).filter(|of| of.end == next && segment.is(end, Function::Of));
                held = of
                    .map(|of| UnlistedOffice { office: text.clone(), of: shown(segment.slice(&of)) })
                    .or(held);
                text = shown(segment.slice(&(at..next)));
            }
            Complement::Of(_) => text = shown(segment.slice(&(at..next))),
        }
        end = next;
    }
    // A lower-case office requires a name or a complement.
    let segment = scanner.segment;
    let named = segment.is_caseless()
        || segment.is_capital(at)
        || end > at + len
        || segment.is_capital(end)
        || place != TitlePosition::Leading;
    if !named {
        return None;
    }
    // "X, Italian cardinal" is an occupation.
    let occupation =
        place != TitlePosition::Leading && of.is_some() && end == at + len && !segment.is_capital(at);
    if occupation {
        // It is no office of the country.
        return None;
    }
    title.offices.push(OfficeHeld { text, of: held_at, held, as_of: None });
    Some(end)
}

/// Returns an office with an unlisted demonym: "X President".
fn unlisted_before(segment: &AnnotatedSegment<'_>, at: usize, len: usize) -> Option<UnlistedOffice> {
    let office = at + 1;
    let known = segment.sense(office, |sense| matches!(sense, Sense::Office(_)));
    let of = unlisted(segment, at).filter(|of| of.len() == 1 && known > 0 && office + known == at + len)?;
    let office = shown(segment.slice(&(office..office + known)));
    Some(UnlistedOffice { office, of: shown(segment.slice(&of)) })
}

/// Returns an office of several words with an unlisted demonym before it: "X Prime Minister".
fn people_before(segment: &AnnotatedSegment<'_>, at: usize, len: usize) -> Option<UnlistedOffice> {
    // The first word of a sentence is capitalised anyway.
    let adjective = at.checked_sub(1).filter(|before| *before > segment.sentence_of(at).start)?;
    let of = unlisted(segment, adjective).filter(|of| of.end == at)?;
    let word = segment.word(adjective);
    let ends = |ending: &String| ending.len() > 1 && word.ends_with(ending.as_str());
    let people = segment.language.people_endings.iter().any(ends);
    let office = shown(segment.slice(&(at..at + len)));
    people.then(|| UnlistedOffice { office, of: shown(segment.slice(&of)) })
}

/// Returns the out-of-vocabulary capitalised words at a token: an unlisted entity.
pub(crate) fn unlisted(segment: &AnnotatedSegment<'_>, at: usize) -> Option<Range<usize>> {
    let is = |at: usize| {
        segment.is_capital(at)
            && segment.word(at).chars().any(char::is_lowercase)
            && segment.sense(at, |_| true) == 0
    };
    let end = (at..=at + OWNER).find(|next| !is(*next))?;
    (end > at).then_some(at..end)
}

enum Complement {
    /// An organisation or a place.
    Of(EntityId),
    /// Other words: "National Defence".
    Words,
}

/// Returns the start of a name after lower-case modifiers: "of the pro-Swedish River Party".
fn described(scanner: &Scanner<'_, '_>, at: usize) -> usize {
    let segment = scanner.segment;
    let mut next = at;
    while next < at + DESCRIPTION {
        if next > at && segment.is_capital(next) && !segment.touches_next(next - 1) {
            return if scanner.known(next).is_some() || organisation(scanner, next).is_some() {
                next
            } else {
                at
            };
        }
        let hyphen = next > at && segment.word(next) == "-";
        let compound = next > at && segment.word(next - 1) == "-" && segment.is_word(next);
        let plain = segment.is_word(next)
            && !segment.is_capital(next)
            && !segment.is_function(next)
            && !segment.is_verb(next);
        if !(hyphen || compound || plain) {
            break;
        }
        next += 1;
    }
    at
}

/// Returns the end and the complement of an office.
fn complement(scanner: &mut Scanner<'_, '_>, at: usize) -> Option<(usize, Complement)> {
    let segment = scanner.segment;
    let start = at + usize::from(segment.is(at, Function::Definite) || segment.is(at, Function::Possessive));
    let start = described(scanner, start);
    if !segment.is_capital(start) {
        return None;
    }
    // "of Norway's Central Bank"
    let owned = scanner.known(start).map_or(start, |(len, _)| {
        let possessive = segment.possessive(start + len);
        if possessive > 0 { start + len + possessive } else { start }
    });
    if let Some(headed) = organisation(scanner, owned) {
        let end = headed.tokens.end;
        if let Some((end, id)) = scanner.known_prefix(&headed.tokens) {
            return Some((end, Complement::Of(id)));
        }
        if let Some(id) = scanner.organisation_id(&headed) {
            return Some((end, Complement::Of(id)));
        }
    }
    if let Some((len, id)) = scanner.known(start) {
        return Some((start + len, Complement::Of(id)));
    }
    let mut end = start;
    while segment.is_capital(end) && !starts_title(segment, end) && !segment.is_function(end) {
        end += 1;
    }
    // "Minister of Trade Roe": the article named Roe before.
    let known = (start + 1..end).find(|at| scanner.entity_table.is_part_of_person(segment.word(*at)));
    if let Some(name) = known.filter(|name| segment.is_word(*name)) {
        return Some((name, Complement::Words));
    }
    // Complement and name run together: "Secretary of Trade Jane Roe".
    let portfolio = |sense| sense == Sense::Person(PersonWord::Portfolio);
    let together = !starts_title(segment, end)
        && end - start >= 3
        && !(start + 1..end).any(|at| segment.sense(at, portfolio) > 0)
        && scanner.person_name(start + 1, Preceding::Title).is_some();
    Some((if together { start + 1 } else { end.max(start + 1) }, Complement::Words))
}
