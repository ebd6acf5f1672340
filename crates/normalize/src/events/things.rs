//! Bridges, lines, pits, schools: things that are told by a common noun, and the names that an article
//! has for them.

use std::collections::BTreeMap;
use std::ops::Range;

use annals_knowledge::{Function, Sense, ThingId};
use annals_text::fold;

use super::scene::Scene;
use crate::names::shown;
use crate::sheet::Sheet;

/// Most tokens of the words for a thing, with what belongs to it.
const PHRASE: usize = 20;
/// Most words of a thing's name.
const NAME: usize = 6;

/// The names that an article has for things, by the group of the nouns that end them.
#[derive(Debug, Default)]
pub(crate) struct Things(BTreeMap<ThingId, Named>);

/// What things of one group are called.
#[derive(Debug)]
enum Named {
    One(String),
    Several,
}

impl Things {
    /// Takes the names of a segment.
    pub(crate) fn learn(&mut self, sheet: &Sheet<'_>) {
        for at in 0..sheet.tokens.len() {
            let Some((group, name)) = named(sheet, at) else { continue };
            let name = shown(sheet.slice(&name));
            let entry = self.0.entry(group).or_insert_with(|| Named::One(name.clone()));
            if matches!(entry, Named::One(known) if fold(known) != fold(&name)) {
                *entry = Named::Several;
            }
        }
    }

    /// What the only thing of a group is called.
    fn only(&self, group: ThingId) -> Option<&str> {
        match self.0.get(&group)? {
            Named::One(name) => Some(name),
            Named::Several => None,
        }
    }
}

/// The end of the noun for a thing at a token, where it is the whole of one: "the line", but not "the line
/// of attack".
pub(super) fn noun_at(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let sheet = scene.sheet;
    let (len, _) = group(sheet, at)?;
    let behind = at + len;
    let of = behind + 1 + usize::from(sheet.is(behind + 1, Function::Definite));
    let partial = sheet.is(behind, Function::Of)
        && of == behind + 1
        && scene.mention_at(of).is_none()
        && !sheet.is_capital(of);
    let compound = behind < scene.tokens.end
        && sheet.is_word(behind)
        && !sheet.is_function(behind)
        && !sheet.is_verb(behind)
        && scene.covered_at(behind).is_none()
        && !sheet.language.is_adverb(sheet.word(behind));
    (!partial && !compound).then_some(behind)
}

/// The group of the noun at a token.
fn group(sheet: &Sheet<'_>, at: usize) -> Option<(usize, ThingId)> {
    sheet.phrase(at, |sense| match sense {
        Sense::Thing(group) => Some(group),
        _ => None,
    })
}

/// The name that ends with the noun at a token: capitals before it.
fn named(sheet: &Sheet<'_>, at: usize) -> Option<(ThingId, Range<usize>)> {
    if sheet.is_caseless() {
        return None;
    }
    let (len, group) = group(sheet, at)?;
    let sentence = sheet.sentence_of(at);
    let mut start = at;
    while start > sentence.start
        && at - start < NAME
        && sheet.is_capital(start - 1)
        && !sheet.is_function(start - 1)
        && !sheet.is_verb(start - 1)
    {
        start -= 1;
    }
    // "Western railway", at the beginning of a sentence, is no name.
    let plain = start == sentence.start && at - start == 1 && !sheet.is_capital(at);
    // Another noun goes on: "Selby Bridge Company".
    let goes_on =
        sheet.is_capital(at + len) && !sheet.is_function(at + len) || sheet.possessive(at + len) > 0;
    (start < at && !plain && !goes_on).then_some((group, start..at + len))
}

