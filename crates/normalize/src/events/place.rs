//! The place of an event.

use std::ops::Range;

use annals_knowledge::{Argument, Before, Function, Statehood};
use annals_model::{EntityClass, EntityId};

use crate::context::SentenceContext;
use crate::events::date_attachment::attach::tail;
use crate::events::participants::subject::subject_before;
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::names::Mention;

/// Most tokens between a phrase and its place.
const REACH: usize = 14;

/// Returns whether the theme of an event is its place: "the liberation of X".
pub(crate) fn is_about_place(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let language = context.segment.language;
    let wanted = match trigger.source {
        TriggerSource::Noun(rule) => language.noun(rule).map(|rule| &rule.about),
        TriggerSource::Verb(rule) => {
            language.verb(rule).filter(|rule| !rule.partner).map(|rule| &rule.object)
        }
        TriggerSource::Gazetteer | TriggerSource::ListItem => None,
    };
    wanted.is_some_and(|wanted| wanted.contains(&annals_knowledge::Argument::Place))
}

/// Returns the place of an event and its tokens.
pub(crate) fn place(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
) -> Option<(EntityId, Range<usize>)> {
    let segment = context.segment;
    if let Some(mention) = trigger
        .about
        .as_ref()
        .filter(|_| is_about_place(context, trigger))
        .and_then(|about| context.mention_at(about.start))
        && let Some((EntityClass::Place, id)) = mention.entity()
    {
        return Some((id.clone(), mention.tokens.clone()));
    }
    if let Some(found) = place_of_subject(context, trigger) {
        return Some(found);
    }
    if let Some(found) = place_before(context, trigger) {
        return Some(found);
    }
    let extent = trigger.extent();
    let language = segment.language;
    let leaves = match trigger.source {
        TriggerSource::Noun(rule) => language.noun(rule).is_some_and(|rule| rule.leaves),
        TriggerSource::Verb(rule) => language.verb(rule).is_some_and(|rule| rule.leaves),
        TriggerSource::Gazetteer | TriggerSource::ListItem => false,
    };
    let goes = matches!(trigger.source, TriggerSource::Verb(_))
        || trigger.naming == annals_model::Naming::Description;
    // The phrase may already include "to X".
    let following =
        context.mention_at(trigger.head.end).filter(|mention| mention.tokens.start == trigger.head.end);
    if let (Some((EntityClass::Place, id)), TriggerSource::Noun(_)) =
        (following.and_then(Mention::entity), trigger.source)
    {
        let tokens = following.map_or(0..0, |mention| mention.tokens.clone());
        return Some((id.clone(), tokens));
    }
    let tail = tail(context, trigger).unwrap_or(extent.end);
    for start in [trigger.head.end, trigger.phrase.end, extent.end, tail] {
        let mut at = start;
        while at < (start + REACH).min(context.tokens.end) {
            let link = segment.is(at, Function::PlacePreposition)
                || (goes
                    && (at == start
                        || segment.word(at - 1) == ")"
                        || trigger.phrase.contains(&at) && matches!(trigger.source, TriggerSource::Verb(_)))
                    && (segment.is(at, Function::Toward) || leaves && segment.is(at, Function::From)));
            if link {
                let next = at + 1 + usize::from(segment.is(at + 1, Function::Definite));
                if let Some(mention) = context.mention_at(next).filter(|mention| mention.tokens.start == next)
                    && let Some((EntityClass::Place, id)) = mention.entity()
                {
                    if begins_list(context, mention) {
                        return None;
                    }
                    return Some((id.clone(), at..mention.tokens.end));
                }
            }
            if let Some(following) = context.after_bracket(at) {
                at = following;
                continue;
            }
            let stops = context.covered_at(at).is_none()
                && !segment.is_in_number(at)
                && context.mention_at(at).is_none()
                && (context.is_verb(at) || context.breaks(at) || matches!(segment.word(at), "," | ";" | "."));
            if stops {
                break;
            }
            at += 1;
        }
    }
    helped(context, trigger).or_else(|| fronted(context, trigger))
}

