//! Ranks and offices before a name: "former Foreign Minister General X".

use annals_knowledge::{Function, Office, PersonWord, RankId, Sense};
use std::ops::Range;

use annals_model::{EntityId, UnlistedOffice};
use annals_text::fold;

use super::bodies::organisation;
use super::mention::{Marks, OfficeHeld, Title};
use super::runs::{Before, shown, starts_title};
use super::scan::Scanner;
use crate::sheet::Sheet;

/// Most words of what an office is for, before it: "Labour and Social Affairs Minister".
const PORTFOLIO: usize = 4;

/// Most parts of one title: more are no title, whatever they are.
const ELEMENTS: usize = 12;
/// Most words such as "former" or a country's adjective before one office.
const DEPTH: usize = 3;
/// Most words of the name of what an office is of, where no table has it.
const OWNER: usize = 3;
/// Most words that describe what an office is of.
const DESCRIPTION: usize = 6;

/// Where titles stand against the name that they belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Before,
    Behind,
    /// Behind it, without what an "and" adds: that is somebody else's.
    BehindAlone,
}

/// The titles that begin at a token and where they end. None if there are none.
pub(crate) fn titles(scanner: &mut Scanner<'_, '_>, at: usize, place: Place) -> Option<(Title, usize)> {
    let mut title = Title::default();
    let mut end = at;
    let mut of = None;
    let mut joined = true;
    for _ in 0..ELEMENTS {
        let sheet = scanner.sheet;
        if let Some((len, rank)) = rank(sheet, end) {
            title.rank = title.rank.or(Some(rank));
            title.marks = Marks::Titled;
            end += len;
        } else if let Some(next) = joined.then(|| office(scanner, end, &of, place, &mut title)).flatten() {
            title.marks = Marks::Titled;
            end = next;
            // A second office needs an "and": in "Secretary Dean X" it is a name.
            joined = false;
        } else if let Some(len) = positive(honorific(sheet, end)).or_else(|| calling(sheet, end, place)) {
            title.marks = Marks::Titled;
            end += len;
        } else if let Some(len) = positive(sheet.function(end, Function::TitleTense)) {
            if !leads_on(scanner, end + len, DEPTH) {
                break;
            }
            end += len;
        } else if let Some((len, place_of)) = owner(scanner, end, DEPTH) {
            of = Some(place_of);
            end += len;
        } else if title.marks == Marks::Titled
            && place != Place::BehindAlone
            && is_and(sheet, end) > 0
            // "X, the mayor of Y, and Captain Z" are two.
            && !(sheet.word(end) == "," && title.offices.last().is_some_and(OfficeHeld::is_of_something))
            // "the president and Mrs. X" are two.
            && honorific(sheet, end + is_and(sheet, end)) == 0
            && leads_on(scanner, end + is_and(sheet, end), DEPTH)
        {
            end += is_and(sheet, end);
            joined = true;
        } else {
            break;
        }
    }
    (title.marks == Marks::Titled).then_some((title, end))
}

fn positive(len: usize) -> Option<usize> {
    (len > 0).then_some(len)
}

/// A form of address, written like one.
fn honorific(sheet: &Sheet<'_>, at: usize) -> usize {
    if !sheet.is_capital(at) && !sheet.is_caseless() {
        return 0;
    }
    sheet.sense(at, |sense| sense == Sense::Honorific)
}

/// What somebody is, before a name: "the novelist X". In capitals it is as often a name.
fn calling(sheet: &Sheet<'_>, at: usize, place: Place) -> Option<usize> {
    let len = sheet.sense(at, |sense| sense == Sense::Person(PersonWord::Calling));
    let first = sheet.sentence_of(at).start == at && sheet.is_capital(at + len + 1);
    let written = place == Place::Before && (!sheet.is_capital(at) || first) && sheet.is_capital(at + len);
    positive(len).filter(|_| written)
}

fn is_and(sheet: &Sheet<'_>, at: usize) -> usize {
    let comma = usize::from(sheet.word(at) == ",");
    let and = sheet.function(at + comma, Function::And);
    if and > 0 { comma + and } else { 0 }
}

/// A rank, unless an office goes further: "General Secretary" is no general.
fn rank(sheet: &Sheet<'_>, at: usize) -> Option<(usize, RankId)> {
    let (len, rank) = sheet.phrase(at, |sense| match sense {
        Sense::Rank(number) => Some(number),
        _ => None,
    })?;
    let office = sheet.sense(at, |sense| matches!(sense, Sense::Office(_)));
    let next_capital = sheet.is_capital(at + len);
    let small = sheet.language.is_lowercase_rank(rank);
    (office <= len
        && (sheet.is_capital(at) || sheet.is_caseless() || small)
        && (next_capital || sheet.is_caseless()))
    .then_some((len, rank))
}

