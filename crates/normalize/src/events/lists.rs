//! "such campaigns as A (1953), B, and C (1954)": every item is an event.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::Naming;

use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::names::shown;

/// Most items of a list.
const ITEMS: usize = 30;

/// Adds a trigger for every item of a list of names behind an event noun.
pub(crate) fn items(scene: &Scene<'_, '_>, triggers: &mut Vec<Trigger>) {
    let mut added = Vec::new();
    for trigger in triggers.iter() {
        if !matches!(trigger.teller, Teller::Noun(_))
            || trigger.naming != Naming::Description
            || trigger.about.is_some()
        {
            continue;
        }
        let items = list(scene, trigger.head.end);
        if items.len() < 2 {
            continue;
        }
        for item in items {
            let overlaps =
                triggers.iter().any(|other| other.head.start < item.end && item.start < other.head.end);
            if !overlaps {
                added.push(Trigger {
                    kind: trigger.kind.clone(),
                    teller: Teller::Item,
                    head: item.clone(),
                    name: shown(scene.sheet.slice(&item)),
                    phrase: item,
                    support: None,
                    shared: trigger.verb(),
                    about: None,
                    naming: Naming::Proper,
                });
            }
        }
    }
    triggers.extend(added);
    triggers.sort_by_key(|trigger| (trigger.head.start, trigger.head.end));
}

/// Capitalised items behind "as", "including" or a colon, their brackets passed over.
fn list(scene: &Scene<'_, '_>, head: usize) -> Vec<Range<usize>> {
    let sheet = scene.sheet;
    let comma = usize::from(sheet.word(head) == ",");
    let opens = sheet.sense(head + comma, |sense| sense == Sense::Function(Function::Listing));
    let colon = usize::from(sheet.word(head) == ":");
    let mut at = match (opens, colon) {
        (0, 0) => return Vec::new(),
        (0, _) => head + 1,
        (len, _) => head + comma + len,
    };
    let mut items = Vec::new();
    let mut joined = false;
    while items.len() < ITEMS {
        while sheet.is(at, Function::Definite) {
            at += 1;
        }
        let start = at;
        while at < scene.tokens.end && is_item_word(scene, at) {
            at += 1;
        }
        if at == start {
            break;
        }
        items.push(start..at);
        if sheet.word(at) == "(" {
            match (at..(at + 14).min(scene.tokens.end)).find(|close| sheet.word(*close) == ")") {
                Some(close) => at = close + 1,
                None => break,
            }
        }
        let comma = usize::from(sheet.word(at) == ",");
        let and = sheet.function(at + comma, Function::And);
        if comma + and == 0 {
            break;
        }
        joined |= and > 0;
        at += comma + and;
    }
    // Names one after another are a list only if a word joins them.
    if joined { items } else { Vec::new() }
}

fn is_item_word(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    let dash =
        matches!(sheet.word(at), "-" | "–") && sheet.is_capital(at + 1) && at > 0 && sheet.is_capital(at - 1);
    let number = sheet.kind(at) == Some(annals_text::TokenKind::Number)
        && at > 0
        && sheet.is_capital(at - 1)
        && scene.covered_at(at).is_none();
    (sheet.is_capital(at) && scene.covered_at(at).is_none()) || dash || number
}
