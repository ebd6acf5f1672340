//! Support verbs: verbs that state of an event noun that the event happened ("signed … the treaty").

use std::ops::Range;

use annals_knowledge::{Function, Sense};

use crate::context::SentenceContext;
use crate::events::triggers::trigger::OBJECT_REACH;
use crate::events::triggers::trigger::{Trigger, TriggerSource};

/// Most tokens between an event and the verb that mentions it among others.
const FEATS: usize = 14;

/// Most tokens between the comma of an apposition and its preposition: ", a part of".
const APPOSITION: usize = 4;

/// Attaches support verbs to event nouns.
pub(crate) fn support(context: &SentenceContext<'_, '_>, triggers: &mut [Trigger]) {
    let segment = context.segment;
    for at in context.tokens.clone() {
        if context.mention_at(at).is_some() || context.covered_at(at).is_some() {
            continue;
        }
        let supports = segment.phrase(at, |sense| match sense {
            Sense::Support(number) => Some(number),
            _ => None,
        });
        let Some((len, _)) = supports else { continue };
        let verb = at..at + len;
        let serves = |trigger: &Trigger| {
            matches!(trigger.source, TriggerSource::Noun(_) | TriggerSource::Gazetteer)
                && trigger.support.is_none()
                && segment.sense(at, |sense| match sense {
                    Sense::Support(number) => {
                        segment.language.support(number).is_some_and(|rule| rule.kind == trigger.kind)
                    }
                    _ => false,
                }) > 0
        };
        let object = triggers.iter().position(|trigger| {
            trigger.phrase.start >= verb.end
                && serves(trigger)
                && trigger.phrase.start - verb.end <= OBJECT_REACH
                && !context.has_verb(verb.end..trigger.phrase.start)
                && !(verb.end..trigger.phrase.start).any(|between| {
                    let mark =
                        matches!(segment.word(between), "\"" | "“") && between + 1 == trigger.phrase.start;
                    // "ended after talks" states nothing about the talks.
                    segment.word(between) == ","
                        || (context.breaks(between) && !mark)
                        || segment.is(between, Function::Preposition) && context.mention_at(between).is_none()
                })
        });
        let subject = triggers.iter().rposition(|trigger| {
            trigger.phrase.end <= verb.start
                && serves(trigger)
                && !in_apposition(context, trigger, verb.start)
                && !(trigger.phrase.end..verb.start).any(|between| {
                    (context.is_verb(between) && !segment.is(between, Function::Auxiliary))
                        || matches!(segment.word(between), ";" | ":" | "“" | "”")
                        || segment.is(between, Function::Subordinator)
                })
        });
        let Some(number) = object.or(subject) else { continue };
        if let Some(trigger) = triggers.get_mut(number) {
            trigger.support = Some(verb);
        }
    }
    share(context, triggers);
    for trigger in triggers.iter_mut() {
        if trigger.verb().is_none() {
            trigger.shared = doing(context, trigger);
        }
    }
}

/// Returns whether a preposition governs the trigger in an apposition, so that it is not the verb's subject:
/// "The battle of X, part of the campaign, was fought".
fn in_apposition(context: &SentenceContext<'_, '_>, trigger: &Trigger, verb: usize) -> bool {
    let segment = context.segment;
    let determiner = |at: usize| segment.is(at, Function::Definite) || segment.is(at, Function::Possessive);
    let mut start = trigger.phrase.start;
    while start > context.tokens.start && determiner(start - 1) {
        start -= 1;
    }
    let Some(before) = start.checked_sub(1).filter(|before| *before >= context.tokens.start) else {
        return false;
    };
    let governed = segment.is(before, Function::Of)
        || segment.is(before, Function::Preposition)
        || segment.is(before, Function::PlacePreposition);
    let opens = (context.tokens.start..before).rev().take(APPOSITION).any(|at| segment.word(at) == ",");
    governed && opens && (trigger.phrase.end..verb).any(|at| segment.word(at) == ",")
}

/// Returns a verb before a noun whose subject takes part: "achieved feats, especially the capture of X".
fn doing(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<Range<usize>> {
    let segment = context.segment;
    let floor = context.tokens.start.max(trigger.phrase.start.saturating_sub(FEATS));
    for at in (floor..trigger.phrase.start).rev() {
        let len = segment.function(at, Function::Doing);
        if len > 0 {
            return Some(at..at + len);
        }
        let passes = segment.word(at) == "," && segment.is(at + 1, Function::Listing)
            || matches!(segment.word(at), "-" | "–")
            || segment.is(at, Function::Listing)
            || segment.is(at, Function::Definite)
            || segment.is(at, Function::Indefinite)
            || segment.is(at, Function::Of)
            || (segment.is_word(at) && !segment.is_function(at) && !context.is_verb(at));
        if !passes || context.covered_at(at).is_some() {
            return None;
        }
    }
    None
}

/// Shares the verb of an event with the coordinated events after it: "sign A on one day and B on another",
/// "launched campaigns, including A".
fn share(context: &SentenceContext<'_, '_>, triggers: &mut [Trigger]) {
    for number in 1..triggers.len() {
        let Some([before, after]) = triggers.get(number - 1..=number) else { continue };
        let objects = |verb: &Range<usize>| verb.end <= before.phrase.start;
        // A support verb after the noun may state only that the event happened.
        let own = after.support.as_ref().is_some_and(|verb| verb.start < after.phrase.end);
        let free =
            !own && ![before, after].iter().any(|trigger| matches!(trigger.source, TriggerSource::Verb(_)));
        let Some(verb) = before.verb().filter(|verb| free && objects(verb) && before.kind == after.kind)
        else {
            continue;
        };
        if is_joined(context, before.phrase.end, after.phrase.start)
            && let Some(after) = triggers.get_mut(number)
        {
            after.shared = Some(verb);
        }
    }
}

/// Returns whether only dates, brackets and list separators lie between two tokens.
fn is_joined(context: &SentenceContext<'_, '_>, from: usize, to: usize) -> bool {
    let segment = context.segment;
    let mut at = from;
    let mut joined = false;
    while at < to {
        if let Some(following) = context.after_bracket(at) {
            at = following;
            continue;
        }
        let listing = segment.function(at, Function::Listing);
        let and = segment.function(at, Function::And);
        joined |= listing + and > 0;
        let small = segment.word(at) == ","
            || context.covered_at(at).is_some()
            || segment.is(at, Function::Definite)
            || segment.is(at, Function::Indefinite)
            || (context.covered_at(at + 1).is_some() && segment.is_function(at));
        match listing.max(and) {
            0 if !small => return false,
            0 => at += 1,
            len => at += len,
        }
    }
    joined && at == to
}
