//! Collects the participants of an event.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_knowledge::{Function, Statehood, Undated};
use annals_model::{EntityClass, EntityId};

use super::agents::{agents, listed, partners, subjects};
use crate::context::SentenceContext;
use crate::events::participants::country_group::country_group;
use crate::events::place::is_about_place;
use crate::events::triggers::trigger::{Trigger, TriggerSource};
use crate::names::{Mention, shown};

/// Most tokens between a phrase and its other party.
const REACH: usize = 14;
/// Most tokens between a sentence-initial phrase and the main clause.
const MAIN: usize = 40;

/// Returns the persons, organisations and countries that take part in an event.
pub(crate) fn participants(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> BTreeSet<EntityId> {
    let mut participants = BTreeSet::new();
    let mut add = |mention: &Mention| {
        if let Some((class, id)) = mention.entity() {
            let country =
                context.gazetteer.get(id).is_some_and(|known| known.statehood == Statehood::Country);
            if class != EntityClass::Place || country {
                participants.insert(id.clone());
            }
        }
    };
    let about = trigger.about.clone().unwrap_or(0..0);
    let mut subject = trigger.verb().map(|verb| agents(context, &verb)).unwrap_or_default();
    if subject.is_empty()
        && let Some(verb) = &trigger.shared
    {
        subject = agents(context, verb);
    }
    if subject.is_empty() {
        subject = possessors(context, trigger);
    }
    if subject.is_empty() {
        subject = opening(context, trigger);
    }
    if subject.is_empty() {
        subject = of_main_clause(context, trigger);
    }
    // What is founded or born is no participant.
    subject.retain(|mention| !about.contains(&mention.tokens.start) || mention.is(EntityClass::Person));
    let has_agents = !subject.is_empty();
    for mention in subject {
        add(mention);
    }
    let group = country_group(context, trigger);
    let has_agents = has_agents || !group.is_empty();
    for mention in between(context, trigger, if has_agents { Pairs::Ignored } else { Pairs::Count }) {
        add(mention);
    }
    if takes_object(context, trigger) {
        for at in trigger.about.clone().into_iter().flatten() {
            // The one found, sent or met. A place is a location.
            if let Some(mention) = context.mention_at(at).filter(|mention| !mention.is(EntityClass::Place)) {
                add(mention);
            }
        }
    } else if let Some(mention) = trigger.about.as_ref().and_then(|about| context.mention_at(about.start))
        && mention.is(EntityClass::Person)
    {
        add(mention);
    }
    for mention in between_after(context, trigger) {
        add(mention);
    }
    for mention in with(context, trigger).into_iter().chain(partner(context, trigger)) {
        add(mention);
    }
    participants.extend(group.iter().cloned());
    participants
}

/// Returns the partner of a verb: "asked X to", "worked with X".
fn partner<'m>(context: &'m SentenceContext<'_, '_>, trigger: &Trigger) -> Option<&'m Mention> {
    let TriggerSource::Verb(rule) = trigger.source else { return None };
    let rule = context.segment.language.verb(rule).filter(|rule| rule.partner)?;
    let following = trigger.head.end;
    let at = match &trigger.about {
        Some(about) if !rule.object.is_empty() => about.start,
        _ => following + usize::from(context.segment.is(following, Function::Definite)),
    };
    context.mention_at(at).filter(|mention| mention.tokens.start == at)
}

/// Returns the persons of a caption without a verb: "A and B at a meeting".
fn opening<'m>(context: &'m SentenceContext<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    let segment = context.segment;
    let Some(mut link) = trigger.phrase.start.checked_sub(1) else { return Vec::new() };
    if segment.is(link, Function::Definite) || segment.is(link, Function::Indefinite) {
        link = link.saturating_sub(1);
    }
    let first = context.tokens.start;
    if link <= first || !segment.is(link, Function::PlacePreposition) || context.mention_at(first).is_none() {
        return Vec::new();
    }
    let found = listed(context, first, link);
    let end = found.last().map_or(first, |last| last.tokens.end);
    if context.after_bracket(end).unwrap_or(end) == link { found } else { Vec::new() }
}

/// Returns the subjects of the main clause for a sentence-initial phrase: "After gaining independence, A and
/// B …", "In the 1886-1899 period, A …".
fn of_main_clause<'m>(context: &'m SentenceContext<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    if !is_subjectless(context, trigger) && !is_setting(context, trigger) {
        return Vec::new();
    }
    let end = context.tokens.end.min(trigger.extent().end + MAIN);
    let Some(start) = main_clause(context, trigger.extent().end..end) else { return Vec::new() };
    let Some(verb) = (start..end).find(|at| context.is_verb(*at)) else { return Vec::new() };
    let mut found = subjects(context, &(verb..verb + 1));
    found.retain(|mention| start <= mention.tokens.start);
    if !found.is_empty() && is_setting(context, trigger) {
        // "In the 1886-1899 period, A stood by B": both take part.
        let stops =
            |at: &usize| context.breaks(*at) || context.is_verb(*at) || context.segment.word(*at) == ",";
        let clause = verb + 1..(verb + 1..end).find(stops).unwrap_or(end);
        found.extend(partners(context, &clause));
    }
    found
}

