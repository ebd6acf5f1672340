//! Modality: whether a sentence asserts, reports, plans or denies an event.

use std::ops::Range;

use annals_knowledge::Function;
use annals_model::Modality;

use crate::context::SentenceContext;
use crate::events::participants::agents::joined;
use crate::events::triggers::trigger::{Trigger, TriggerSource};

/// Most tokens between a verb and a modality cue before it.
const BEFORE: usize = 7;

/// Most tokens between a verb and its auxiliary.
const AUXILIARY: usize = 3;

/// Returns the modality of a trigger.
pub(crate) fn modality(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Modality {
    let found = match (trigger.source, trigger.verb()) {
        (TriggerSource::Verb(_), Some(verb)) => match cue(context, &verb) {
            Cue::Aim => Some(Modality::Planned),
            Cue::Sets(modality) => Some(modality),
            Cue::None => None,
        },
        (_, Some(verb)) => match cue(context, &verb) {
            // A support verb of purpose may have succeeded: "to win the victory".
            Cue::Aim | Cue::None => around_noun(context, trigger),
            Cue::Sets(modality) => Some(modality),
        },
        (_, None) => around_noun(context, trigger),
    };
    match found {
        Some(modality) => modality,
        None if is_reported(context, trigger.phrase.start) => Modality::Reported,
        None => Modality::Asserted,
    }
}

/// Returns whether the event is in the present tense: "is held", "opens".
pub(crate) fn is_present(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let language = context.segment.language;
    let near = match trigger.verb() {
        Some(verb) => verb.start.saturating_sub(AUXILIARY).max(context.tokens.start)..verb.start + 1,
        None => trigger.phrase.end..context.tokens.end.min(trigger.phrase.end + AUXILIARY),
    };
    let is = |words: &[String], at: usize| {
        words.iter().any(|word| word.eq_ignore_ascii_case(context.segment.word(at)))
    };
    let perfect = near.clone().any(|at| is(&language.perfect, at));
    // "was" ends like "visits".
    let ends = |at: usize| {
        !context.segment.is(at, Function::Auxiliary)
            && language
                .present_endings
                .iter()
                .any(|ending| context.segment.word(at).ends_with(ending.as_str()))
    };
    !perfect
        && (near.clone().any(|at| is(&language.present, at))
            || trigger.verb().is_some_and(|verb| ends(verb.start)))
}

/// The modality cue before a verb.
enum Cue {
    /// Nothing.
    None,
    /// Purpose: "to do".
    Aim,
    /// A word that sets the modality.
    Sets(Modality),
}

fn cue(context: &SentenceContext<'_, '_>, verb: &Range<usize>) -> Cue {
    let own = before_verb(context, verb);
    match (own, joined(context, verb)) {
        // "will meet A and visit B", but not "hoped to meet A and visited B".
        (Cue::None, Some(earlier)) if is_bare(context, verb) => before_verb(context, &earlier),
        (own, _) => own,
    }
}

/// Returns whether a verb has no past or non-finite ending.
fn is_bare(context: &SentenceContext<'_, '_>, verb: &Range<usize>) -> bool {
    let word = context.segment.word(verb.start);
    let language = context.segment.language;
    let endings = language.verb_endings.iter().chain(&language.nonfinite_endings);
    !endings.into_iter().any(|ending| word.ends_with(ending.as_str()))
}

/// The effect of a word before an event on its modality.
enum Word {
    /// It implies that the event happened.
    Happened,
    Sets(Modality),
    /// It has none and ends the search.
    Ends,
    /// It has none.
    Passes,
}

/// Returns the effect of a word before an event.
fn word(context: &SentenceContext<'_, '_>, at: usize) -> Word {
    let segment = context.segment;
    // The month of May is no modal verb.
    if context.covered_at(at).is_some() || context.mention_at(at).is_some() {
        Word::Passes
    } else if segment.is(at, Function::Negation)
        // "denied that the signing had taken place"
        || segment.is(at, Function::Relative)
            && at.checked_sub(1).is_some_and(|before| segment.is(before, Function::Negation))
    {
        Word::Sets(Modality::Denied)
    } else if segment.is(at, Function::Planned) {
        Word::Sets(Modality::Planned)
    } else if context.breaks(at)
        || segment.word(at) == ","
        || (context.is_verb(at) && !segment.is(at, Function::Auxiliary))
    {
        if segment.is(at, Function::Implicative) { Word::Happened } else { Word::Ends }
    } else if segment.is(at, Function::Implicative) {
        Word::Happened
    } else {
        Word::Passes
    }
}

fn before_verb(context: &SentenceContext<'_, '_>, verb: &Range<usize>) -> Cue {
    let infinitive = verb
        .start
        .checked_sub(1)
        .is_some_and(|to| to >= context.tokens.start && context.segment.is(to, Function::Infinitive));
    let aim = if infinitive { Cue::Aim } else { Cue::None };
    let floor = context.tokens.start.max(verb.start.saturating_sub(BEFORE));
    for at in (floor..verb.start).rev() {
        // "forced France to sign": search beyond the object.
        if context.mention_at(at).is_some() && !infinitive {
            return Cue::None;
        }
        match word(context, at) {
            Word::Sets(modality) => return Cue::Sets(modality),
            Word::Happened if infinitive => return Cue::None,
            Word::Happened if context.is_verb(at) => return aim,
            Word::Ends => return aim,
            Word::Happened | Word::Passes => {}
        }
    }
    aim
}

/// Returns the modality from the verb after a noun, or from the words before it.
fn around_noun(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<Modality> {
    let segment = context.segment;
    let phrase = &trigger.phrase;
    // "the meeting … will be": the first verb after the phrase.
    for at in phrase.end..context.tokens.end {
        if context.mention_at(at).is_some() || context.covered_at(at).is_some() {
            continue;
        }
        if segment.language.future.iter().any(|word| word.eq_ignore_ascii_case(segment.word(at))) {
            return Some(Modality::Planned);
        }
        // "is to take place", "was scheduled"
        let aux = segment.is(at, Function::Auxiliary);
        if aux && (segment.is(at, Function::Planned) || segment.is(at + 1, Function::Planned)) {
            return Some(Modality::Planned);
        }
        if segment.is(at, Function::Report) || aux && segment.is(at + 1, Function::Report) {
            return Some(Modality::Reported);
        }
        if context.is_verb(at) || context.breaks(at) || matches!(segment.word(at), ";" | "." | ",") {
            break;
        }
    }
    let denied = |at: usize| at >= context.tokens.start && segment.is(at, Function::No);
    if phrase.start.checked_sub(1).is_some_and(denied) {
        return Some(Modality::Denied);
    }
    // "the slated visit"
    if (phrase.start..trigger.head.start).any(|at| segment.is(at, Function::Coming)) {
        return Some(Modality::Planned);
    }
    let floor = context.tokens.start.max(phrase.start.saturating_sub(BEFORE));
    for at in (floor..phrase.start).rev() {
        match word(context, at) {
            _ if segment.is(at, Function::Coming) => return Some(Modality::Planned),
            Word::Sets(modality) => return Some(modality),
            Word::Happened | Word::Ends => return None,
            Word::Passes => {}
        }
    }
    None
}

/// Returns whether the clause before a token reports speech.
fn is_reported(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    let said = (context.tokens.start..at).any(|before| segment.is(before, Function::Report));
    // Text between quotation marks is reported.
    let opened = (context.tokens.start..at).filter(|before| segment.word(*before) == "“").count();
    let closed = (context.tokens.start..at).filter(|before| segment.word(*before) == "”").count();
    said || opened > closed
}
