//! Temporal relations that an article states: the order of events, and the time between them.

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{ClaimId, Evidence, KindId, TimeAmount};

/// A stated temporal relation between two events.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TemporalRelation {
    /// The event that the relation places in time.
    pub subject: ClaimId,
    /// The kind of relation.
    pub relation: TemporalRelationKind,
    /// The event that serves as reference.
    pub object: TemporalReference,
    /// The source text.
    pub evidence: Evidence,
}

/// The kind of a temporal relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TemporalRelationKind {
    /// The subject begins no later than the object.
    Before,
    /// The subject begins no earlier than the object ends.
    After,
    /// The subject ends no later than the object.
    Until,
    /// The subject begins no earlier than the object.
    Since,
    /// The subject is within the object.
    During,
    /// The subject causes the object, and therefore begins no later.
    Causes,
}

/// The event that a temporal relation refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TemporalReference {
    /// The event of another claim of the article.
    Claim(ClaimId),
    /// An event with a proper name.
    Named {
        /// Its kind.
        kind: KindId,
        /// Its name.
        name: String,
    },
}

/// The stated time between two anchors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DurationRelation {
    /// The earlier anchor.
    pub from: TimeAnchor,
    /// The later anchor.
    pub to: TimeAnchor,
    /// The stated time.
    pub amount: TimeAmount,
    /// The source text.
    pub evidence: Evidence,
}

/// A point in time that an amount of time is counted from or to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeAnchor {
    /// The first day of the event of a claim of the article.
    First(ClaimId),
    /// The last day of that event.
    Last(ClaimId),
    /// Any day of that event: the text does not specify which.
    Some(ClaimId),
    /// Any day of an event with a proper name.
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
    /// Returns the claim that the anchor refers to, if any.
    #[must_use]
    pub fn claim(&self) -> Option<&ClaimId> {
        match self {
            Self::First(claim) | Self::Last(claim) | Self::Some(claim) => Some(claim),
            Self::Named { .. } | Self::Date(_) => None,
        }
    }
}