/// The words for a thing before a verb, if they are its subject: "the line from X to Y, 20 miles long, was
/// opened".
pub(super) fn thing_before(scene: &Scene<'_, '_>, head: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let floor = scene.tokens.start.max(head.start.saturating_sub(PHRASE));
    let mut end = head.start;
    let small = |at: usize| {
        sheet.is(at, Function::Auxiliary)
            || sheet.is(at, Function::Planned)
            || sheet.is(at, Function::Adverb)
            || sheet.language.is_adverb(sheet.word(at))
    };
    let relative = |at: usize| sheet.is(at, Function::Relative);
    while end > floor && (small(end - 1) || relative(end - 1)) {
        end -= 1;
    }
    if end > floor && sheet.word(end - 1) == "," {
        end -= 1;
        if !relative(end + 1) {
            end = aside(scene, floor, end).unwrap_or(end);
        }
    }
    let stops = |at: usize| {
        matches!(sheet.word(at), "," | "-" | "–" | "—" | "“" | "”" | "\"" | "(" | ")" | "--")
            || scene.breaks(at)
            || scene.is_verb(at)
            || scene.covered_at(at).is_some()
            || sheet.is(at, Function::And) && sheet.is(at + 1, Function::Definite)
    };
    let start = (floor..end).rev().find(|at| stops(*at)).map_or(floor, |at| at + 1);
    whole(scene, start, end)
}

/// Where an aside that ends with a comma begins.
fn aside(scene: &Scene<'_, '_>, floor: usize, comma: usize) -> Option<usize> {
    (floor..comma).rev().find(|at| scene.sheet.word(*at) == "," && scene.covered_at(*at).is_none())
}

/// A noun phrase that opens with a thing's noun, perhaps described; without its article. A bare noun needs
/// an article or an owner: nobody's "line".
fn whole(scene: &Scene<'_, '_>, start: usize, end: usize) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let mut first = start;
    let mut determined = false;
    let mut at = start;
    while at < end {
        if let Some(behind) = noun_at(scene, at).filter(|behind| *behind <= end) {
            let named = sheet.is_capital(at) || at > first && sheet.is_capital(at - 1);
            return (determined || named).then_some(first..trimmed(scene, first, behind, end));
        }
        let owner = scene.mention_at(at).is_some_and(|mention| sheet.possessive(mention.tokens.end) > 0);
        // "St. Mary's Hospital" is a name.
        let in_name = sheet.is_possessive(at) && sheet.is_capital(at + 1);
        let opens = !in_name
            && (sheet.is_possessive(at)
                || [Function::Definite, Function::Indefinite, Function::Possessive]
                    .iter()
                    .any(|class| sheet.is(at, *class)));
        if opens {
            determined = true;
            first = at + 1;
        } else if !in_name && sheet.is_function(at) && !owner && !sheet.is(at, Function::And) {
            return None;
        }
        at += 1;
    }
    None
}

/// Where the names that tell which line or bridge it is end.
pub(super) fn trimmed(scene: &Scene<'_, '_>, start: usize, behind: usize, end: usize) -> usize {
    let sheet = scene.sheet;
    let link = |at: usize| {
        [Function::From, Function::Toward, Function::Between, Function::Of, Function::PlacePreposition]
            .iter()
            .any(|class| sheet.is(at, *class))
            || sheet.is(at, Function::And)
            || sheet.is(at, Function::Definite)
    };
    let mut last = behind;
    let mut at = behind;
    while at < end.min(start + PHRASE) {
        if let Some(mention) = scene.mention_at(at) {
            at = mention.tokens.end;
            last = at;
        } else if let Some((len, _)) = group(sheet, at) {
            at += len;
            last = at;
        } else if sheet.is_capital(at) {
            at += 1;
            last = at;
        } else if link(at) {
            at += 1;
        } else {
            break;
        }
    }
    last.min(end)
}

/// What a thing told by its noun alone is called elsewhere in the article: "the bridge".
pub(super) fn called<'s>(scene: &'s Scene<'_, '_>, told: &Range<usize>) -> Option<&'s str> {
    let sheet = scene.sheet;
    let (len, group) = group(sheet, told.start)?;
    let definite = told.start.checked_sub(1).is_some_and(|before| sheet.is(before, Function::Definite));
    (definite && len == told.len()).then(|| scene.things.only(group)).flatten()
}
