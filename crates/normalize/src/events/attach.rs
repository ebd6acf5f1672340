//! Which event a date belongs to.

use std::ops::Range;

use annals_edtf::{Comparison, Finer};
use annals_knowledge::{Function, Sense};
use annals_model::DateBasis;

use super::asides::{interjection, is_clear};
use super::clauses::{
    Opening, apposed, before_verb, brought, explained, is_told_again, meanwhile, opening, told_then,
    told_then_by,
};
use super::scene::Scene;
use super::trigger::{Teller, Trigger};
use crate::times::Time;

/// How far behind a noun the verb is looked for that says that it happened.
const TAIL: usize = 10;

/// Most words of a verb that says that an event happened.
const VERB: usize = 3;

/// Longest relative clause between an event and its verb.
const CLAUSE: usize = 24;

/// A trigger with a date of its own.
#[derive(Clone, Debug)]
pub(crate) struct Dated<'t> {
    /// Number of the trigger.
    pub(crate) trigger: usize,
    /// Its date.
    pub(crate) time: &'t Time,
    /// What it is about here, where the words of the trigger are not told again:
    /// "the founding of A on one day and B on another".
    pub(crate) about: Option<Range<usize>>,
    /// What tied the two together.
    pub(crate) rule: &'static str,
}

/// Ties the dates of a sentence to its triggers.
pub(crate) fn attach<'t>(scene: &'t Scene<'_, '_>, triggers: &[Trigger]) -> Vec<Dated<'t>> {
    let mut dated: Vec<Dated<'t>> = Vec::new();
    for time in scene.dates() {
        if let Some(found) = owner(scene, triggers, time, &dated) {
            merge(&mut dated, found);
        }
    }
    for time in scene.dates() {
        for trigger in told_then(scene, triggers, time) {
            if dated.iter().all(|dated| dated.trigger != trigger) {
                dated.push(Dated { trigger, time, about: None, rule: told_then_by(scene, time) });
            }
        }
    }
    dated
}

/// Adds a dated trigger; two dates of one telling that fit together leave the finer one.
fn merge<'t>(dated: &mut Vec<Dated<'t>>, new: Dated<'t>) {
    if new.about.is_none() {
        let told = dated.iter_mut().find(|old| old.trigger == new.trigger && old.about.is_none());
        if let Some(old) = told {
            match old.time.edtf.compare(&new.time.edtf) {
                Comparison::Equal | Comparison::Compatible(Finer::This | Finer::Neither) => return,
                Comparison::Compatible(Finer::Other) => {
                    *old = new;
                    return;
                }
                Comparison::Conflicting | Comparison::Undetermined => {}
            }
        }
    }
    dated.push(new);
}

fn owner<'t>(
    scene: &Scene<'_, '_>,
    triggers: &[Trigger],
    time: &'t Time,
    dated: &[Dated<'t>],
) -> Option<Dated<'t>> {
    let plain = |trigger, rule| Some(Dated { trigger, time, about: None, rule });
    let start = time.tokens.start;
    let last = time.tokens.end.saturating_sub(1);
    let inside = triggers
        .iter()
        .rposition(|trigger| trigger.phrase.contains(&start) || trigger.phrase.contains(&last));
    // "the 1863-1864 period" is a time itself.
    let span = inside.filter(|number| is_span(scene, triggers, *number));
    // "the Autumn Light exercise": a season that is part of a name says nothing of when.
    let named = time.basis == DateBasis::Resolved && scene.sheet.is_capital(time.tokens.end);
    if inside.is_some() && span.is_none() && named {
        return None;
    }
    if inside.is_some() && span.is_none() {
        return inside.and_then(|number| plain(number, "date-in-name"));
    }
    if time.basis == DateBasis::Resolved && is_told_again(scene, time) {
        return None;
    }
    let from =
        span.and_then(|number| triggers.get(number)).map_or(start, |trigger| trigger.phrase.start.min(start));
    if let Some(open) = bracket(scene, start) {
        let named = triggers.iter().rposition(|trigger| trigger.phrase.end == open);
        return named
            .or_else(|| before(scene, triggers, open, span))
            .and_then(|number| plain(number, "date-in-brackets"));
    }
    if let Some(number) = before(scene, triggers, from, span) {
        return plain(number, "date-after");
    }
    if let Some(number) = apposed(scene, triggers, time).or_else(|| beyond_clause(scene, triggers, from)) {
        return plain(number, "date-after");
    }
    if let Some(found) = gapped(scene, triggers, time, dated) {
        return Some(found);
    }
    if let Some(number) = labelled(scene, triggers, start).or_else(|| explained(scene, triggers, time)) {
        return plain(number, "date-of-label");
    }
    if let Some(number) = chronicle(scene, triggers, time) {
        return plain(number, "date-of-entry");
    }
    // "two days before war was declared" is another day than that of the clause behind.
    if scene.sheet.is(last, Function::Preposition) {
        return None;
    }
    match opening(scene, triggers, time) {
        Opening::No => {}
        Opening::Elsewhere => return None,
        Opening::Of(number) => return plain(number, super::clauses::OPENED),
    }
    if let Some(number) = before_verb(scene, triggers, time).or_else(|| brought(scene, triggers, time)) {
        return plain(number, "date-before-verb");
    }
    if let Some(number) = clause_initial(
        scene,
        triggers,
        from,
        span.map_or(time.tokens.end, |number| triggers.get(number).map_or(time.tokens.end, |t| t.phrase.end)),
    ) {
        return plain(number, "date-first");
    }
    span.and_then(|number| plain(number, "date-in-name"))
}

