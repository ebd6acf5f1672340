//! People, organisations and places with their names in all articles.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Knowledge;
use annals_model::{ArticleId, EntityClass, EntityId, Reading};

/// A person, an organisation or a place.
pub(crate) struct LinkedEntity {
    pub(crate) class: EntityClass,
    pub(crate) name: String,
    pub(crate) names: BTreeSet<String>,
    pub(crate) articles: BTreeSet<ArticleId>,
}

impl LinkedEntity {
    fn new(class: EntityClass, name: String) -> Self {
        Self { class, name, names: BTreeSet::new(), articles: BTreeSet::new() }
    }
}

/// Returns every entity that an article names or that a row refers to.
pub(crate) fn entities(readings: &[Reading], knowledge: &Knowledge) -> BTreeMap<EntityId, LinkedEntity> {
    let mut all: BTreeMap<EntityId, LinkedEntity> = BTreeMap::new();
    for reading in readings {
        add_named(&mut all, reading, knowledge);
        let positions = reading.positions.iter().filter_map(|position| position.organisation.as_ref());
        let claims = reading.claims.iter().flat_map(|claim| claim.participants.iter().chain(&claim.place));
        for id in positions.clone().chain(claims) {
            if let (false, Some(listed)) = (all.contains_key(id), knowledge.gazetteer.get(id)) {
                all.insert(id.clone(), LinkedEntity::new(listed.class, listed.name.clone()));
            }
        }
        for id in positions {
            if let Some(entity) = all.get_mut(id) {
                entity.articles.insert(reading.article_id.clone());
            }
        }
    }
    all
}

/// Adds the entities that an article names. A listed entity has the name in the gazetteer.
fn add_named(all: &mut BTreeMap<EntityId, LinkedEntity>, reading: &Reading, knowledge: &Knowledge) {
    for (id, named) in &reading.entities {
        let listed = knowledge.gazetteer.get(id);
        let entity = all.entry(id.clone()).or_insert_with(|| {
            let name = listed.map_or_else(|| named.name.to_string(), |listed| listed.name.clone());
            LinkedEntity::new(named.class, name)
        });
        // Of several spellings, the alphabetically first that is not all capitals, so that the order of
        // files does not matter.
        let rank = |name: &str| (annals_text::is_all_capitals(name), name.to_owned());
        if listed.is_none() && rank(&named.name) < rank(&entity.name) {
            entity.name = named.name.to_string();
        }
        entity.names.extend(named.forms.iter().map(ToString::to_string));
        entity.articles.insert(reading.article_id.clone());
    }
}
