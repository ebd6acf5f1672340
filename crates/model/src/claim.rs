//! A statement of one article that an event happened.

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{ClaimId, EntityId, Evidence, KindId, Sorted, Span};

/// A statement of one article that an event happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The identifier.
    pub claim_id: ClaimId,
    /// The kind of event.
    pub kind: KindId,
    /// The name of the event, or the words that describe it.
    pub name: String,
    /// Whether `name` is a proper name or a description.
    pub naming: Naming,
    /// The date, if the article states one.
    pub date: Option<ClaimDate>,
    /// Whether the article asserts the event.
    pub modality: Modality,
    /// The participants: people, organisations, countries.
    pub participants: Sorted<EntityId>,
    /// The place.
    pub place: Option<EntityId>,
    /// The number of the event in a series: 14 for "the 14th summit".
    pub ordinal: Option<u32>,
    /// Key of the outlet that the sentence names as its source: "according to …".
    pub source: Option<String>,
    /// Names in the context of the claim: identifiers of listed names, words of others, separated by spaces.
    #[serde(default)]
    pub context_names: String,
    /// The sentence, or part of it, that states the claim.
    pub evidence: Evidence,
    /// The extraction rule that found the claim.
    pub rule: String,
}

/// The kind of a name of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Naming {
    /// A proper name: it refers to the same event in every context.
    Proper,
    /// A description: "an agreement on trade".
    Description,
}

/// The date of a claim and its derivation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimDate {
    /// The date.
    pub edtf: Edtf,
    /// The date expression.
    pub text: String,
    /// The span of the date expression.
    pub span: Span,
    /// How the date was derived.
    pub basis: DateBasis,
    /// The steps from the expression to the date, for display.
    pub trace: Vec<Step>,
}

/// A step of a derivation, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// A description of the step.
    pub what: String,
    /// The span elsewhere in the article that the step uses.
    pub span: Option<Span>,
}

impl Step {
    /// Creates a step that uses no other span.
    #[must_use]
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), span: None }
    }
}

/// How a date was derived.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateBasis {
    /// The text states it.
    Stated,
    /// A relative or incomplete expression, resolved against another date.
    Resolved,
    /// Calculated: from "the 50th anniversary" in 2025, for example.
    Inferred,
}

/// The modality of a claim: whether the article asserts the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// The event happened.
    Asserted,
    /// The event is planned.
    Planned,
    /// The event did not happen.
    Denied,
    /// The article attributes the statement to a source.
    Reported,
}