/// Returns the subject as the place, for verbs of places only: "X fell".
fn place_of_subject(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
) -> Option<(EntityId, Range<usize>)> {
    let TriggerSource::Verb(rule) = trigger.source else { return None };
    let rule = context.segment.language.verb(rule)?;
    if rule.subject != [Argument::Place] || !rule.object.is_empty() {
        return None;
    }
    let mention = context.mention_at(subject_before(context, &trigger.head)?.start)?;
    let (EntityClass::Place, id) = mention.entity()? else { return None };
    Some((id.clone(), mention.tokens.clone()))
}

/// Most words of an unlisted place.
const UNKNOWN: usize = 3;

/// Returns the tokens of an unlisted place, without and with its preposition: "founded in X on 3 May".
pub(crate) fn unlisted_place(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
) -> Option<(Range<usize>, Range<usize>)> {
    let segment = context.segment;
    let extent = trigger.extent();
    let tail = tail(context, trigger).unwrap_or(extent.end);
    // "met in" may be one phrase of the verb.
    let within = trigger.head.end.saturating_sub(1);
    for start in [within, trigger.head.end, trigger.phrase.end, extent.end, tail] {
        for at in start..(start + REACH).min(context.tokens.end) {
            if segment.is(at, Function::PlacePreposition) && context.covered_at(at).is_none() {
                return unexplained(context, at + 1).map(|name| (name.clone(), at..name.end));
            }
            let stops = context.covered_at(at).is_none()
                && !segment.is_in_number(at)
                && context.mention_at(at).is_none()
                && (context.is_verb(at) || context.breaks(at) || matches!(segment.word(at), "," | ";" | "."));
            if stops {
                break;
            }
        }
    }
    fronted_name(context, trigger).or_else(|| subject_name(context, trigger))
}

/// Most tokens before a sentence-initial place: "It was in X that …".
const OPENING: usize = 3;

/// Returns a sentence-initial unlisted place: "In X on 3 May, A and B signed …", "It was in X that A and B
/// signed …". In "In X, A …", X may be anything.
fn fronted_name(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
) -> Option<(Range<usize>, Range<usize>)> {
    let segment = context.segment;
    let verb = trigger.verb()?;
    let first = context.tokens.start;
    let at = (first..(first + OPENING).min(context.tokens.end))
        .find(|at| segment.is(*at, Function::PlacePreposition))?;
    let name = unexplained(context, at + 1)
        .filter(|name| name.end < verb.start && context.covered_at(at).is_none())?;
    let mut next = name.end;
    while next < verb.start
        && (context.covered_at(next).is_some()
            || next + 1 < verb.start && context.covered_at(next + 1).is_some() && segment.is_function(next))
    {
        next += 1;
    }
    // A cleft continues with "that".
    let ends = if at == first {
        next > name.end
    } else {
        segment.is(next, Function::Relative) && context.has_verb(first..at)
    };
    let clear = !(next + 1..verb.start).any(|at| context.breaks(at) || context.is_verb(at));
    (ends && clear).then(|| (name.clone(), at..name.end))
}

/// Returns the place within the subject: "A meeting in X founded …".
fn subject_name(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
) -> Option<(Range<usize>, Range<usize>)> {
    let TriggerSource::Verb(_) = trigger.source else { return None };
    let verb = trigger.verb().filter(|verb| verb.start < trigger.phrase.end)?;
    let floor = verb.start.saturating_sub(UNKNOWN + 1).max(context.tokens.start + 1);
    let at = (floor..verb.start).rev().find(|at| context.segment.is(*at, Function::PlacePreposition))?;
    let noun = context.segment.is_word(at - 1)
        && !context.segment.is_function(at - 1)
        && !context.segment.is_capital(at - 1);
    let name = unexplained(context, at + 1).filter(|name| name.end == verb.start && noun)?;
    Some((name.clone(), at..name.end))
}

