//! Triggers of noun rules.

use std::ops::Range;

use annals_knowledge::{Function, NounId, NounRule, Sense, Undated};
use annals_model::{EntityClass, Naming};

use super::arguments::{as_office, subject_of};
use super::noun_phrase::{Purpose, around};
use super::thing_phrase::called;
use super::verbs::verb;
use crate::context::SentenceContext;
use crate::coreference::possessives::owner;
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::names::shown;

pub(super) fn noun(context: &SentenceContext<'_, '_>, at: usize) -> Option<Trigger> {
    let segment = context.segment;
    if context.covered_at(at).is_some() && !segment.is_capital(at) {
        return None;
    }
    let candidates = |taken: &[NounId]| {
        segment.phrase(at, |sense| match sense {
            Sense::Noun(number) if !taken.contains(&number) => Some(number),
            _ => None,
        })
    };
    let mut tried = Vec::new();
    // "Independence Day": a longer name of no event.
    let other = segment.function(at, Function::NotEvents);
    while let Some((len, number)) = candidates(&tried).filter(|(len, _)| *len >= other) {
        if let Some(trigger) = noun_by(context, at..at + len, number) {
            return Some(trigger);
        }
        tried.push(number);
    }
    None
}

fn noun_by(context: &SentenceContext<'_, '_>, head: Range<usize>, number: NounId) -> Option<Trigger> {
    let segment = context.segment;
    let rule: &NounRule = segment.language.noun(number)?;
    // Within the name of a person or an organisation: "the Conference Committee".
    if let Some(mention) = context.mention_at(head.start) {
        let last = mention.tokens.end == head.end && mention.is(EntityClass::Organisation);
        if !last || !segment.is_capital(head.start) {
            return None;
        }
    }
    let purpose = if rule.undated.contains(&Undated::Purpose) { Purpose::Belongs } else { Purpose::Ends };
    let (mut phrase, naming) = around(context, &head, purpose, rule.name_behind);
    if rule.named && naming != Naming::Proper {
        return None;
    }
    let mut about = None;
    let mut name = shown(segment.slice(&phrase));
    if !rule.about.is_empty() {
        let subject = subject_of(context, &head, &rule.about)?;
        // "X lived there until his death": the owner may be far away.
        if owner(context, &head, &rule.about).is_none() {
            phrase = phrase.start.min(subject.start)..phrase.end.max(subject.end);
        }
        if naming == Naming::Description && rule.name_about {
            name = called(context, &subject).map_or_else(|| shown(segment.slice(&subject)), str::to_owned);
        }
        phrase.end = as_office(context, phrase.end).unwrap_or(phrase.end);
        about = Some(subject);
    }
    if naming == Naming::Proper
        && let Some(quoted) = quoted(context, &phrase)
    {
        name = shown(segment.slice(&quoted));
    }
    // A gerund that heads its own phrase is a verb: "founding the league"; so is a word directly after "will"
    // or "to".
    let is_verb_too =
        segment.sense(head.start, |sense| matches!(sense, Sense::Verb(_) | Sense::Support(_))) > 0;
    let bare = phrase == head && head.len() == 1 && !is_nominal(context, head.start);
    let begins = phrase.start == head.start && naming == Naming::Description;
    let driven = head.start.checked_sub(1).is_some_and(|before| {
        let will = segment.word(before);
        before >= context.tokens.start
            && (segment.is(before, Function::Infinitive)
                || segment.language.future.iter().any(|word| word.eq_ignore_ascii_case(will)))
    });
    if is_verb_too && (bare || begins && driven && verb(context, head.start).is_some()) {
        return None;
    }
    let trigger = Trigger::new(rule.kind.clone(), TriggerSource::Noun(number), head, name, naming);
    Some(trigger.with_phrase(phrase).with_about(about))
}

/// Returns whether a determiner or preposition makes a word a noun.
fn is_nominal(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    let before = at.checked_sub(1).filter(|before| *before >= context.tokens.start);
    let opened = before.is_some_and(|before| {
        segment.is_possessive(before)
            || [
                Function::Definite,
                Function::Indefinite,
                Function::Possessive,
                Function::Of,
                Function::Preposition,
                Function::PlacePreposition,
            ]
            .iter()
            .any(|class| segment.is(before, *class))
    });
    opened || segment.is(at + 1, Function::Of)
}

/// Returns the quoted name that contains a phrase.
fn quoted(context: &SentenceContext<'_, '_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    let is_mark = |at: &usize| matches!(segment.word(*at), "\"" | "“" | "”" | "``" | "''");
    let open =
        (context.tokens.start.max(phrase.start.saturating_sub(12))..phrase.start).rev().find(is_mark)?;
    let close = (phrase.end..context.tokens.end.min(phrase.end + 4)).find(is_mark)?;
    let verbless = !(open + 1..close).any(|at| context.is_verb(at));
    let mut end = close;
    while end > phrase.end && !segment.is_word(end - 1) {
        end -= 1;
    }
    (verbless && close - open < 20).then_some(open + 1..end)
}