/// Whether titles go on at a token.
fn leads_on(scanner: &Scanner<'_, '_>, at: usize, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let sheet = scanner.sheet;
    let tense = sheet.function(at, Function::TitleTense);
    let at = at + tense;
    rank(sheet, at).is_some()
        || office_words(sheet, at).is_some()
        || honorific(sheet, at) > 0
        || calling(sheet, at, Place::Before).is_some()
        || (tense > 0 && owner(scanner, at, depth).is_some())
}

/// A country's adjective, or a name, right before an office or a rank: whose it is.
fn owner(scanner: &Scanner<'_, '_>, at: usize, depth: usize) -> Option<(usize, EntityId)> {
    let sheet = scanner.sheet;
    if !sheet.is_capital(at) {
        return None;
    }
    let adjective = sheet.phrase(at, |sense| match sense {
        Sense::Demonym(number) => Some(number),
        _ => None,
    });
    // "Thai Party chief": the adjective and a longer office before the name and a shorter one.
    let adjective = adjective.filter(|(len, _)| leads_on(scanner, at + len, depth));
    let (len, number) = adjective.or_else(|| scanner.named(at))?;
    let mut end = at + len;
    end += sheet.possessive(end);
    let entity = scanner.names.entities.get(number)?;
    (entity.class != annals_model::EntityClass::Person && leads_on(scanner, end, depth))
        .then(|| (end - at, entity.id.clone()))
}

/// An office's own words at a token: qualifiers, what it is for, the office. Their length.
fn office_words(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let office = |at: usize| {
        let plain = sheet.sense(at, |sense| matches!(sense, Sense::Office(_)));
        positive(plain).into_iter().chain(portfolio(sheet, at)).max()
    };
    // "Deputy" alone is an office, but "Acting Deputy Defence Minister" a longer one.
    let mut longest = office(at);
    let mut next = at;
    for _ in 0..DEPTH {
        let qualifier = sheet.function(next, Function::TitleQualifier);
        if qualifier == 0 {
            break;
        }
        next += qualifier;
        longest = longest.max(office(next).map(|len| next - at + len));
    }
    longest
}

/// "Foreign Minister", "Labour Affairs Secretary".
fn portfolio(sheet: &Sheet<'_>, at: usize) -> Option<usize> {
    let capital = sheet.is_capital(at);
    (1..=PORTFOLIO).find_map(|words| {
        let office = at + words;
        let before = at..office;
        let plain = before.clone().all(|word| {
            let owner = sheet.sense(word, |sense| matches!(sense, Sense::Demonym(_) | Sense::Name(_))) > 0;
            sheet.is_word(word)
                && !sheet.is_function(word)
                && sheet.is_capital(word) == capital
                && !owner
                && !starts_title(sheet, word)
                && !sheet.is_verb(word)
        });
        let len = sheet.sense(office, |sense| sense == Sense::Office(Office::Portfolio));
        let agrees = sheet.is_capital(office) == capital;
        // In small letters only one word, which is no function word: "foreign minister".
        let small = capital || (words == 1 && !sheet.is_function(at));
        (plain && len > 0 && agrees && small).then_some(words + len)
    })
}

/// Reads an office with what it is of; where it ends.
fn office(
    scanner: &mut Scanner<'_, '_>,
    at: usize,
    of: &Option<EntityId>,
    place: Place,
    title: &mut Title,
) -> Option<usize> {
    let sheet = scanner.sheet;
    let mut len = office_words(sheet, at)?;
    // "Secretary Treasury X"
    let portfolio = sheet.sense(at + len, |sense| sense == Sense::Person(PersonWord::Portfolio));
    if portfolio > 0 && sheet.is_capital(at + len) && sheet.is_capital(at + len + portfolio) {
        len += portfolio;
    }
    let mut end = at + len;
    let mut text = shown(sheet.slice(&(at..end)));
    if let Some(full) = sheet.language.offices.get(fold(&text).as_ref()) {
        text.clone_from(full);
    }
    let mut held_at = of.clone();
    let mut held = unlisted_before(sheet, at, len).or_else(|| people_before(sheet, at, len));
    let link = sheet.function(end, Function::TitleComplement);
    let owner = end + link + usize::from(sheet.is(end + link, Function::Definite));
    if link > 0 && starts_title(sheet, owner) && place == Place::Before {
        // "Chief Justice of King X": the title is not X's.
        return None;
    }
    if link > 0
        && let Some((next, complement)) = complement(scanner, end + link)
    {
        let sheet = scanner.sheet;
        match complement {
            Complement::Of(id) if sheet.is(end, Function::Of) => held_at = Some(id),
            Complement::Words => {
                let of = unlisted(sheet, owner).filter(|of| of.end == next && sheet.is(end, Function::Of));
                held = of
                    .map(|of| UnlistedOffice { office: text.clone(), of: shown(sheet.slice(&of)) })
                    .or(held);
                text = shown(sheet.slice(&(at..next)));
            }
            Complement::Of(_) => text = shown(sheet.slice(&(at..next))),
        }
        end = next;
    }
    // A small letter is no title unless a name or what it is of comes with it.
    let sheet = scanner.sheet;
    let named = sheet.is_caseless()
        || sheet.is_capital(at)
        || end > at + len
        || sheet.is_capital(end)
        || place != Place::Before;
    if !named {
        return None;
    }
    // "X, Italian cardinal" is a calling.
    let calling = place != Place::Before && of.is_some() && end == at + len && !sheet.is_capital(at);
    if calling {
        // It is no office of the country, and still somebody's.
        return None;
    }
    title.offices.push(OfficeHeld { text, of: held_at, held, as_of: None });
    Some(end)
}

