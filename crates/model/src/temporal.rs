//! Temporal relations that an article states: which event came first, and how much time lies between two.

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{ClaimId, Evidence, KindId, TimeAmount};

/// An article saying in which order two things happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporalRelation {
    /// What is placed in time.
    pub subject: ClaimId,
    /// How.
    pub relation: TemporalRelationKind,
    /// What it is placed by.
    pub object: TemporalReference,
    /// The words.
    pub evidence: Evidence,
}

/// How the time of one thing is to that of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TemporalRelationKind {
    /// The subject begins no later than the object.
    Before,
    /// The subject begins no sooner than the object is over.
    After,
    /// The subject goes on no longer than the object.
    Until,
    /// The subject begins no sooner than the object.
    Since,
    /// The subject lies within the object.
    During,
    /// The subject leads to the object, and so begins no later.
    Causes,
}

/// What something is placed in time by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TemporalReference {
    /// What another claim of the article tells.
    Claim(ClaimId),
    /// An event with a name of its own.
    Named {
        /// Its kind.
        kind: KindId,
        /// Its name.
        name: String,
    },
}

/// An article saying how much time lies between two marks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DurationRelation {
    /// From where.
    pub from: TimeAnchor,
    /// To where.
    pub to: TimeAnchor,
    /// How much.
    pub amount: TimeAmount,
    /// The words.
    pub evidence: Evidence,
}

/// What an amount of time is counted from, or to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeAnchor {
    /// The first day of what a claim of the article tells.
    First(ClaimId),
    /// Its last day.
    Last(ClaimId),
    /// Some day of it: which one the words leave open.
    Some(ClaimId),
    /// Some day of an event with a name of its own.
    Named {
        /// Its kind.
        kind: KindId,
        /// Its name.
        name: String,
    },
    /// A date.
    Date(Edtf),
}

impl TimeAnchor {
    /// The claim of the article that it speaks of.
    #[must_use]
    pub fn claim(&self) -> Option<&ClaimId> {
        match self {
            Self::First(claim) | Self::Last(claim) | Self::Some(claim) => Some(claim),
            Self::Named { .. } | Self::Date(_) => None,
        }
    }
}