/// "The treaty, which ended the war, was signed on 3 May": what a verb behind a relative clause says of
/// the event before the clause.
fn beyond_clause(scene: &Scene<'_, '_>, triggers: &[Trigger], at: usize) -> Option<usize> {
    let sheet = scene.sheet;
    let is_small = |at: usize| {
        use Function::{Between, Definite, From, PlacePreposition, Preposition};
        [Preposition, PlacePreposition, From, Between, Definite].iter().any(|class| sheet.is(at, *class))
    };
    let mut end = at;
    while end > scene.tokens.start && is_small(end - 1) {
        end -= 1;
    }
    let verb = (1..=VERB).find_map(|len| {
        let verb = end.checked_sub(len).filter(|verb| *verb > scene.tokens.start)?;
        (sheet.sense(verb, |sense| matches!(sense, Sense::Support(_))) == len).then_some(verb)
    })?;
    let mut close = verb.checked_sub(1)?;
    while sheet.is(close, Function::Auxiliary) && close > scene.tokens.start {
        close -= 1;
    }
    if sheet.word(close) != "," {
        return None;
    }
    let floor = scene.tokens.start.max(close.saturating_sub(CLAUSE));
    let open =
        (floor..close).rev().find(|at| sheet.word(*at) == "," && sheet.is(at + 1, Function::Relative))?;
    let number = triggers.iter().position(|trigger| trigger.phrase.end == open)?;
    let kind = &triggers.get(number)?.kind;
    let says = sheet.sense(verb, |sense| match sense {
        Sense::Support(number) => sheet.language.support(number).is_some_and(|rule| rule.kind == *kind),
        _ => false,
    });
    (says > 0).then_some(number)
}

fn is_span(scene: &Scene<'_, '_>, triggers: &[Trigger], number: usize) -> bool {
    let Some(Trigger { teller: Teller::Noun(rule), .. }) = triggers.get(number) else { return false };
    scene.sheet.language.noun(*rule).is_some_and(|rule| rule.span)
}

/// The opening bracket that a date stands behind.
fn bracket(scene: &Scene<'_, '_>, at: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    if scene.sheet.word(before) == "(" {
        return Some(before);
    }
    let earlier = before.checked_sub(1)?;
    let small = scene.sheet.is_function(before) && scene.sheet.word(earlier) == "(";
    small.then_some(earlier)
}

/// The nearest trigger before a token, if only what may stand between it and its date does.
fn before(scene: &Scene<'_, '_>, triggers: &[Trigger], at: usize, span: Option<usize>) -> Option<usize> {
    let candidates = triggers.iter().enumerate().filter(|(number, _)| Some(*number) != span);
    let (number, end) = candidates
        .filter_map(|(number, trigger)| {
            let support = trigger.support.as_ref().map(|verb| verb.end);
            let ends = [Some(trigger.phrase.end), support, tail(scene, trigger)];
            ends.into_iter().flatten().filter(|end| *end <= at).max().map(|end| (number, end))
        })
        .max_by_key(|(number, end)| (*end, *number))?;
    is_clear(scene, end..at).then_some(number)
}

