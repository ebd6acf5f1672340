//! Which event a number is told of, and what it counts there: those killed, those who took part.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_knowledge::{Function, RoleId, Sense};
use annals_model::{Claim, ClaimId, EntityClass, EntityId};

use super::scene::Scene;
use super::trigger::Trigger;
use crate::quantities::{Found, counted_at};

/// Most tokens between a number and the words that say what became of those counted.
const REACH: usize = 8;

/// Most tokens between a number and the words that tell its event.
const NEAR: usize = 10;

/// Among how many claims before it one is looked for that is named again.
const AGAIN: usize = 40;

/// A number of an event.
pub(crate) struct Told {
    pub(crate) tokens: Range<usize>,
    pub(crate) claim: ClaimId,
    /// What the number is of: the role of those counted, and whose they are; empty where the event
    /// itself counts them.
    pub(crate) of: String,
    /// What is counted, by one word for all that name the same thing.
    pub(crate) unit: String,
    /// The word for anybody, where those counted are people of some sort.
    pub(crate) among: Option<String>,
}

/// The numbers of a sentence that tell of one of its events, or of the one that the sentence before told.
pub(crate) fn tallies(
    scene: &Scene<'_, '_>,
    found: &[Trigger],
    spoken: &[(usize, ClaimId)],
    before: Option<&ClaimId>,
) -> Vec<Told> {
    let events: Vec<(&Trigger, &ClaimId)> =
        spoken.iter().filter_map(|(number, claim)| Some((found.get(*number)?, claim))).collect();
    let numbers = numbers(scene);
    let mut told = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let others = [at.checked_sub(1), Some(at + 1)].map(|at| numbers.get(at?).map(|it| it.tokens.clone()));
        let role = fate(scene, number).or_else(|| role(scene, &events, &number.tokens, &others));
        let claim = match (&role, events.as_slice()) {
            (Some(_), []) if scene.dates().next().is_none() && found.is_empty() => before,
            (Some(_), events) => nearest(events, &number.tokens),
            (None, events) => of_trigger(scene, events, &number.tokens),
        };
        let Some(claim) = claim else { continue };
        let of = match role {
            Some((role, words)) => {
                [vec![role], owners(scene, &events, &number.tokens, &words)].concat().join(" ")
            }
            None => String::new(),
        };
        let Counted { unit, among } = counted(scene, number);
        told.push(Told { tokens: number.tokens.clone(), claim: claim.clone(), of, unit, among });
    }
    told
}

/// What a number counts, in the words by which it is compared.
struct Counted {
    unit: String,
    among: Option<String>,
}

/// The noun by which all that name the same thing go, with the small words that describe it.
fn counted(scene: &Scene<'_, '_>, number: &Found) -> Counted {
    let sheet = scene.sheet;
    let words: Vec<&str> = number.unit.split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let same = |from: usize| Some((from, sheet.language.same.get(&lower.get(from..)?.join(" "))?));
    let (from, noun) = (0..lower.len())
        .find_map(same)
        .or_else(|| Some((lower.len().checked_sub(1)?, lower.last()?)))
        .unwrap_or((0, &number.unit));
    let described = words.iter().zip(&lower).take(from);
    let described = described.filter(|(word, lower)| *word == lower).map(|(_, lower)| lower.as_str());
    let unit = described.chain([noun.as_str()]).collect::<Vec<_>>().join(" ");
    let people = |at: usize| sheet.sense(at, |sense| matches!(sense, Sense::People(_))) > 0;
    let any = sheet.language.anyone.as_ref().filter(|any| **any != unit);
    let some = number.tokens.end.checked_sub(1).is_some_and(people);
    Counted { unit, among: any.filter(|_| some).cloned() }
}

/// What became of those counted, where their noun says so: "310 lives".
fn fate(scene: &Scene<'_, '_>, number: &Found) -> Option<(String, Range<usize>)> {
    let noun = number.unit.rsplit(' ').next()?.to_lowercase();
    let role = scene.sheet.language.fates.get(&noun)?;
    Some((role.clone(), number.tokens.clone()))
}

/// The claim that told before what is named again: of the kind, with a word of the name, or the last of the
/// kind, where its noun stands alone behind an article: "in the battle".
pub(crate) fn told_before(scene: &Scene<'_, '_>, trigger: &Trigger, claims: &[Claim]) -> Option<ClaimId> {
    let sheet = scene.sheet;
    let own = |at: &usize| sheet.is_capital(*at) && !trigger.head.contains(at) && !sheet.is_function(*at);
    let own: Vec<&str> = trigger.phrase.clone().filter(own).map(|at| sheet.word(at)).collect();
    let same = |claim: &&Claim| {
        claim.kind == trigger.kind && own.iter().any(|word| claim.name.split(' ').any(|told| told == *word))
    };
    let start = trigger.phrase.start;
    let definite = start > scene.tokens.start && sheet.is(start - 1, Function::Definite);
    let alone = definite && trigger.phrase == trigger.head && !sheet.is_capital(start);
    let again = |claim: &&Claim| if alone { claim.kind == trigger.kind } else { same(claim) };
    claims.iter().rev().take(AGAIN).find(again).map(|claim| claim.claim_id.clone())
}

fn numbers(scene: &Scene<'_, '_>) -> Vec<Found> {
    let mut numbers = Vec::new();
    let mut at = scene.tokens.start;
    while at < scene.tokens.end {
        if scene.covered_at(at).is_some() {
            at += 1;
            continue;
        }
        let found = counted_at(scene.sheet, at).filter(|found| found.tokens.end <= scene.tokens.end);
        at = found.as_ref().map_or(at + 1, |found| found.next.max(at + 1));
        numbers.extend(found.filter(|found| !found.unit.is_empty()));
    }
    numbers
}

