//! Whether a sentence says that an event happened.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::reading::Modality;

use super::scene::Scene;
use super::trigger::{Teller, Trigger};

/// How far before a verb the words are looked for that turn it.
const BEFORE: usize = 7;

/// The modality of what a trigger tells.
pub(crate) fn modality(scene: &Scene<'_, '_>, trigger: &Trigger) -> Modality {
    let verb = trigger.verb();
    let by_verb = verb.as_ref().and_then(|verb| turned(scene, verb));
    let found = match trigger.teller {
        Teller::Verb(_) => by_verb,
        _ => by_verb.or_else(|| around_noun(scene, trigger)),
    };
    match found {
        Some(modality) => modality,
        None if is_reported(scene, trigger.phrase.start) => Modality::Reported,
        None => Modality::Asserted,
    }
}

/// What the words before a verb make of it.
fn turned(scene: &Scene<'_, '_>, verb: &Range<usize>) -> Option<Modality> {
    let sheet = scene.sheet;
    let mut infinitive = false;
    let mut steps = 0;
    let mut at = verb.start;
    while at > scene.tokens.start && steps < BEFORE {
        at -= 1;
        steps += 1;
        if scene.mention_at(at).is_some() {
            // "forced France to sign": look beyond the one who is made to do it.
            if infinitive {
                continue;
            }
            return None;
        }
        if sheet.is(at, Function::Negation) {
            return Some(Modality::Denied);
        }
        if infinitive && sheet.is(at, Function::Implicative) {
            return None;
        }
        if sheet.is(at, Function::Planned) {
            return Some(Modality::Planned);
        }
        let adjacent = at + 1 == verb.start;
        if sheet.is(at, Function::Infinitive) && adjacent {
            infinitive = true;
            continue;
        }
        if scene.breaks(at) || matches!(sheet.word(at), ",") {
            break;
        }
        let other = scene.is_verb(at) && !sheet.is(at, Function::Auxiliary);
        if other {
            break;
        }
    }
    // "to do something" is an aim unless a word says that it came about.
    infinitive.then_some(Modality::Planned)
}

/// What the verb after a noun, or the words before it, make of it.
fn around_noun(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<Modality> {
    let sheet = scene.sheet;
    let phrase = &trigger.phrase;
    // "the meeting … will be": the first verb after the phrase.
    for at in phrase.end..scene.tokens.end {
        if scene.mention_at(at).is_some() || scene.covered_at(at).is_some() {
            continue;
        }
        if sheet.is(at, Function::Planned) && sheet.sense(at, |sense| sense == Sense::Function(Function::Planned)) > 0 {
            let modal = scene.sheet.language.future.iter().any(|word| word.eq_ignore_ascii_case(sheet.word(at)));
            if modal {
                return Some(Modality::Planned);
            }
        }
        if scene.is_verb(at) || scene.breaks(at) || matches!(sheet.word(at), ";" | "." | ",") {
            break;
        }
    }
    let mut at = phrase.start;
    let mut steps = 0;
    while at > scene.tokens.start && steps < BEFORE {
        at -= 1;
        steps += 1;
        if scene.breaks(at) || matches!(sheet.word(at), ",") {
            break;
        }
        if scene.mention_at(at).is_some() {
            continue;
        }
        if sheet.is(at, Function::Implicative) {
            return None;
        }
        if sheet.is(at, Function::Negation) {
            return Some(Modality::Denied);
        }
        if sheet.is(at, Function::Planned) {
            return Some(Modality::Planned);
        }
        if scene.is_verb(at) {
            break;
        }
    }
    None
}

/// Whether a word before it puts the statement into somebody's mouth.
fn is_reported(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    let said = (scene.tokens.start..at).any(|before| sheet.is(before, Function::Report));
    // Between quotation marks somebody else speaks.
    let opened = (scene.tokens.start..at).filter(|before| sheet.word(*before) == "“").count();
    let closed = (scene.tokens.start..at).filter(|before| sheet.word(*before) == "”").count();
    said || opened > closed
}
