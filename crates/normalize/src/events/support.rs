//! Verbs that say of an event noun that the event happened: "signed … the treaty".

use std::ops::Range;

use annals_knowledge::{Function, Sense};

use super::find::REACH;
use super::scene::Scene;
use super::trigger::{Teller, Trigger};

/// How far before an event the verb is looked for that tells it among others.
const FEATS: usize = 14;

/// How far before its preposition the comma stands that opens an apposition: ", a part of".
const APPOSITION: usize = 4;

/// Ties verbs that say that an event happened to its noun.
pub(crate) fn support(scene: &Scene<'_, '_>, triggers: &mut [Trigger]) {
    let sheet = scene.sheet;
    for at in scene.tokens.clone() {
        if scene.mention_at(at).is_some() || scene.covered_at(at).is_some() {
            continue;
        }
        let supports = sheet.phrase(at, |sense| match sense {
            Sense::Support(number) => Some(number),
            _ => None,
        });
        let Some((len, _)) = supports else { continue };
        let verb = at..at + len;
        let serves = |trigger: &Trigger| {
            matches!(trigger.teller, Teller::Noun(_) | Teller::Known)
                && trigger.support.is_none()
                && sheet.sense(at, |sense| match sense {
                    Sense::Support(number) => {
                        sheet.language.support(number).is_some_and(|rule| rule.kind == trigger.kind)
                    }
                    _ => false,
                }) > 0
        };
        let object = triggers.iter().position(|trigger| {
            trigger.phrase.start >= verb.end
                && serves(trigger)
                && trigger.phrase.start - verb.end <= REACH
                && !scene.has_verb(verb.end..trigger.phrase.start)
                && !(verb.end..trigger.phrase.start).any(|between| {
                    let mark =
                        matches!(sheet.word(between), "\"" | "“") && between + 1 == trigger.phrase.start;
                    // "ended after talks" says nothing of the talks.
                    sheet.word(between) == ","
                        || (scene.breaks(between) && !mark)
                        || sheet.is(between, Function::Preposition) && scene.mention_at(between).is_none()
                })
        });
        let subject = triggers.iter().rposition(|trigger| {
            trigger.phrase.end <= verb.start
                && serves(trigger)
                && !in_apposition(scene, trigger, verb.start)
                && !(trigger.phrase.end..verb.start).any(|between| {
                    (scene.is_verb(between) && !sheet.is(between, Function::Auxiliary))
                        || matches!(sheet.word(between), ";" | ":" | "“" | "”")
                        || sheet.is(between, Function::Subordinator)
                })
        });
        let Some(number) = object.or(subject) else { continue };
        if let Some(trigger) = triggers.get_mut(number) {
            trigger.support = Some(verb);
        }
    }
    share(scene, triggers);
    for trigger in triggers.iter_mut() {
        if trigger.verb().is_none() {
            trigger.shared = doing(scene, trigger);
        }
    }
}

/// "The battle of X, part of the campaign, was fought": what a preposition governs, up to a comma
/// before the verb, is not the verb's subject.
fn in_apposition(scene: &Scene<'_, '_>, trigger: &Trigger, verb: usize) -> bool {
    let sheet = scene.sheet;
    let determiner = |at: usize| sheet.is(at, Function::Definite) || sheet.is(at, Function::Possessive);
    let mut start = trigger.phrase.start;
    while start > scene.tokens.start && determiner(start - 1) {
        start -= 1;
    }
    let Some(before) = start.checked_sub(1).filter(|before| *before >= scene.tokens.start) else {
        return false;
    };
    let governed = sheet.is(before, Function::Of)
        || sheet.is(before, Function::Preposition)
        || sheet.is(before, Function::PlacePreposition);
    let opens = (scene.tokens.start..before).rev().take(APPOSITION).any(|at| sheet.word(at) == ",");
    governed && opens && (trigger.phrase.end..verb).any(|at| sheet.word(at) == ",")
}

/// "achieved feats, especially the capture of X": a verb before a noun whose subject takes part.
fn doing(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let floor = scene.tokens.start.max(trigger.phrase.start.saturating_sub(FEATS));
    for at in (floor..trigger.phrase.start).rev() {
        let len = sheet.function(at, Function::Doing);
        if len > 0 {
            return Some(at..at + len);
        }
        let passes = sheet.word(at) == "," && sheet.is(at + 1, Function::Listing)
            || matches!(sheet.word(at), "-" | "–")
            || sheet.is(at, Function::Listing)
            || sheet.is(at, Function::Definite)
            || sheet.is(at, Function::Indefinite)
            || sheet.is(at, Function::Of)
            || (sheet.is_word(at) && !sheet.is_function(at) && !scene.is_verb(at));
        if !passes || scene.covered_at(at).is_some() {
            return None;
        }
    }
    None
}

/// "sign A on one day and B on another", "launched campaigns, including A": what a verb says of
/// one event it says of those that are joined to it.
fn share(scene: &Scene<'_, '_>, triggers: &mut [Trigger]) {
    for number in 1..triggers.len() {
        let Some([before, after]) = triggers.get(number - 1..=number) else { continue };
        let objects = |verb: &Range<usize>| verb.end <= before.phrase.start;
        // Its own verb, behind it, may say no more than that it happened.
        let own = after.support.as_ref().is_some_and(|verb| verb.start < after.phrase.end);
        let free = !own && ![before, after].iter().any(|trigger| matches!(trigger.teller, Teller::Verb(_)));
        let Some(verb) = before.verb().filter(|verb| free && objects(verb) && before.kind == after.kind)
        else {
            continue;
        };
        if is_joined(scene, before.phrase.end, after.phrase.start)
            && let Some(after) = triggers.get_mut(number)
        {
            after.shared = Some(verb);
        }
    }
}

/// Whether only dates, brackets and what joins the parts of a list stand between two tokens.
fn is_joined(scene: &Scene<'_, '_>, from: usize, to: usize) -> bool {
    let sheet = scene.sheet;
    let mut at = from;
    let mut joined = false;
    while at < to {
        if let Some(behind) = scene.after_bracket(at) {
            at = behind;
            continue;
        }
        let listing = sheet.function(at, Function::Listing);
        let and = sheet.function(at, Function::And);
        joined |= listing + and > 0;
        let small = sheet.word(at) == ","
            || scene.covered_at(at).is_some()
            || sheet.is(at, Function::Definite)
            || sheet.is(at, Function::Indefinite)
            || (scene.covered_at(at + 1).is_some() && sheet.is_function(at));
        match listing.max(and) {
            0 if !small => return false,
            0 => at += 1,
            len => at += len,
        }
    }
    joined && at == to
}
