//! The entity table of one article.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Gazetteer;
use annals_model::{Entity, EntityClass, EntityId, slug};
use annals_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::segment::AnnotatedSegment;

/// An entity and the forms of its name.
pub(crate) struct EntityRecord {
    class: EntityClass,
    name: String,
    forms: BTreeSet<String>,
}

impl EntityRecord {
    fn new(class: EntityClass, name: &str) -> Self {
        Self { class, name: name.to_owned(), forms: BTreeSet::new() }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Returns the name and all its forms.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.forms.iter().chain([&self.name])
    }
}

impl From<EntityRecord> for Entity {
    fn from(record: EntityRecord) -> Self {
        let forms = record.forms.into_iter().map(String::into_boxed_str).collect();
        Self { class: record.class, name: record.name.into(), forms }
    }
}

/// The words of a person's full name, and the person.
type FullName = (Vec<String>, EntityId);

/// The entities of an article, with the abbreviations that it introduces.
#[derive(Default)]
pub(crate) struct EntityTable {
    entities: BTreeMap<EntityId, EntityRecord>,
    abbreviations: FxHashMap<String, EntityId>,
    /// Persons by the first two words of their full name.
    people: FxHashMap<(String, String), Vec<FullName>>,
    /// All words of persons' names.
    words_of_people: FxHashSet<String>,
    /// One-word names whose context fits only persons.
    humans: FxHashSet<String>,
}

impl EntityTable {
    /// Adds an entity under its name as written.
    pub(crate) fn add(&mut self, class: EntityClass, name: &str) -> EntityId {
        self.add_form(class, name, name)
    }

    /// Adds an entity under a name, mentioned in another form.
    pub(crate) fn add_form(&mut self, class: EntityClass, name: &str, form: &str) -> EntityId {
        let id = EntityId::new(slug(name));
        let entity = self.entities.entry(id.clone()).or_insert_with(|| EntityRecord::new(class, name));
        entity.forms.insert(form.to_owned());
        if class == EntityClass::Person {
            let words = annals_text::words(name);
            self.words_of_people.extend(words.iter().cloned());
            if let [first, second, ..] = words.as_slice() {
                let people = self.people.entry((first.clone(), second.clone())).or_default();
                if !people.iter().any(|(_, known)| *known == id) {
                    people.push((words, id.clone()));
                }
            }
        }
        id
    }

    /// Records that a one-word name is a person's.
    pub(crate) fn add_human(&mut self, name: &str) {
        self.humans.insert(fold(name).into_owned());
    }

    /// Returns whether a one-word name is a person's by its context.
    pub(crate) fn is_human(&self, name: &str) -> bool {
        self.humans.contains(fold(name).as_ref())
    }

    /// Returns the person whose full name, mentioned before, is at a token, and its length.
    pub(crate) fn person_at(&self, segment: &AnnotatedSegment<'_>, at: usize) -> Option<(usize, EntityId)> {
        if !self.is_part_of_person(segment.word(at)) {
            return None;
        }
        let word = |at: usize| annals_text::fold(segment.word(at)).into_owned();
        let people = self.people.get(&(word(at), word(at + 1)))?;
        let stands = |words: &[String]| {
            words.iter().enumerate().all(|(i, word)| annals_text::fold(segment.word(at + i)) == word.as_str())
        };
        let longest =
            people.iter().filter(|(words, _)| stands(words)).max_by_key(|(words, _)| words.len())?;
        Some((longest.0.len(), longest.1.clone()))
    }

    /// Adds an entity of the gazetteer, mentioned in this form.
    pub(crate) fn add_known(&mut self, gazetteer: &Gazetteer, id: &EntityId, form: &str) {
        if let Some(known) = gazetteer.get(id) {
            let entity = self
                .entities
                .entry(id.clone())
                .or_insert_with(|| EntityRecord::new(known.class, &known.name));
            entity.forms.insert(form.to_owned());
        }
    }

    /// Adds a form of the name of an entity in the table.
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

    /// Returns whether a word is part of the name of a person mentioned before.
    pub(crate) fn is_part_of_person(&self, word: &str) -> bool {
        self.words_of_people.contains(fold(word).as_ref())
    }

    /// Returns the organisation of this name, if mentioned before.
    pub(crate) fn organisation(&self, name: &str) -> Option<EntityId> {
        let id = EntityId::new(slug(name));
        (self.class(&id) == Some(EntityClass::Organisation)).then_some(id)
    }

    pub(crate) fn class(&self, id: &EntityId) -> Option<EntityClass> {
        self.entities.get(id).map(|entity| entity.class)
    }

    /// Merges a person into another: the forms of the name move.
    pub(crate) fn merge(&mut self, from: &EntityId, into: &EntityId) {
        if let Some(entity) = self.entities.remove(from)
            && let Some(kept) = self.entities.get_mut(into)
        {
            kept.forms.extend(entity.forms);
        }
    }

    pub(crate) fn name(&self, id: &EntityId) -> Option<&str> {
        self.entities.get(id).map(|entity| entity.name.as_str())
    }

    /// Returns the persons of the article.
    pub(crate) fn people(&self) -> impl Iterator<Item = (&EntityId, &EntityRecord)> {
        self.entities.iter().filter(|(_, entity)| entity.class == EntityClass::Person)
    }

    pub(crate) fn into_entities(self) -> BTreeMap<EntityId, Entity> {
        self.entities.into_iter().map(|(id, record)| (id, record.into())).collect()
    }
}
