//! Possessive coreference: the owner in "until his death", "since its founding".

use std::ops::Range;

use annals_knowledge::{Argument, Function, Sense};
use annals_model::EntityClass;

use crate::context::SentenceContext;
use crate::names::{Mention, Referent};

/// Most words between a possessive and its noun: "his sudden death".
const DESCRIBES: usize = 2;

/// Returns the mention to which the possessive before a noun refers, if it is the only candidate: in the
/// whole sentence for a person, between the same commas for anything else.
pub(crate) fn owner(
    context: &SentenceContext<'_, '_>,
    head: &Range<usize>,
    wanted: &[Argument],
) -> Option<Range<usize>> {
    let at = possessive(context, head)?;
    let segment = context.segment;
    let first = context.tokens.start;
    let is_person = segment.is(at, Function::PersonPossessive);
    let from = match is_person {
        true => first,
        false => (first..at).rev().find(|before| is_comma(context, *before)).map_or(first, |comma| comma + 1),
    };
    let mut only: Option<&Mention> = None;
    let mut next = from;
    while next < at {
        if let Some(mention) = context.mention_at(next) {
            next = mention.tokens.end.max(mention.title.trailing.end).max(next + 1);
            if !may_own(mention, is_person) {
                continue;
            }
            if only.is_some_and(|only| only.referent != mention.referent) {
                return None;
            }
            only = Some(mention);
        } else if is_other(context, next) {
            return None;
        } else {
            next += 1;
        }
    }
    let only = only?;
    let fits = match is_person {
        true => only.is(EntityClass::Person) && wanted.contains(&Argument::Person),
        false => only.is(EntityClass::Organisation) && context.fits(only.tokens.start, wanted).is_some(),
    };
    fits.then(|| only.tokens.clone())
}

/// Returns the possessive that begins the noun's phrase.
fn possessive(context: &SentenceContext<'_, '_>, head: &Range<usize>) -> Option<usize> {
    let segment = context.segment;
    let floor = context.tokens.start.max(head.start.saturating_sub(DESCRIBES + 1));
    for at in (floor..head.start).rev() {
        if segment.is(at, Function::PersonPossessive) || segment.is(at, Function::ThingPossessive) {
            return Some(at);
        }
        let describes = segment.is_word(at) && !segment.is_function(at) && !context.is_verb(at);
        if !describes || context.mention_at(at).is_some() || context.covered_at(at).is_some() {
            return None;
        }
    }
    None
}

fn is_comma(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    matches!(context.segment.word(at), "," | ";" | ":") && context.mention_at(at).is_none()
}

/// Returns whether a mention can be the antecedent of a possessive.
fn may_own(mention: &Mention, is_person: bool) -> bool {
    match &mention.referent {
        Referent::Entity(class, _) => (*class == EntityClass::Person) == is_person,
        Referent::PartialName => is_person,
        Referent::Unknown => true,
    }
}

/// Returns whether an unlisted entity begins at a token: "the general", "Quarry Hill".
fn is_other(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    let title = segment.sense(at, |sense| matches!(sense, Sense::Office(_) | Sense::Rank(_))) > 0;
    let determined = at.checked_sub(1).is_some_and(|before| {
        before >= context.tokens.start
            && [Function::Definite, Function::Indefinite, Function::Possessive]
                .iter()
                .any(|class| segment.is(before, *class))
    });
    let name = |at: usize| {
        segment.is_capital(at)
            && !segment.is_function(at)
            && context.mention_at(at).is_none()
            && context.covered_at(at).is_none()
    };
    // "lived in X": a place.
    let place = at.checked_sub(1).is_some_and(|before| segment.is(before, Function::PlacePreposition));
    title && determined || name(at) && !place && (at > context.tokens.start || name(at + 1))
}
