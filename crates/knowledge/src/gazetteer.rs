//! `gazetteer/*.csv`: people, organisations, places and events with all their names.

use annals_model::{EntityClass, EntityId, KindId};
use rustc_hash::FxHashMap;

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::table;

/// The entries of `gazetteer/`.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// People, organisations and places.
    pub entities: Vec<ListedEntity>,
    /// Events with a proper name.
    pub events: Vec<ListedEvent>,
    by_id: FxHashMap<EntityId, usize>,
    within: FxHashMap<EntityId, EntityId>,
}

/// A person, organisation or place of the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEntity {
    /// The identifier.
    pub id: EntityId,
    /// The class.
    pub class: EntityClass,
    /// The preferred name.
    pub name: String,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// Adjectives and nouns for the inhabitants of a place.
    pub demonyms: Vec<String>,
    /// Whether it is a country.
    pub statehood: Statehood,
    /// The country that it is in or belongs to; the entity itself if it is a country.
    pub country: Option<EntityId>,
}

/// Whether a place is a country or a town.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statehood {
    /// A country, past or present.
    Country,
    /// A city or town: events take place there.
    Town,
    /// Anything else.
    Other,
}

/// An event of the gazetteer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEvent {
    /// The key in the table.
    pub id: String,
    /// The kind.
    pub kind: KindId,
    /// The preferred name.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PersonLine {
    id: EntityId,
    name: String,
    aliases: String,
    #[serde(rename = "note")]
    _note: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganisationLine {
    id: EntityId,
    name: String,
    aliases: String,
    place: String,
    #[serde(rename = "note")]
    _note: String,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct PlaceLine {
    id: EntityId,
    name: String,
    aliases: String,
    demonyms: String,
    class: PlaceClass,
    note: String,
}

#[derive(Clone, Copy, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum PlaceClass {
    Country,
    Region,
    City,
    Province,
    River,
    Sea,
    Mountain,
    Road,
    Building,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct WithinLine {
    place: EntityId,
    within: EntityId,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct EventLine {
    id: String,
    kind: KindId,
    name: String,
    aliases: String,
    #[serde(rename = "note")]
    _note: String,
}

impl Gazetteer {
    pub(crate) fn load(files: &Files, kinds: &[crate::Kind]) -> Result<Self, KnowledgeError> {
        let mut gazetteer = Self::default();
        // The country of an entity: its identifier or name.
        let mut countries: Vec<(EntityId, String)> = Vec::new();
        gazetteer.load_people(files)?;
        gazetteer.load_organisations(files, &mut countries)?;
        gazetteer.load_places(files, &mut countries)?;
        gazetteer.set_countries(countries);
        gazetteer.load_within(files)?;
        gazetteer.load_events(files, kinds)?;
        Ok(gazetteer)
    }

    fn load_people(&mut self, files: &Files) -> Result<(), KnowledgeError> {
        let path = "gazetteer/people.csv";
        for (number, line) in table::csv::<PersonLine>(path, files.required(path)?)? {
            self.check(path, number, &line.id, &line.name)?;
            self.add(EntityClass::Person, line.id, line.name, &line.aliases, "", Statehood::Other);
        }
        Ok(())
    }

    fn load_organisations(
        &mut self,
        files: &Files,
        countries: &mut Vec<(EntityId, String)>,
    ) -> Result<(), KnowledgeError> {
        let path = "gazetteer/organisations.csv";
        for (number, line) in table::csv::<OrganisationLine>(path, files.required(path)?)? {
            self.check(path, number, &line.id, &line.name)?;
            if !line.place.is_empty() {
                countries.push((line.id.clone(), line.place));
            }
            self.add(EntityClass::Organisation, line.id, line.name, &line.aliases, "", Statehood::Other);
        }
        Ok(())
    }

    fn load_places(
        &mut self,
        files: &Files,
        countries: &mut Vec<(EntityId, String)>,
    ) -> Result<(), KnowledgeError> {
        let path = "gazetteer/places.csv";
        for (number, line) in table::csv::<PlaceLine>(path, files.required(path)?)? {
            self.check(path, number, &line.id, &line.name)?;
            let statehood = match line.class {
                PlaceClass::Country => Statehood::Country,
                PlaceClass::City => Statehood::Town,
                _ => Statehood::Other,
            };
            let country = match (statehood, line.note.split(';').next()) {
                (Statehood::Country, _) => Some(line.id.to_string()),
                (_, Some(note)) if !note.is_empty() => Some(note.to_owned()),
                _ => None,
            };
            countries.extend(country.map(|country| (line.id.clone(), country)));
            self.add(EntityClass::Place, line.id, line.name, &line.aliases, &line.demonyms, statehood);
        }
        Ok(())
    }

    fn load_within(&mut self, files: &Files) -> Result<(), KnowledgeError> {
        let path = "gazetteer/within.csv";
        for (number, line) in table::csv::<WithinLine>(path, files.optional(path).unwrap_or("place,within"))?
        {
            self.add_within(path, number, line)?;
        }
        Ok(())
    }

    fn load_events(&mut self, files: &Files, kinds: &[crate::Kind]) -> Result<(), KnowledgeError> {
        let path = "gazetteer/events.csv";
        for (number, line) in table::csv::<EventLine>(path, files.required(path)?)? {
            if !kinds.iter().any(|kind| kind.id == line.kind) {
                let message = format!("found unknown kind `{}`, expected a kind of kinds.toml", line.kind);
                return Err(KnowledgeError::at(path, number, 1, message));
            }
            self.events.push(ListedEvent {
                id: line.id,
                kind: line.kind,
                name: line.name,
                aliases: owned(&line.aliases),
            });
        }
        Ok(())
    }

    /// Returns the entity with this identifier.
    #[must_use]
    pub fn get(&self, id: &EntityId) -> Option<&ListedEntity> {
        self.entities.get(*self.by_id.get(id)?)
    }

    /// Sets the countries of entities. Names that are not countries are ignored: organisations may have seats in
    /// cities, and the notes of places may have other content.
    fn set_countries(&mut self, named: Vec<(EntityId, String)>) {
        let countries = self.entities.iter().filter(|entity| entity.statehood == Statehood::Country);
        let by_name: FxHashMap<String, EntityId> = countries
            .flat_map(|country| {
                [country.id.to_string(), country.name.clone()].map(|key| (key, country.id.clone()))
            })
            .collect();
        for (id, country) in named {
            let country = by_name.get(country.trim()).cloned();
            let number = self.by_id.get(&id).copied();
            if let Some(entity) = number.and_then(|number| self.entities.get_mut(number)) {
                entity.country = country;
            }
        }
    }

    /// Returns the place that a place is in, by `gazetteer/within.csv`.
    #[must_use]
    pub fn within(&self, id: &EntityId) -> Option<&EntityId> {
        self.within.get(id)
    }

    /// Adds a row of `within.csv`. Refuses identifiers that are not places, cycles and repeated places.
    fn add_within(&mut self, path: &str, line: usize, row: WithinLine) -> Result<(), KnowledgeError> {
        for id in [&row.place, &row.within] {
            if self.get(id).is_none_or(|known| known.class != EntityClass::Place) {
                let message = format!("found id `{id}`, expected the id of a place of places.csv");
                return Err(KnowledgeError::at(path, line, 1, message));
            }
        }
        let mut outer = std::iter::successors(Some(&row.within), |id| self.within.get(id));
        if outer.any(|id| *id == row.place) {
            let message = format!("found `{}` within itself, expected another place", row.place);
            return Err(KnowledgeError::at(path, line, 1, message));
        }
        if self.within.contains_key(&row.place) {
            let message = format!("found a second row for `{}`, expected one", row.place);
            return Err(KnowledgeError::at(path, line, 1, message));
        }
        self.within.insert(row.place, row.within);
        Ok(())
    }

    /// Refuses a row without a name, or with an invalid or repeated identifier.
    fn check(&self, path: &str, line: usize, id: &EntityId, name: &str) -> Result<(), KnowledgeError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.as_str().is_empty() || !id.as_str().chars().all(plain) {
            let message = format!("found id `{id}`, expected lower-case letters, digits and hyphens");
            return Err(KnowledgeError::at(path, line, 1, message));
        }
        if name.is_empty() {
            return Err(KnowledgeError::at(path, line, 1, format!("`{id}` has no name, expected a name")));
        }
        if self.get(id).is_some() {
            return Err(KnowledgeError::at(
                path,
                line,
                1,
                format!("found a second row with id `{id}`, expected a unique id"),
            ));
        }
        Ok(())
    }

    fn add(
        &mut self,
        class: EntityClass,
        id: EntityId,
        name: String,
        aliases: &str,
        demonyms: &str,
        statehood: Statehood,
    ) {
        let (aliases, demonyms) = (owned(aliases), owned(demonyms));
        self.by_id.insert(id.clone(), self.entities.len());
        self.entities.push(ListedEntity { id, class, name, aliases, demonyms, statehood, country: None });
    }
}

fn owned(cell: &str) -> Vec<String> {
    table::list(cell).map(str::to_owned).collect()
}
