//! Whether a sentence says that an event happened.

use std::ops::Range;

use annals_knowledge::Function;
use annals_model::reading::Modality;

use super::scene::Scene;
use super::trigger::{Teller, Trigger};

/// How far before a verb the words are looked for that turn it.
const BEFORE: usize = 7;

/// The modality of what a trigger tells.
pub(crate) fn modality(scene: &Scene<'_, '_>, trigger: &Trigger) -> Modality {
    let found = match (trigger.teller, trigger.verb()) {
        (Teller::Verb(_), Some(verb)) => match turned(scene, &verb) {
            Turn::Aim => Some(Modality::Planned),
            Turn::To(modality) => Some(modality),
            Turn::None => None,
        },
        (_, Some(verb)) => match turned(scene, &verb) {
            // What a verb of aim only supports may well have come about: "to win the victory".
            Turn::Aim | Turn::None => around_noun(scene, trigger),
            Turn::To(modality) => Some(modality),
        },
        (_, None) => around_noun(scene, trigger),
    };
    match found {
        Some(modality) => modality,
        None if is_reported(scene, trigger.phrase.start) => Modality::Reported,
        None => Modality::Asserted,
    }
}

/// What the words before a verb make of it.
enum Turn {
    /// Nothing.
    None,
    /// "to do": an aim.
    Aim,
    /// Something that a word says.
    To(Modality),
}

fn turned(scene: &Scene<'_, '_>, verb: &Range<usize>) -> Turn {
    let sheet = scene.sheet;
    let mut infinitive = false;
    let mut at = verb.start;
    for _ in 0..BEFORE {
        if at <= scene.tokens.start {
            break;
        }
        at -= 1;
        // The month of May is no modal verb.
        if scene.covered_at(at).is_some() {
            continue;
        }
        if scene.mention_at(at).is_some() {
            // "forced France to sign": look beyond the one who is made to do it.
            if infinitive {
                continue;
            }
            break;
        }
        if sheet.is(at, Function::Negation) {
            return Turn::To(Modality::Denied);
        }
        if infinitive && sheet.is(at, Function::Implicative) {
            return Turn::None;
        }
        if sheet.is(at, Function::Planned) {
            return Turn::To(Modality::Planned);
        }
        if sheet.is(at, Function::Infinitive) && at + 1 == verb.start {
            infinitive = true;
            continue;
        }
        if scene.breaks(at)
            || sheet.word(at) == ","
            || (scene.is_verb(at) && !sheet.is(at, Function::Auxiliary))
        {
            break;
        }
    }
    if infinitive { Turn::Aim } else { Turn::None }
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
        if sheet.language.future.iter().any(|word| word.eq_ignore_ascii_case(sheet.word(at))) {
            return Some(Modality::Planned);
        }
        if scene.is_verb(at) || scene.breaks(at) || matches!(sheet.word(at), ";" | "." | ",") {
            break;
        }
    }
    let mut at = phrase.start;
    for _ in 0..BEFORE {
        if at <= scene.tokens.start {
            break;
        }
        at -= 1;
        if scene.covered_at(at).is_some() {
            continue;
        }
        if scene.breaks(at) || sheet.word(at) == "," {
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
