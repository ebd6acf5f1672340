//! What rules look at.

use annals_knowledge::Rulings;
use annals_model::problem::Problem;
use annals_model::reading::EntityClass;
use annals_model::record::{ArticleRow, ClaimRow, Release};
use annals_model::{ArticleId, ClaimId, EntityId, Reading};
use rustc_hash::FxHashMap;

/// All that a run read and linked.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// What was read in each article.
    pub readings: &'a [Reading],
    /// Files that could not be read, or were read with a remark.
    pub problems: &'a [Problem],
    /// The datasets; those of findings are not looked at.
    pub release: &'a Release,
    /// Names that `knowledge/` tells apart.
    pub names: &'a [KnownName],
}

/// A name of `knowledge/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownName {
    /// Its identifier, which rows of datasets share.
    pub id: EntityId,
    /// The name.
    pub name: String,
    /// Its other forms.
    pub aliases: Vec<String>,
    /// What it is the name of.
    pub class: EntityClass,
}

/// A [`Subject`] whose rows can be looked up.
pub(crate) struct Context<'a> {
    pub(crate) subject: Subject<'a>,
    pub(crate) rulings: &'a Rulings,
    articles: FxHashMap<&'a ArticleId, &'a ArticleRow>,
    claims: FxHashMap<&'a ClaimId, &'a ClaimRow>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(subject: Subject<'a>, rulings: &'a Rulings) -> Self {
        let articles = subject.release.articles.iter().map(|row| (&row.article_id, row)).collect();
        let claims = subject.release.claims.iter().map(|row| (&row.claim_id, row)).collect();
        Self { subject, rulings, articles, claims }
    }

    pub(crate) fn article(&self, id: &ArticleId) -> Option<&'a ArticleRow> {
        self.articles.get(id).copied()
    }

    pub(crate) fn claim(&self, id: &ClaimId) -> Option<&'a ClaimRow> {
        self.claims.get(id).copied()
    }
}