/// Returns whether the trigger is a period that begins the sentence.
fn is_setting(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let segment = context.segment;
    let TriggerSource::Noun(rule) = trigger.source else { return false };
    let span = segment.language.noun(rule).is_some_and(|rule| rule.span);
    let start = trigger.phrase.start;
    let first = context.tokens.start;
    span && start <= first + MAIN && !context.has_verb(first..start)
}

/// Returns whether the trigger is, or is governed by, a subjectless gerund before the main clause.
fn is_subjectless(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let segment = context.segment;
    let endings = &segment.language.nonfinite_endings;
    let is_gerund = |at: usize| {
        segment.is_word(at)
            && !segment.is_function(at)
            && context.mention_at(at).is_none()
            && endings.iter().any(|ending| segment.word(at).ends_with(ending.as_str()))
    };
    let start = trigger.extent().start;
    let floor = context.tokens.start.max(start.saturating_sub(3));
    let Some(gerund) = (floor..=start).rev().find(|at| is_gerund(*at)) else { return false };
    let before = gerund.checked_sub(1).filter(|before| *before >= context.tokens.start);
    let opens = before.is_none_or(|before| {
        [Function::Preposition, Function::Of, Function::Subordinator]
            .iter()
            .any(|class| segment.is(before, *class))
    });
    let named = (context.tokens.start..gerund).any(|at| context.mention_at(at).is_some());
    opens && !named && !context.has_verb(context.tokens.start..gerund)
}

/// Returns the start of the main clause after a sentence-initial phrase: after a comma, with a name.
fn main_clause(context: &SentenceContext<'_, '_>, tokens: Range<usize>) -> Option<usize> {
    let segment = context.segment;
    let comma = tokens.clone().find(|at| {
        let next = at + 1 + usize::from(segment.is(at + 1, Function::Definite));
        segment.word(*at) == ","
            && context.mention_at(next).is_some_and(|mention| mention.tokens.start == next)
    })?;
    let before = tokens.start..comma;
    let breaks = before.clone().any(|at| context.breaks(at) && !matches!(segment.word(at), "(" | ")"));
    (!breaks && !context.has_verb(before)).then_some(comma + 1)
}

/// Returns the participants within the phrase: "between A and B", "of A", "A-B …", "A's …".
fn between<'m>(context: &'m SentenceContext<'_, '_>, trigger: &Trigger, pairs: Pairs) -> Vec<&'m Mention> {
    if recurs(context, trigger) {
        return Vec::new();
    }
    let segment = context.segment;
    let in_phrase = context.mentions.iter().filter(|mention| {
        trigger.phrase.start <= mention.tokens.start && mention.tokens.end <= trigger.phrase.end
    });
    let about = trigger.about.clone().filter(|_| is_named_by_about(context, trigger)).unwrap_or(0..0);
    let following = trigger.head.end;
    let complement = segment.is(following, Function::Between)
        || (segment.is(following, Function::From) && comes_from(context, trigger))
        || (segment.is(following, Function::Of) && !is_named_by_about(context, trigger));
    in_phrase
        .filter(|mention| {
            let inside_about = about.contains(&mention.tokens.start);
            let owner = segment.possessive(mention.tokens.end) > 0 && mention.tokens.end < trigger.head.start;
            let dashed = |at: usize| matches!(segment.word(at), "-" | "–" | "—");
            let pair = pairs == Pairs::Count
                && mention.is(EntityClass::Place)
                && (dashed(mention.tokens.end)
                    && context
                        .mention_at(mention.tokens.end + 1)
                        .is_some_and(|next| next.is(EntityClass::Place))
                    || mention.tokens.start > 1
                        && dashed(mention.tokens.start - 1)
                        && context
                            .mention_at(mention.tokens.start - 2)
                            .is_some_and(|last| last.is(EntityClass::Place)));
            !inside_about && (pair || owner || (complement && mention.tokens.start > following))
        })
        .collect()
}

/// Returns the parties after a named event: "the Treaty of X between A and B".
fn between_after<'m>(context: &'m SentenceContext<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    let end = trigger.phrase.end;
    if !matches!(trigger.source, TriggerSource::Noun(_)) || !context.segment.is(end, Function::Between) {
        return Vec::new();
    }
    let found = listed(context, end + 1, context.tokens.end.min(end + REACH));
    if found.len() > 1 { found } else { Vec::new() }
}

