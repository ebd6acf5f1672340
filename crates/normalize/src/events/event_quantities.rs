//! Event–quantity relations: which event a number belongs to, and what it counts there.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_knowledge::{Function, RoleId, Sense};
use annals_model::{Claim, ClaimId, EntityClass, EntityId};

use crate::context::SentenceContext;
use crate::events::triggers::trigger::Trigger;
use crate::quantities::{Found, counted_at};

/// Most tokens between a number and the words for a role.
const REACH: usize = 8;

/// Most tokens between a number and its event.
const NEAR: usize = 10;

/// Number of earlier claims that are searched for a repeated mention.
const AGAIN: usize = 40;

/// A number of an event.
pub(crate) struct QuantityLink {
    pub(crate) tokens: Range<usize>,
    pub(crate) claim: ClaimId,
    /// The role of those counted and their owner; empty if the event itself counts them.
    pub(crate) of: String,
    /// The unit, normalised over synonyms.
    pub(crate) unit: String,
    /// The word for people in general, if those counted are a kind of people.
    pub(crate) among: Option<String>,
}

/// Returns the numbers of a sentence that belong to one of its events, or to the event of the previous
/// sentence.
pub(crate) fn event_quantities(
    context: &SentenceContext<'_, '_>,
    found: &[Trigger],
    claims: &[(usize, ClaimId)],
    before: Option<&ClaimId>,
) -> Vec<QuantityLink> {
    let events: Vec<(&Trigger, &ClaimId)> =
        claims.iter().filter_map(|(number, claim)| Some((found.get(*number)?, claim))).collect();
    let numbers = numbers(context);
    let mut links = Vec::new();
    for (at, number) in numbers.iter().enumerate() {
        let others = [at.checked_sub(1), Some(at + 1)].map(|at| numbers.get(at?).map(|it| it.tokens.clone()));
        let role = fate(context, number).or_else(|| role(context, &events, &number.tokens, &others));
        let claim = match (&role, events.as_slice()) {
            (Some(_), []) if context.dates().next().is_none() && found.is_empty() => before,
            (Some(_), events) => nearest(events, &number.tokens),
            (None, events) => of_trigger(context, events, &number.tokens),
        };
        let Some(claim) = claim else { continue };
        let of = match role {
            Some((role, words)) => {
                [vec![role], owners(context, &events, &number.tokens, &words)].concat().join(" ")
            }
            None => String::new(),
        };
        let Counted { unit, among } = counted(context, number);
        links.push(QuantityLink { tokens: number.tokens.clone(), claim: claim.clone(), of, unit, among });
    }
    links
}

/// The unit of a number, in normalised words.
struct Counted {
    unit: String,
    among: Option<String>,
}

/// Returns the unit of a number: the noun normalised over synonyms, with its lower-case modifiers.
fn counted(context: &SentenceContext<'_, '_>, number: &Found) -> Counted {
    let segment = context.segment;
    let words: Vec<&str> = number.unit.split(' ').collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let same = |from: usize| Some((from, segment.language.same.get(&lower.get(from..)?.join(" "))?));
    let (from, noun) = (0..lower.len())
        .find_map(same)
        .or_else(|| Some((lower.len().checked_sub(1)?, lower.last()?)))
        .unwrap_or((0, &number.unit));
    let described = words.iter().zip(&lower).take(from);
    let described = described.filter(|(word, lower)| *word == lower).map(|(_, lower)| lower.as_str());
    let unit = described.chain([noun.as_str()]).collect::<Vec<_>>().join(" ");
    let people = |at: usize| segment.sense(at, |sense| matches!(sense, Sense::People(_))) > 0;
    let any = segment.language.anyone.as_ref().filter(|any| **any != unit);
    let some = number.tokens.end.checked_sub(1).is_some_and(people);
    Counted { unit, among: any.filter(|_| some).cloned() }
}

/// Returns the role that the counted noun itself implies: "310 lives".
fn fate(context: &SentenceContext<'_, '_>, number: &Found) -> Option<(String, Range<usize>)> {
    let noun = number.unit.rsplit(' ').next()?.to_lowercase();
    let role = context.segment.language.fates.get(&noun)?;
    Some((role.clone(), number.tokens.clone()))
}

/// Returns the earlier claim that a trigger repeats: of the same kind with a word of the name, or the last of
/// the kind for a bare definite noun ("in the battle").
pub(crate) fn claimed_earlier(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
    claims: &[Claim],
) -> Option<ClaimId> {
    let segment = context.segment;
    let own = |at: &usize| segment.is_capital(*at) && !trigger.head.contains(at) && !segment.is_function(*at);
    let own: Vec<&str> = trigger.phrase.clone().filter(own).map(|at| segment.word(at)).collect();
    let same = |claim: &&Claim| {
        claim.kind == trigger.kind && own.iter().any(|word| claim.name.split(' ').any(|part| part == *word))
    };
    let start = trigger.phrase.start;
    let definite = start > context.tokens.start && segment.is(start - 1, Function::Definite);
    let alone = definite && trigger.phrase == trigger.head && !segment.is_capital(start);
    let again = |claim: &&Claim| if alone { claim.kind == trigger.kind } else { same(claim) };
    claims.iter().rev().take(AGAIN).find(again).map(|claim| claim.claim_id.clone())
}

