//! A system of difference constraints and its solution.

use rayon::prelude::*;

use crate::component::{self, Component};
use crate::constraint::{Bounds, Constraint, Contradiction, Event, Firmness, Point, Side, Statement};

/// Difference constraints between the first and last days of events. `R` is the reason of a statement.
#[derive(Clone, Debug)]
pub struct System<R> {
    events: u32,
    statements: Vec<(R, Firmness)>,
    constraints: Vec<Constraint>,
}

/// The solution of a system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// The contradictions, in the order of their events.
    pub contradictions: Vec<Contradiction>,
    /// The bounds of each event, derived from the statements that remain.
    pub bounds: Vec<Bounds>,
}

impl<R: Ord> System<R> {
    /// Creates a system of `events` events. The only constraint is that no event ends before it begins.
    #[must_use]
    pub fn new(events: u32) -> Self {
        let in_order = |event| Constraint {
            left: Point::First(Event(event)),
            right: Point::Last(Event(event)),
            days: 0,
            statement: None,
        };
        Self { events, statements: Vec::new(), constraints: (0..events).map(in_order).collect() }
    }

    /// Adds a statement, from which constraints can be derived.
    pub fn state(&mut self, reason: R, firmness: Firmness) -> Statement {
        let number = u32::try_from(self.statements.len()).unwrap_or(u32::MAX);
        self.statements.push((reason, firmness));
        Statement(number)
    }

    /// Returns the reason of a statement.
    #[must_use]
    pub fn reason(&self, statement: Statement) -> Option<&R> {
        self.statements.get(statement.0 as usize).map(|(reason, _)| reason)
    }

    /// Constrains an event to begin and end on one day.
    pub fn one_day(&mut self, event: Event) {
        let (left, right) = (Point::Last(event), Point::First(event));
        self.constraints.push(Constraint { left, right, days: 0, statement: None });
    }

    /// Constrains `earlier` to be no later than `later`.
    pub fn in_order(&mut self, earlier: Point, later: Point, by: Statement) {
        self.at_most(earlier, later, 0, by);
    }

    /// Constrains `left` to be at most `days` days after `right`.
    pub fn at_most(&mut self, left: Point, right: Point, days: i64, by: Statement) {
        self.constraints.push(Constraint { left, right, days, statement: Some(by) });
    }

    /// Constrains a point to be no earlier than a day.
    pub fn not_before(&mut self, point: Point, day: i64, by: Statement) {
        self.at_most(Point::Calendar, point, day.saturating_neg(), by);
    }

    /// Constrains a point to be no later than a day.
    pub fn not_after(&mut self, point: Point, day: i64, by: Statement) {
        self.at_most(point, Point::Calendar, day, by);
    }

    /// Solves the system, one connected component at a time, on all threads.
    ///
    /// The result depends on neither the order of statements nor the number of threads. Work is bounded:
    /// contradictions of more than 64 statements are not searched for, and at most 16 contradictions of
    /// a component are returned.
    #[must_use]
    pub fn solve(&self) -> Solution
    where
        R: Sync,
    {
        let ranks = self.ranks();
        let components = component::components(self.events, &self.constraints);
        let solve = |component: &Component| component.solve(&self.statements, &ranks);
        let solved: Vec<_> = components.par_iter().map(solve).collect();
        let mut bounds = vec![Bounds::default(); self.events as usize];
        let mut contradictions = Vec::new();
        for part in solved {
            contradictions.extend(part.contradictions);
            for (event, found) in part.bounds {
                if let Some(bound) = bounds.get_mut(event.0 as usize) {
                    *bound = found;
                }
            }
        }
        Solution { contradictions, bounds }
    }

    /// Proves a bound of an event: returns the fewest statements that imply it, as a chain.
    ///
    /// The proof is empty if [`solve`](Self::solve) finds no such bound.
    #[must_use]
    pub fn prove(&self, event: Event, side: Side) -> Vec<Statement> {
        let components = component::components(self.events, &self.constraints);
        let component = components.iter().find(|component| component.contains(event));
        let prove = |found: &Component| found.prove(event, side, &self.statements, &self.ranks());
        component.map(prove).unwrap_or_default()
    }

    /// Returns the rank of each statement by its reason, which does not depend on the order of insertion.
    fn ranks(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..).take(self.statements.len()).collect();
        sorted.sort_by(|a, b| {
            let statement = |number: &u32| self.statements.get(*number as usize);
            statement(a).map(|(reason, _)| reason).cmp(&statement(b).map(|(reason, _)| reason))
        });
        let mut ranks = vec![0; sorted.len()];
        for (rank, number) in (0..).zip(sorted) {
            if let Some(slot) = ranks.get_mut(number as usize) {
                *slot = rank;
            }
        }
        ranks
    }
}