/// Returns whether a "from" complement is a participant: "a request from X", but not "independence from X".
fn comes_from(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    let TriggerSource::Noun(rule) = trigger.source else { return false };
    context.segment.language.noun(rule).is_some_and(|rule| rule.undated.contains(&Undated::Parties))
}

/// Returns whether the theme names the event and is no participant: "the founding of X".
fn is_named_by_about(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    match trigger.source {
        TriggerSource::Noun(rule) => context
            .segment
            .language
            .noun(rule)
            .is_some_and(|rule| rule.name_about || is_about_place(context, trigger)),
        _ => trigger.about.is_some(),
    }
}

/// Returns whether the object of a verb takes part: the one sent, met or found.
fn takes_object(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    match trigger.source {
        TriggerSource::Verb(rule) => {
            // A founded theme names the event and is no participant.
            let about = trigger.about.as_ref().map(|about| shown(context.segment.slice(about)));
            let named = about.is_some_and(|about| about == trigger.name);
            !named && context.segment.language.verb(rule).is_some_and(|rule| !rule.object.is_empty())
        }
        _ => false,
    }
}

/// Whether two countries joined by a dash in a name are participants.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pairs {
    Count,
    /// Other participants are known.
    Ignored,
}

fn recurs(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> bool {
    match trigger.source {
        TriggerSource::Noun(rule) => context.segment.language.noun(rule).is_some_and(|rule| rule.recurs),
        _ => false,
    }
}

/// Returns the owners of an event after "their": the names that begin the sentence, or, if the phrase begins
/// it, those after its comma.
fn possessors<'m>(context: &'m SentenceContext<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    let segment = context.segment;
    let start = trigger.phrase.start;
    let possessed = start
        .checked_sub(1)
        .is_some_and(|before| before >= context.tokens.start && segment.is(before, Function::Possessive));
    if !possessed {
        return Vec::new();
    }
    // "promised X its independence"
    if let Some(owner) = start.checked_sub(2).filter(|owner| *owner >= context.tokens.start)
        && let Some(owner) = context.mention_at(owner)
    {
        return vec![owner];
    }
    let opening = context.mentions.iter().find(|mention| mention.tokens.start >= context.tokens.start);
    let first = match opening {
        Some(mention) if mention.tokens.start <= context.tokens.start + 1 && mention.tokens.end < start => {
            mention
        }
        _ if start <= context.tokens.start + 3 => {
            let comma = (trigger.phrase.end..context.tokens.end).find(|at| segment.word(*at) == ",");
            match comma.and_then(|comma| context.mention_at(comma + 1)) {
                Some(mention) => mention,
                None => return Vec::new(),
            }
        }
        _ => return Vec::new(),
    };
    let mut found = vec![first];
    let mut at = first.tokens.end;
    loop {
        at = context.after_bracket(at).unwrap_or(at);
        at += usize::from(segment.word(at) == ",");
        let and = segment.function(at, Function::And);
        match context.mention_at(at + and).filter(|mention| mention.tokens.start == at + and) {
            Some(mention) => {
                found.push(mention);
                at = mention.tokens.end;
                if and > 0 {
                    return found;
                }
            }
            None => return if found.len() > 1 { vec![first] } else { found },
        }
    }
}

/// Returns the participants after the phrase: "with X", "by X", "among X, Y and Z".
fn with<'m>(context: &'m SentenceContext<'_, '_>, trigger: &Trigger) -> Vec<&'m Mention> {
    let segment = context.segment;
    let extent = trigger.extent();
    let mut at = extent.end;
    while at < (extent.end + REACH).min(context.tokens.end) {
        let link = segment.is(at, Function::With)
            || segment.is(at, Function::Agent)
            || segment.is(at, Function::Between);
        if link {
            return listed(context, at + 1, context.tokens.end);
        }
        if context.covered_at(at).is_none()
            && !segment.is_in_number(at)
            && (context.is_verb(at) || context.breaks(at) || matches!(segment.word(at), "," | ";"))
        {
            break;
        }
        at += 1;
    }
    Vec::new()
}

/// Returns the tokens of the subject, for the evidence.
pub(crate) fn subject(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<Range<usize>> {
    let verb = trigger.own_verb()?;
    let mut subjects = subjects(context, &verb);
    // The antecedent of a pronoun is elsewhere.
    let sentence = &context.tokens;
    subjects.retain(|mention| sentence.start <= mention.tokens.start && mention.tokens.end <= verb.start);
    let start = subjects.iter().map(|mention| mention.tokens.start).min()?;
    let end = subjects.iter().map(|mention| mention.tokens.end).max()?;
    Some(start..end)
}