fn numbers(context: &SentenceContext<'_, '_>) -> Vec<Found> {
    let mut numbers = Vec::new();
    let mut at = context.tokens.start;
    while at < context.tokens.end {
        if context.covered_at(at).is_some() {
            at += 1;
            continue;
        }
        let found = counted_at(context.segment, at).filter(|found| found.tokens.end <= context.tokens.end);
        at = found.as_ref().map_or(at + 1, |found| found.next.max(at + 1));
        numbers.extend(found.filter(|found| !found.unit.is_empty()));
    }
    numbers
}

/// Returns the role nearest to the number, and its words.
fn role(
    context: &SentenceContext<'_, '_>,
    events: &[(&Trigger, &ClaimId)],
    number: &Range<usize>,
    others: &[Option<Range<usize>>; 2],
) -> Option<(String, Range<usize>)> {
    let segment = context.segment;
    let from = number.start.saturating_sub(REACH).max(context.tokens.start);
    let until = (number.end + REACH).min(context.tokens.end);
    let from = others.first().and_then(Option::as_ref).map_or(from, |other| from.max(other.end));
    let until = others.last().and_then(Option::as_ref).map_or(until, |other| until.min(other.start));
    let mut best: Option<(usize, RoleId, Range<usize>)> = None;
    for at in from..until {
        let Some((len, role)) = segment.phrase(at, |sense| match sense {
            Sense::Role(role) => Some(role),
            _ => None,
        }) else {
            continue;
        };
        let words = at..at + len;
        let own = |(trigger, _): &(&Trigger, &ClaimId)| overlap(&trigger.head, &words);
        let gap = gap(number, &words);
        let breaks = gap.clone().any(|at| matches!(segment.word(at), ";" | ":" | "(" | ")"));
        // "the flood, in which 30 people died": a comma may separate event and number, but not number and
        // role.
        if breaks || words.start < number.end && number.start < words.end || events.iter().any(own) {
            continue;
        }
        if best.as_ref().is_none_or(|(nearest, ..)| gap.len() < *nearest) {
            best = Some((gap.len(), role, words));
        }
    }
    let (_, role, words) = best?;
    Some((segment.language.role(role)?.to_owned(), words))
}

/// Returns the owner of those counted, if the clause names exactly one country or organisation outside the
/// event.
fn owners(
    context: &SentenceContext<'_, '_>,
    events: &[(&Trigger, &ClaimId)],
    number: &Range<usize>,
    words: &Range<usize>,
) -> Vec<String> {
    let clause = clause(context, &(number.start.min(words.start)..number.end.max(words.end)));
    let inside = context.mentions.iter().filter(|mention| {
        clause.start <= mention.tokens.start
            && mention.tokens.end <= clause.end
            && !events.iter().any(|(trigger, _)| overlap(&trigger.extent(), &mention.tokens))
            && !is_placed(context, mention.tokens.start)
    });
    let owner =
        |(class, id): (EntityClass, &EntityId)| (class != EntityClass::Person).then(|| id.to_string());
    let owners: BTreeSet<String> = inside.filter_map(|mention| mention.entity().and_then(owner)).collect();
    // Several owners together are none.
    if owners.len() == 1 { owners.into_iter().collect() } else { Vec::new() }
}

/// Returns whether a place preposition precedes a name.
fn is_placed(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let before = at
        .checked_sub(1)
        .filter(|before| !context.segment.is(*before, Function::Definite))
        .or(at.checked_sub(2));
    before.is_some_and(|at| {
        [Function::PlacePreposition, Function::Toward].iter().any(|class| context.segment.is(at, *class))
    })
}

fn clause(context: &SentenceContext<'_, '_>, words: &Range<usize>) -> Range<usize> {
    let stops = |at: &usize| {
        matches!(context.segment.word(*at), "," | ";" | ":" | "(" | ")") && !context.segment.is_in_number(*at)
    };
    let start =
        (context.tokens.start..words.start).rev().find(stops).map_or(context.tokens.start, |at| at + 1);
    let end = (words.end..context.tokens.end).find(stops).unwrap_or(context.tokens.end);
    start..end
}

/// Returns the nearest event, or none if two are equally near.
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

/// Returns the event whose own words count: "sent 300 men", "a loan of 300 crowns".
fn of_trigger<'c>(
    context: &SentenceContext<'_, '_>,
    events: &[(&Trigger, &'c ClaimId)],
    number: &Range<usize>,
) -> Option<&'c ClaimId> {
    let mut near = events.iter().filter(|(trigger, _)| {
        let between = gap(number, &trigger.extent());
        let breaks = |at: usize| {
            let mark = matches!(context.segment.word(at), "," | ";" | ":" | "(" | ")")
                && !context.segment.is_in_number(at);
            mark || context.is_verb(at) && !context.segment.is(at, Function::Auxiliary)
        };
        between.len() <= NEAR && !between.clone().any(breaks)
    });
    let (_, claim) = near.next()?;
    near.all(|(_, other)| other == claim).then_some(claim)
}

/// Returns the tokens between two ranges.
fn gap(one: &Range<usize>, other: &Range<usize>) -> Range<usize> {
    let (start, end) = (one.end.min(other.end), one.start.max(other.start));
    start..end.max(start)
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
