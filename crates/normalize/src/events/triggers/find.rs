//! Finds the triggers of a sentence.

use annals_knowledge::Sense;
use annals_model::Naming;

use super::nouns::noun;
use super::support::support;
use super::trigger::{Trigger, TriggerSource};
use super::verbs::verb;
use crate::context::SentenceContext;
use crate::names::shown;

/// Returns the triggers of a sentence, in order.
pub(crate) fn triggers(context: &SentenceContext<'_, '_>) -> Vec<Trigger> {
    let mut found: Vec<Trigger> = Vec::new();
    let mut at = context.tokens.start;
    while at < context.tokens.end {
        let trigger = known(context, at).or_else(|| noun(context, at)).or_else(|| verb(context, at));
        match trigger {
            Some(trigger) if found.last().is_none_or(|last| last.head.end <= trigger.head.start) => {
                if found.last().is_some_and(|last| is_second_name(context, last, &trigger)) {
                    at = trigger.phrase.end.max(at + 1);
                    continue;
                }
                at = trigger.head.end;
                // A proper name contains other triggers: "the Treaty on the Establishment of …".
                if trigger.naming == Naming::Proper {
                    at = at.max(trigger.phrase.end);
                }
                found.push(trigger);
            }
            _ => at += 1,
        }
    }
    support(context, &mut found);
    found
}

/// Returns whether a trigger is a second name of the last one: "the Treaty on Trade (Trade Treaty)".
fn is_second_name(context: &SentenceContext<'_, '_>, last: &Trigger, trigger: &Trigger) -> bool {
    let open = last.phrase.end;
    last.kind == trigger.kind
        && last.naming == Naming::Proper
        && context.segment.word(open) == "("
        && context
            .after_bracket(open)
            .is_some_and(|close| open < trigger.head.start && trigger.phrase.end < close)
}

/// Returns an event name of the gazetteer.
fn known(context: &SentenceContext<'_, '_>, at: usize) -> Option<Trigger> {
    let segment = context.segment;
    let (len, number) = segment.phrase(at, |sense| match sense {
        Sense::EventName(number) => Some(number),
        _ => None,
    })?;
    let event = context.gazetteer.events.get(number)?;
    if !segment.is_capital(at) && !segment.is_caseless() {
        return None;
    }
    let head = at..at + len;
    let name = shown(segment.slice(&head));
    Some(Trigger::new(event.kind.clone(), TriggerSource::Gazetteer, head, name, Naming::Proper))
}
