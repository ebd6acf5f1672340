//! What the dates of an event say of its first and last day.

use annals_edtf::{Bound, Date, Day, Edtf, Qualifier};
use annals_model::{Axioms, ClaimId, ClaimRow, Consistency, EventRow, Extension, Lifespan};
use jiff::ToSpan;
use rustc_hash::FxHashSet;

use crate::system::{Event, Point, System};
use crate::timeline::{Reason, Rows, firmness, is_told};

/// Day 0.
const EPOCH: Day = Day::constant(1970, 1, 1);
/// Claims of one event whose dates are looked at.
const DATES: usize = 200;

/// A day by its number.
pub(crate) fn day(number: i64) -> Option<Day> {
    EPOCH.checked_add(number.days()).ok()
}

fn number(day: Day) -> i64 {
    i64::from((day - EPOCH).get_days())
}

/// Days that a date bounds: not before and not after, of the first day and of the last.
#[derive(Clone, Copy, Default)]
struct Days {
    first: (Option<i64>, Option<i64>),
    last: (Option<i64>, Option<i64>),
}

/// The first and the last day that a date can mean, where nothing of it is unsure.
pub(crate) fn certain(date: &Edtf) -> Option<(i64, i64)> {
    let (first, last) = (date.earliest()?, date.latest()?);
    is_certain(date).then(|| (number(first), number(last)))
}

/// How a date tells of an event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// It lies within the date.
    Within,
    /// It ends within the date.
    Ends,
    /// It went on on some day of the date.
    Meets,
}

/// Adds what is said of when an event was. `wholes` are claims that tell the end of something.
pub(crate) fn date<'r>(
    system: &mut System<Reason<'r>>,
    event: Event,
    row: &'r EventRow,
    rows: &Rows<'r>,
    facts: &Axioms,
    wholes: &FxHashSet<&ClaimId>,
) {
    let kind = facts.kind(&row.kind);
    let manner = |claim: &ClaimRow| match kind.extension {
        Extension::Day => Manner::Within,
        Extension::Period if kind.ends == Some(Lifespan::Presence) && wholes.contains(&claim.claim_id) => {
            Manner::Ends
        }
        Extension::Period => Manner::Meets,
    };
    let claims = row.claims.iter().take(DATES).filter_map(|id| rows.claim(id)).filter(|claim| is_told(claim));
    let told: Vec<(&'r ClaimRow, Days)> = claims
        .filter_map(|claim| {
            let date = claim.date.as_ref().filter(|date| is_certain(date))?;
            Some((claim, days(date, manner(claim))))
        })
        .collect();
    if row.consistency == Consistency::Conflicts {
        // Which of them is right is for the rules on one event to ask. Here all of them may be.
        for number in 0..4 {
            let bound = |days: &Days| days.bounds(event).get(number).copied();
            let loosest = told.iter().filter_map(|(claim, days)| Some((*claim, bound(days)?)));
            let open = told.iter().any(|(_, days)| bound(days).is_none_or(|(day, ..)| day.is_none()));
            let loosest = loosest.max_by_key(|(_, (day, _, side))| day.map(|day| side.loosest_last(day)));
            if let (false, Some((claim, bound))) = (open, loosest) {
                state(system, claim, [bound]);
            }
        }
        return;
    }
    for (claim, days) in &told {
        state(system, claim, days.bounds(event));
    }
}

/// Which side of a day something lies on.
#[derive(Clone, Copy)]
enum Side {
    NotBefore,
    NotAfter,
}

impl Side {
    /// Orders days so that the one that says least comes last.
    fn loosest_last(self, day: i64) -> i64 {
        match self {
            Self::NotBefore => day.saturating_neg(),
            Self::NotAfter => day,
        }
    }
}

fn state<'r>(
    system: &mut System<Reason<'r>>,
    claim: &'r ClaimRow,
    bounds: impl IntoIterator<Item = (Option<i64>, Point, Side)>,
) {
    let by = system.state(Reason::Date(&claim.claim_id), firmness(claim));
    for (day, point, side) in bounds {
        match (day, side) {
            (Some(day), Side::NotBefore) => system.not_before(point, day, by),
            (Some(day), Side::NotAfter) => system.not_after(point, day, by),
            (None, _) => {}
        }
    }
}

fn days(date: &Edtf, manner: Manner) -> Days {
    let ends = |date: &Edtf| (date.earliest().map(number), date.latest().map(number));
    match (date, manner) {
        (Edtf::Interval { start, end }, Manner::Meets | Manner::Ends) => {
            let known = |bound: &Bound| match bound {
                Bound::Known(date) => ends(&Edtf::Date(*date)),
                Bound::Open | Bound::Unknown => (None, None),
            };
            let (start, end) = (known(start), known(end));
            // "by 1952", "since 1990": it is over by then, or begins no sooner.
            Days { first: start, last: end }.ordered()
        }
        (date, Manner::Within) => {
            let (earliest, latest) = ends(date);
            Days { first: (earliest, None), last: (None, latest) }.ordered()
        }
        (date, Manner::Ends) => {
            let (earliest, latest) = ends(date);
            Days { first: (None, None), last: (earliest, latest) }
        }
        (date, Manner::Meets) => {
            let (earliest, latest) = ends(date);
            Days { first: (None, latest), last: (earliest, None) }
        }
    }
}

impl Days {
    /// What is bounded, from which side.
    fn bounds(&self, event: Event) -> [(Option<i64>, Point, Side); 4] {
        let (first, last) = (Point::First(event), Point::Last(event));
        [
            (self.first.0, first, Side::NotBefore),
            (self.first.1, first, Side::NotAfter),
            (self.last.0, last, Side::NotBefore),
            (self.last.1, last, Side::NotAfter),
        ]
    }

    /// Nothing, where a period ends before it begins: that is a slip of its own.
    fn ordered(self) -> Self {
        match (self.first.0, self.last.1) {
            (Some(first), Some(last)) if first > last => Self::default(),
            _ => self,
        }
    }
}

/// Whether no part of a date is marked uncertain or approximate.
fn is_certain(date: &Edtf) -> bool {
    let certain = |date: &Date| date.qualifier == Qualifier::Certain;
    let bound = |bound: &Bound| match bound {
        Bound::Known(date) => certain(date),
        Bound::Open | Bound::Unknown => true,
    };
    match date {
        Edtf::Date(date) => certain(date),
        Edtf::Interval { start, end } => bound(start) && bound(end),
        Edtf::OneOf(dates) => dates.iter().all(is_certain),
    }
}
