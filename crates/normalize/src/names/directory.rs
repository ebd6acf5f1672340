//! Everybody and everything that an article names.

use std::collections::BTreeMap;

use annals_knowledge::Names;
use annals_model::reading::{Entity, EntityClass};
use annals_model::{EntityId, slug};
use rustc_hash::FxHashMap;

use crate::sheet::Sheet;

/// The words of a person's full name, and whose it is.
type FullName = (Vec<String>, EntityId);

/// Entities of one article, with the abbreviations that it introduces.
#[derive(Default)]
pub(crate) struct Directory {
    entities: BTreeMap<EntityId, Entity>,
    abbreviations: FxHashMap<String, EntityId>,
    /// Names of people of several words, by the first two of them.
    people: FxHashMap<(String, String), Vec<FullName>>,
}

impl Directory {
    /// Adds an entity under its name as written.
    pub(crate) fn add(&mut self, class: EntityClass, name: &str) -> EntityId {
        self.add_form(class, name, name)
    }

    /// Adds an entity under a name, told in another form.
    pub(crate) fn add_form(&mut self, class: EntityClass, name: &str, form: &str) -> EntityId {
        let id = EntityId::new(slug(name));
        let entity = self.entities.entry(id.clone()).or_insert_with(|| Entity {
            class,
            name: name.to_owned(),
            forms: [].into(),
        });
        entity.forms.insert(form.to_owned());
        if class == EntityClass::Person {
            let words = annals_text::words(name);
            if let [first, second, ..] = words.as_slice() {
                let people = self.people.entry((first.clone(), second.clone())).or_default();
                if !people.iter().any(|(_, known)| *known == id) {
                    people.push((words, id.clone()));
                }
            }
        }
        id
    }

    /// The person of a full name told before that stands at a token: how long it is, and who.
    pub(crate) fn person_at(&self, sheet: &Sheet<'_>, at: usize) -> Option<(usize, EntityId)> {
        let word = |at: usize| annals_text::fold(sheet.word(at)).into_owned();
        let people = self.people.get(&(word(at), word(at + 1)))?;
        let stands = |words: &[String]| {
            words.iter().enumerate().all(|(i, word)| annals_text::fold(sheet.word(at + i)) == word.as_str())
        };
        let longest =
            people.iter().filter(|(words, _)| stands(words)).max_by_key(|(words, _)| words.len())?;
        Some((longest.0.len(), longest.1.clone()))
    }

    /// Adds an entity of `names/`, told in this form.
    pub(crate) fn add_known(&mut self, names: &Names, id: &EntityId, form: &str) {
        if let Some(known) = names.get(id) {
            let entity = self.entities.entry(id.clone()).or_insert_with(|| Entity {
                class: known.class,
                name: known.name.clone(),
                forms: [].into(),
            });
            entity.forms.insert(form.to_owned());
        }
    }

    /// Another form of the name of an entity that is there.
    pub(crate) fn add_form_of(&mut self, id: &EntityId, form: &str) {
        if let Some(entity) = self.entities.get_mut(id) {
            entity.forms.insert(form.to_owned());
        }
    }

    pub(crate) fn abbreviate(&mut self, abbreviation: &str, id: &EntityId) {
        self.abbreviations.entry(abbreviation.to_owned()).or_insert_with(|| id.clone());
        self.add_form_of(id, abbreviation);
    }

    pub(crate) fn abbreviated(&self, abbreviation: &str) -> Option<EntityId> {
        self.abbreviations.get(abbreviation).cloned()
    }

    pub(crate) fn name(&self, id: &EntityId) -> Option<&str> {
        self.entities.get(id).map(|entity| entity.name.as_str())
    }

    /// People with their names.
    pub(crate) fn people(&self) -> impl Iterator<Item = (&EntityId, &Entity)> {
        self.entities.iter().filter(|(_, entity)| entity.class == EntityClass::Person)
    }

    pub(crate) fn into_entities(self) -> BTreeMap<EntityId, Entity> {
        self.entities
    }
}
