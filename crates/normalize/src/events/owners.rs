//! "until his death", "since its founding": whose it is.

use std::ops::Range;

use annals_knowledge::{Argument, Function, Sense};
use annals_model::EntityClass;

use super::scene::Scene;
use crate::names::{Mention, Referent};

/// Most words between a possessive and its noun: "his sudden death".
const DESCRIBES: usize = 2;

/// The name that a possessive before a noun stands for, where the sentence has named only one that it can
/// be: for a person in all of it, for anything else in the same part between commas.
pub(super) fn owner(scene: &Scene<'_, '_>, head: &Range<usize>, wanted: &[Argument]) -> Option<Range<usize>> {
    let at = possessive(scene, head)?;
    let sheet = scene.sheet;
    let first = scene.tokens.start;
    let is_person = sheet.is(at, Function::PersonPossessive);
    let from = match is_person {
        true => first,
        false => (first..at).rev().find(|before| is_comma(scene, *before)).map_or(first, |comma| comma + 1),
    };
    let mut only: Option<&Mention> = None;
    let mut next = from;
    while next < at {
        if let Some(mention) = scene.mention_at(next) {
            next = mention.tokens.end.max(mention.title.behind.end).max(next + 1);
            if !may_own(mention, is_person) {
                continue;
            }
            if only.is_some_and(|only| only.referent != mention.referent) {
                return None;
            }
            only = Some(mention);
        } else if is_other(scene, next) {
            return None;
        } else {
            next += 1;
        }
    }
    let only = only?;
    let fits = match is_person {
        true => only.is(EntityClass::Person) && wanted.contains(&Argument::Person),
        false => only.is(EntityClass::Organisation) && scene.fits(only.tokens.start, wanted).is_some(),
    };
    fits.then(|| only.tokens.clone())
}

/// The possessive that a noun's phrase begins with.
fn possessive(scene: &Scene<'_, '_>, head: &Range<usize>) -> Option<usize> {
    let sheet = scene.sheet;
    let floor = scene.tokens.start.max(head.start.saturating_sub(DESCRIBES + 1));
    for at in (floor..head.start).rev() {
        if sheet.is(at, Function::PersonPossessive) || sheet.is(at, Function::ThingPossessive) {
            return Some(at);
        }
        let describes = sheet.is_word(at) && !sheet.is_function(at) && !scene.is_verb(at);
        if !describes || scene.mention_at(at).is_some() || scene.covered_at(at).is_some() {
            return None;
        }
    }
    None
}

fn is_comma(scene: &Scene<'_, '_>, at: usize) -> bool {
    matches!(scene.sheet.word(at), "," | ";" | ":") && scene.mention_at(at).is_none()
}

/// Whether a name can be the one that a possessive stands for.
fn may_own(mention: &Mention, is_person: bool) -> bool {
    match &mention.referent {
        Referent::Entity(class, _) => (*class == EntityClass::Person) == is_person,
        Referent::ShortForm => is_person,
        Referent::Unknown => true,
    }
}

/// Whether somebody or something without a known name is told at a token: "the general", "Quarry Hill".
fn is_other(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    let title = sheet.sense(at, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_))) > 0;
    let determined = at.checked_sub(1).is_some_and(|before| {
        before >= scene.tokens.start
            && [Function::Definite, Function::Indefinite, Function::Possessive]
                .iter()
                .any(|class| sheet.is(before, *class))
    });
    let name = |at: usize| {
        sheet.is_capital(at)
            && !sheet.is_function(at)
            && scene.mention_at(at).is_none()
            && scene.covered_at(at).is_none()
    };
    // "lived in X": where somebody was.
    let place = at.checked_sub(1).is_some_and(|before| sheet.is(before, Function::PlacePreposition));
    title && determined || name(at) && !place && (at > scene.tokens.start || name(at + 1))
}
