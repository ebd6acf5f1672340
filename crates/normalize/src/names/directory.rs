//! Everybody and everything that an article names.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Gazetteer;
use annals_model::{Entity, EntityClass, EntityId, slug};
use annals_text::fold;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::sheet::Sheet;

/// An entity of which more forms may come.
pub(crate) struct Told {
    class: EntityClass,
    name: String,
    forms: BTreeSet<String>,
}

impl Told {
    fn new(class: EntityClass, name: &str) -> Self {
        Self { class, name: name.to_owned(), forms: BTreeSet::new() }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its name and all forms of it.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.forms.iter().chain([&self.name])
    }
}

impl From<Told> for Entity {
    fn from(told: Told) -> Self {
        let forms = told.forms.into_iter().map(String::into_boxed_str).collect();
        Self { class: told.class, name: told.name.into(), forms }
    }
}

/// The words of a person's full name, and whose it is.
type FullName = (Vec<String>, EntityId);

/// Entities of one article, with the abbreviations that it introduces.
#[derive(Default)]
pub(crate) struct Directory {
    entities: BTreeMap<EntityId, Told>,
    abbreviations: FxHashMap<String, EntityId>,
    /// Gazetteer of people of several words, by the first two of them.
    people: FxHashMap<(String, String), Vec<FullName>>,
    /// Every word of a person's name.
    words_of_people: FxHashSet<String>,
    /// Gazetteer of one word of which something is said that is said of people only.
    humans: FxHashSet<String>,
}

impl Directory {
    /// Adds an entity under its name as written.
    pub(crate) fn add(&mut self, class: EntityClass, name: &str) -> EntityId {
        self.add_form(class, name, name)
    }

    /// Adds an entity under a name, told in another form.
    pub(crate) fn add_form(&mut self, class: EntityClass, name: &str, form: &str) -> EntityId {
        let id = EntityId::new(slug(name));
        let entity = self.entities.entry(id.clone()).or_insert_with(|| Told::new(class, name));
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

    /// Keeps that a name of one word is somebody's.
    pub(crate) fn add_human(&mut self, name: &str) {
        self.humans.insert(fold(name).into_owned());
    }

    /// Whether a name of one word is somebody's by what is said of it.
    pub(crate) fn is_human(&self, name: &str) -> bool {
        self.humans.contains(fold(name).as_ref())
    }

    /// The person of a full name told before that stands at a token: how long it is, and who.
    pub(crate) fn person_at(&self, sheet: &Sheet<'_>, at: usize) -> Option<(usize, EntityId)> {
        if !self.is_part_of_person(sheet.word(at)) {
            return None;
        }
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
    pub(crate) fn add_known(&mut self, names: &Gazetteer, id: &EntityId, form: &str) {
        if let Some(known) = names.get(id) {
            let entity =
                self.entities.entry(id.clone()).or_insert_with(|| Told::new(known.class, &known.name));
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

    /// Whether a word is a part of the name of a person told before.
    pub(crate) fn is_part_of_person(&self, word: &str) -> bool {
        self.words_of_people.contains(fold(word).as_ref())
    }

    /// The organisation of this name, told before.
    pub(crate) fn organisation(&self, name: &str) -> Option<EntityId> {
        let id = EntityId::new(slug(name));
        (self.class(&id) == Some(EntityClass::Organisation)).then_some(id)
    }

    pub(crate) fn class(&self, id: &EntityId) -> Option<EntityClass> {
        self.entities.get(id).map(|entity| entity.class)
    }

    /// Gives the forms of a person's name to the person who turned out to be the same.
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

    /// People with their names.
    pub(crate) fn people(&self) -> impl Iterator<Item = (&EntityId, &Told)> {
        self.entities.iter().filter(|(_, entity)| entity.class == EntityClass::Person)
    }

    pub(crate) fn into_entities(self) -> BTreeMap<EntityId, Entity> {
        self.entities.into_iter().map(|(id, told)| (id, told.into())).collect()
    }
}
