//! Who does what a verb says, where the sentence names them elsewhere than before it.

use std::ops::Range;

use annals_knowledge::{Function, Sense};
use annals_model::EntityClass;

use super::scene::Scene;
use super::subject::{is_complement, subject_before};
use crate::names::Mention;

/// How far before a verb the verb is looked for that it hangs on.
const BEFORE: usize = 24;
/// How many verbs may hang on one another.
const CHAIN: usize = 3;
/// Most names of one list.
const LIST: usize = 12;

/// Those who do what a verb says: its subject, or the subject of the verb that it is joined to or
/// that it is the aim of.
pub(crate) fn doers<'m>(scene: &'m Scene<'_, '_>, verb: &Range<usize>) -> Vec<&'m Mention> {
    let mut found = Vec::new();
    let mut verb = verb.clone();
    for _ in 0..CHAIN {
        let subjects = subjects(scene, &verb);
        if let Some(first) = subjects.iter().map(|mention| mention.tokens.start).min() {
            found.extend(companions(scene, first, verb.start));
            found.extend(subjects);
            return found;
        }
        let Some(earlier) = joined(scene, &verb).or_else(|| governing(scene, &verb)) else { break };
        found.extend(partners(scene, &(earlier.end..verb.start)));
        verb = earlier;
    }
    found
}

/// The subject of a verb: one name, or "A, B and C".
pub(crate) fn subjects<'m>(scene: &'m Scene<'_, '_>, verb: &Range<usize>) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let mut subjects = Vec::new();
    let Some(last) = subject_before(scene, verb) else { return subjects };
    let mut at = last.start;
    let mut joined = false;
    match scene.mention_at(at) {
        Some(mention) => {
            // A unit of a larger one: both take part.
            let part = scene
                .mention_at(mention.tokens.end + 1)
                .filter(|_| sheet.is(mention.tokens.end, Function::Of));
            subjects.push(mention);
            subjects.extend(part);
            at = mention.tokens.start;
        }
        None if scene.person_of(at).is_some() => {
            subjects.extend(scene.person_of(at));
            return subjects;
        }
        // Somebody unknown; others may stand beside.
        None if scene.unknown_before(last.end).is_some() => {}
        // "the A-B alliance": both.
        None => return pair_before(scene, at),
    }
    while at > scene.tokens.start {
        let mut before = at - 1;
        if let Some(open) = scene.bracket_before(before) {
            before = open.saturating_sub(1);
        }
        // "X and his foreign counterpart Y"
        let mut words = 0;
        while before > scene.tokens.start
            && words < 4
            && !sheet.is(before, Function::And)
            && scene.mention_at(before).is_none()
            && (sheet.is(before, Function::Definite)
                || sheet.is(before, Function::Possessive)
                || sheet.is_word(before) && !sheet.is_function(before) && !scene.is_verb(before))
        {
            before -= 1;
            words += 1;
        }
        if sheet.is(before, Function::And) {
            joined = true;
            before = before.saturating_sub(1);
            before = if sheet.word(before) == "," { before.saturating_sub(1) } else { before };
            before = scene.bracket_before(before).map_or(before, |open| open.saturating_sub(1));
        } else if sheet.word(before) == "," && joined {
            before = before.saturating_sub(1);
            before = scene.bracket_before(before).map_or(before, |open| open.saturating_sub(1));
        } else {
            break;
        }
        if before < scene.tokens.start {
            break;
        }
        let Some(mention) = scene.mention_at(before) else {
            // "the Norwegian Army, State and Council": what has no name of its own is passed over.
            let body = sheet.is_capital(before)
                && sheet.sense(before, |sense| sense == Sense::Collective) == 1
                && before.checked_sub(1).is_some_and(|comma| sheet.word(comma) == ",");
            if !body {
                break;
            }
            at = before;
            continue;
        };
        // "According to X, A and B signed …"
        if sheet.word(mention.tokens.end) == "," && is_complement(scene, mention.tokens.start) {
            break;
        }
        subjects.push(mention);
        at = mention.tokens.start;
    }
    subjects
}

/// Two countries joined by a dash, a few describing words before a token.
fn pair_before<'m>(scene: &'m Scene<'_, '_>, body: usize) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let mut at = body;
    while at > scene.tokens.start && body - at < 4 {
        if let Some(second) = scene.mention_at(at - 1) {
            let Some(dash) = second.tokens.start.checked_sub(1).filter(|dash| is_dash(scene, *dash)) else {
                return Vec::new();
            };
            let Some(first) = dash.checked_sub(1).and_then(|last| scene.mention_at(last)) else {
                return Vec::new();
            };
            let places = [first, second].iter().all(|mention| mention.is(EntityClass::Place));
            return if places { vec![first, second] } else { Vec::new() };
        }
        if !sheet.is_word(at - 1) || sheet.is_function(at - 1) || scene.is_verb(at - 1) {
            return Vec::new();
        }
        at -= 1;
    }
    Vec::new()
}

