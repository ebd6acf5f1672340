//! Inchoative and terminative aspect: mentions of the beginning, the end or a phase of an event.

use std::ops::Range;

use annals_edtf::{Bound, Edtf, Qualifier};
use annals_knowledge::Function;

use crate::context::SentenceContext;
use crate::events::apposition::interjection;
use crate::events::date_attachment::attach::DatedTrigger;
use crate::events::date_attachment::clauses::OPENED;
use crate::events::triggers::trigger::{Trigger, TriggerSource};

/// Most tokens between an event's phrase and its verb.
const BEHIND: usize = 12;

/// Turns the start (or end) date of an event into a half-open interval.
pub(super) fn of_phase(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
    date: Edtf,
    dated: &DatedTrigger<'_>,
) -> Edtf {
    let verb = trigger.own_verb().or_else(|| phase_verb(context, trigger)).unwrap_or(0..0);
    let says = |function| {
        let noun = if function == Function::Beginning { Function::BeginningOf } else { Function::EndOf };
        follows(context, trigger, noun) || verb.clone().any(|at| context.segment.is(at, function))
    };
    // "Launched on 3 May, the campaign ended in June"
    let opens = dated.rule == OPENED;
    let tells = |function| match function {
        Function::Ending => says(function) && !opens,
        function => says(function) || opens && says(Function::Ending),
    };
    match date {
        Edtf::Date(day) if day.qualifier == Qualifier::Certain && tells(Function::Beginning) => {
            Edtf::Interval { start: Bound::Known(day), end: Bound::Unknown }
        }
        Edtf::Date(day) if day.qualifier == Qualifier::Certain && tells(Function::Ending) => {
            Edtf::Interval { start: Bound::Unknown, end: Bound::Known(day) }
        }
        date => date,
    }
}

/// Returns the verb after an event's phrase, if it denotes beginning or ending.
fn phase_verb(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<Range<usize>> {
    let segment = context.segment;
    let start = interjection(context, trigger).unwrap_or(trigger.phrase.end);
    for at in start..context.tokens.end.min(start + BEHIND) {
        let found = segment.function(at, Function::Beginning).max(segment.function(at, Function::Ending));
        if found > 0 {
            return Some(at..at + found);
        }
        let is_other = context.is_verb(at) && !segment.is(at, Function::Auxiliary);
        if is_other || matches!(segment.word(at), "," | ";" | ".") {
            return None;
        }
    }
    None
}

/// Returns whether the sentence mentions only a phase of the event: "the end of the war", "the treaty entered
/// into force".
pub(crate) fn is_phase(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let noun = matches!(trigger.source, TriggerSource::Noun(_) | TriggerSource::Gazetteer);
    noun && (follows(context, trigger, Function::Phase) || is_after_phase(context, trigger))
}

/// Returns whether the sentence mentions the beginning or the end of an event, whose date bounds it: "the
/// outbreak of the war in 1950".
pub(crate) fn is_end(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let noun = matches!(trigger.source, TriggerSource::Noun(_) | TriggerSource::Gazetteer);
    noun && [Function::BeginningOf, Function::EndOf].iter().any(|class| follows(context, trigger, *class))
}

/// Returns whether a date can belong to an event that is mentioned by its phase: it follows the phrase.
pub(super) fn fits_phase(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
    dated: &DatedTrigger<'_>,
) -> bool {
    !is_phase(context, trigger) || dated.time.tokens.start >= trigger.phrase.end
}

/// Returns whether a word of a class directly precedes an event's phrase and its article.
fn follows(context: &SentenceContext<'_, '_>, trigger: &Trigger, class: Function) -> bool {
    let segment = context.segment;
    let mut at = trigger.phrase.start;
    while at > context.tokens.start && segment.is(at - 1, Function::Definite) {
        at -= 1;
    }
    (at.saturating_sub(3).max(context.tokens.start)..at).any(|from| {
        let len = segment.function(from, class);
        // "the anniversary of the end of the war"
        let mut before = from;
        while before > context.tokens.start && segment.is(before - 1, Function::Definite) {
            before -= 1;
        }
        let of = before > context.tokens.start && segment.is(before - 1, Function::Of);
        len > 0 && from + len == at && (!of || class == Function::Phase)
    })
}

/// Returns whether the verb after an event's phrase denotes a later state of it.
fn is_after_phase(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let segment = context.segment;
    let end = context.tokens.end.min(trigger.phrase.end + BEHIND);
    for at in trigger.phrase.end..end {
        let later = segment.function(at, Function::Afterwards);
        if later > 0 {
            // An armistice begins by coming into force.
            let own = trigger.support.as_ref().filter(|verb| verb.start == at).map_or(0, Range::len);
            return later > own;
        }
        if context.is_verb(at) && !segment.is(at, Function::Auxiliary)
            || matches!(segment.word(at), "," | ";" | ".")
        {
            return false;
        }
    }
    false
}
