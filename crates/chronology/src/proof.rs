//! The reasons of constraints, and the proofs made of them.

use std::fmt;

use annals_edtf::Day;
use annals_model::{ArticleId, ClaimId, EntityId};

/// The reason of a constraint between two days. Events are identified by claims.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason<'r> {
    /// The date of a claim.
    Date(&'r ClaimId),
    /// A temporal relation: its article, and its index among the relations of that article.
    Temporal(&'r ArticleId, usize),
    /// A duration relation: its article, and its index among the duration relations of that article.
    Duration(&'r ArticleId, usize),
    /// An axiom.
    Axiom(AppliedAxiom<'r>),
}

/// An axiom applied to two claims.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AppliedAxiom<'r> {
    /// The axiom.
    pub axiom: Axiom,
    /// The person, organisation or force that both claims are about.
    pub entity: &'r EntityId,
    /// The claim of the beginning or end of the entity's lifespan.
    pub boundary: &'r ClaimId,
    /// The claim of an act of the entity.
    pub act: &'r ClaimId,
}

/// A rule on the order of events that holds without an article stating it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Axiom {
    /// A person acts only after birth.
    Birth,
    /// A person acts only before death.
    Death,
    /// An organisation acts only after it is founded.
    Founding,
    /// No unit of a force is in a country after the complete withdrawal of the force.
    Withdrawal,
}

impl fmt::Display for Axiom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Birth => "a person cannot act before birth",
            Self::Death => "a person cannot act after death",
            Self::Founding => "an organisation cannot act before it is founded",
            Self::Withdrawal => "no unit of a force stays after its complete withdrawal",
        })
    }
}

/// A contradiction and the reasons it follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof<'r> {
    /// The reasons that cannot all hold, as a chain: each one puts its first event no later than the first
    /// event of the next one. It starts with the reason that dates an event early and ends with the one
    /// that dates another event late.
    pub reasons: Vec<Reason<'r>>,
    /// The last possible day of the first event of the chain; `None` if no date is among the reasons.
    pub not_after: Option<Day>,
    /// The first possible day of the last event of the chain; `None` if no date is among the reasons.
    pub not_before: Option<Day>,
}