/// The end of "to be held", "was signed", "reportedly took place" behind a noun, perhaps with where.
pub(crate) fn tail(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<usize> {
    let sheet = scene.sheet;
    if matches!(trigger.teller, Teller::Verb(_)) {
        return None;
    }
    let mut at = trigger.phrase.end;
    // "the siege of X, which lasted from …"
    let which = at + usize::from(sheet.word(at) == ",");
    if sheet.is(which, Function::Relative) {
        at = which + 1;
    } else if which > at && is_said(scene, trigger, which) > 0 {
        // "the election, held on …"
        at = which;
    } else if let Some(behind) = interjection(scene, trigger) {
        at = behind;
    }
    while at < (trigger.phrase.end + TAIL).min(scene.tokens.end) {
        if scene.covered_at(at).is_some() {
            return None;
        }
        let own = is_said(scene, trigger, at);
        if own > 0 && scene.mention_at(at).is_none() {
            return Some(at + own);
        }
        let place = sheet.is(at, Function::Toward) || sheet.is(at, Function::PlacePreposition);
        let named = at > trigger.phrase.end
            && (scene.mention_at(at).is_some() || sheet.is_capital(at))
            && scene.unknown_before(at + 1).is_none_or(|unknown| unknown.start > trigger.phrase.end);
        // "is reported to", "is scheduled to"
        let phrase = sheet.function(at, Function::Report).max(sheet.function(at, Function::Planned));
        let small = sheet.is(at, Function::Infinitive)
            || sheet.is(at, Function::Auxiliary)
            || sheet.is(at, Function::Adverb)
            || phrase > 0
            || sheet.language.is_adverb(sheet.word(at));
        if !place && !named && !small {
            return None;
        }
        at += phrase.max(1);
    }
    None
}

/// Tokens of the verb at a token that says of an event that it happened.
fn is_said(scene: &Scene<'_, '_>, trigger: &Trigger, at: usize) -> usize {
    let language = scene.sheet.language;
    scene.sheet.sense(at, |sense| match sense {
        Sense::Support(number) => language.support(number).is_some_and(|rule| rule.kind == trigger.kind),
        sense => sense == Sense::Function(Function::Occurs),
    })
}

/// "the founding of A on one day and B on another": the second date.
fn gapped<'t>(
    scene: &Scene<'_, '_>,
    triggers: &[Trigger],
    time: &'t Time,
    dated: &[Dated<'t>],
) -> Option<Dated<'t>> {
    let sheet = scene.sheet;
    let last = dated.last()?;
    let trigger = triggers.get(last.trigger)?;
    let told = trigger.about.clone().or_else(|| {
        // Without a table of what it is about: the complement of its phrase.
        (trigger.head.end < trigger.phrase.end && sheet.is(trigger.head.end, Function::Of))
            .then(|| trigger.head.end + 1..trigger.phrase.end)
    })?;
    let mut at = last.time.tokens.end;
    at += usize::from(sheet.word(at) == ",");
    let and = sheet.function(at, Function::And);
    if and == 0 && sheet.word(at.checked_sub(1)?) != "," || told.is_empty() {
        return None;
    }
    at += and;
    if sheet.is(at, Function::Of) {
        at += 1;
    }
    while sheet.is(at, Function::Definite) {
        at += 1;
    }
    let start = at;
    // The name, up to the preposition before the date.
    let mut end = time.tokens.start;
    while end > start
        && scene.mention_at(end - 1).is_none()
        && (sheet.is_function(end - 1) || !sheet.is_word(end - 1))
    {
        end -= 1;
    }
    let plain = end > start
        && end - start <= 10
        && (start..end).all(|token| scene.covered_at(token).is_none() && !scene.is_verb(token))
        && (sheet.is_capital(start) || scene.mention_at(start).is_some())
        && !triggers.iter().any(|other| (start..end).contains(&other.head.start));
    plain.then_some(Dated { trigger: last.trigger, time, about: Some(start..end), rule: "date-shared-verb" })
}

/// "Independence: 9 March 1848": a label that opens its line, and its date.
fn labelled(scene: &Scene<'_, '_>, triggers: &[Trigger], start: usize) -> Option<usize> {
    let colon = start.checked_sub(1).filter(|colon| scene.sheet.word(*colon) == ":")?;
    triggers.iter().position(|trigger| trigger.phrase == (scene.tokens.start..colon))
}

/// "1805 – Battle of X: …": the date that opens an entry of a chronicle dates what it begins with.
fn chronicle(scene: &Scene<'_, '_>, triggers: &[Trigger], time: &Time) -> Option<usize> {
    let sheet = scene.sheet;
    let mark = time.tokens.end;
    let opens = (scene.tokens.start..time.tokens.start).all(|at| sheet.is(at, Function::Definite));
    if !opens || !matches!(sheet.word(mark), "–" | "—" | "-" | ":") {
        return None;
    }
    // "1942 – War of X: Y is founded": what a colon follows is only what it belongs to.
    let mut start = mark + 1;
    for (number, trigger) in triggers.iter().enumerate() {
        while start < trigger.phrase.start && sheet.is(start, Function::Definite) {
            start += 1;
        }
        if trigger.phrase.start != start && !is_done(scene, start..trigger.phrase.start) {
            // "War of X: Battle of Y: …": the last of several is told.
            return number.checked_sub(1).filter(|last| *last > 0);
        }
        if sheet.word(trigger.phrase.end) != ":" {
            return Some(number);
        }
        start = trigger.phrase.end + 1;
    }
    triggers.len().checked_sub(1).filter(|last| *last > 0)
}

