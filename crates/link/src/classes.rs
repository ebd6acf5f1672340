//! What each identifier names: a person, an organisation or a place, and the same in every article.

use annals_knowledge::Knowledge;
use annals_model::{EntityClass, EntityId, Reading};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// Takes a name that is of one class in some articles and of another in others for what `knowledge/`
/// says that it is, or else for what most articles take it for, and drops what the others say of it
/// that can be said of no such thing.
pub(super) fn settle(readings: &mut [Reading], knowledge: &Knowledge) {
    let settled = settled(readings, knowledge);
    if settled.is_empty() {
        return;
    }
    readings.par_iter_mut().for_each(|reading| {
        for (id, entity) in &mut reading.entities {
            if let Some(class) = settled.get(id) {
                entity.class = *class;
            }
        }
        let may_be = |id: &EntityId, classes: &[EntityClass]| {
            settled.get(id).is_none_or(|class| classes.contains(class))
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

/// The class of each identifier that has several.
fn settled(readings: &[Reading], knowledge: &Knowledge) -> FxHashMap<EntityId, EntityClass> {
    let mut first: FxHashMap<&EntityId, EntityClass> = FxHashMap::default();
    let mut several: FxHashSet<&EntityId> = FxHashSet::default();
    for (id, entity) in readings.iter().flat_map(|reading| &reading.entities) {
        if *first.entry(id).or_insert(entity.class) != entity.class {
            several.insert(id);
        }
    }
    drop(first);
    let class = |id: &EntityId| {
        let told = |class: EntityClass| {
            let of =
                |reading: &&Reading| reading.entities.get(id).is_some_and(|entity| entity.class == class);
            readings.iter().filter(of).count()
        };
        let known = knowledge.gazetteer.get(id).map(|known| known.class);
        known.unwrap_or_else(|| {
            let most = [EntityClass::Place, EntityClass::Organisation, EntityClass::Person];
            most.into_iter().max_by_key(|class| told(*class)).unwrap_or(EntityClass::Person)
        })
    };
    several.into_par_iter().map(|id| (id.clone(), class(id))).collect()
}
