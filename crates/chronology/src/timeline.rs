//! The system of a whole release: its dates, relations, durations and axioms.

use annals_edtf::Day;
use annals_model::{
    ArticleId, Axioms, ClaimId, ClaimRow, DurationRelation, EventId, EventRow, Extension, Relations, Release,
    TemporalRelation,
};

use crate::constraint::{Bounds, Contradiction, Event, Point, Side, Statement, Step};
use crate::named_events::NamedEvents;
use crate::precedence::End;
use crate::proof::{Proof, Reason};
use crate::rows::Rows;
use crate::system::System;
use crate::{axioms, dates, durations, military_presence, temporal_relations};

/// The widest inferred interval of an undated event that is returned, in days.
const WIDEST: i64 = 30 * 366;

/// The events of a release that constrain each other, as a solvable system.
pub struct Timeline<'r> {
    system: System<Reason<'r>>,
    /// The row of each event of the system.
    events: Vec<&'r EventRow>,
    rows: Rows<'r>,
    relations: &'r [Relations],
}

/// The inferred bounds of an event without a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// The event.
    pub event_id: EventId,
    /// The event does not begin before this day.
    pub earliest: Option<Day>,
    /// The event does not end after this day.
    pub latest: Option<Day>,
}

impl<'r> Timeline<'r> {
    /// Builds the system of a release. Events that no constraint connects to others are left out.
    #[must_use]
    pub fn of(release: &'r Release, relations: &'r [Relations], axioms: &Axioms) -> Self {
        let rows = Rows::of(release);
        let named = NamedEvents::of(&rows, relations);
        let mut precedences = temporal_relations::precedences(&rows, relations, &named);
        precedences.extend(axioms::precedences(&rows, axioms));
        precedences.extend(military_presence::precedences(&rows, relations, axioms));
        let durations = durations::durations(&rows, relations, &named, axioms);
        let mut connected: Vec<usize> =
            precedences.iter().flat_map(|one| [one.earlier.0, one.later.0]).collect();
        connected.extend(durations.iter().flat_map(durations::Duration::events));
        connected.sort_unstable();
        connected.dedup();
        let number = |event: usize| {
            let at = connected.binary_search(&event).unwrap_or_default();
            Event(u32::try_from(at).unwrap_or(u32::MAX))
        };
        let point = |(event, end): (usize, End)| match end {
            End::First => Point::First(number(event)),
            End::Last => Point::Last(number(event)),
        };
        let mut system = System::new(u32::try_from(connected.len()).unwrap_or(u32::MAX));
        let wholes = military_presence::whole_movements(relations);
        let events: Vec<&EventRow> =
            connected.iter().filter_map(|event| release.events.get(*event)).collect();
        for (event, row) in (0..).map(Event).zip(&events) {
            if axioms.kind(&row.kind).extension == Extension::Day {
                system.one_day(event);
            }
            dates::add(&mut system, event, row, &rows, axioms, &wholes);
        }
        for precedence in precedences {
            let by = system.state(precedence.reason, precedence.firmness);
            system.in_order(point(precedence.earlier), point(precedence.later), by);
        }
        for duration in durations {
            durations::add(&mut system, duration, |event, end| point((event, end)));
        }
        Self { system, events, rows, relations }
    }

    /// Solves the system. Returns its contradictions, and the inferred bounds of events without a date.
    #[must_use]
    pub fn solve(&self) -> (Vec<Proof<'r>>, Vec<Inferred>) {
        let solution = self.system.solve();
        let proofs = solution.contradictions.iter().filter_map(|found| self.proof(found)).collect();
        let bounds = self.events.iter().zip(&solution.bounds);
        let undated = bounds.filter(|(row, bounds)| row.date.is_none() && are_informative(bounds));
        let inferred = undated.map(|(row, bounds)| Inferred {
            event_id: row.event_id.clone(),
            earliest: bounds.earliest.and_then(dates::day),
            latest: bounds.latest.and_then(dates::day),
        });
        (proofs, inferred.collect())
    }

    /// Proves a bound of an event: returns the fewest reasons that imply it, as a chain. The proof is empty
    /// if the event has no such bound.
    #[must_use]
    pub fn prove(&self, event: &EventId, side: Side) -> Vec<Reason<'r>> {
        let Some(at) = self.events.iter().position(|row| row.event_id == *event) else { return Vec::new() };
        let statements = self.system.prove(Event(u32::try_from(at).unwrap_or(u32::MAX)), side);
        self.reasons(statements)
    }

    /// Returns the claim with this identifier.
    #[must_use]
    pub fn claim(&self, id: &ClaimId) -> Option<&'r ClaimRow> {
        self.rows.claim(id)
    }

    /// Returns the temporal relation of [`Reason::Temporal`].
    #[must_use]
    pub fn temporal_relation(&self, article: &ArticleId, number: usize) -> Option<&'r TemporalRelation> {
        self.relations_of(article)?.temporal.get(number)
    }

    /// Returns the duration relation of [`Reason::Duration`].
    #[must_use]
    pub fn duration_relation(&self, article: &ArticleId, number: usize) -> Option<&'r DurationRelation> {
        self.relations_of(article)?.durations.get(number)
    }

    fn relations_of(&self, article: &ArticleId) -> Option<&'r Relations> {
        self.relations.iter().find(|relations| relations.article_id == *article)
    }

    fn reasons(&self, statements: Vec<Statement>) -> Vec<Reason<'r>> {
        statements.into_iter().filter_map(|statement| self.system.reason(statement).cloned()).collect()
    }

    /// Returns the proof of a contradiction; `None` if it rests on the dates of one event alone, which is a
    /// disagreement between sources and not a matter of order.
    fn proof(&self, found: &Contradiction) -> Option<Proof<'r>> {
        let reasons = self.reasons(found.statements());
        if reasons.iter().all(|reason| matches!(reason, Reason::Date(_))) {
            return None;
        }
        let days = |step: Option<&Step>| step.map(|step| step.days);
        let not_after = days(found.steps.first().filter(|step| step.right == Point::Calendar));
        let not_before = days(found.steps.last().filter(|step| step.left == Point::Calendar));
        Some(Proof {
            reasons,
            not_after: not_after.and_then(dates::day),
            not_before: not_before.and_then(|days| dates::day(days.saturating_neg())),
        })
    }
}

/// Returns whether bounds are narrow enough, or one-sided, to be worth stating.
fn are_informative(bounds: &Bounds) -> bool {
    match (bounds.earliest, bounds.latest) {
        (Some(earliest), Some(latest)) => latest.saturating_sub(earliest) <= WIDEST,
        (earliest, latest) => earliest.is_some() || latest.is_some(),
    }
}
