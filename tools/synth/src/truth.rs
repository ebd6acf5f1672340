//! The truth about a corpus: one record a line. What each field means is said in the README.

use serde::Serialize;

use crate::kind::Kind;
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

/// What the corpus was generated from.
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
    /// The date of publication as far as the article gives it away, in EDTF.
    pub(crate) published: Option<String>,
    pub(crate) published_basis: PublishedBasis,
    pub(crate) copy_of: Option<String>,
}

/// Where an article says when it was published.
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
    pub(crate) tellings: Vec<Telling>,
}

/// One article's statement that the event happened.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Telling {
    pub(crate) article: String,
    pub(crate) segment: Segment,
    pub(crate) modality: Modality,
    /// The date as told, in EDTF; none where the statement tells none.
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

/// Which part of its year or month a coarse date is in.
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

/// How a reader comes by the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DateBasis {
    /// It stands there.
    Stated,
    /// From the article's date of publication.
    ResolvedPublished,
    /// From the date told in the sentence before.
    ResolvedPrevious,
    None,
}

#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Anniversary {
    pub(crate) ordinal: i16,
    pub(crate) year: i16,
}

/// A person as an article names them.
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

/// What tellers disagree about.
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

/// Something that is wrong within one article.
#[derive(Debug, Serialize)]
pub(crate) struct DefectRecord {
    pub(crate) article: String,
    pub(crate) event_id: String,
    pub(crate) defect: Defect,
    pub(crate) told: String,
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

/// A few articles that one rule, or one trap, is about.
#[derive(Debug, Serialize)]
pub(crate) struct SceneRecord {
    pub(crate) scene: String,
    pub(crate) class: String,
    pub(crate) articles: Vec<String>,
}

/// A scene's statement of an event.
#[derive(Debug, Serialize)]
pub(crate) struct StatementRecord {
    pub(crate) event_id: String,
    pub(crate) kind: Kind,
    pub(crate) article: String,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) span: Span,
}

/// What is told wrongly in a scene: statements that cannot all be true.
#[derive(Debug, Serialize)]
pub(crate) struct PlantRecord {
    pub(crate) scene: String,
    pub(crate) class: String,
    pub(crate) evidence: Vec<EvidenceRecord>,
}

/// Words that tell one side of a plant.
#[derive(Debug, Serialize)]
pub(crate) struct EvidenceRecord {
    pub(crate) side: usize,
    pub(crate) article: String,
    pub(crate) text: String,
    #[serde(flatten)]
    pub(crate) span: Span,
}