/// What became of those counted, in the words nearest to the number, and these words.
fn role(
    scene: &Scene<'_, '_>,
    events: &[(&Trigger, &ClaimId)],
    number: &Range<usize>,
    others: &[Option<Range<usize>>; 2],
) -> Option<(String, Range<usize>)> {
    let sheet = scene.sheet;
    let from = number.start.saturating_sub(REACH).max(scene.tokens.start);
    let until = (number.end + REACH).min(scene.tokens.end);
    let from = others.first().and_then(Option::as_ref).map_or(from, |other| from.max(other.end));
    let until = others.last().and_then(Option::as_ref).map_or(until, |other| until.min(other.start));
    let mut best: Option<(usize, RoleId, Range<usize>)> = None;
    for at in from..until {
        let Some((len, role)) = sheet.phrase(at, |sense| match sense {
            Sense::Role(role) => Some(role),
            _ => None,
        }) else {
            continue;
        };
        let words = at..at + len;
        let own = |(trigger, _): &(&Trigger, &ClaimId)| overlap(&trigger.head, &words);
        let gap = gap(number, &words);
        let breaks = gap.clone().any(|at| matches!(sheet.word(at), ";" | ":" | "(" | ")"));
        // "the flood, in which 30 people died": a comma may stand between event and number only.
        if breaks || words.start < number.end && number.start < words.end || events.iter().any(own) {
            continue;
        }
        if best.as_ref().is_none_or(|(nearest, ..)| gap.len() < *nearest) {
            best = Some((gap.len(), role, words));
        }
    }
    let (_, role, words) = best?;
    Some((sheet.language.role(role)?.to_owned(), words))
}

/// Whose people they are, where the clause names one country or body beside the event.
fn owners(
    scene: &Scene<'_, '_>,
    events: &[(&Trigger, &ClaimId)],
    number: &Range<usize>,
    words: &Range<usize>,
) -> Vec<String> {
    let clause = clause(scene, &(number.start.min(words.start)..number.end.max(words.end)));
    let inside = scene.mentions.iter().filter(|mention| {
        clause.start <= mention.tokens.start
            && mention.tokens.end <= clause.end
            && !events.iter().any(|(trigger, _)| overlap(&trigger.extent(), &mention.tokens))
            && !is_placed(scene, mention.tokens.start)
    });
    let owner =
        |(class, id): (EntityClass, &EntityId)| (class != EntityClass::Person).then(|| id.to_string());
    let owners: BTreeSet<String> = inside.filter_map(|mention| mention.entity().and_then(owner)).collect();
    // All parties together are no owner of their own.
    if owners.len() == 1 { owners.into_iter().collect() } else { Vec::new() }
}

/// Whether "in", "at" or "to" stands before a name: it tells where.
fn is_placed(scene: &Scene<'_, '_>, at: usize) -> bool {
    let before =
        at.checked_sub(1).filter(|before| !scene.sheet.is(*before, Function::Definite)).or(at.checked_sub(2));
    before.is_some_and(|at| {
        [Function::PlacePreposition, Function::Toward].iter().any(|class| scene.sheet.is(at, *class))
    })
}

fn clause(scene: &Scene<'_, '_>, words: &Range<usize>) -> Range<usize> {
    let stops = |at: &usize| {
        matches!(scene.sheet.word(*at), "," | ";" | ":" | "(" | ")") && !scene.sheet.is_in_number(*at)
    };
    let start = (scene.tokens.start..words.start).rev().find(stops).map_or(scene.tokens.start, |at| at + 1);
    let end = (words.end..scene.tokens.end).find(stops).unwrap_or(scene.tokens.end);
    start..end
}

/// The event whose words are nearest; none where two are as near.
fn nearest<'c>(events: &[(&Trigger, &'c ClaimId)], number: &Range<usize>) -> Option<&'c ClaimId> {
    let mut near: Vec<(usize, &ClaimId)> =
        events.iter().map(|(trigger, claim)| (gap(number, &trigger.extent()).len(), *claim)).collect();
    near.sort_unstable();
    match near.as_slice() {
        [(first, claim), (second, other), ..] if first == second && claim != other => None,
        [(_, claim), ..] => Some(claim),
        [] => None,
    }
}

/// The event whose own words count: "sent 300 men", "a loan of 300 crowns".
fn of_trigger<'c>(
    scene: &Scene<'_, '_>,
    events: &[(&Trigger, &'c ClaimId)],
    number: &Range<usize>,
) -> Option<&'c ClaimId> {
    let mut near = events.iter().filter(|(trigger, _)| {
        let between = gap(number, &trigger.extent());
        let breaks = |at: usize| {
            let mark =
                matches!(scene.sheet.word(at), "," | ";" | ":" | "(" | ")") && !scene.sheet.is_in_number(at);
            mark || scene.is_verb(at) && !scene.sheet.is(at, Function::Auxiliary)
        };
        between.len() <= NEAR && !between.clone().any(breaks)
    });
    let (_, claim) = near.next()?;
    near.all(|(_, other)| other == claim).then_some(claim)
}

/// The tokens between two ranges.
fn gap(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let (start, end) = (one.end.min(other.end), one.start.max(other.start));
    start..end.max(start)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
