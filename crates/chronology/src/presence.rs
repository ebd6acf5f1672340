//! Forces of one country in another: a complete withdrawal is the end of it.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::Day;
use annals_model::{Axioms, ClaimRow, EntityId, Extent, ForceMovement};
use annals_text::can_be_name_and_adjective;
use jiff::ToSpan;

use crate::general::{Share, tie};
use crate::timeline::{Law, Rows, Tie};

/// How many years after a complete withdrawal forces of the country are still taken for those that
/// were withdrawn; later they may have come again, and nobody has told.
const YEARS: i64 = 10;

/// A force that came or left.
pub(crate) struct Moved<'r> {
    pub(crate) told: &'r ForceMovement,
    pub(crate) claim: &'r ClaimRow,
    pub(crate) event: usize,
    pub(crate) direction: Direction,
}

impl Moved<'_> {
    /// Whether nothing of the force is left by it.
    fn is_end(&self) -> bool {
        self.direction == Direction::Leaves && self.told.extent == Extent::Whole
    }
}

/// Whether a force came, left or stayed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Comes,
    Leaves,
    /// It is there.
    Stays,
}

/// Whose forces, and where.
type Sides<'r> = (&'r EntityId, &'r EntityId);

/// Nobody of a force leaves a country after all of it has left.
///
/// That two claims speak of one force is known by the country that it is of, the country that it is
/// in, and who it is: two forces that `knowledge/` tells apart are two. Where a force of the country
/// has come again in between, nothing follows.
pub(crate) fn ties<'r>(
    rows: &Rows<'r>,
    movements: &BTreeMap<usize, Vec<Moved<'r>>>,
    facts: &'_ Axioms,
) -> Vec<Tie<'r>> {
    let mut by_sides: BTreeMap<(EntityId, EntityId), Vec<&Moved<'r>>> = BTreeMap::new();
    for told in movements.values() {
        for moved in told {
            if let Some((home, host)) = sides(moved, told, facts) {
                by_sides.entry((home.clone(), host.clone())).or_default().push(moved);
            }
        }
    }
    let mut ties = Vec::new();
    for ((home, _), told) in &by_sides {
        for whole in told.iter().filter(|moved| moved.is_end()) {
            let Some(whose) = whose(whole.claim, home, facts) else { continue };
            let later = told.iter().filter(|act| is_one_force(whole.claim, act.claim, home, facts));
            ties.extend(later.filter_map(|act| after_end(rows, whole, act, whose, told)));
        }
    }
    ties.extend(told_by_name(rows, movements, facts));
    ties
}

/// The same of forces whose country no table has: they are of one country, where the one word can be the
/// adjective of the other, and in one place, where its name is the same.
fn told_by_name<'r>(
    rows: &Rows<'r>,
    movements: &BTreeMap<usize, Vec<Moved<'r>>>,
    facts: &Axioms,
) -> Vec<Tie<'r>> {
    let mut by_host: BTreeMap<&EntityId, Vec<(&'r EntityId, &Moved<'r>)>> = BTreeMap::new();
    for moved in movements.values().flatten() {
        let sides = moved.told.sides.as_ref().filter(|_| homes(moved.claim, facts).is_empty());
        if let Some(sides) = sides {
            by_host.entry(&sides.host).or_default().push((&sides.home, moved));
        }
    }
    let mut ties = Vec::new();
    for told in by_host.into_values() {
        for (home, whole) in told.iter().filter(|(_, moved)| moved.is_end()) {
            let same = |other: &EntityId| can_be_name_and_adjective(home.as_str(), other.as_str());
            let theirs: Vec<&Moved<'r>> =
                told.iter().filter(|(other, _)| same(other)).map(|(_, moved)| *moved).collect();
            ties.extend(theirs.iter().filter_map(|act| after_end(rows, whole, act, home, &theirs)));
        }
    }
    ties
}

