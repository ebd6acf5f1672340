//! Constraints from complete withdrawals: a force of one country is not in another one after it has left.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::Day;
use annals_model::{Axioms, ClaimId, ClaimRow, EntityId, Extent, ForceMovement, Lifespan, Relations};
use annals_text::can_be_name_and_adjective;
use jiff::ToSpan;
use rustc_hash::FxHashSet;

use crate::precedence::{Attendance, Precedence};
use crate::proof::Axiom;
use crate::rows::Rows;

/// The number of years after a complete withdrawal in which it bounds the presence of the country's
/// forces. Later they may have returned without any report.
const YEARS: i64 = 10;

/// A reported movement of a force.
struct Movement<'r> {
    movement: &'r ForceMovement,
    claim: &'r ClaimRow,
    event: usize,
    direction: Direction,
}

impl Movement<'_> {
    /// Returns whether it is a complete withdrawal.
    fn is_complete_withdrawal(&self) -> bool {
        self.direction == Direction::Leaves && self.movement.extent == Extent::Whole
    }

    fn first_day(&self) -> Option<Day> {
        self.claim.date.as_ref()?.earliest()
    }

    fn last_day(&self) -> Option<Day> {
        self.claim.date.as_ref()?.latest()
    }
}

/// The direction of a movement, seen from the host country.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Comes,
    Leaves,
    Stays,
}

/// The home country of a force and its host country.
type Sides<'r> = (&'r EntityId, &'r EntityId);

/// Returns the claims that report the movement of a whole force.
pub(crate) fn whole_movements(relations: &[Relations]) -> FxHashSet<&ClaimId> {
    let movements = relations.iter().flat_map(|article| &article.force_movements);
    movements.filter(|movement| movement.extent == Extent::Whole).map(|movement| &movement.claim).collect()
}

/// Returns the precedences that complete withdrawals imply: no unit of the force stays or leaves later.
///
/// Two claims are about one force if home country, host country and participants match; forces that
/// `knowledge/` distinguishes are different forces. A return of the country's forces in between removes
/// the precedence.
pub(crate) fn precedences<'r>(
    rows: &Rows<'r>,
    relations: &'r [Relations],
    axioms: &Axioms,
) -> Vec<Precedence<'r>> {
    let by_article = movements(rows, relations, axioms);
    let mut by_sides: BTreeMap<(EntityId, EntityId), Vec<&Movement<'r>>> = BTreeMap::new();
    for article in &by_article {
        for movement in article {
            if let Some((home, host)) = sides(movement, article, axioms) {
                by_sides.entry((home.clone(), host.clone())).or_default().push(movement);
            }
        }
    }
    let mut found = Vec::new();
    for ((home, _), movements) in &by_sides {
        for whole in movements.iter().filter(|movement| movement.is_complete_withdrawal()) {
            let Some(force) = withdrawn_force(whole.claim, home, axioms) else { continue };
            let acts = movements.iter().filter(|act| is_one_force(whole.claim, act.claim, home, axioms));
            found.extend(acts.filter_map(|act| after_withdrawal(rows, whole, act, force, movements)));
        }
    }
    found.extend(of_unlisted_countries(rows, &by_article, axioms));
    found
}

/// Returns the movements of each article that reports any, in the order of the articles.
fn movements<'r>(rows: &Rows<'r>, relations: &'r [Relations], axioms: &Axioms) -> Vec<Vec<Movement<'r>>> {
    let presence = Some(Lifespan::Presence);
    let reported = |movement: &'r ForceMovement| {
        let claim = rows.factual_claim(&movement.claim)?;
        let (event, kind) = (rows.event_of(claim)?, axioms.kind(&claim.kind));
        let direction = match (kind.begins == presence, kind.ends == presence) {
            (true, _) => Direction::Comes,
            (_, true) => Direction::Leaves,
            _ if kind.within == presence => Direction::Stays,
            _ => return None,
        };
        Some(Movement { movement, claim, event, direction })
    };
    let of_article = |article: &'r Relations| -> Vec<Movement<'r>> {
        article.force_movements.iter().filter_map(reported).collect()
    };
    relations.iter().map(of_article).filter(|movements| !movements.is_empty()).collect()
}

