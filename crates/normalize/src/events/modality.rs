//! Whether a sentence says that an event happened.

use std::ops::Range;

use annals_knowledge::Function;
use annals_model::Modality;

use super::doers::joined;
use super::scene::Scene;
use super::trigger::{Teller, Trigger};

/// How far before a verb the words are looked for that turn it.
const BEFORE: usize = 7;

/// How far from a verb its auxiliary stands.
const AUXILIARY: usize = 3;

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

/// Whether a sentence speaks of an event in the present tense: "is held", "opens".
pub(crate) fn is_present(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let language = scene.sheet.language;
    let told = match trigger.verb() {
        Some(verb) => verb.start.saturating_sub(AUXILIARY).max(scene.tokens.start)..verb.start + 1,
        None => trigger.phrase.end..scene.tokens.end.min(trigger.phrase.end + AUXILIARY),
    };
    let is = |words: &[String], at: usize| {
        words.iter().any(|word| word.eq_ignore_ascii_case(scene.sheet.word(at)))
    };
    let perfect = told.clone().any(|at| is(&language.perfect, at));
    // "was" ends like "visits".
    let ends = |at: usize| {
        !scene.sheet.is(at, Function::Auxiliary)
            && language.present_endings.iter().any(|ending| scene.sheet.word(at).ends_with(ending.as_str()))
    };
    !perfect
        && (told.clone().any(|at| is(&language.present, at))
            || trigger.verb().is_some_and(|verb| ends(verb.start)))
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
    let turn = before_verb(scene, verb);
    match (turn, joined(scene, verb)) {
        // "will meet A and visit B", but not "hoped to meet A and visited B".
        (Turn::None, Some(earlier)) if is_bare(scene, verb) => before_verb(scene, &earlier),
        (turn, _) => turn,
    }
}

/// Whether a verb has no ending that puts it into the past.
fn is_bare(scene: &Scene<'_, '_>, verb: &Range<usize>) -> bool {
    let word = scene.sheet.word(verb.start);
    let language = scene.sheet.language;
    let endings = language.verb_endings.iter().chain(&language.nonfinite_endings);
    !endings.into_iter().any(|ending| word.ends_with(ending.as_str()))
}

/// What a word before an event makes of it.
enum Word {
    /// It says that the event did happen.
    Happened,
    Turns(Modality),
    /// Nothing, and nothing before it does.
    Ends,
    /// Nothing.
    Passes,
}

/// What a word before an event makes of it, whether a verb or a noun tells it.
fn word(scene: &Scene<'_, '_>, at: usize) -> Word {
    let sheet = scene.sheet;
    // The month of May is no modal verb.
    if scene.covered_at(at).is_some() || scene.mention_at(at).is_some() {
        Word::Passes
    } else if sheet.is(at, Function::Negation)
        // "denied that the signing had taken place"
        || sheet.is(at, Function::Relative)
            && at.checked_sub(1).is_some_and(|before| sheet.is(before, Function::Negation))
    {
        Word::Turns(Modality::Denied)
    } else if sheet.is(at, Function::Planned) {
        Word::Turns(Modality::Planned)
    } else if scene.breaks(at)
        || sheet.word(at) == ","
        || (scene.is_verb(at) && !sheet.is(at, Function::Auxiliary))
    {
        if sheet.is(at, Function::Implicative) { Word::Happened } else { Word::Ends }
    } else if sheet.is(at, Function::Implicative) {
        Word::Happened
    } else {
        Word::Passes
    }
}

fn before_verb(scene: &Scene<'_, '_>, verb: &Range<usize>) -> Turn {
    let infinitive = verb
        .start
        .checked_sub(1)
        .is_some_and(|to| to >= scene.tokens.start && scene.sheet.is(to, Function::Infinitive));
    let aim = if infinitive { Turn::Aim } else { Turn::None };
    let floor = scene.tokens.start.max(verb.start.saturating_sub(BEFORE));
    for at in (floor..verb.start).rev() {
        // "forced France to sign": look beyond the one who is made to do it.
        if scene.mention_at(at).is_some() && !infinitive {
            return Turn::None;
        }
        match word(scene, at) {
            Word::Turns(modality) => return Turn::To(modality),
            Word::Happened if infinitive => return Turn::None,
            Word::Happened if scene.is_verb(at) => return aim,
            Word::Ends => return aim,
            Word::Happened | Word::Passes => {}
        }
    }
    aim
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
        // "is to take place", "was scheduled"
        let aux = sheet.is(at, Function::Auxiliary);
        if aux && (sheet.is(at, Function::Planned) || sheet.is(at + 1, Function::Planned)) {
            return Some(Modality::Planned);
        }
        if sheet.is(at, Function::Report) || aux && sheet.is(at + 1, Function::Report) {
            return Some(Modality::Reported);
        }
        if scene.is_verb(at) || scene.breaks(at) || matches!(sheet.word(at), ";" | "." | ",") {
            break;
        }
    }
    let denied = |at: usize| at >= scene.tokens.start && sheet.is(at, Function::No);
    if phrase.start.checked_sub(1).is_some_and(denied) {
        return Some(Modality::Denied);
    }
    // "the slated visit"
    if (phrase.start..trigger.head.start).any(|at| sheet.is(at, Function::Coming)) {
        return Some(Modality::Planned);
    }
    let floor = scene.tokens.start.max(phrase.start.saturating_sub(BEFORE));
    for at in (floor..phrase.start).rev() {
        match word(scene, at) {
            _ if sheet.is(at, Function::Coming) => return Some(Modality::Planned),
            Word::Turns(modality) => return Some(modality),
            Word::Happened | Word::Ends => return None,
            Word::Passes => {}
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
