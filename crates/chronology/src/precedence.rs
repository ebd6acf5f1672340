//! Precedence between two events: a day of one is no later than a day of the other.

use annals_model::{ClaimRow, EntityId};

use crate::constraint::Firmness;
use crate::proof::{AppliedAxiom, Axiom, Reason};

/// The first or the last day of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    First,
    Last,
}

/// A day of one event that is no later than a day of another event, with the reason. Events are indices
/// of rows of `events`.
pub(crate) struct Precedence<'r> {
    pub(crate) earlier: (usize, End),
    pub(crate) later: (usize, End),
    pub(crate) reason: Reason<'r>,
    pub(crate) firmness: Firmness,
}

/// An event and the claim that reports it.
pub(crate) type Reported<'r> = (usize, &'r ClaimRow);

/// For how much of an event its participants are present.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attendance {
    /// For all of it.
    Whole,
    /// For some of its days. A country that joins a war need not exist when the war begins.
    Part,
}

impl<'r> Precedence<'r> {
    /// Applies an axiom to the `boundary` of an entity's lifespan and an `act` of the entity.
    pub(crate) fn by_axiom(
        axiom: Axiom,
        entity: &'r EntityId,
        boundary: Reported<'r>,
        act: Reported<'r>,
        attendance: Attendance,
    ) -> Self {
        let applied = AppliedAxiom { axiom, entity, boundary: &boundary.1.claim_id, act: &act.1.claim_id };
        let (first, last) = match attendance {
            Attendance::Whole => (End::First, End::Last),
            Attendance::Part => (End::Last, End::First),
        };
        let (earlier, later) = match axiom {
            Axiom::Birth | Axiom::Founding => ((boundary.0, End::First), (act.0, first)),
            Axiom::Death | Axiom::Withdrawal => ((act.0, last), (boundary.0, End::Last)),
        };
        Self { earlier, later, reason: Reason::Axiom(applied), firmness: Firmness::Axiom }
    }
}