/// "the signing of the …": what is done with an event.
fn is_done(scene: &Scene<'_, '_>, tokens: Range<usize>) -> bool {
    let sheet = scene.sheet;
    let mut end = tokens.end;
    while end > tokens.start && sheet.is(end - 1, Function::Definite) {
        end -= 1;
    }
    let of = end.checked_sub(1).filter(|of| *of > tokens.start && sheet.is(*of, Function::Of));
    of.is_some_and(|of| {
        of - tokens.start <= 2
            && (tokens.start..of).all(|at| sheet.is_word(at) && !sheet.is_function(at) && !scene.is_verb(at))
    })
}

/// "It was in X on 3 May that A signed …": the date is of what the clause behind it says.
fn is_cleft(scene: &Scene<'_, '_>, start: usize, end: usize) -> bool {
    let sheet = scene.sheet;
    let first = scene.tokens.start;
    sheet.is(first, Function::Pronoun)
        && sheet.is(first + 1, Function::Auxiliary)
        && start <= first + 8
        && sheet.is(end, Function::Relative)
        && !(first + 2..start).any(|at| scene.is_verb(at) || scene.breaks(at))
}

/// "On 3 May, X signed …": the trigger of the first verb behind a date that opens its clause.
pub(super) fn clause_initial(
    scene: &Scene<'_, '_>,
    triggers: &[Trigger],
    start: usize,
    end: usize,
) -> Option<usize> {
    let sheet = scene.sheet;
    let mut at = if is_behind_place(scene, start) { scene.tokens.start } else { start };
    let mut steps = 0;
    // Small words and adverbs between the beginning of the clause and the date.
    let cleft = is_cleft(scene, start, end);
    while at > scene.tokens.start && !cleft {
        let before = at - 1;
        let opens = matches!(sheet.word(before), "," | "-" | "–" | "—" | "“" | "\"" | ";" | ":")
            || sheet.is(before, Function::Relative)
            || sheet.is(before, Function::Subordinator)
            || (sheet.is(before, Function::And) && !sheet.is_capital(before));
        if opens {
            break;
        }
        if sheet.speech_verb(before) > 0 {
            return None;
        }
        if !sheet.is_function(before) && scene.covered_at(before).is_none() && before != scene.tokens.start
            || steps == 4
        {
            return None;
        }
        at = before;
        steps += 1;
    }
    let mut token = end + usize::from(cleft);
    let mut auxiliary = None;
    if let Some(clause) = meanwhile(scene, triggers, end) {
        token = clause;
    }
    while token < scene.tokens.end {
        if let Some(mention) = scene.mention_at(token) {
            token = mention.tokens.end;
            continue;
        }
        if scene.covered_at(token).is_some() {
            if sheet.is(token, Function::Preposition) && scene.time_at(token).is_some() {
                return None;
            }
            token += 1;
            continue;
        }
        // An entry of a chronicle that goes on behind a comma speaks of somebody's life.
        let entry = end < token && matches!(sheet.word(end), "–" | "—" | "-") && sheet.word(token) == ",";
        if entry
            || matches!(sheet.word(token), ";" | ":" | "“" | "”")
            || sheet.is(token, Function::Relative) && token > end
        {
            return None;
        }
        let owner =
            triggers.iter().position(|trigger| trigger.own_verb().is_some_and(|verb| verb.contains(&token)));
        if owner.is_some() {
            return owner;
        }
        if sheet.is(token, Function::Auxiliary) {
            // "was officially opened" goes on; in "there were many" it is the verb itself.
            auxiliary = Some(token);
        } else if scene.is_verb(token) || auxiliary.is_some_and(|auxiliary| token > auxiliary + 3) {
            return None;
        }
        if sheet.speech_verb(token) > 0 {
            return None;
        }
        token += 1;
    }
    None
}

/// Most words of the name of a place that opens a sentence.
const PLACE: usize = 4;

/// Whether a sentence opens with where it plays, right before a date: "In X on 3 May, …".
fn is_behind_place(scene: &Scene<'_, '_>, date: usize) -> bool {
    let (sheet, first) = (scene.sheet, scene.tokens.start);
    let end = (first + 1..date).find(|at| !sheet.is_capital(*at)).unwrap_or(date);
    let name = (1..=PLACE).contains(&(end.saturating_sub(first + 1)));
    let small = end + 1 >= date && (end..date).all(|at| sheet.is_function(at));
    first < date && sheet.is(first, Function::PlacePreposition) && name && small
}
