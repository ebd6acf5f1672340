//! Forces of one country in another: a complete withdrawal is the end of it.

use std::collections::{BTreeMap, BTreeSet};

use annals_model::facts::Facts;
use annals_model::reading::{Extent, Movement};
use annals_model::record::ClaimRow;
use annals_model::{Day, EntityId};
use jiff::ToSpan;

use crate::general::{Share, tie};
use crate::timeline::{Law, Rows, Tie};

/// How many years after a complete withdrawal forces of the country are still taken for those that
/// were withdrawn; later they may have come again, and nobody has told.
const YEARS: i64 = 10;

/// A force that came or left.
pub(crate) struct Moved<'r> {
    pub(crate) told: &'r Movement,
    pub(crate) claim: &'r ClaimRow,
    pub(crate) event: usize,
    pub(crate) direction: Direction,
}

/// Whether a force came or left.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Comes,
    Leaves,
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
    facts: &'_ Facts,
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
        let leave = |moved: &&&Moved<'r>| moved.direction == Direction::Leaves;
        for whole in told.iter().filter(leave).filter(|moved| moved.told.extent == Extent::Whole) {
            let (Some(over), Some(whose)) = (last(whole.claim), whose(whole.claim, home, facts)) else {
                continue;
            };
            let limit = over.checked_add(YEARS.years()).unwrap_or(Day::MAX);
            for act in told.iter().filter(leave).filter(|act| act.event != whole.event) {
                let Some((from, to)) = first(act.claim).zip(last(act.claim)) else { continue };
                let again = told.iter().any(|come| {
                    come.direction == Direction::Comes
                        && last(come.claim)
                            .is_some_and(|day| over <= day && first(come.claim).is_some_and(|day| day <= to))
                });
                let later_end = act.told.extent == Extent::Whole && rows_tell_apart(rows, whole, act);
                if from > over
                    && from <= limit
                    && !again
                    && !later_end
                    && is_one_force(whole.claim, act.claim, home, facts)
                {
                    ties.push(tie(
                        Law::Withdrawal,
                        whose,
                        (whole.event, whole.claim),
                        (act.event, act.claim),
                        Share::Whole,
                    ));
                }
            }
        }
    }
    ties
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
fn homes<'f>(claim: &ClaimRow, facts: &'f Facts) -> BTreeSet<&'f EntityId> {
    claim.participants.iter().filter_map(|party| facts.country(party)).collect()
}

/// Whose forces a claim tells of, and where they are: only if both are sure, and two.
fn sides<'x, 'r: 'x>(moved: &'x Moved<'r>, article: &'x [Moved<'r>], facts: &'x Facts) -> Option<Sides<'x>> {
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
fn whose<'r>(claim: &'r ClaimRow, home: &EntityId, facts: &Facts) -> Option<&'r EntityId> {
    let of = |party: &&EntityId| facts.country(party) == Some(home);
    claim
        .participants
        .iter()
        .find(|party| of(party) && *party != home)
        .or_else(|| claim.participants.iter().find(of))
}

/// Whether what is told of one force holds of the other: the first is the country's, or both share
/// somebody, or the second is of those that no table knows and so may be a unit of the first.
fn is_one_force(whole: &ClaimRow, act: &ClaimRow, home: &EntityId, facts: &Facts) -> bool {
    let country = whole.participants.contains(home);
    let shared = whole.participants.iter().any(|party| act.participants.contains(party));
    let known = |party: &EntityId| facts.countries.contains_key(party) && party != home;
    let unit = !act.participants.is_empty() && !act.participants.iter().any(known);
    country || shared || unit
}
