//! Enumerations: "such campaigns as A (1953), B, and C (1954)".

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::Naming;

use crate::context::SentenceContext;
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::names::shown;

/// Most items of a list.
const ITEMS: usize = 30;

/// Adds a trigger for each item of a list of names after an event noun.
pub(crate) fn items(context: &SentenceContext<'_, '_>, triggers: &mut Vec<Trigger>) {
    let mut added = Vec::new();
    for trigger in triggers.iter() {
        if !matches!(trigger.source, TriggerSource::Noun(_))
            || trigger.naming != Naming::Description
            || trigger.about.is_some()
        {
            continue;
        }
        let items = list(context, trigger.head.end);
        if items.len() < 2 {
            continue;
        }
        for item in items {
            let overlaps =
                triggers.iter().any(|other| other.head.start < item.end && item.start < other.head.end);
            if !overlaps {
                let (kind, name) = (trigger.kind.clone(), shown(context.segment.slice(&item)));
                let added_trigger = Trigger::new(kind, TriggerSource::ListItem, item, name, Naming::Proper);
                added.push(added_trigger.with_shared(trigger.verb()));
            }
        }
    }
    triggers.extend(added);
    triggers.sort_by_key(|trigger| (trigger.head.start, trigger.head.end));
}

/// Returns the capitalised items after "as", "including" or a colon. Skips brackets.
fn list(context: &SentenceContext<'_, '_>, head: usize) -> Vec<Range<usize>> {
    let segment = context.segment;
    let comma = usize::from(segment.word(head) == ",");
    let opens = segment.sense(head + comma, |sense| sense == Sense::Function(Function::Listing));
    let colon = usize::from(segment.word(head) == ":");
    let mut at = match (opens, colon) {
        (0, 0) => return Vec::new(),
        (0, _) => head + 1,
        (len, _) => head + comma + len,
    };
    let mut items = Vec::new();
    let mut joined = false;
    while items.len() < ITEMS {
        while segment.is(at, Function::Definite) {
            at += 1;
        }
        let start = at;
        while at < context.tokens.end && is_item_word(context, at) {
            at += 1;
        }
        if at == start {
            break;
        }
        items.push(start..at);
        if segment.word(at) == "(" {
            match (at..(at + 14).min(context.tokens.end)).find(|close| segment.word(*close) == ")") {
                Some(close) => at = close + 1,
                None => break,
            }
        }
        let comma = usize::from(segment.word(at) == ",");
        let and = segment.function(at + comma, Function::And);
        if comma + and == 0 {
            break;
        }
        joined |= and > 0;
        at += comma + and;
    }
    // Names in sequence are a list only with a conjunction.
    if joined { items } else { Vec::new() }
}

fn is_item_word(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    let dash = matches!(segment.word(at), "-" | "–")
        && segment.is_capital(at + 1)
        && at > 0
        && segment.is_capital(at - 1);
    let number = segment.kind(at) == Some(annals_text::TokenKind::Number)
        && at > 0
        && segment.is_capital(at - 1)
        && context.covered_at(at).is_none();
    (segment.is_capital(at) && context.covered_at(at).is_none()) || dash || number
}
