//! Inequalities between days, and the statements that they come from.

use rayon::prelude::*;

use crate::component::{self, Component};

/// An event of a [`System`], by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Event(pub u32);

/// A day that an inequality speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Point {
    /// Day 0 of the calendar.
    Calendar,
    /// The first day of an event.
    First(Event),
    /// The last day of an event.
    Last(Event),
}

impl Point {
    /// The event whose day it is.
    #[must_use]
    pub fn event(self) -> Option<Event> {
        match self {
            Self::Calendar => None,
            Self::First(event) | Self::Last(event) => Some(event),
        }
    }
}

/// Something that was stated, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Statement(pub u32);

/// How firmly something is stated: of statements that cannot all hold the least firm gives way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Firmness {
    /// It is so in general.
    General,
    /// It follows from the order of a sentence.
    Order,
    /// It was worked out from other numbers.
    Inferred,
    /// It leans on another date.
    Resolved,
    /// The words say it.
    Stated,
}

/// `left - right <= days`, because of a statement or, without one, because of what days are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Constraint {
    pub(crate) right: Point,
    pub(crate) left: Point,
    pub(crate) days: i64,
    pub(crate) statement: Option<Statement>,
}

/// Inequalities between the first and last days of events, each with its reason.
#[derive(Clone, Debug)]
pub struct System<R> {
    events: u32,
    statements: Vec<(R, Firmness)>,
    constraints: Vec<Constraint>,
}

/// One inequality of a contradiction: `left - right <= days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The statement it comes from; none, where it is so because of what days are.
    pub statement: Option<Statement>,
    /// The later point of `left - right <= days`, where `days` is 0.
    pub right: Point,
    /// The earlier one.
    pub left: Point,
    /// How many days `left` is behind `right` at most.
    pub days: i64,
}

/// Statements that cannot all hold: a closed chain of inequalities whose days are less than 0 in sum.
/// It begins at the calendar, where it touches it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The chain: the `left` of each is the `right` of the next.
    pub steps: Vec<Step>,
}

impl Contradiction {
    /// The statements, each once, in the order of the chain.
    #[must_use]
    pub fn statements(&self) -> Vec<Statement> {
        let mut found: Vec<Statement> = Vec::new();
        for statement in self.steps.iter().filter_map(|step| step.statement) {
            if !found.contains(&statement) {
                found.push(statement);
            }
        }
        found
    }
}

/// What follows for an event: days between which it lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// No day of it is before.
    pub earliest: Option<i64>,
    /// No day of it is after.
    pub latest: Option<i64>,
}

/// A bound of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// No day of it is before.
    Earliest,
    /// No day of it is after.
    Latest,
}

/// What a system says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// Statements that cannot all hold, in the order of their events.
    pub contradictions: Vec<Contradiction>,
    /// Bounds of each event that follow from what can hold.
    pub bounds: Vec<Bounds>,
}

impl<R: Ord> System<R> {
    /// A system of so many events, of which nothing is known but that each ends no sooner than it begins.
    #[must_use]
    pub fn new(events: u32) -> Self {
        let law = |event| Constraint {
            left: Point::First(Event(event)),
            right: Point::Last(Event(event)),
            days: 0,
            statement: None,
        };
        Self { events, statements: Vec::new(), constraints: (0..events).map(law).collect() }
    }

    /// A statement, on which inequalities can rest.
    pub fn state(&mut self, reason: R, firmness: Firmness) -> Statement {
        let number = u32::try_from(self.statements.len()).unwrap_or(u32::MAX);
        self.statements.push((reason, firmness));
        Statement(number)
    }

    /// The reason of a statement.
    #[must_use]
    pub fn reason(&self, statement: Statement) -> Option<&R> {
        self.statements.get(statement.0 as usize).map(|(reason, _)| reason)
    }

    /// An event begins and ends on one day.
    pub fn one_day(&mut self, event: Event) {
        let (left, right) = (Point::Last(event), Point::First(event));
        self.constraints.push(Constraint { left, right, days: 0, statement: None });
    }

    /// `earlier` is not after `later`.
    pub fn in_order(&mut self, earlier: Point, later: Point, by: Statement) {
        self.at_most(earlier, later, 0, by);
    }

    /// `left` is at most so many days behind `right`.
    pub fn at_most(&mut self, left: Point, right: Point, days: i64, by: Statement) {
        self.constraints.push(Constraint { left, right, days, statement: Some(by) });
    }

    /// A point is not before a day.
    pub fn not_before(&mut self, point: Point, day: i64, by: Statement) {
        self.at_most(Point::Calendar, point, day.saturating_neg(), by);
    }

    /// A point is not after a day.
    pub fn not_after(&mut self, point: Point, day: i64, by: Statement) {
        self.at_most(point, Point::Calendar, day, by);
    }

    /// Contradictions, and what follows for each event: component by component, on all threads.
    ///
    /// The result depends on neither the order of statements nor the number of threads. Work is
    /// bounded: see [`Solution`]; a chain of more than 64 statements, which nobody could follow, is
    /// not looked for, and of a component with more than 16 contradictions the rest is not told.
    #[must_use]
    pub fn solve(&self) -> Solution
    where
        R: Sync,
    {
        let order = self.order();
        let components = component::components(self.events, &self.constraints);
        let solve = |component: &Component| component.solve(&self.statements, &order);
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

    /// The fewest statements from which a bound of an event follows, as a chain. Empty, where
    /// [`solve`](Self::solve) gives it no such bound.
    #[must_use]
    pub fn grounds(&self, event: Event, side: Side) -> Vec<Statement> {
        let components = component::components(self.events, &self.constraints);
        let component = components.iter().find(|component| component.holds(event));
        let grounds = |found: &Component| found.grounds(event, side, &self.statements, &self.order());
        component.map(grounds).unwrap_or_default()
    }

    /// The place of each statement in an order that does not depend on when it was made.
    fn order(&self) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..).take(self.statements.len()).collect();
        sorted.sort_by(|a, b| {
            let statement = |number: &u32| self.statements.get(*number as usize);
            statement(a).map(|(reason, _)| reason).cmp(&statement(b).map(|(reason, _)| reason))
        });
        let mut order = vec![0; sorted.len()];
        for (place, number) in (0..).zip(sorted) {
            if let Some(order) = order.get_mut(number as usize) {
                *order = place;
            }
        }
        order
    }
}
