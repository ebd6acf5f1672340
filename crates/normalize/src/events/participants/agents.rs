//! Agents of a verb: its subjects, and those of the verbs that govern it.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::EntityClass;

use crate::context::SentenceContext;
use crate::events::participants::subject::{is_complement, subject_before};
use crate::names::Mention;

/// Most tokens between a verb and the verb that governs it.
const BEFORE: usize = 24;
/// Most verbs in a chain of government.
const CHAIN: usize = 3;
/// Most names of one list.
const LIST: usize = 12;

/// Returns the agents of a verb: its subjects, or those of the verb with which it is coordinated or whose
/// purpose it is.
pub(crate) fn agents<'m>(context: &'m SentenceContext<'_, '_>, verb: &Range<usize>) -> Vec<&'m Mention> {
    let mut found = Vec::new();
    let mut verb = verb.clone();
    for _ in 0..CHAIN {
        let subjects = subjects(context, &verb);
        if let Some(first) = subjects.iter().map(|mention| mention.tokens.start).min() {
            found.extend(companions(context, first, verb.start));
            found.extend(subjects);
            return found;
        }
        let Some(earlier) = joined(context, &verb).or_else(|| governing(context, &verb)) else { break };
        found.extend(partners(context, &(earlier.end..verb.start)));
        verb = earlier;
    }
    found
}

/// Returns the subjects of a verb: one name, or "A, B and C".
pub(crate) fn subjects<'m>(context: &'m SentenceContext<'_, '_>, verb: &Range<usize>) -> Vec<&'m Mention> {
    let segment = context.segment;
    let mut subjects = Vec::new();
    let Some(last) = subject_before(context, verb) else { return subjects };
    let mut at = last.start;
    let mut joined = false;
    match context.mention_at(at) {
        Some(mention) => {
            // A unit of a larger unit: both take part.
            let part = context
                .mention_at(mention.tokens.end + 1)
                .filter(|_| segment.is(mention.tokens.end, Function::Of));
            subjects.push(mention);
            subjects.extend(part);
            at = mention.tokens.start;
        }
        None if context.person_of(at).is_some() => {
            subjects.extend(context.person_of(at));
            return subjects;
        }
        // An unlisted subject, perhaps coordinated with others.
        None if context.unknown_before(last.end).is_some() => {}
        // "the A-B alliance": both.
        None => return pair_before(context, at),
    }
    while at > context.tokens.start {
        let mut before = at - 1;
        if let Some(open) = context.bracket_before(before) {
            before = open.saturating_sub(1);
        }
        // "X and his foreign counterpart Y"
        let mut words = 0;
        while before > context.tokens.start
            && words < 4
            && !segment.is(before, Function::And)
            && context.mention_at(before).is_none()
            && (segment.is(before, Function::Definite)
                || segment.is(before, Function::Possessive)
                || segment.is_word(before) && !segment.is_function(before) && !context.is_verb(before))
        {
            before -= 1;
            words += 1;
        }
        if segment.is(before, Function::And) {
            joined = true;
            before = before.saturating_sub(1);
            before = if segment.word(before) == "," { before.saturating_sub(1) } else { before };
            before = context.bracket_before(before).map_or(before, |open| open.saturating_sub(1));
        } else if segment.word(before) == "," && joined {
            before = before.saturating_sub(1);
            before = context.bracket_before(before).map_or(before, |open| open.saturating_sub(1));
        } else {
            break;
        }
        if before < context.tokens.start {
            break;
        }
        let Some(mention) = context.mention_at(before) else {
            // "the Norwegian Army, State and Council": skips a noun without a name of its own.
            let unit = segment.is_capital(before)
                && segment.sense(before, |sense| sense == Sense::Collective) == 1
                && before.checked_sub(1).is_some_and(|comma| segment.word(comma) == ",");
            if !unit {
                break;
            }
            at = before;
            continue;
        };
        // "According to X, A and B signed …"
        if segment.word(mention.tokens.end) == "," && is_complement(context, mention.tokens.start) {
            break;
        }
        subjects.push(mention);
        at = mention.tokens.start;
    }
    subjects
}

/// Returns two countries joined by a dash, a few words before a token.
fn pair_before<'m>(context: &'m SentenceContext<'_, '_>, unit: usize) -> Vec<&'m Mention> {
    let segment = context.segment;
    let mut at = unit;
    while at > context.tokens.start && unit - at < 4 {
        if let Some(second) = context.mention_at(at - 1) {
            let Some(dash) = second.tokens.start.checked_sub(1).filter(|dash| is_dash(context, *dash)) else {
                return Vec::new();
            };
            let Some(first) = dash.checked_sub(1).and_then(|last| context.mention_at(last)) else {
                return Vec::new();
            };
            let places = [first, second].iter().all(|mention| mention.is(EntityClass::Place));
            return if places { vec![first, second] } else { Vec::new() };
        }
        if !segment.is_word(at - 1) || segment.is_function(at - 1) || context.is_verb(at - 1) {
            return Vec::new();
        }
        at -= 1;
    }
    Vec::new()
}

