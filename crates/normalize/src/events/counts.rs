//! Whether what tells an event makes a claim at all.

use std::ops::Range;

use annals_edtf::{Bound, Edtf, Qualifier};
use annals_knowledge::{Function, Sense, Undated};
use annals_model::Naming;

use super::asides::interjection;
use super::attach::Dated;
use super::clauses::OPENED;
use super::parties::subject;
use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::names::is_abbreviation;

/// How far behind an event's phrase its verb is looked for.
const BEHIND: usize = 12;

/// Whether a mention without a date is a claim.
pub(crate) fn counts_undated(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let sheet = scene.sheet;
    match trigger.teller {
        Teller::Known | Teller::Item => true,
        Teller::Verb(number) => {
            let rule = sheet.language.verb(number);
            rule.is_some_and(|rule| rule.undated) && subject(scene, trigger).is_some()
        }
        Teller::Noun(number) => {
            let Some(rule) = sheet.language.noun(number) else { return false };
            let has = |class: Function| trigger.phrase.clone().any(|at| sheet.is(at, class));
            rule.undated.iter().any(|undated| match undated {
                Undated::Proper => {
                    // "Convention on Trade (COT)": a body, told by its letters.
                    let end = trigger.phrase.end;
                    let body = sheet.word(end) == "("
                        && sheet.word(end + 2) == ")"
                        && is_abbreviation(sheet.word(end + 1));
                    trigger.naming == Naming::Proper && (!body || trigger.verb().is_some())
                }
                Undated::Parties => {
                    let complement = trigger.phrase.end > trigger.head.end;
                    let body = (trigger.head.end..trigger.phrase.end).any(|at| {
                        sheet.sense(at, |sense| sense == Sense::Collective) > 0 && sheet.is_capital(at)
                    });
                    let named = body
                        || scene.mentions.iter().any(|mention| {
                            let inside = trigger.phrase.start <= mention.tokens.start
                                && mention.tokens.end <= trigger.phrase.end;
                            inside && mention.entity().is_some()
                        });
                    // "between" needs two.
                    let inside = scene.mentions.iter().filter(|mention| {
                        trigger.head.end <= mention.tokens.start && mention.tokens.end <= trigger.phrase.end
                    });
                    let enough = !sheet.is(trigger.head.end, Function::Between) || inside.count() > 1;
                    complement && named && enough && has_definite(scene, trigger)
                }
                Undated::Purpose => {
                    sheet.is(trigger.head.end, Function::Infinitive) && trigger.phrase.end > trigger.head.end
                }
                Undated::Periodic => has(Function::Periodic) && has_definite(scene, trigger),
                Undated::Joint => has(Function::Joint),
                Undated::Told => {
                    let before = trigger.phrase.start.checked_sub(1);
                    let new = before.is_some_and(|before| sheet.is(before, Function::Indefinite));
                    trigger.verb().is_some() && new
                }
            })
        }
    }
}

/// Whether a noun that needs a verb has one.
pub(crate) fn is_told(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    match trigger.teller {
        Teller::Noun(rule) => {
            let rule = scene.sheet.language.noun(rule);
            trigger.verb().is_some() || rule.is_none_or(|rule| !rule.told)
        }
        _ => true,
    }
}

/// Whether the sentence only asks what if: "if no agreement is reached".
pub(crate) fn is_hypothetical(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let sheet = scene.sheet;
    let start = trigger.extent().start;
    (scene.tokens.start..start)
        .rev()
        .take_while(|at| !matches!(sheet.word(*at), "," | ";" | ":"))
        .any(|at| sheet.is(at, Function::Hypothetical))
}

