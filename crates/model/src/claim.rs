//! A statement of one article that something happened.

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{ClaimId, EntityId, Evidence, KindId, Sorted, Span};

/// One article saying that something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Its identifier.
    pub claim_id: ClaimId,
    /// Kind of event.
    pub kind: KindId,
    /// The event's name, or the words that tell what it is.
    pub name: String,
    /// Whether `name` is a proper name, which identifies the event by itself.
    pub naming: Naming,
    /// When, where the article says so.
    pub date: Option<ClaimDate>,
    /// Whether the article says that it happened.
    pub modality: Modality,
    /// Parties: people, organisations, countries.
    pub participants: Sorted<EntityId>,
    /// Where.
    pub place: Option<EntityId>,
    /// Which of a series it is: 14 for "the 14th summit".
    pub ordinal: Option<u32>,
    /// Key of the outlet that the sentence names as its source: "according to …".
    pub source: Option<String>,
    /// Words of the names told around it, or identifiers of those that are known, with spaces between.
    #[serde(default)]
    pub context_names: String,
    /// The sentence or part of it that says so.
    pub evidence: Evidence,
    /// The reading rule that found it.
    pub rule: String,
}

/// What kind of name an event was told by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Naming {
    /// A proper name: it means one event wherever it stands.
    Proper,
    /// A description: `an agreement on trade`.
    Description,
}

/// A claim's date and how it was come by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimDate {
    /// The date.
    pub edtf: Edtf,
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
    /// How the words gave the date.
    pub basis: DateBasis,
    /// Steps from the words to the date, for people.
    pub trace: Vec<Step>,
}

/// A step from words to what was read in them, for people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What was done.
    pub what: String,
    /// The words elsewhere in the article that it rests on.
    pub span: Option<Span>,
}

impl Step {
    /// One that rests on no other words.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), span: None }
    }
}

/// How words gave a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// The words say it.
    Stated,
    /// A relative or incomplete expression, resolved against another date.
    Resolved,
    /// Arithmetic: a 50th anniversary in 2025.
    Inferred,
}

/// Whether an article says that something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It did.
    Asserted,
    /// It is to.
    Planned,
    /// It did not.
    Denied,
    /// Somebody says that it did, and the article leaves it at that.
    Reported,
}
