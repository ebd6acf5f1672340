//! The vocabulary of a constraint system: events, days, statements and difference constraints.

/// An event of a [`System`](crate::System), by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Event(pub u32);

/// A day that a constraint bounds.
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
    /// Returns the event of the point; `None` for the calendar.
    #[must_use]
    pub fn event(self) -> Option<Event> {
        match self {
            Self::Calendar => None,
            Self::First(event) | Self::Last(event) => Some(event),
        }
    }
}

/// A statement that constraints are derived from, by its index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Statement(pub u32);

/// How firm a statement is. If statements contradict each other, the least firm one is retracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Firmness {
    /// An axiom.
    Axiom,
    /// A temporal relation or duration stated by an article.
    Relation,
    /// A date computed from other numbers.
    Inferred,
    /// A date resolved against another date.
    Resolved,
    /// A date stated in full.
    Stated,
}

/// The difference constraint `left - right <= days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Constraint {
    pub(crate) right: Point,
    pub(crate) left: Point,
    pub(crate) days: i64,
    /// The statement it is derived from; `None` if it holds for every event.
    pub(crate) statement: Option<Statement>,
}

/// One constraint of a contradiction: `left - right <= days`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The statement it is derived from; `None` if it holds for every event.
    pub statement: Option<Statement>,
    /// The subtrahend: the later point if `days` is 0.
    pub right: Point,
    /// The minuend: the earlier point if `days` is 0.
    pub left: Point,
    /// The upper bound of `left - right`, in days.
    pub days: i64,
}

/// Statements that cannot all hold: a cycle of constraints whose `days` have a negative sum.
///
/// The cycle starts at the calendar if it contains the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// The cycle: the `left` of each step is the `right` of the next.
    pub steps: Vec<Step>,
}

impl Contradiction {
    /// Returns the statements in the order of the cycle, without duplicates.
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

/// The inferred bounds of an event, as day numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds {
    /// The event does not begin before this day.
    pub earliest: Option<i64>,
    /// The event does not end after this day.
    pub latest: Option<i64>,
}

/// One of the two bounds of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// [`Bounds::earliest`]
    Earliest,
    /// [`Bounds::latest`]
    Latest,
}