/// A day on which something began or ended, as the time of which it is the one or the other end.
pub(super) fn of_phase(scene: &Scene<'_, '_>, trigger: &Trigger, date: Edtf, dated: &Dated<'_>) -> Edtf {
    let verb = trigger.own_verb().or_else(|| phase_verb(scene, trigger)).unwrap_or(0..0);
    let says = |function| {
        let noun = if function == Function::Beginning { Function::BeginningOf } else { Function::EndOf };
        is_behind(scene, trigger, noun) || verb.clone().any(|at| scene.sheet.is(at, function))
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

/// The verb behind an event's phrase, if it tells that the event began or ended.
fn phase_verb(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let start = interjection(scene, trigger).unwrap_or(trigger.phrase.end);
    for at in start..scene.tokens.end.min(start + BEHIND) {
        let found = sheet.function(at, Function::Beginning).max(sheet.function(at, Function::Ending));
        if found > 0 {
            return Some(at..at + found);
        }
        let is_other = scene.is_verb(at) && !sheet.is(at, Function::Auxiliary);
        if is_other || matches!(sheet.word(at), "," | ";" | ".") {
            return None;
        }
    }
    None
}

/// Whether only a part of the event is spoken of: "the end of the war", "the treaty entered into
/// force".
pub(crate) fn is_phase(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let noun = matches!(trigger.teller, Teller::Noun(_) | Teller::Known);
    noun && (is_behind(scene, trigger, Function::Phase) || is_after_phase(scene, trigger))
}

/// Whether a sentence tells of the first or the last day of an event, whose date then is one of its ends:
/// "the outbreak of the war in 1950".
pub(crate) fn is_end(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let noun = matches!(trigger.teller, Teller::Noun(_) | Teller::Known);
    noun && [Function::BeginningOf, Function::EndOf].iter().any(|class| is_behind(scene, trigger, *class))
}

/// Whether a date can be that of an event of which only an end is told: it stands behind it.
pub(super) fn fits_phase(scene: &Scene<'_, '_>, trigger: &Trigger, dated: &Dated<'_>) -> bool {
    !is_phase(scene, trigger) || dated.time.tokens.start >= trigger.phrase.end
}

/// Whether words of a class stand right before an event's phrase and its article.
fn is_behind(scene: &Scene<'_, '_>, trigger: &Trigger, class: Function) -> bool {
    let sheet = scene.sheet;
    let mut at = trigger.phrase.start;
    while at > scene.tokens.start && sheet.is(at - 1, Function::Definite) {
        at -= 1;
    }
    (at.saturating_sub(3).max(scene.tokens.start)..at).any(|from| {
        let len = sheet.function(from, class);
        // "the anniversary of the end of the war"
        let mut before = from;
        while before > scene.tokens.start && sheet.is(before - 1, Function::Definite) {
            before -= 1;
        }
        let of = before > scene.tokens.start && sheet.is(before - 1, Function::Of);
        len > 0 && from + len == at && (!of || class == Function::Phase)
    })
}

/// Whether the verb behind an event's phrase tells what became of it later.
fn is_after_phase(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let sheet = scene.sheet;
    let end = scene.tokens.end.min(trigger.phrase.end + BEHIND);
    for at in trigger.phrase.end..end {
        let later = sheet.function(at, Function::Afterwards);
        if later > 0 {
            // A truce comes about by coming into force.
            let own = trigger.support.as_ref().filter(|verb| verb.start == at).map_or(0, Range::len);
            return later > own;
        }
        if scene.is_verb(at) && !sheet.is(at, Function::Auxiliary)
            || matches!(sheet.word(at), "," | ";" | ".")
        {
            return false;
        }
    }
    false
}

/// Whether the phrase speaks of one event, not of events in general.
fn has_definite(scene: &Scene<'_, '_>, trigger: &Trigger) -> bool {
    let sheet = scene.sheet;
    let before = trigger.phrase.start.checked_sub(1).filter(|before| *before >= scene.tokens.start);
    before.is_some_and(|before| {
        [Function::Definite, Function::Indefinite, Function::Possessive]
            .iter()
            .any(|class| sheet.is(before, *class))
    })
}
