//! What identifies the event of a claim.

use annals_knowledge::{Knowledge, Once};
use annals_model::{Claim, EntityId, Naming, slug};
use rustc_hash::FxHashMap;

use super::name_keys::NameKeyReader;
use crate::event_class::{EventClass, EventClasses};
use crate::features::{IdentityBasis, NameKeys};
use crate::symbols::{Symbol, entity_symbol, name_symbol};

/// The rows of `gazetteer/events.csv` by the class of the event and its full name, or the words of it.
pub(crate) struct ListedEvents(FxHashMap<(Symbol, Box<[Symbol]>), usize>);

impl ListedEvents {
    pub(crate) fn new(knowledge: &Knowledge, classes: &EventClasses<'_>) -> Self {
        let mut names = NameKeyReader::new(classes);
        let mut rows = FxHashMap::default();
        for (number, event) in knowledge.gazetteer.events.iter().enumerate() {
            let Some(class) = classes.of(&event.kind) else { continue };
            for name in event.aliases.iter().chain([&event.name]) {
                rows.insert((class.number, [name_symbol(&slug(name))].into()), number);
                for language in &knowledge.languages {
                    let keys = names.read(name, &event.kind, None, language);
                    // A single word may be a place where several agreements were signed.
                    if keys.words.len() > 1 {
                        rows.entry((class.number, keys.words)).or_insert(number);
                    }
                }
            }
        }
        Self(rows)
    }

    /// Returns what identifies the event of a claim, and the entity where it is one. `people` are the
    /// participants that are people.
    pub(super) fn identity(
        &self,
        claim: &Claim,
        class: EventClass<'_>,
        keys: &NameKeys,
        forms: &FxHashMap<String, &EntityId>,
        people: &[Symbol],
    ) -> (IdentityBasis, Option<EntityId>) {
        let name = slug(&claim.name);
        // A campaign or treaty that is named after a place is not the place.
        let entity = forms.get(&name).filter(|_| claim.naming == Naming::Description && !class.recurs);
        if let Some(entity) = entity {
            return (IdentityBasis::Entity(entity_symbol(entity)), Some((*entity).clone()));
        }
        if let ([person], Some(Once::Subject), 1) = (people, class.once, claim.participants.len()) {
            return (IdentityBasis::Entity(*person), claim.participants.first().cloned());
        }
        let full_name: Box<[Symbol]> = [name_symbol(&name)].into();
        let listed = self.0.get(&(class.number, full_name));
        if let Some(listed) = listed.or_else(|| self.0.get(&(class.number, keys.words.clone()))) {
            return (IdentityBasis::ListedEvent(*listed), None);
        }
        match claim.naming {
            Naming::Proper if !keys.words.is_empty() => (IdentityBasis::ProperName, None),
            _ => (IdentityBasis::Description, None),
        }
    }
}
