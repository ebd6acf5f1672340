//! Triggers of verb rules.

use std::ops::Range;

use annals_knowledge::{Argument, Function, Sense, VerbId};
use annals_model::Naming;

use super::arguments::{argument, as_office};
use super::thing_phrase::{called, thing_before};
use crate::context::SentenceContext;
use crate::events::forces::{is_posted, sent};
use crate::events::participants::agents::joined;
use crate::events::participants::subject::{opened_by, subject_before};
use crate::events::triggers::trigger::{OBJECT_REACH, Trigger, TriggerSource};
use crate::names::shown;

pub(super) fn verb(context: &SentenceContext<'_, '_>, at: usize) -> Option<Trigger> {
    let segment = context.segment;
    if context.mention_at(at).is_some()
        || context.covered_at(at).is_some()
        || segment.is_capital(at) && at != context.tokens.start
    {
        return None;
    }
    let mut tried = Vec::new();
    while let Some((len, number)) = segment.phrase(at, |sense| match sense {
        Sense::Verb(number) if !tried.contains(&number) => Some(number),
        _ => None,
    }) {
        if let Some(trigger) = verb_by(context, at..at + len, number) {
            return Some(trigger);
        }
        tried.push(number);
    }
    None
}

fn verb_by(context: &SentenceContext<'_, '_>, head: Range<usize>, number: VerbId) -> Option<Trigger> {
    let segment = context.segment;
    let rule = segment.language.verb(number)?;
    // Between article and noun it is an adjective: "the liberated areas".
    let adjective = head.len() == 1
        && head.start.checked_sub(1).is_some_and(|before| {
            // "newly-established"
            segment.word(before) == "-" && segment.touches_next(before)
                || [Function::Definite, Function::Indefinite, Function::Possessive]
                    .iter()
                    .any(|class| segment.is(before, *class))
        });
    if adjective {
        return None;
    }
    if rule.leaves && !leaves_a_place(context, head.end) {
        return None;
    }
    let opens = opened_by(context, &head).is_some();
    if rule.opening && !opens {
        return None;
    }
    let passive = opens || is_passive(context, &head) || is_reduced(context, &head);
    // "was born in 1905 and died": the subject of the coordinated verb.
    let subject = subject_before(context, &head)
        .or_else(|| joined(context, &head).and_then(|earlier| subject_before(context, &earlier)));
    let said_of = |subject: &Range<usize>| {
        (subject.start..head.start)
            .any(|at| rule.said_of.iter().any(|word| word.eq_ignore_ascii_case(segment.word(at))))
    };
    if !rule.said_of.is_empty() && !subject.as_ref().is_some_and(said_of) {
        return None;
    }
    if rule.posted && !subject.as_ref().is_some_and(|subject| is_posted(context, subject, &head)) {
        return None;
    }
    // "the line from X to Y was opened"
    let thing = (rule.of_subject && rule.subject.contains(&Argument::Thing)
        || passive && rule.object.contains(&Argument::Thing))
    .then(|| {
        let earlier = || joined(context, &head).and_then(|earlier| thing_before(context, &earlier));
        thing_before(context, &head).or_else(earlier)
    })
    .flatten()
    // "The Miners' Union was founded": its name is longer.
    .filter(|thing| subject.as_ref().is_none_or(|subject| thing.start <= subject.start));
    let mut about = None;
    let mut end = head.end;
    if thing.is_none() && !rule.object.is_empty() {
        let object = if passive {
            // A founded organisation may have any name.
            let founded = !rule.undated && rule.object.contains(&Argument::Body);
            subject.clone().filter(|subject| {
                context.fits(subject.start, &rule.object).is_some()
                    || founded && context.is_unknown_name(subject)
            })
        } else {
            let sent = || subject.as_ref().and_then(|subject| sent(context, subject, &rule.object));
            argument(context, head.end, &rule.object, OBJECT_REACH).or_else(|| sent().filter(|_| rule.goes))
        };
        let object = object?;
        end = end.max(object.end);
        about = Some(object);
    }
    if thing.is_none() && !rule.subject.is_empty() {
        let fits =
            subject.as_ref().is_some_and(|subject| context.fits(subject.start, &rule.subject).is_some());
        // The object shows that the subject is an organisation: "X joined the League".
        let unknown = || subject.as_ref().is_some_and(|subject| context.is_unknown_name(subject));
        let shows = rule.object != [Argument::Named];
        if !shows && (passive || !fits) {
            return None;
        }
        let fits = fits || about.is_some() && unknown();
        // A subjectless clause: "while meeting with X".
        let nonfinite = !rule.object.is_empty() && subject.is_none();
        // "troops were sent by X"
        let sent = passive && rule.goes && about.is_some();
        if !fits && !nonfinite && !sent {
            return None;
        }
        if rule.object.is_empty() && !rule.of_subject {
            // "withdrew its teams": the object is part of the event's name.
            let said_of = [Argument::Body, Argument::Place, Argument::Organisation];
            end = argument(context, head.end, &said_of, OBJECT_REACH).map_or(end, |object| object.end);
        }
        if fits && rule.of_subject {
            about = about.or(subject);
        }
    }
    about = about.or(thing);
    let named_by_object = !rule.undated && rule.object.contains(&Argument::Body) && about.is_some();
    let words = head.start..end;
    let name = match &about {
        Some(about) if named_by_object || about.end <= head.start => {
            called(context, about).map_or_else(|| shown(segment.slice(about)), str::to_owned)
        }
        _ => shown(segment.slice(&words)),
    };
    // "was sworn in as President on …"
    let phrase = words.start..as_office(context, words.end).unwrap_or(words.end);
    let trigger =
        Trigger::new(rule.kind.clone(), TriggerSource::Verb(number), head, name, Naming::Description);
    Some(trigger.with_phrase(phrase).with_about(about))
}