/// Returns the unlisted name that begins at a token, if no word of it is known and it ends there.
fn unexplained(context: &SentenceContext<'_, '_>, start: usize) -> Option<Range<usize>> {
    let segment = context.segment;
    let plain = |at: usize| {
        let word = segment.word(at);
        segment.is_capital(at)
            && at < context.tokens.end
            && word.chars().any(char::is_lowercase)
            && context.covered_at(at).is_none()
            && segment.sense(at, |_| true) == 0
            && context.mention_at(at).is_none_or(|mention| mention.entity().is_none())
            && !context.mentions.iter().any(|mention| {
                mention.is(EntityClass::Person)
                    && segment.slice(&mention.name).split(' ').any(|part| part == word)
            })
    };
    let end = (start..start + UNKNOWN + 1).find(|at| !plain(*at)).filter(|end| *end > start)?;
    let and = segment.function(end, Function::And);
    let listed = and > 0 && segment.is_capital(end + and);
    let ends = end >= context.tokens.end
        || context.covered_at(end).is_some()
        || matches!(segment.word(end), "," | "." | ";" | ")" | ":")
        || segment.is_function(end) && segment.possessive(end) == 0
        || context.is_verb(end);
    (ends && !listed && !segment.is_possessive(end)).then_some(start..end)
}

/// Returns whether a place is the first of several: "X, Y and Z".
fn begins_list(context: &SentenceContext<'_, '_>, first: &Mention) -> bool {
    let segment = context.segment;
    let place = |at: usize| {
        context.mention_at(at).filter(|next| next.tokens.start == at && next.is(EntityClass::Place))
    };
    let mut at = first.tokens.end;
    while segment.word(at) == ","
        && let Some(next) = place(at + 1)
    {
        at = next.tokens.end;
    }
    at += usize::from(segment.word(at) == ",");
    let and = segment.function(at, Function::And);
    and > 0 && place(at + and).is_some()
}

/// Returns a place directly before the noun: "the Vienna conference".
fn place_before(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<(EntityId, Range<usize>)> {
    let TriggerSource::Noun(rule) = trigger.source else { return None };
    let rule = context.segment.language.noun(rule)?;
    let last = trigger.head.start.checked_sub(1).filter(|last| *last >= context.tokens.start)?;
    let mention = context.mention_at(last)?;
    let (EntityClass::Place, id) = mention.entity()? else { return None };
    let known = context.gazetteer.get(id)?;
    // "Japanese talks" need not be in Japan.
    if known.demonyms.iter().any(|demonym| demonym == context.segment.slice(&mention.tokens)) {
        return None;
    }
    let class = match known.statehood {
        Statehood::Country => Before::Country,
        Statehood::Town => Before::Town,
        Statehood::Other => return None,
    };
    rule.place_before.contains(&class).then(|| (id.clone(), mention.tokens.clone()))
}

/// Returns the destination of help: "sent troops to help X".
fn helped(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<(EntityId, Range<usize>)> {
    let segment = context.segment;
    let TriggerSource::Verb(rule) = trigger.source else { return None };
    segment.language.verb(rule).filter(|rule| rule.goes)?;
    let end = context.tokens.end.min(trigger.phrase.end + REACH);
    for at in trigger.phrase.end..end {
        if segment.is(at, Function::Infinitive) && segment.is(at + 1, Function::Helping) {
            let next = at + 2 + usize::from(segment.is(at + 2, Function::Definite));
            let mention = context.mention_at(next).filter(|mention| mention.tokens.start == next)?;
            let (EntityClass::Place, id) = mention.entity()? else { return None };
            return Some((id.clone(), mention.tokens.clone()));
        }
        if context.breaks(at) || context.is_verb(at) || segment.word(at) == "," && !segment.is_in_number(at) {
            return None;
        }
    }
    None
}

/// Returns a sentence-initial place: "In X, A and B signed …".
fn fronted(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<(EntityId, Range<usize>)> {
    let segment = context.segment;
    let first = context.tokens.start;
    let mention = context.mention_at(first + 1).filter(|mention| mention.tokens.start == first + 1)?;
    let (EntityClass::Place, id) = mention.entity()? else { return None };
    let end = mention.tokens.end;
    if !segment.is(first, Function::PlacePreposition) || segment.word(end) != "," {
        return None;
    }
    // It holds for the first clause only.
    let verb = trigger.verb()?;
    let own = end < verb.start && !(end..verb.start).any(|at| context.breaks(at));
    own.then(|| (id.clone(), mention.tokens.clone()))
}