pub(crate) fn is_dash(scene: &Scene<'_, '_>, at: usize) -> bool {
    matches!(scene.sheet.word(at), "-" | "–" | "—")
}

/// The verb before an "and" that a verb stands right behind: "X wrote and signed".
pub(crate) fn joined(scene: &Scene<'_, '_>, verb: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let and = verb.start.checked_sub(1).filter(|and| *and > scene.tokens.start)?;
    if !sheet.is(and, Function::And) {
        return None;
    }
    let floor = scene.tokens.start.max(and.saturating_sub(BEFORE));
    for at in (floor..and).rev() {
        if scene.mention_at(at).is_some() || scene.covered_at(at).is_some() {
            continue;
        }
        if scene.breaks(at) {
            return None;
        }
        if scene.is_verb(at) && !sheet.is(at, Function::Auxiliary) {
            return Some(at..at + 1);
        }
    }
    None
}

/// The word that "to do" hangs on: "X joined with Y to do".
fn governing(scene: &Scene<'_, '_>, verb: &Range<usize>) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let to = verb.start.checked_sub(1).filter(|to| *to > scene.tokens.start)?;
    if !sheet.is(to, Function::Infinitive) {
        return None;
    }
    let floor = scene.tokens.start.max(to.saturating_sub(BEFORE));
    let mut with = None;
    for at in (floor..to).rev() {
        if scene.mention_at(at).is_some() || scene.covered_at(at).is_some() {
            continue;
        }
        if sheet.is(at, Function::With) {
            with = Some(at);
        }
        if scene.breaks(at) || matches!(sheet.word(at), ",") {
            return None;
        }
        // What stands right before "with" is the verb, told in whatever form.
        let before_with = with == Some(at + 1) && sheet.is_word(at) && !sheet.is_function(at);
        if before_with || scene.is_verb(at) && !sheet.is(at, Function::Auxiliary) {
            // What stands between, if it is no adjunct, may be the one who is made to do it.
            let adjunct = at + 1 == to
                || with.is_some()
                || [Function::PlacePreposition, Function::Toward, Function::Preposition]
                    .iter()
                    .any(|class| sheet.is(at + 1, *class));
            return adjunct.then_some(at..at + 1);
        }
    }
    None
}

/// The antecedent's companions among tokens: "with X and Y".
pub(crate) fn partners<'m>(scene: &'m Scene<'_, '_>, tokens: &Range<usize>) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let Some(with) = tokens.clone().find(|at| sheet.is(*at, Function::With)) else { return Vec::new() };
    listed(scene, with + 1, tokens.end)
}

/// The names of a list that begins at a token, perhaps behind describing words.
pub(crate) fn listed<'m>(scene: &'m Scene<'_, '_>, from: usize, end: usize) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let mut found = Vec::new();
    let mut at = from;
    while at < end && found.len() < LIST {
        if let Some(mention) = scene.mention_at(at) {
            found.push(mention);
            at = scene.after_bracket(mention.tokens.end).unwrap_or(mention.tokens.end);
            let more = at + usize::from(sheet.word(at) == "," || is_dash(scene, at));
            let more = more + sheet.function(more, Function::And);
            let more = more + usize::from(sheet.is(more, Function::Definite));
            if more == at || more >= end || scene.mention_at(more).is_none() {
                return found;
            }
            at = more;
        } else if sheet.is(at, Function::Definite)
            || sheet.is(at, Function::Possessive)
            || (sheet.is_word(at) && !sheet.is_function(at) && !scene.is_verb(at))
        {
            at += 1;
        } else {
            return found;
        }
    }
    found
}

/// ", together with X and Y," between a subject and its verb, and "Under the leadership of X, …"
/// at the head of the sentence.
fn companions<'m>(scene: &'m Scene<'_, '_>, subject: usize, verb: usize) -> Vec<&'m Mention> {
    let sheet = scene.sheet;
    let accompanied = |at: usize| {
        sheet.sense(at, |sense| matches!(sense, Sense::Function(Function::Accompanied | Function::With)))
    };
    let mut found = Vec::new();
    let first = scene.tokens.start;
    let len = accompanied(first);
    if len > 0 && first < subject {
        let comma = (first..subject).find(|at| sheet.word(*at) == ",");
        if let Some(comma) = comma.filter(|comma| !scene.has_verb(*comma..subject)) {
            found.extend(directly(scene, first + len, comma));
        }
    }
    for comma in (subject..verb).filter(|at| sheet.word(*at) == ",") {
        let len = accompanied(comma + 1);
        if len > 0 {
            found.extend(directly(scene, comma + 1 + len, verb));
            break;
        }
    }
    found
}

/// The names of a list that begins right at a token, an article passed over.
fn directly<'m>(scene: &'m Scene<'_, '_>, from: usize, end: usize) -> Vec<&'m Mention> {
    let at = from + usize::from(scene.sheet.is(from, Function::Definite));
    if scene.mention_at(at).is_some() { listed(scene, at, end) } else { Vec::new() }
}
