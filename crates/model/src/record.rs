//! The rows of the datasets, with fields in the order of the columns.

use serde::{Deserialize, Serialize};

use crate::{
    Amount, ArticleId, ClaimId, ComparisonId, DateBasis, EntityId, EventId, EvidenceId, Finding, KindId,
    Modality, PublishedBasis, QuantityQualifier, Span,
};
use annals_edtf::{Day, Edtf};

/// All datasets of one run, each sorted by its key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Release {
    /// `articles`
    pub articles: Vec<ArticleRow>,
    /// `claims`
    pub claims: Vec<ClaimRow>,
    /// `events`
    pub events: Vec<EventRow>,
    /// `comparisons`
    pub comparisons: Vec<ComparisonRow>,
    /// `people`
    pub people: Vec<PersonRow>,
    /// `positions`
    pub positions: Vec<PositionRow>,
    /// `organisations`
    pub organisations: Vec<OrganisationRow>,
    /// `places`
    pub places: Vec<PlaceRow>,
    /// `quotations`
    pub quotations: Vec<QuotationRow>,
    /// `quantities`
    pub quantities: Vec<QuantityRow>,
    /// `findings`
    pub findings: Vec<Finding>,
}

/// An article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/articles.schema.json")]
pub struct ArticleRow {
    pub article_id: ArticleId,
    pub path: String,
    pub member: Option<String>,
    pub member_start: Option<u64>,
    pub sha256: String,
    pub source: Option<String>,
    pub url: Option<String>,
    pub title: Option<String>,
    pub published: Option<Edtf>,
    pub published_basis: Option<PublishedBasis>,
    pub language: Option<String>,
    pub author: Option<String>,
    pub translator: Option<String>,
    pub copy_of: Option<ArticleId>,
}

/// A statement of one article that an event happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/claims.schema.json")]
pub struct ClaimRow {
    pub claim_id: ClaimId,
    pub article_id: ArticleId,
    pub event_id: EventId,
    pub kind: KindId,
    pub name: String,
    pub date: Option<Edtf>,
    pub earliest: Option<Day>,
    pub latest: Option<Day>,
    pub date_text: Option<String>,
    pub date_basis: Option<DateBasis>,
    pub modality: Modality,
    pub participants: Vec<EntityId>,
    pub place: Option<EntityId>,
    pub ordinal: Option<u32>,
    pub source: Option<String>,
    #[serde(flatten)]
    pub span: Span,
    pub quote: String,
    pub rule: String,
}

/// An event that one or more articles report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/events.schema.json")]
pub struct EventRow {
    pub event_id: EventId,
    pub kind: KindId,
    pub name: String,
    pub names: Vec<String>,
    pub date: Option<Edtf>,
    pub earliest: Option<Day>,
    pub latest: Option<Day>,
    pub date_basis: Option<DateBasis>,
    pub consistency: Consistency,
    pub claims: Vec<ClaimId>,
    pub articles: Vec<ArticleId>,
    pub sources: usize,
    pub participants: Vec<EntityId>,
    pub place: Option<EntityId>,
}

/// Whether the claims of an event agree on its date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Consistency {
    /// One independent source states a date.
    Single,
    /// Several independent sources state the same date.
    Agrees,
    /// Several state different dates that can all be true.
    Compatible,
    /// Several state dates that cannot all be true.
    Conflicts,
    /// No claim states a date.
    Undated,
}

/// A comparison of what independent sources state about one property of an event or of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/comparisons.schema.json")]
pub struct ComparisonRow {
    pub comparison_id: ComparisonId,
    pub event_id: Option<EventId>,
    pub person_id: Option<EntityId>,
    pub property: Property,
    pub detail: Option<String>,
    pub verdict: Verdict,
    pub finer: Option<String>,
    pub values: Vec<String>,
    pub sources: Vec<String>,
    pub claims: Vec<String>,
}

/// The property of an event or of a person that sources are compared on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Property {
    /// The date or the whole period of an event.
    Date,
    /// The end of the period of an event.
    EndDate,
    /// The place of an event.
    Place,
    /// The participants of an event.
    Participants,
    /// A quantity of an event.
    Number,
    /// The rank of a person.
    Rank,
    /// The office of a person.
    Office,
}

/// The result of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// All values are equal.
    Equal,
    /// All values can be true; some are more precise than others.
    Compatible,
    /// Not all values can be true.
    Conflicting,
    /// It cannot be decided whether all values can be true.
    Undetermined,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/people.schema.json")]
pub struct PersonRow {
    pub person_id: EntityId,
    pub name: String,
    pub names: Vec<String>,
    pub articles: Vec<ArticleId>,
}

/// A rank or an office that an article attributes to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/positions.schema.json")]
pub struct PositionRow {
    pub position_id: EvidenceId,
    pub person_id: EntityId,
    pub article_id: ArticleId,
    pub rank: Option<String>,
    pub office: Option<String>,
    pub organisation: Option<EntityId>,
    pub as_of: Option<Edtf>,
    #[serde(flatten)]
    pub span: Span,
    pub quote: String,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/organisations.schema.json")]
pub struct OrganisationRow {
    pub organisation_id: EntityId,
    pub name: String,
    pub names: Vec<String>,
    pub articles: Vec<ArticleId>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/places.schema.json")]
pub struct PlaceRow {
    pub place_id: EntityId,
    pub name: String,
    pub names: Vec<String>,
    pub articles: Vec<ArticleId>,
}

/// Words that an article attributes to a speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/quotations.schema.json")]
pub struct QuotationRow {
    pub quotation_id: EvidenceId,
    pub article_id: ArticleId,
    pub speaker: Option<EntityId>,
    pub text: String,
    #[serde(flatten)]
    pub span: Span,
}

/// A quantity stated in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "columns are documented in schemas/quantities.schema.json")]
pub struct QuantityRow {
    pub quantity_id: EvidenceId,
    pub article_id: ArticleId,
    pub value: Amount,
    pub qualifier: QuantityQualifier,
    pub unit: String,
    pub as_of: Option<Edtf>,
    #[serde(flatten)]
    pub span: Span,
    pub quote: String,
}