/// That what is told of a force later than its end cannot be, unless it has come again.
fn after_end<'r>(
    rows: &Rows<'r>,
    whole: &Moved<'r>,
    act: &Moved<'r>,
    whose: &'r EntityId,
    told: &[&Moved<'r>],
) -> Option<Tie<'r>> {
    let over = last(whole.claim)?;
    let (from, to) = first(act.claim).zip(last(act.claim))?;
    let limit = over.checked_add(YEARS.years()).unwrap_or(Day::MAX);
    let again = told.iter().any(|come| {
        come.direction == Direction::Comes
            && last(come.claim)
                .is_some_and(|day| over <= day && first(come.claim).is_some_and(|day| day <= to))
    });
    let later_end = act.told.extent == Extent::Whole && rows_tell_apart(rows, whole, act);
    let possible = act.event != whole.event
        && act.direction != Direction::Comes
        && from > over
        && from <= limit
        && !again
        && !later_end;
    possible.then(|| {
        tie(Law::Withdrawal, whose, (whole.event, whole.claim), (act.event, act.claim), Share::Whole)
    })
}

/// Whether one article tells of two complete withdrawals, and so of two presences.
fn rows_tell_apart(rows: &Rows<'_>, one: &Moved<'_>, other: &Moved<'_>) -> bool {
    let articles =
        |event: usize| rows.release.events.get(event).map(|row| row.articles.iter().collect::<BTreeSet<_>>());
    match (articles(one.event), articles(other.event)) {
        (Some(one), Some(other)) => one.intersection(&other).next().is_some(),
        _ => false,
    }
}

fn first(claim: &ClaimRow) -> Option<Day> {
    claim.date.as_ref()?.earliest()
}

fn last(claim: &ClaimRow) -> Option<Day> {
    claim.date.as_ref()?.latest()
}

/// The countries of those who take part, as far as they are known.
fn homes<'f>(claim: &ClaimRow, facts: &'f Axioms) -> BTreeSet<&'f EntityId> {
    claim.participants.iter().filter_map(|party| facts.country(party)).collect()
}

/// Whose forces a claim tells of, and where they are: only if both are sure, and two.
fn sides<'x, 'r: 'x>(moved: &'x Moved<'r>, article: &'x [Moved<'r>], facts: &'x Axioms) -> Option<Sides<'x>> {
    let homes = homes(moved.claim, facts);
    let mut home = match homes.len() {
        0 => None,
        1 => homes.first().copied(),
        _ => return None,
    };
    let placed = |moved: &Moved<'r>| moved.claim.place.as_ref().and_then(|place| facts.country(place));
    let mut host = placed(moved);
    if host.is_none() {
        // Where the article has sent the same force.
        let same = |other: &&Moved<'r>| {
            other.direction == Direction::Comes
                && other.claim.participants.iter().any(|party| moved.claim.participants.contains(party))
        };
        let sent: BTreeSet<&EntityId> = article.iter().filter(same).filter_map(placed).collect();
        host = if sent.len() == 1 { sent.first().copied() } else { None };
    }
    let named = &moved.told.countries;
    let other = |known: &EntityId| {
        let mut others = named.iter().filter(|country| *country != known);
        others.next().filter(|_| others.next().is_none())
    };
    match (home, host) {
        (Some(known), None) => host = other(known),
        (None, Some(known)) => home = other(known),
        _ => {}
    }
    let sides = home.zip(host)?;
    (sides.0 != sides.1).then_some(sides)
}

/// The force that left as a whole: the one that takes part, or the country.
fn whose<'r>(claim: &'r ClaimRow, home: &EntityId, facts: &Axioms) -> Option<&'r EntityId> {
    let of = |party: &&EntityId| facts.country(party) == Some(home);
    claim
        .participants
        .iter()
        .find(|party| of(party) && *party != home)
        .or_else(|| claim.participants.iter().find(of))
}

/// Whether what is told of one force holds of the other: the first is the country's, or both share
/// somebody, or the second is of those that no table knows and so may be a unit of the first.
fn is_one_force(whole: &ClaimRow, act: &ClaimRow, home: &EntityId, facts: &Axioms) -> bool {
    let country = whole.participants.contains(home);
    let shared = whole.participants.iter().any(|party| act.participants.contains(party));
    let known = |party: &EntityId| facts.countries.contains_key(party) && party != home;
    let unit = !act.participants.is_empty() && !act.participants.iter().any(known);
    country || shared || unit
}
