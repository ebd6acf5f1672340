//! The two parties of an event where a table does not know them: "A and B signed", "between A and B".

use std::ops::Range;

use annals_knowledge::{Function, Kind, Once, Sense};
use annals_model::{EntityClass, EntityId, Naming, slug};

use super::scene::Scene;
use super::trigger::Trigger;
use crate::names::{Mention, is_abbreviation, shown};

/// How far behind an event's words its parties are looked for.
const REACH: usize = 12;

/// Most words of a name.
const WORDS: usize = 3;

/// A name that stands for a party.
struct Party {
    id: EntityId,
    tokens: Range<usize>,
    /// Whether a table knows it.
    known: bool,
}

/// Both parties, where the words name two, and no table knows at least one of them. An event that has no
/// name, and that two may have again, is known by all its parties, with others it is another: of those the
/// two that both are told as people are, by several words that nothing explains.
pub(crate) fn pair(scene: &Scene<'_, '_>, trigger: &Trigger, kinds: &[Kind]) -> Option<[EntityId; 2]> {
    let [first, second] =
        between(scene, trigger).or_else(|| signing(scene, trigger)).or_else(|| by(scene, trigger))?;
    let once = || kinds.iter().any(|kind| kind.id == trigger.kind && kind.once == Some(Once::Parties));
    let people = || [&first, &second].iter().all(|party| !party.known && party.tokens.len() > 1);
    let own = trigger.naming == Naming::Proper || once() || people();
    (own && !(first.known && second.known) && first.id != second.id).then_some([first.id, second.id])
}

