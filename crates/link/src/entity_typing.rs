//! Entity typing: one class for each identifier in all articles.

use annals_knowledge::Knowledge;
use annals_model::{EntityClass, EntityId, Reading};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Gives each entity one class: that of the gazetteer, or else that of most articles. Drops places,
/// organisations, people and speakers that the class rules out.
pub(crate) fn unify_classes(readings: &mut [Reading], knowledge: &Knowledge) {
    let classes = classes(readings, knowledge);
    if classes.is_empty() {
        return;
    }
    readings.par_iter_mut().for_each(|reading| {
        for (id, entity) in &mut reading.entities {
            if let Some(class) = classes.get(id) {
                entity.class = *class;
            }
        }
        let may_be = |id: &EntityId, allowed: &[EntityClass]| {
            classes.get(id).is_none_or(|class| allowed.contains(class))
        };
        for claim in &mut reading.claims {
            claim.place.take_if(|id| !may_be(id, &[EntityClass::Place]));
        }
        for position in &mut reading.positions {
            position.organisation.take_if(|id| !may_be(id, &[EntityClass::Organisation, EntityClass::Place]));
        }
        reading.positions.retain(|position| may_be(&position.person_id, &[EntityClass::Person]));
        for quotation in &mut reading.quotations {
            quotation.speaker.take_if(|id| !may_be(id, &[EntityClass::Person]));
        }
    });
}

/// Returns the class of each identifier that has several.
fn classes(readings: &[Reading], knowledge: &Knowledge) -> FxHashMap<EntityId, EntityClass> {
    let mut first: FxHashMap<&EntityId, EntityClass> = FxHashMap::default();
    let mut several: FxHashSet<&EntityId> = FxHashSet::default();
    for (id, entity) in readings.iter().flat_map(|reading| &reading.entities) {
        if *first.entry(id).or_insert(entity.class) != entity.class {
            several.insert(id);
        }
    }
    drop(first);
    let class = |id: &EntityId| {
        let count = |class: EntityClass| {
            let is_of =
                |reading: &&Reading| reading.entities.get(id).is_some_and(|entity| entity.class == class);
            readings.iter().filter(is_of).count()
        };
        let known = knowledge.gazetteer.get(id).map(|known| known.class);
        known.unwrap_or_else(|| {
            let classes = [EntityClass::Place, EntityClass::Organisation, EntityClass::Person];
            classes.into_iter().max_by_key(|class| count(*class)).unwrap_or(EntityClass::Person)
        })
    };
    several.into_par_iter().map(|id| (id.clone(), class(id))).collect()
}
