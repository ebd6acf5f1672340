//! The result of normalising one article: a pure function of the article and of `knowledge/`.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{
    ArticleId, Claim, Entity, EntityId, Evidence, EvidenceId, Quantity, Relations, UnlistedOffice,
    relations::fit,
};

/// Everything extracted from one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The article.
    pub article_id: ArticleId,
    /// The language of the article and the topics extracted.
    pub coverage: Coverage,
    /// Statements that an event happened, in the order of the text.
    pub claims: Vec<Claim>,
    /// Ranks and offices of people.
    pub positions: Vec<Position>,
    /// Quotations and their speakers.
    pub quotations: Vec<Quotation>,
    /// Quantities with their units.
    pub quantities: Vec<Quantity>,
    /// People, organisations and places named.
    pub entities: BTreeMap<EntityId, Entity>,
    /// Relations between the above, for linking and validation. They are in no dataset.
    pub relations: Relations,
}

impl Reading {
    /// Creates an empty reading.
    #[must_use]
    pub fn new(article_id: ArticleId) -> Self {
        Self {
            coverage: Coverage::new(article_id.clone()),
            relations: Relations::new(article_id.clone()),
            article_id,
            claims: Vec::new(),
            positions: Vec::new(),
            quotations: Vec::new(),
            quantities: Vec::new(),
            entities: BTreeMap::new(),
        }
    }

    /// Releases spare capacity: the readings of all articles are in memory at the same time.
    pub fn shrink(&mut self) {
        fit(&mut self.claims);
        fit(&mut self.positions);
        fit(&mut self.quotations);
        fit(&mut self.quantities);
        self.relations.shrink();
    }
}

/// The language of an article, and the topics that `knowledge/` does not support in that language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The article.
    pub article_id: ArticleId,
    /// The BCP 47 tag of the language. If it is `None`, the language is unknown and nothing is extracted.
    pub language: Option<String>,
    /// Topics without word lists in that language, which are not extracted.
    pub unsupported: BTreeSet<Topic>,
}

impl Coverage {
    /// Creates the coverage of an article in an unknown language.
    #[must_use]
    pub fn new(article_id: ArticleId) -> Self {
        Self { article_id, language: None, unsupported: BTreeSet::new() }
    }
}

/// A topic of extraction besides time expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// Events.
    Events,
    /// People, their ranks and offices.
    People,
    /// Organisations.
    Organisations,
    /// Quotations.
    Quotations,
    /// Quantities.
    Quantities,
}

impl Topic {
    /// Returns the name of the topic, which is also that of its file in `knowledge/languages/TAG/`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::People => "people",
            Self::Organisations => "organisations",
            Self::Quotations => "quotations",
            Self::Quantities => "quantities",
        }
    }
}

/// A rank or an office that an article attributes to a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The identifier.
    pub position_id: EvidenceId,
    /// The person.
    pub person_id: EntityId,
    /// The rank, as `knowledge/` names it.
    pub rank: Option<String>,
    /// The office, as `knowledge/` names it or as written.
    pub office: Option<String>,
    /// The organisation of the office.
    pub organisation: Option<EntityId>,
    /// The date at which the office was held, if the article states one.
    pub as_of: Option<Edtf>,
    /// The date of the holder's action in the same clause, if stated. The title may be of another time: articles
    /// also use earlier and later titles.
    #[serde(default)]
    pub action_date: Option<Edtf>,
    /// The office with its owner, if the owner is not in the gazetteer.
    #[serde(default)]
    pub unlisted_office: Option<UnlistedOffice>,
    /// The source text.
    pub evidence: Evidence,
}

/// Words that an article attributes to a speaker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// The identifier.
    pub quotation_id: EvidenceId,
    /// The speaker, if a person is named.
    pub speaker: Option<EntityId>,
    /// The text between the quotation marks.
    pub evidence: Evidence,
}
