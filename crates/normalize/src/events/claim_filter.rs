//! Claim filter: which triggers state an event.

use annals_knowledge::{Function, Sense, Undated};
use annals_model::Naming;

use crate::context::SentenceContext;
use crate::events::participants::collect::subject;
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::names::is_abbreviation;

/// Returns whether a trigger without a date is a claim.
pub(crate) fn claims_without_date(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let segment = context.segment;
    match trigger.source {
        TriggerSource::Gazetteer | TriggerSource::ListItem => true,
        TriggerSource::Verb(number) => {
            let rule = segment.language.verb(number);
            rule.is_some_and(|rule| rule.undated) && subject(context, trigger).is_some()
        }
        TriggerSource::Noun(number) => {
            let Some(rule) = segment.language.noun(number) else { return false };
            let has = |class: Function| trigger.phrase.clone().any(|at| segment.is(at, class));
            rule.undated.iter().any(|undated| match undated {
                Undated::Proper => {
                    // "Convention on Trade (COT)": an organisation with its abbreviation.
                    let end = trigger.phrase.end;
                    let organisation = segment.word(end) == "("
                        && segment.word(end + 2) == ")"
                        && is_abbreviation(segment.word(end + 1));
                    trigger.naming == Naming::Proper && (!organisation || trigger.verb().is_some())
                }
                Undated::Parties => {
                    let complement = trigger.phrase.end > trigger.head.end;
                    let organisation = (trigger.head.end..trigger.phrase.end).any(|at| {
                        segment.sense(at, |sense| sense == Sense::Collective) > 0 && segment.is_capital(at)
                    });
                    let named = organisation
                        || context.mentions.iter().any(|mention| {
                            let inside = trigger.phrase.start <= mention.tokens.start
                                && mention.tokens.end <= trigger.phrase.end;
                            inside && mention.entity().is_some()
                        });
                    // "between" requires two parties.
                    let inside = context.mentions.iter().filter(|mention| {
                        trigger.head.end <= mention.tokens.start && mention.tokens.end <= trigger.phrase.end
                    });
                    let enough = !segment.is(trigger.head.end, Function::Between) || inside.count() > 1;
                    complement && named && enough && has_definite(context, trigger)
                }
                Undated::Purpose => {
                    segment.is(trigger.head.end, Function::Infinitive)
                        && trigger.phrase.end > trigger.head.end
                }
                Undated::Periodic => has(Function::Periodic) && has_definite(context, trigger),
                Undated::Joint => has(Function::Joint),
                Undated::Told => {
                    let before = trigger.phrase.start.checked_sub(1);
                    let new = before.is_some_and(|before| segment.is(before, Function::Indefinite));
                    trigger.verb().is_some() && new
                }
            })
        }
    }
}

/// Returns whether a noun that requires a verb has one.
pub(crate) fn has_required_verb(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    match trigger.source {
        TriggerSource::Noun(rule) => {
            let rule = context.segment.language.noun(rule);
            trigger.verb().is_some() || rule.is_none_or(|rule| !rule.told)
        }
        _ => true,
    }
}

/// Returns whether the clause is hypothetical: "if no agreement is reached".
pub(crate) fn is_hypothetical(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let segment = context.segment;
    let start = trigger.extent().start;
    (context.tokens.start..start)
        .rev()
        .take_while(|at| !matches!(segment.word(*at), "," | ";" | ":"))
        .any(|at| segment.is(at, Function::Hypothetical))
}

/// Returns whether a determiner makes the phrase refer to one event.
fn has_definite(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let segment = context.segment;
    let before = trigger.phrase.start.checked_sub(1).filter(|before| *before >= context.tokens.start);
    before.is_some_and(|before| {
        [Function::Definite, Function::Indefinite, Function::Possessive]
            .iter()
            .any(|class| segment.is(before, *class))
    })
}