/// A country's adjective that no table knows, in an office: "X President".
fn unlisted_before(sheet: &Sheet<'_>, at: usize, len: usize) -> Option<UnlistedOffice> {
    let office = at + 1;
    let known = sheet.sense(office, |sense| matches!(sense, Sense::Office(_)));
    let of = unlisted(sheet, at).filter(|of| of.len() == 1 && known > 0 && office + known == at + len)?;
    let office = shown(sheet.slice(&(office..office + known)));
    Some(UnlistedOffice { office, of: shown(sheet.slice(&of)) })
}

/// The adjective of a people that no table knows, right before an office of several words: "X Prime Minister".
fn people_before(sheet: &Sheet<'_>, at: usize, len: usize) -> Option<UnlistedOffice> {
    // What opens a sentence has a capital anyway.
    let adjective = at.checked_sub(1).filter(|before| *before > sheet.sentence_of(at).start)?;
    let of = unlisted(sheet, adjective).filter(|of| of.end == at)?;
    let word = sheet.word(adjective);
    let ends = |ending: &String| ending.len() > 1 && word.ends_with(ending.as_str());
    let people = sheet.language.people_endings.iter().any(ends);
    let office = shown(sheet.slice(&(at..at + len)));
    people.then(|| UnlistedOffice { office, of: shown(sheet.slice(&of)) })
}

/// The capitalised words at a token that no table has: the name of what an office may be of.
pub(crate) fn unlisted(sheet: &Sheet<'_>, at: usize) -> Option<Range<usize>> {
    let is = |at: usize| {
        sheet.is_capital(at)
            && sheet.word(at).chars().any(char::is_lowercase)
            && sheet.sense(at, |_| true) == 0
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

/// Where a name begins behind small words that describe it: "of the pro-Swedish River Party".
fn described(scanner: &Scanner<'_, '_>, at: usize) -> usize {
    let sheet = scanner.sheet;
    let mut next = at;
    while next < at + DESCRIPTION {
        if next > at && sheet.is_capital(next) && !sheet.touches_next(next - 1) {
            return if scanner.known(next).is_some() || organisation(scanner, next).is_some() {
                next
            } else {
                at
            };
        }
        let hyphen = next > at && sheet.word(next) == "-";
        let compound = next > at && sheet.word(next - 1) == "-" && sheet.is_word(next);
        let plain = sheet.is_word(next)
            && !sheet.is_capital(next)
            && !sheet.is_function(next)
            && !sheet.is_verb(next);
        if !(hyphen || compound || plain) {
            break;
        }
        next += 1;
    }
    at
}

/// What an office is of: where it ends and what it is.
fn complement(scanner: &mut Scanner<'_, '_>, at: usize) -> Option<(usize, Complement)> {
    let sheet = scanner.sheet;
    let start = at + usize::from(sheet.is(at, Function::Definite) || sheet.is(at, Function::Possessive));
    let start = described(scanner, start);
    if !sheet.is_capital(start) {
        return None;
    }
    // "of Norway's Central Bank"
    let body = scanner.known(start).map_or(start, |(len, _)| {
        let possessive = sheet.possessive(start + len);
        if possessive > 0 { start + len + possessive } else { start }
    });
    if let Some(headed) = organisation(scanner, body) {
        let end = headed.tokens.end;
        if let Some((end, id)) = scanner.told_organisation(&headed.tokens) {
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
    while sheet.is_capital(end) && !starts_title(sheet, end) && !sheet.is_function(end) {
        end += 1;
    }
    // "Minister of Trade Roe", of whom the article told before.
    let told = (start + 1..end).find(|at| scanner.directory.is_part_of_person(sheet.word(*at)));
    if let Some(name) = told.filter(|name| sheet.is_word(*name)) {
        return Some((name, Complement::Words));
    }
    // Words and a name run together: "Secretary of Trade Jane Roe".
    let portfolio = |sense| sense == Sense::Person(PersonWord::Portfolio);
    let together = !starts_title(sheet, end)
        && end - start >= 3
        && !(start + 1..end).any(|at| sheet.sense(at, portfolio) > 0)
        && scanner.person_name(start + 1, Before::Title).is_some();
    Some((if together { start + 1 } else { end.max(start + 1) }, Complement::Words))
}