/// Returns the same for forces whose country is not in the gazetteer. Two such forces are of one country if
/// one word can be the adjective of the other, and in one place if its name is the same.
fn of_unlisted_countries<'r>(
    rows: &Rows<'r>,
    by_article: &[Vec<Movement<'r>>],
    axioms: &Axioms,
) -> Vec<Precedence<'r>> {
    let mut by_host: BTreeMap<&EntityId, Vec<(&'r EntityId, &Movement<'r>)>> = BTreeMap::new();
    for movement in by_article.iter().flatten() {
        let sides =
            movement.movement.sides.as_ref().filter(|_| home_countries(movement.claim, axioms).is_empty());
        if let Some(sides) = sides {
            by_host.entry(&sides.host).or_default().push((&sides.home, movement));
        }
    }
    let mut found = Vec::new();
    for movements in by_host.into_values() {
        for (home, whole) in movements.iter().filter(|(_, movement)| movement.is_complete_withdrawal()) {
            let same = |other: &EntityId| can_be_name_and_adjective(home.as_str(), other.as_str());
            let theirs: Vec<&Movement<'r>> =
                movements.iter().filter(|(other, _)| same(other)).map(|(_, movement)| *movement).collect();
            found.extend(theirs.iter().filter_map(|act| after_withdrawal(rows, whole, act, home, &theirs)));
        }
    }
    found
}

/// Returns the precedence that an act dated after a complete withdrawal violates, unless the force returned
/// in between.
fn after_withdrawal<'r>(
    rows: &Rows<'r>,
    whole: &Movement<'r>,
    act: &Movement<'r>,
    force: &'r EntityId,
    movements: &[&Movement<'r>],
) -> Option<Precedence<'r>> {
    let over = whole.last_day()?;
    let (from, to) = act.first_day().zip(act.last_day())?;
    let limit = over.checked_add(YEARS.years()).unwrap_or(Day::MAX);
    let returned = movements.iter().any(|come| {
        come.direction == Direction::Comes
            && come.last_day().is_some_and(|day| over <= day && come.first_day().is_some_and(|day| day <= to))
    });
    let second_withdrawal = act.movement.extent == Extent::Whole && share_article(rows, whole, act);
    let violated = act.event != whole.event
        && act.direction != Direction::Comes
        && from > over
        && from <= limit
        && !returned
        && !second_withdrawal;
    let (whole, act) = ((whole.event, whole.claim), (act.event, act.claim));
    violated.then(|| Precedence::by_axiom(Axiom::Withdrawal, force, whole, act, Attendance::Whole))
}

/// Returns whether one article reports both events. Two complete withdrawals in one article end two
/// presences.
fn share_article(rows: &Rows<'_>, one: &Movement<'_>, other: &Movement<'_>) -> bool {
    let articles =
        |event: usize| rows.release.events.get(event).map(|row| row.articles.iter().collect::<BTreeSet<_>>());
    match (articles(one.event), articles(other.event)) {
        (Some(one), Some(other)) => one.intersection(&other).next().is_some(),
        _ => false,
    }
}

/// Returns the known countries of the participants.
fn home_countries<'f>(claim: &ClaimRow, axioms: &'f Axioms) -> BTreeSet<&'f EntityId> {
    claim.participants.iter().filter_map(|participant| axioms.country(participant)).collect()
}

/// Returns the home and the host country of a force, if both are unambiguous and different.
fn sides<'x, 'r: 'x>(
    movement: &'x Movement<'r>,
    article: &'x [Movement<'r>],
    axioms: &'x Axioms,
) -> Option<Sides<'x>> {
    let homes = home_countries(movement.claim, axioms);
    let mut home = match homes.len() {
        0 => None,
        1 => homes.first().copied(),
        _ => return None,
    };
    let placed =
        |movement: &Movement<'r>| movement.claim.place.as_ref().and_then(|place| axioms.country(place));
    let mut host = placed(movement);
    if host.is_none() {
        // The country to which the article sends the same force.
        let same = |other: &&Movement<'r>| {
            let mut participants = other.claim.participants.iter();
            other.direction == Direction::Comes
                && participants.any(|participant| movement.claim.participants.contains(participant))
        };
        let sent: BTreeSet<&EntityId> = article.iter().filter(same).filter_map(placed).collect();
        host = if sent.len() == 1 { sent.first().copied() } else { None };
    }
    let named = &movement.movement.countries;
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

/// Returns the force that withdrew: a participant of the home country, or else the country itself.
fn withdrawn_force<'r>(claim: &'r ClaimRow, home: &EntityId, axioms: &Axioms) -> Option<&'r EntityId> {
    let of_home = |participant: &&EntityId| axioms.country(participant) == Some(home);
    claim
        .participants
        .iter()
        .find(|participant| of_home(participant) && *participant != home)
        .or_else(|| claim.participants.iter().find(of_home))
}

/// Returns whether an act is one of the withdrawn force: the whole country withdrew, both claims share a
/// participant, or the participants of the act are unlisted and so may be units of the force.
fn is_one_force(whole: &ClaimRow, act: &ClaimRow, home: &EntityId, axioms: &Axioms) -> bool {
    let country = whole.participants.contains(home);
    let shared = whole.participants.iter().any(|participant| act.participants.contains(participant));
    let listed = |participant: &EntityId| axioms.countries.contains_key(participant) && participant != home;
    let unit = !act.participants.is_empty() && !act.participants.iter().any(listed);
    country || shared || unit
}
