//! Two parties of which at least one is unlisted: "A and B signed", "between A and B".

use std::ops::Range;

use annals_knowledge::{Function, Kind, Once, Sense};
use annals_model::{EntityClass, EntityId, Naming, slug};

use crate::context::SentenceContext;
use crate::events::triggers::trigger::Trigger;
use crate::names::{Mention, is_abbreviation, shown};

/// Most tokens between an event's words and its parties.
const REACH: usize = 12;

/// Most words of a name.
const WORDS: usize = 3;

/// A name that denotes a party.
struct Party {
    id: EntityId,
    tokens: Range<usize>,
    /// Whether the gazetteer has it.
    known: bool,
}

/// Returns both parties, if the words name exactly two and at least one is unlisted.
///
/// Requires that the pair identifies the event: it has a proper name, or its kind is unique per pair, or both
/// parties are unlisted names of several words, as of persons.
pub(crate) fn unlisted_pair(
    context: &SentenceContext<'_, '_>,
    trigger: &Trigger,
    kinds: &[Kind],
) -> Option<[EntityId; 2]> {
    let [first, second] =
        between(context, trigger).or_else(|| signing(context, trigger)).or_else(|| by(context, trigger))?;
    let once = || kinds.iter().any(|kind| kind.id == trigger.kind && kind.once == Some(Once::Parties));
    let people = || [&first, &second].iter().all(|party| !party.known && party.tokens.len() > 1);
    let own = trigger.naming == Naming::Proper || once() || people();
    (own && !(first.known && second.known) && first.id != second.id).then_some([first.id, second.id])
}

