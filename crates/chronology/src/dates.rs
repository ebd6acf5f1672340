//! Constraints from the dates of an event on its first and last day.

use annals_edtf::{Bound, Day, Edtf};
use annals_model::{
    Axioms, ClaimId, ClaimRow, Consistency, DateBasis, EventRow, Extension, Lifespan, Modality,
};
use jiff::ToSpan;
use rustc_hash::FxHashSet;

use crate::constraint::{Event, Firmness, Point};
use crate::proof::Reason;
use crate::rows::{Rows, is_factual};
use crate::system::System;

/// Day 0.
const EPOCH: Day = Day::constant(1970, 1, 1);
/// The maximal number of claims of one event whose dates are used.
const DATES: usize = 200;

/// Returns the day of a day number; `None` outside of the calendar's range.
pub(crate) fn day(number: i64) -> Option<Day> {
    EPOCH.checked_add(number.days()).ok()
}

fn number(day: Day) -> i64 {
    i64::from((day - EPOCH).get_days())
}

/// Returns the first and the last day that a date can mean, if no part of it is uncertain.
pub(crate) fn certain_days(date: &Edtf) -> Option<(i64, i64)> {
    let (first, last) = (date.earliest()?, date.latest()?);
    date.is_certain().then(|| (number(first), number(last)))
}

/// How a date applies to an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coverage {
    /// The event lies within the date.
    Within,
    /// The event ends within the date.
    Ends,
    /// The event is in progress on some day of the date.
    Overlaps,
}

/// Adds the dates of an event to the system. `wholes` are the claims on movements of a whole force.
pub(crate) fn add<'r>(
    system: &mut System<Reason<'r>>,
    event: Event,
    row: &'r EventRow,
    rows: &Rows<'r>,
    axioms: &Axioms,
    wholes: &FxHashSet<&ClaimId>,
) {
    let kind = axioms.kind(&row.kind);
    let coverage = |claim: &ClaimRow| match kind.extension {
        Extension::Day => Coverage::Within,
        Extension::Period if kind.ends == Some(Lifespan::Presence) && wholes.contains(&claim.claim_id) => {
            Coverage::Ends
        }
        Extension::Period => Coverage::Overlaps,
    };
    let claims =
        row.claims.iter().take(DATES).filter_map(|id| rows.claim(id)).filter(|claim| is_factual(claim));
    let dated: Vec<(&'r ClaimRow, Days)> = claims
        .filter_map(|claim| {
            let date = claim.date.as_ref().filter(|date| date.is_certain())?;
            Some((claim, days(date, coverage(claim))))
        })
        .collect();
    if row.consistency == Consistency::Conflicts {
        add_loosest(system, event, &dated);
        return;
    }
    for (claim, days) in &dated {
        state(system, claim, days.limits(event));
    }
}

/// Adds the loosest limit of each kind. Which of several conflicting dates is right is a question for the
/// rules on one event; here, all of them may be right.
fn add_loosest<'r>(system: &mut System<Reason<'r>>, event: Event, dated: &[(&'r ClaimRow, Days)]) {
    for number in 0..4 {
        let limit = |days: &Days| days.limits(event).get(number).copied();
        let limits = dated.iter().filter_map(|(claim, days)| Some((*claim, limit(days)?)));
        let open = dated.iter().any(|(_, days)| limit(days).is_none_or(|(day, ..)| day.is_none()));
        let loosest = limits.max_by_key(|(_, (day, _, side))| day.map(|day| side.looseness(day)));
        if let (false, Some((claim, limit))) = (open, loosest) {
            state(system, claim, [limit]);
        }
    }
}

/// The side from which a day limits a point.
#[derive(Clone, Copy)]
enum LimitSide {
    NotBefore,
    NotAfter,
}

impl LimitSide {
    /// Returns a key that is greater for looser limits.
    fn looseness(self, day: i64) -> i64 {
        match self {
            Self::NotBefore => day.saturating_neg(),
            Self::NotAfter => day,
        }
    }
}

/// A limit of a point; without a day, the point is not limited.
type Limit = (Option<i64>, Point, LimitSide);

fn state<'r>(system: &mut System<Reason<'r>>, claim: &'r ClaimRow, limits: impl IntoIterator<Item = Limit>) {
    let by = system.state(Reason::Date(&claim.claim_id), firmness(claim));
    for (day, point, side) in limits {
        match (day, side) {
            (Some(day), LimitSide::NotBefore) => system.not_before(point, day, by),
            (Some(day), LimitSide::NotAfter) => system.not_after(point, day, by),
            (None, _) => {}
        }
    }
}

/// Returns the firmness of a claim's date.
fn firmness(claim: &ClaimRow) -> Firmness {
    match (claim.modality, claim.date_basis) {
        (Modality::Asserted, Some(DateBasis::Stated)) => Firmness::Stated,
        (_, Some(DateBasis::Inferred)) => Firmness::Inferred,
        _ => Firmness::Resolved,
    }
}

/// The limits of an event's first and last day: not before, not after.
#[derive(Clone, Copy, Default)]
struct Days {
    first: (Option<i64>, Option<i64>),
    last: (Option<i64>, Option<i64>),
}

fn days(date: &Edtf, coverage: Coverage) -> Days {
    let ends = |date: &Edtf| (date.earliest().map(number), date.latest().map(number));
    match (date, coverage) {
        (Edtf::Interval { start, end }, Coverage::Overlaps | Coverage::Ends) => {
            let known = |bound: &Bound| match bound {
                Bound::Known(date) => ends(&Edtf::Date(*date)),
                Bound::Open | Bound::Unknown => (None, None),
            };
            let (start, end) = (known(start), known(end));
            // "by 1952", "since 1990": it is over by then, or begins no sooner.
            Days { first: start, last: end }.ordered()
        }
        (date, Coverage::Within) => {
            let (earliest, latest) = ends(date);
            Days { first: (earliest, None), last: (None, latest) }.ordered()
        }
        (date, Coverage::Ends) => {
            let (earliest, latest) = ends(date);
            Days { first: (None, None), last: (earliest, latest) }
        }
        (date, Coverage::Overlaps) => {
            let (earliest, latest) = ends(date);
            Days { first: (None, latest), last: (earliest, None) }
        }
    }
}

impl Days {
    fn limits(&self, event: Event) -> [Limit; 4] {
        let (first, last) = (Point::First(event), Point::Last(event));
        [
            (self.first.0, first, LimitSide::NotBefore),
            (self.first.1, first, LimitSide::NotAfter),
            (self.last.0, last, LimitSide::NotBefore),
            (self.last.1, last, LimitSide::NotAfter),
        ]
    }

    /// Drops all limits if the period ends before it begins, which is an error of its own.
    fn ordered(self) -> Self {
        match (self.first.0, self.last.1) {
            (Some(first), Some(last)) if first > last => Self::default(),
            _ => self,
        }
    }
}
