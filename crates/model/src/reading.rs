//! What reading one article gives: a pure function of the article and of `knowledge/`.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{
    ArticleId, Claim, Entity, EntityId, Evidence, EvidenceId, Quantity, Relations, UnlistedOffice,
    relations::fit,
};

/// All that was read in one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The article.
    pub article_id: ArticleId,
    /// In which language it was read, and what of it.
    pub coverage: Coverage,
    /// Statements that something happened, in the order of the text.
    pub claims: Vec<Claim>,
    /// Ranks and offices given to people.
    pub positions: Vec<Position>,
    /// Quoted words and their speakers.
    pub quotations: Vec<Quotation>,
    /// Numbers of something.
    pub quantities: Vec<Quantity>,
    /// People, organisations and places named.
    pub entities: BTreeMap<EntityId, Entity>,
    /// How the above hangs together: kept by linking and validation, and in no dataset.
    pub relations: Relations,
}

impl Reading {
    /// A reading in which nothing was found.
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

    /// Releases the spare capacity of its lists: the readings of all articles are kept in memory at once.
    pub fn shrink(&mut self) {
        fit(&mut self.claims);
        fit(&mut self.positions);
        fit(&mut self.quotations);
        fit(&mut self.quantities);
        self.relations.shrink();
    }
}

/// In which language an article was read, and which topics that language does not support.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The article.
    pub article_id: ArticleId,
    /// The BCP 47 tag of the language; none where the language is unknown, and then nothing was read.
    pub language: Option<String>,
    /// Topics for which the language has no word lists, and which were therefore not read.
    pub unsupported: BTreeSet<Topic>,
}

impl Coverage {
    /// That of an article in an unknown language.
    #[must_use]
    pub fn new(article_id: ArticleId) -> Self {
        Self { article_id, language: None, unsupported: BTreeSet::new() }
    }
}

/// What can be read in a language beside time expressions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Topic {
    /// What happened.
    Events,
    /// Names of people, their ranks and offices.
    People,
    /// Names of organisations.
    Organisations,
    /// Words put into somebody's mouth.
    Quotations,
    /// Numbers of something.
    Quantities,
}

impl Topic {
    /// Its name.
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

/// An article giving a person a rank or an office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Its identifier.
    pub position_id: EvidenceId,
    /// Who.
    pub person_id: EntityId,
    /// Rank, as `knowledge/` names it.
    pub rank: Option<String>,
    /// Office, as `knowledge/` names it, or as written.
    pub office: Option<String>,
    /// Where the office is held.
    pub organisation: Option<EntityId>,
    /// When it was held, where the article says so.
    pub as_of: Option<Edtf>,
    /// When the holder does what the words beside it tell, where they say so. An article may well
    /// give somebody a title of another time.
    #[serde(default)]
    pub action_date: Option<Edtf>,
    /// The office and what it is of, where that is in no table.
    #[serde(default)]
    pub unlisted_office: Option<UnlistedOffice>,
    /// The words.
    pub evidence: Evidence,
}

/// Words that an article puts into somebody's mouth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// Its identifier.
    pub quotation_id: EvidenceId,
    /// Who is said to have said them, where a person is named.
    pub speaker: Option<EntityId>,
    /// The words between the marks; the evidence's quote is the same.
    pub evidence: Evidence,
}
