//! The source of a claim or an article.

use std::collections::BTreeMap;

use annals_knowledge::Outlets;
use annals_model::{ArticleId, ClaimRow};

/// The source of each article, and the outlets by which named sources are found.
#[derive(Clone, Copy)]
pub(super) struct ClaimSources<'a> {
    pub(super) of_article: &'a BTreeMap<ArticleId, String>,
    pub(super) outlets: &'a Outlets,
}

impl<'a> ClaimSources<'a> {
    /// Returns the source that the claim names, or else that of its article.
    pub(super) fn of_claim(self, claim: &'a ClaimRow) -> Option<&'a str> {
        let named = claim.source.as_deref();
        let named = named.map(|name| self.outlets.by_name(name).map_or(name, |outlet| outlet.owner.as_str()));
        named.or_else(|| self.of_article(&claim.article_id))
    }

    /// Returns the source of an article.
    pub(super) fn of_article(self, article: &ArticleId) -> Option<&'a str> {
        self.of_article.get(article).map(String::as_str)
    }
}
