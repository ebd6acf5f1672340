//! What ties the statements of one article together: numbers and parties to events, deeds and
//! offices to positions, names to the words around them.

use serde::{Deserialize, Serialize};

use crate::date::Edtf;
use crate::id::{ClaimId, EntityId, EvidenceId};

/// The two parties of an event, of which at least one is in no table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strangers {
    /// The event.
    pub claim: ClaimId,
    /// Their names.
    pub parties: [EntityId; 2],
}

/// A name where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameSlot {
    /// A digest of the words around it, but for other names, numbers and dates: in two texts of one
    /// article it is the same.
    pub around: u64,
    /// The name.
    pub name: Box<str>,
    /// The name with a few words on each side, as they stand.
    pub words: Box<str>,
}

/// A number told of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The number.
    pub quantity: EvidenceId,
    /// The event.
    pub claim: ClaimId,
    /// What it counts there: the role of those counted, and whose they are; empty where the event
    /// itself says.
    pub of: String,
    /// What is counted, by one word for all that name the same thing.
    pub unit: String,
    /// The word for anybody, where those counted are people of some sort.
    pub among: Option<String>,
}

/// Whose office a position is, where what it is of is in no table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// The position.
    pub position: EvidenceId,
    /// Whose office.
    pub held: Held,
}

/// An office of something that no table knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The office alone: "president".
    pub office: String,
    /// The name, or the adjective, of what it is of.
    pub of: String,
}

/// When somebody who is given a position does what is told of him in the same clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// The position.
    pub position: EvidenceId,
    /// When.
    pub date: Edtf,
}