/// Returns whether a "from" complement of a verb is a place, if there is one. A team that withdraws from a
/// competition leaves no place.
fn leaves_a_place(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    if !segment.is(at, Function::From) {
        return true;
    }
    let wanted = [Argument::Place, Argument::Land, Argument::Named];
    (at + 1..(at + 1 + OBJECT_REACH).min(context.tokens.end))
        .take_while(|next| {
            context.mention_at(next - 1).is_none() && !context.breaks(*next) && segment.word(*next) != ","
        })
        .any(|next| context.fits(next, &wanted).is_some())
}

/// Returns whether a participle follows its noun and precedes a date or place: "the union (founded in 1902)",
/// "the union, founded in 1902,".
fn is_reduced(context: &SentenceContext<'_, '_>, head: &Range<usize>) -> bool {
    let segment = context.segment;
    let Some(mark) = head.start.checked_sub(1).filter(|mark| matches!(segment.word(*mark), "(" | ",")) else {
        return false;
    };
    let following = head.end;
    let dated = context.covered_at(following).is_some()
        || segment.is(following, Function::PlacePreposition)
        || segment.is(following, Function::Preposition);
    dated
        && mark > context.tokens.start
        && (context.mention_at(mark - 1).is_some() || context.unknown_before(mark).is_some())
}

/// Returns whether an auxiliary precedes a participle, perhaps with adverbs between: "was founded".
fn is_passive(context: &SentenceContext<'_, '_>, head: &Range<usize>) -> bool {
    let segment = context.segment;
    let mut at = head.start;
    for _ in 0..3 {
        let Some(before) = at.checked_sub(1).filter(|before| *before >= context.tokens.start) else {
            return false;
        };
        if segment.is(before, Function::Auxiliary) {
            return is_be(context, before);
        }
        if !segment.is_word(before) || segment.is_function(before) {
            return false;
        }
        at = before;
    }
    false
}

/// Returns whether an auxiliary forms a passive: "was", but not "had".
fn is_be(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    !context.segment.language.perfect.iter().any(|form| form.eq_ignore_ascii_case(context.segment.word(at)))
}