/// "the treaty between A and B"
fn between(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<[Party; 2]> {
    let end = (trigger.phrase.end + 1).min(scene.tokens.end);
    let link = (trigger.head.end..end).find(|at| scene.sheet.is(*at, Function::Between))?;
    listed(scene, link + 1)
}

/// "A and B signed the treaty", "A signed the treaty with B"
fn signing(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<[Party; 2]> {
    let sheet = scene.sheet;
    let start = trigger.phrase.start;
    let own = trigger.verb().filter(|verb| verb.start < start).map(|verb| verb.start);
    // "A and B have had relations since …"
    let has = |at: &usize| sheet.is(*at, Function::Auxiliary);
    let had = || (scene.tokens.start..start).rev().take_while(has).last();
    let mut verb = own.or_else(had)?;
    // "Both neighbours, A and B, signed"
    verb -= usize::from(verb > scene.tokens.start && sheet.word(verb - 1) == ",");
    let last = name_before(scene, verb)?;
    let and = last.tokens.start.checked_sub(1).filter(|and| *and > scene.tokens.start);
    if let Some(and) = and.filter(|and| sheet.is(*and, Function::And)) {
        let first = name_before(scene, and)?;
        let more = first.tokens.start.checked_sub(1).filter(|comma| *comma > scene.tokens.start);
        let more = more.is_some_and(|comma| sheet.word(comma) == "," && sheet.is_capital(comma - 1));
        return (!more).then_some([first, last]);
    }
    let with = linked(scene, trigger.extent().end, Function::With)?;
    let other = name_at(scene, with + 1)?;
    (!goes_on(scene, other.tokens.end)).then_some([last, other])
}

/// "the treaty was signed on 3 May by A and B"
fn by(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<[Party; 2]> {
    let agent = linked(scene, trigger.extent().end, Function::Agent)?;
    listed(scene, agent + 1)
}

/// The next word of a class behind an event's words, with nothing but times and places before it.
fn linked(scene: &Scene<'_, '_>, from: usize, class: Function) -> Option<usize> {
    for at in from..scene.tokens.end.min(from + REACH) {
        if scene.covered_at(at).is_some() || scene.sheet.is_in_number(at) {
            continue;
        }
        if scene.sheet.is(at, class) {
            return Some(at);
        }
        let stops = scene.is_verb(at) || scene.breaks(at) || matches!(scene.sheet.word(at), "," | ";" | ".");
        if stops || scene.sheet.is(at, Function::And) {
            return None;
        }
    }
    None
}

/// "A and B", and no third.
fn listed(scene: &Scene<'_, '_>, at: usize) -> Option<[Party; 2]> {
    let first = name_at(scene, at)?;
    let and = first.tokens.end;
    let second = name_at(scene, and + scene.sheet.function(and, Function::And))
        .filter(|_| scene.sheet.is(and, Function::And))?;
    (!goes_on(scene, second.tokens.end)).then_some([first, second])
}

/// Whether another name of the list follows, or the name was only the first part of one.
fn goes_on(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    let link = sheet.word(at) == "," || sheet.is(at, Function::And) || sheet.is(at, Function::Of);
    let next = at + 1 + usize::from(sheet.is(at + 1, Function::Definite));
    let another = link && at < scene.tokens.end && sheet.is_capital(next) && scene.covered_at(next).is_none();
    another || sheet.is_possessive(at) || matches!(sheet.word(at), "-" | "–" | "’")
}

/// The name at a token, an article before it or not: "the Republic of X" is X.
fn name_at(scene: &Scene<'_, '_>, at: usize) -> Option<Party> {
    let sheet = scene.sheet;
    let start = at + usize::from(sheet.is(at, Function::Definite));
    if let Some(party) = known(scene, start).filter(|party| party.tokens.start == start) {
        return Some(party);
    }
    let end = (start..=start + WORDS).find(|at| !is_plain(scene, *at)).filter(|end| *end > start)?;
    let land = (start..end).any(|at| sheet.sense(at, |sense| sense == Sense::State) > 0);
    if land && sheet.is(end, Function::Of) {
        let state = name_at(scene, end + 1)?;
        return Some(Party { tokens: start..state.tokens.end, ..state });
    }
    unknown(scene, start..end)
}

/// The name that ends before a token.
fn name_before(scene: &Scene<'_, '_>, end: usize) -> Option<Party> {
    let last = end.checked_sub(1).filter(|last| scene.tokens.contains(last))?;
    if let Some(party) = known(scene, last).filter(|party| party.tokens.end == end) {
        return Some(party);
    }
    let mut start = end;
    while start > scene.tokens.start && end - start <= WORDS && is_plain(scene, start - 1) {
        start -= 1;
    }
    let mut party = unknown(scene, start..end)?;
    let of = start.checked_sub(2).filter(|_| scene.sheet.is(start - 1, Function::Of));
    let land =
        |at: usize| scene.sheet.is_capital(at) && scene.sheet.sense(at, |sense| sense == Sense::State) > 0;
    if let Some(land) = of.filter(|at| *at >= scene.tokens.start && land(*at)) {
        let article = land.checked_sub(1).filter(|at| scene.sheet.is(*at, Function::Definite));
        party.tokens.start = article.unwrap_or(land);
    }
    Some(party)
}

/// A country that a table knows.
fn known(scene: &Scene<'_, '_>, at: usize) -> Option<Party> {
    let mention = scene.mention_at(at)?;
    let (EntityClass::Place, id) = mention.entity()? else { return None };
    Some(Party { id: id.clone(), tokens: mention.tokens.clone(), known: true })
}

fn unknown(scene: &Scene<'_, '_>, tokens: Range<usize>) -> Option<Party> {
    let short = (1..=WORDS).contains(&tokens.len());
    let letters = tokens.clone().any(|at| is_abbreviation(scene.sheet.word(at)));
    let id = EntityId::new(slug(&shown(scene.sheet.slice(&tokens))));
    (short && !letters).then_some(Party { id, tokens, known: false })
}

/// Whether a token is a word of a name that nothing explains.
fn is_plain(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    scene.tokens.contains(&at)
        && sheet.is_capital(at)
        && !sheet.is_function(at)
        && scene.covered_at(at).is_none()
        && scene.mention_at(at).is_none_or(|mention| mention.entity().is_none() || is_state(scene, mention))
}

/// "the Federal Republic of X", taken for a body.
fn is_state(scene: &Scene<'_, '_>, mention: &Mention) -> bool {
    let land = |at: usize| scene.sheet.sense(at, |sense| sense == Sense::State) > 0;
    let of = |at: usize| scene.sheet.is(at, Function::Of);
    let mut words = mention.tokens.clone();
    mention.is(EntityClass::Organisation) && words.any(land) && words.any(of)
}
