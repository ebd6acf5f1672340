//! Who says what a claim says.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Knowledge;
use annals_model::{ArticleId, digest};

use super::telling::Telling;

/// Words from which on the same quote in two articles is a text that one has from the other, or
/// both from a third: a caption, a paragraph.
const COPIED: usize = 10;

/// The owners of the texts.
pub(super) struct Sources {
    of_article: BTreeMap<ArticleId, String>,
    of_outlet: BTreeMap<String, String>,
}

impl Sources {
    pub(super) fn new(of_article: BTreeMap<ArticleId, String>, knowledge: &Knowledge) -> Self {
        let outlets = knowledge.outlets.iter();
        Self {
            of_article,
            of_outlet: outlets.map(|outlet| (outlet.key.clone(), outlet.owner.clone())).collect(),
        }
    }

    /// Who speaks in a claim: the agency that it names as its source, or else the owner of the outlet.
    pub(super) fn of(&self, telling: &Telling<'_>) -> &str {
        let named = telling.claim.source.as_ref().and_then(|key| self.of_outlet.get(key));
        named.or_else(|| self.of_article.get(telling.article)).map_or("", String::as_str)
    }

    /// Who speaks in each article.
    pub(super) fn of_articles(&self) -> &BTreeMap<ArticleId, String> {
        &self.of_article
    }

    /// How many independent witnesses there are among claims: owners, of which those whose claims
    /// stand in one copied text are one.
    pub(super) fn independent<'t, 'r: 't>(&self, tellings: impl Iterator<Item = &'t Telling<'r>>) -> usize {
        let tellings: Vec<&Telling<'_>> = tellings.collect();
        let owners: BTreeSet<&str> = tellings.iter().map(|telling| self.of(telling)).collect();
        if owners.len() < 2 {
            return owners.len();
        }
        let mut texts: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for telling in tellings {
            let owner = self.of(telling);
            let words = annals_text::words(&telling.claim.evidence.quote);
            if words.len() >= COPIED {
                texts.entry(digest(words.iter().map(String::as_str))).or_default().insert(owner);
            }
        }
        // Owners joined by a text count as the first of them.
        let mut first: BTreeMap<&str, &str> = owners.iter().map(|owner| (*owner, *owner)).collect();
        for shared in texts.values().filter(|shared| shared.len() > 1) {
            let roots: BTreeSet<&str> = shared.iter().filter_map(|owner| first.get(owner).copied()).collect();
            let Some(root) = roots.first().copied() else { continue };
            for owner in first.values_mut().filter(|owner| roots.contains(*owner)) {
                *owner = root;
            }
        }
        first.values().collect::<BTreeSet<_>>().len()
    }
}