pub(crate) fn is_dash(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    matches!(context.segment.word(at), "-" | "–" | "—")
}

/// Returns the coordinated verb before an "and": "X wrote and signed".
pub(crate) fn joined(context: &SentenceContext<'_, '_>, verb: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    let and = verb.start.checked_sub(1).filter(|and| *and > context.tokens.start)?;
    if !segment.is(and, Function::And) {
        return None;
    }
    let floor = context.tokens.start.max(and.saturating_sub(BEFORE));
    for at in (floor..and).rev() {
        if context.mention_at(at).is_some() || context.covered_at(at).is_some() {
            continue;
        }
        if context.breaks(at) {
            return None;
        }
        if context.is_verb(at) && !segment.is(at, Function::Auxiliary) {
            return Some(at..at + 1);
        }
    }
    None
}

/// Returns the verb that governs an infinitive: "X joined with Y to do".
fn governing(context: &SentenceContext<'_, '_>, verb: &Range<usize>) -> Option<Range<usize>> {
    let segment = context.segment;
    let to = verb.start.checked_sub(1).filter(|to| *to > context.tokens.start)?;
    if !segment.is(to, Function::Infinitive) {
        return None;
    }
    let floor = context.tokens.start.max(to.saturating_sub(BEFORE));
    let mut with = None;
    for at in (floor..to).rev() {
        if context.mention_at(at).is_some() || context.covered_at(at).is_some() {
            continue;
        }
        if segment.is(at, Function::With) {
            with = Some(at);
        }
        if context.breaks(at) || matches!(segment.word(at), ",") {
            return None;
        }
        // The word directly before "with" is the verb, whatever its form.
        let before_with = with == Some(at + 1) && segment.is_word(at) && !segment.is_function(at);
        if before_with || context.is_verb(at) && !segment.is(at, Function::Auxiliary) {
            // A complement other than an adjunct may be the agent of the infinitive.
            let adjunct = at + 1 == to
                || with.is_some()
                || [Function::PlacePreposition, Function::Toward, Function::Preposition]
                    .iter()
                    .any(|class| segment.is(at + 1, *class));
            return adjunct.then_some(at..at + 1);
        }
    }
    None
}

/// Returns the comitative companions in a range: "with X and Y".
pub(crate) fn partners<'m>(context: &'m SentenceContext<'_, '_>, tokens: &Range<usize>) -> Vec<&'m Mention> {
    let segment = context.segment;
    let Some(with) = tokens.clone().find(|at| segment.is(*at, Function::With)) else { return Vec::new() };
    listed(context, with + 1, tokens.end)
}

/// Returns the names of a list that begins at a token, perhaps after modifiers.
pub(crate) fn listed<'m>(context: &'m SentenceContext<'_, '_>, from: usize, end: usize) -> Vec<&'m Mention> {
    let segment = context.segment;
    let mut found = Vec::new();
    let mut at = from;
    while at < end && found.len() < LIST {
        if let Some(mention) = context.mention_at(at) {
            found.push(mention);
            at = context.after_bracket(mention.tokens.end).unwrap_or(mention.tokens.end);
            let more = at + usize::from(segment.word(at) == "," || is_dash(context, at));
            let more = more + segment.function(more, Function::And);
            let more = more + usize::from(segment.is(more, Function::Definite));
            if more == at || more >= end || context.mention_at(more).is_none() {
                return found;
            }
            at = more;
        } else if segment.is(at, Function::Definite)
            || segment.is(at, Function::Possessive)
            || (segment.is_word(at) && !segment.is_function(at) && !context.is_verb(at))
        {
            at += 1;
        } else {
            return found;
        }
    }
    found
}

/// Returns the companions ", together with X and Y," between subject and verb, and "Under the leadership of
/// X, …" at the start of the sentence.
fn companions<'m>(context: &'m SentenceContext<'_, '_>, subject: usize, verb: usize) -> Vec<&'m Mention> {
    let segment = context.segment;
    let accompanied = |at: usize| {
        segment.sense(at, |sense| matches!(sense, Sense::Function(Function::Accompanied | Function::With)))
    };
    let mut found = Vec::new();
    let first = context.tokens.start;
    let len = accompanied(first);
    if len > 0 && first < subject {
        let comma = (first..subject).find(|at| segment.word(*at) == ",");
        if let Some(comma) = comma.filter(|comma| !context.has_verb(*comma..subject)) {
            found.extend(directly(context, first + len, comma));
        }
    }
    for comma in (subject..verb).filter(|at| segment.word(*at) == ",") {
        let len = accompanied(comma + 1);
        if len > 0 {
            found.extend(directly(context, comma + 1 + len, verb));
            break;
        }
    }
    found
}

/// Returns the names of a list that begins directly at a token or after an article.
fn directly<'m>(context: &'m SentenceContext<'_, '_>, from: usize, end: usize) -> Vec<&'m Mention> {
    let at = from + usize::from(context.segment.is(from, Function::Definite));
    if context.mention_at(at).is_some() { listed(context, at, end) } else { Vec::new() }
}
