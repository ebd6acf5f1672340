//! Independent sources: who states what a claim says.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Knowledge;
use annals_model::{ArticleHeader, ArticleId, digest};

use crate::features::ClaimFeatures;

/// Words from which on a quote that two articles share is a copied text, such as a caption.
const COPIED_WORDS: usize = 10;

/// The source of each article, and the owner of each outlet.
pub(crate) struct Sources {
    of_article: BTreeMap<ArticleId, String>,
    of_outlet: BTreeMap<String, String>,
}

impl Sources {
    /// Copies have the source of their original.
    pub(crate) fn new(
        articles: &[ArticleHeader],
        copies: &BTreeMap<ArticleId, ArticleId>,
        knowledge: &Knowledge,
    ) -> Self {
        let own: BTreeMap<&ArticleId, String> =
            articles.iter().map(|article| (&article.id, owner(article, knowledge))).collect();
        let source = |id: &ArticleId| own.get(copies.get(id).unwrap_or(id)).cloned().unwrap_or_default();
        let outlets = knowledge.outlets.iter();
        Self {
            of_article: articles.iter().map(|article| (article.id.clone(), source(&article.id))).collect(),
            of_outlet: outlets.map(|outlet| (outlet.key.clone(), outlet.owner.clone())).collect(),
        }
    }

    /// Returns the source of a claim: the agency that it names, or else the owner of the outlet.
    pub(crate) fn of(&self, claim: &ClaimFeatures<'_>) -> &str {
        let named = claim.claim.source.as_ref().and_then(|key| self.of_outlet.get(key));
        named.or_else(|| self.of_article.get(claim.article.id)).map_or("", String::as_str)
    }

    /// Returns the source of each article.
    pub(crate) fn of_articles(&self) -> &BTreeMap<ArticleId, String> {
        &self.of_article
    }

    /// Returns the number of independent sources of claims. Sources whose claims are in one copied text
    /// count as one.
    pub(crate) fn count_independent<'c, 'r: 'c>(
        &self,
        claims: impl Iterator<Item = &'c ClaimFeatures<'r>>,
    ) -> usize {
        let claims: Vec<&ClaimFeatures<'_>> = claims.collect();
        let sources: BTreeSet<&str> = claims.iter().map(|claim| self.of(claim)).collect();
        if sources.len() < 2 {
            return sources.len();
        }
        let mut texts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for claim in claims {
            let words = annals_text::words(&claim.claim.evidence.quote);
            if words.len() >= COPIED_WORDS {
                texts.entry(digest(words.iter().map(String::as_str))).or_default().insert(self.of(claim));
            }
        }
        // Sources that share a text count as the first of them.
        let mut first: BTreeMap<&str, &str> = sources.iter().map(|source| (*source, *source)).collect();
        for shared in texts.values().filter(|shared| shared.len() > 1) {
            let roots: BTreeSet<&str> =
                shared.iter().filter_map(|source| first.get(source).copied()).collect();
            let Some(root) = roots.first().copied() else { continue };
            for source in first.values_mut().filter(|source| roots.contains(*source)) {
                *source = root;
            }
        }
        first.values().collect::<BTreeSet<_>>().len()
    }
}

/// Returns the owner of the outlet of an article. An agency owns its text, whoever prints it.
fn owner(article: &ArticleHeader, knowledge: &Knowledge) -> String {
    let (outlets, metadata) = (&knowledge.outlets, &article.metadata);
    let source = metadata.source.as_deref();
    let agency = metadata.agencies.iter().find_map(|agency| outlets.by_name(agency));
    let outlet = agency
        .or_else(|| source.and_then(|source| outlets.by_key(source)))
        .or_else(|| metadata.url.as_deref().and_then(|url| outlets.by_url(url)));
    match (outlet, source) {
        (Some(outlet), _) => outlet.owner.clone(),
        (None, Some(source)) => source.to_owned(),
        (None, None) => article.id.to_string(),
    }
}
