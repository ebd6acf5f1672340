//! The records of the ground truth, one a line. The README explains the fields.

use serde::Serialize;

use crate::data::kind::Kind;
use crate::page::Span;

/// One line of `truth.jsonl`.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
pub(crate) enum Record<'a> {
    Corpus(CorpusRecord),
    Article(ArticleRecord),
    Event(EventRecord<'a>),
    Mention(MentionRecord),
    Quotation(QuotationRecord),
    Quantity(QuantityRecord),
    Contradiction(ContradictionRecord),
    Defect(DefectRecord),
    Copy(CopyRecord),
    Person(PersonRecord<'a>),
    Scene(SceneRecord),
    Statement(StatementRecord),
    Plant(PlantRecord),
}

/// The options of the corpus.
#[derive(Debug, Serialize)]
pub(crate) struct CorpusRecord {
    pub(crate) generator: &'static str,
    pub(crate) seed: u64,
    pub(crate) articles: usize,
    pub(crate) contradictions: String,
    pub(crate) copies: String,
    pub(crate) defects: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct ArticleRecord {
    pub(crate) article: String,
    pub(crate) title: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) translator: Option<String>,
    /// The date of publication as far as the article states it, in EDTF.
    pub(crate) published: Option<String>,
    pub(crate) published_basis: PublishedBasis,
    pub(crate) copy_of: Option<String>,
}

/// The place of the date of publication in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PublishedBasis {
    FrontMatter,
    Dateline,
    None,
}

#[derive(Debug, Serialize)]
pub(crate) struct EventRecord<'a> {
    pub(crate) event_id: &'a str,
    pub(crate) kind: Kind,
    pub(crate) name: Option<&'a str>,
    pub(crate) aliases: &'a [String],
    pub(crate) date: String,
    pub(crate) participants: Vec<String>,
    pub(crate) place: &'a str,
    pub(crate) country: &'a str,
    #[serde(rename = "tellings")]
    pub(crate) statements: Vec<EventStatement>,
}

/// The statement of an event in an article of a chronicle.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct EventStatement {
    pub(crate) article: String,
    pub(crate) segment: Segment,
    pub(crate) modality: Modality,
    /// The stated date, in EDTF.
    pub(crate) date: Option<String>,
    pub(crate) date_part: Option<YearPart>,
    pub(crate) date_basis: DateBasis,
    pub(crate) date_text: Option<String>,
    pub(crate) date_start: Option<usize>,
    pub(crate) date_end: Option<usize>,
    pub(crate) place: Option<String>,
    pub(crate) participants: Vec<String>,
    pub(crate) anniversary: Option<Anniversary>,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) span: Span,
}

/// A part of a year or of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum YearPart {
    Early,
    Mid,
    Late,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Segment {
    Body,
    Caption,
    List,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Modality {
    Asserted,
    Planned,
    Reported,
    Denied,
}

/// How a reader finds the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DateBasis {
    /// The words state it.
    Stated,
    /// Relative to the date of publication.
    ResolvedPublished,
    /// Relative to the date in the previous sentence.
    ResolvedPrevious,
    None,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Anniversary {
    pub(crate) ordinal: i16,
    pub(crate) year: i16,
}

/// A mention of a person.
#[derive(Debug, Serialize)]
pub(crate) struct MentionRecord {
    pub(crate) person_id: String,
    pub(crate) article: String,
    pub(crate) rank: Option<String>,
    pub(crate) office: Option<String>,
    pub(crate) organisation: Option<String>,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) span: Span,
}

#[derive(Debug, Serialize)]
pub(crate) struct QuotationRecord {
    pub(crate) article: String,
    pub(crate) speaker: Option<String>,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) span: Span,
}

#[derive(Debug, Serialize)]
pub(crate) struct QuantityRecord {
    pub(crate) article: String,
    pub(crate) event_id: Option<String>,
    pub(crate) value: u32,
    pub(crate) qualifier: String,
    pub(crate) unit: String,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) span: Span,
}

#[derive(Debug, Serialize)]
pub(crate) struct ContradictionRecord {
    pub(crate) event_id: String,
    pub(crate) kind: Kind,
    pub(crate) property: Property,
    /// The first value is the true one.
    pub(crate) values: Vec<ContradictionValue>,
}

/// The property that articles disagree about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Property {
    Date,
    Place,
    Quantity,
}

#[derive(Debug, Serialize)]
pub(crate) struct ContradictionValue {
    pub(crate) value: String,
    pub(crate) articles: Vec<String>,
}

/// An error within one article.
#[derive(Debug, Serialize)]
pub(crate) struct DefectRecord {
    pub(crate) article: String,
    pub(crate) event_id: String,
    pub(crate) defect: Defect,
    #[serde(rename = "told")]
    pub(crate) stated: String,
    pub(crate) correct: String,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) span: Span,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Defect {
    /// The date did not have that weekday.
    Weekday,
    /// The years between do not give that anniversary.
    Anniversary,
    /// The span does not have that many days.
    Duration,
}

#[derive(Debug, Serialize)]
pub(crate) struct CopyRecord {
    pub(crate) original: String,
    pub(crate) copy: String,
}

#[derive(Debug, Serialize)]
pub(crate) struct PersonRecord<'a> {
    pub(crate) person_id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) short_name: &'a str,
    pub(crate) country: &'a str,
    pub(crate) born: String,
    pub(crate) died: Option<String>,
    pub(crate) offices: Vec<TermRecord<'a>>,
}

#[derive(Debug, Serialize)]
pub(crate) struct TermRecord<'a> {
    pub(crate) office: &'a str,
    pub(crate) from: String,
    pub(crate) to: String,
}

/// A few articles that test one rule or one trap.
#[derive(Debug, Serialize)]
pub(crate) struct SceneRecord {
    pub(crate) scene: String,
    pub(crate) class: String,
    pub(crate) articles: Vec<String>,
}

/// The statement of an event in a scene.
#[derive(Debug, Serialize)]
pub(crate) struct StatementRecord {
    pub(crate) event_id: String,
    pub(crate) kind: Kind,
    pub(crate) article: String,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) span: Span,
}

/// The contradiction in a scene: statements that cannot all be true.
#[derive(Debug, Serialize)]
pub(crate) struct PlantRecord {
    pub(crate) scene: String,
    pub(crate) class: String,
    pub(crate) evidence: Vec<EvidenceRecord>,
}

/// Words on one side of a contradiction.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceRecord {
    pub(crate) side: usize,
    pub(crate) article: String,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) span: Span,
}
