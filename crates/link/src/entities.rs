//! People, organisations and places, as all articles name them.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Knowledge;
use annals_model::{ArticleId, EntityClass, EntityId, Reading};

/// One person, organisation or place.
pub(super) struct Named {
    pub(super) class: EntityClass,
    pub(super) name: String,
    pub(super) names: BTreeSet<String>,
    pub(super) articles: BTreeSet<ArticleId>,
}

/// Every entity that some article names or that a row refers to.
pub(super) fn entities(readings: &[Reading], knowledge: &Knowledge) -> BTreeMap<EntityId, Named> {
    let mut all: BTreeMap<EntityId, Named> = BTreeMap::new();
    for reading in readings {
        for (id, entity) in &reading.entities {
            let named = all.entry(id.clone()).or_insert_with(|| Named {
                class: entity.class,
                name: knowledge
                    .gazetteer
                    .get(id)
                    .map_or_else(|| entity.name.to_string(), |known| known.name.clone()),
                names: BTreeSet::new(),
                articles: BTreeSet::new(),
            });
            // Of several ways to write one name, one that is not all capitals, and the first of them in
            // the alphabet: any order of files gives it.
            let rank = |name: &str| (annals_text::is_all_capitals(name), name.to_owned());
            if knowledge.gazetteer.get(id).is_none() && rank(&entity.name) < rank(&named.name) {
                named.name = entity.name.to_string();
            }
            named.names.extend(entity.forms.iter().map(ToString::to_string));
            named.articles.insert(reading.article_id.clone());
        }
        let positions = reading.positions.iter().filter_map(|position| position.organisation.as_ref());
        let claims = reading.claims.iter().flat_map(|claim| claim.participants.iter().chain(&claim.place));
        for id in positions.chain(claims) {
            if let (false, Some(known)) = (all.contains_key(id), knowledge.gazetteer.get(id)) {
                let named = Named {
                    class: known.class,
                    name: known.name.clone(),
                    names: BTreeSet::new(),
                    articles: BTreeSet::new(),
                };
                all.insert(id.clone(), named);
            }
        }
        for position in &reading.positions {
            if let Some(named) = position.organisation.as_ref().and_then(|id| all.get_mut(id)) {
                named.articles.insert(reading.article_id.clone());
            }
        }
    }
    all
}