/// "the treaty between A and B"
fn between(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<[Party; 2]> {
    let end = (trigger.phrase.end + 1).min(context.tokens.end);
    let link = (trigger.head.end..end).find(|at| context.segment.is(*at, Function::Between))?;
    listed(context, link + 1)
}

/// "A and B signed the treaty", "A signed the treaty with B"
fn signing(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<[Party; 2]> {
    let segment = context.segment;
    let start = trigger.phrase.start;
    let own = trigger.verb().filter(|verb| verb.start < start).map(|verb| verb.start);
    // "A and B have had relations since …"
    let has = |at: &usize| segment.is(*at, Function::Auxiliary);
    let had = || (context.tokens.start..start).rev().take_while(has).last();
    let mut verb = own.or_else(had)?;
    // "Both neighbours, A and B, signed"
    verb -= usize::from(verb > context.tokens.start && segment.word(verb - 1) == ",");
    let last = name_before(context, verb)?;
    let and = last.tokens.start.checked_sub(1).filter(|and| *and > context.tokens.start);
    if let Some(and) = and.filter(|and| segment.is(*and, Function::And)) {
        let first = name_before(context, and)?;
        let more = first.tokens.start.checked_sub(1).filter(|comma| *comma > context.tokens.start);
        let more = more.is_some_and(|comma| segment.word(comma) == "," && segment.is_capital(comma - 1));
        return (!more).then_some([first, last]);
    }
    let with = linked(context, trigger.extent().end, Function::With)?;
    let other = name_at(context, with + 1)?;
    (!goes_on(context, other.tokens.end)).then_some([last, other])
}

/// "the treaty was signed on 3 May by A and B"
fn by(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<[Party; 2]> {
    let agent = linked(context, trigger.extent().end, Function::Agent)?;
    listed(context, agent + 1)
}

/// Returns the next word of a class after an event's words, with only times and places before it.
fn linked(context: &SentenceContext<'_, '_>, from: usize, class: Function) -> Option<usize> {
    for at in from..context.tokens.end.min(from + REACH) {
        if context.covered_at(at).is_some() || context.segment.is_in_number(at) {
            continue;
        }
        if context.segment.is(at, class) {
            return Some(at);
        }
        let stops =
            context.is_verb(at) || context.breaks(at) || matches!(context.segment.word(at), "," | ";" | ".");
        if stops || context.segment.is(at, Function::And) {
            return None;
        }
    }
    None
}

/// Returns "A and B", if there is no third.
fn listed(context: &SentenceContext<'_, '_>, at: usize) -> Option<[Party; 2]> {
    let first = name_at(context, at)?;
    let and = first.tokens.end;
    let second = name_at(context, and + context.segment.function(and, Function::And))
        .filter(|_| context.segment.is(and, Function::And))?;
    (!goes_on(context, second.tokens.end)).then_some([first, second])
}

/// Returns whether another name of the list follows, or the name continues.
fn goes_on(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    let link = segment.word(at) == "," || segment.is(at, Function::And) || segment.is(at, Function::Of);
    let next = at + 1 + usize::from(segment.is(at + 1, Function::Definite));
    let another =
        link && at < context.tokens.end && segment.is_capital(next) && context.covered_at(next).is_none();
    another || segment.is_possessive(at) || matches!(segment.word(at), "-" | "–" | "’")
}

/// Returns the name at a token or after its article: "the Republic of X" is X.
fn name_at(context: &SentenceContext<'_, '_>, at: usize) -> Option<Party> {
    let segment = context.segment;
    let start = at + usize::from(segment.is(at, Function::Definite));
    if let Some(party) = known(context, start).filter(|party| party.tokens.start == start) {
        return Some(party);
    }
    let end = (start..=start + WORDS).find(|at| !is_plain(context, *at)).filter(|end| *end > start)?;
    let land = (start..end).any(|at| segment.sense(at, |sense| sense == Sense::State) > 0);
    if land && segment.is(end, Function::Of) {
        let state = name_at(context, end + 1)?;
        return Some(Party { tokens: start..state.tokens.end, ..state });
    }
    unknown(context, start..end)
}

/// Returns the name that ends before a token.
fn name_before(context: &SentenceContext<'_, '_>, end: usize) -> Option<Party> {
    let last = end.checked_sub(1).filter(|last| context.tokens.contains(last))?;
    if let Some(party) = known(context, last).filter(|party| party.tokens.end == end) {
        return Some(party);
    }
    let mut start = end;
    while start > context.tokens.start && end - start <= WORDS && is_plain(context, start - 1) {
        start -= 1;
    }
    let mut party = unknown(context, start..end)?;
    let of = start.checked_sub(2).filter(|_| context.segment.is(start - 1, Function::Of));
    let land = |at: usize| {
        context.segment.is_capital(at) && context.segment.sense(at, |sense| sense == Sense::State) > 0
    };
    if let Some(land) = of.filter(|at| *at >= context.tokens.start && land(*at)) {
        let article = land.checked_sub(1).filter(|at| context.segment.is(*at, Function::Definite));
        party.tokens.start = article.unwrap_or(land);
    }
    Some(party)
}

/// Returns a country of the gazetteer.
fn known(context: &SentenceContext<'_, '_>, at: usize) -> Option<Party> {
    let mention = context.mention_at(at)?;
    let (EntityClass::Place, id) = mention.entity()? else { return None };
    Some(Party { id: id.clone(), tokens: mention.tokens.clone(), known: true })
}

fn unknown(context: &SentenceContext<'_, '_>, tokens: Range<usize>) -> Option<Party> {
    let short = (1..=WORDS).contains(&tokens.len());
    let letters = tokens.clone().any(|at| is_abbreviation(context.segment.word(at)));
    let id = EntityId::new(slug(&shown(context.segment.slice(&tokens))));
    (short && !letters).then_some(Party { id, tokens, known: false })
}

/// Returns whether a token is part of an unlisted name.
fn is_plain(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    context.tokens.contains(&at)
        && segment.is_capital(at)
        && !segment.is_function(at)
        && context.covered_at(at).is_none()
        && context
            .mention_at(at)
            .is_none_or(|mention| mention.entity().is_none() || is_state(context, mention))
}

/// Returns whether a mention is a state read as an organisation: "the Federal Republic of X".
fn is_state(context: &SentenceContext<'_, '_>, mention: &Mention) -> bool {
    let land = |at: usize| context.segment.sense(at, |sense| sense == Sense::State) > 0;
    let of = |at: usize| context.segment.is(at, Function::Of);
    let mut words = mention.tokens.clone();
    mention.is(EntityClass::Organisation) && words.any(land) && words.any(of)
}
