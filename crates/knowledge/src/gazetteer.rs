//! `names/*.csv`: people, organisations, places and events by all their names.

use annals_model::{EntityClass, EntityId, KindId};
use rustc_hash::FxHashMap;

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::table;

/// Everything that `names/` knows.
#[derive(Clone, Debug, Default)]
pub struct Gazetteer {
    /// People, organisations and places.
    pub entities: Vec<ListedEntity>,
    /// Events with a name of their own.
    pub events: Vec<ListedEvent>,
    by_id: FxHashMap<EntityId, usize>,
    within: FxHashMap<EntityId, EntityId>,
}

/// A person, an organisation or a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEntity {
    /// Its identifier.
    pub id: EntityId,
    /// What it is.
    pub class: EntityClass,
    /// The name shown.
    pub name: String,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// Adjectives and names for its people, for a place.
    pub demonyms: Vec<String>,
    /// Whether it is a country or was one.
    pub statehood: Statehood,
    /// The country that it is in or belongs to, itself if it is one.
    pub country: Option<EntityId>,
}

/// Whether a place acts as a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statehood {
    /// A country, past or present.
    Country,
    /// A city or town: things are held there.
    Town,
    /// Anything else.
    Other,
}

/// An event with a name of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedEvent {
    /// Its key in the table.
    pub id: String,
    /// Its kind.
    pub kind: KindId,
    /// The name shown.
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
        let mut names = Self::default();
        // What belongs to a country, and the country's identifier or name.
        let mut belongs: Vec<(EntityId, String)> = Vec::new();
        let path = "gazetteer/people.csv";
        for (number, line) in table::csv::<PersonLine>(path, files.required(path)?)? {
            names.check(path, number, &line.id, &line.name)?;
            names.add(EntityClass::Person, line.id, line.name, &line.aliases, "", Statehood::Other);
        }
        let path = "gazetteer/organisations.csv";
        for (number, line) in table::csv::<OrganisationLine>(path, files.required(path)?)? {
            names.check(path, number, &line.id, &line.name)?;
            if !line.place.is_empty() {
                belongs.push((line.id.clone(), line.place));
            }
            names.add(EntityClass::Organisation, line.id, line.name, &line.aliases, "", Statehood::Other);
        }
        let path = "gazetteer/places.csv";
        for (number, line) in table::csv::<PlaceLine>(path, files.required(path)?)? {
            names.check(path, number, &line.id, &line.name)?;
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
            belongs.extend(country.map(|country| (line.id.clone(), country)));
            names.add(EntityClass::Place, line.id, line.name, &line.aliases, &line.demonyms, statehood);
        }
        names.belong(belongs);
        let path = "gazetteer/within.csv";
        for (number, line) in table::csv::<WithinLine>(path, files.optional(path).unwrap_or("place,within"))?
        {
            names.lies(path, number, line)?;
        }
        let path = "gazetteer/events.csv";
        for (number, line) in table::csv::<EventLine>(path, files.required(path)?)? {
            if !kinds.iter().any(|kind| kind.id == line.kind) {
                let message = format!("expected a kind of kinds.toml, not `{}`", line.kind);
                return Err(KnowledgeError::at(path, number, 1, message));
            }
            names.events.push(ListedEvent {
                id: line.id,
                kind: line.kind,
                name: line.name,
                aliases: owned(&line.aliases),
            });
        }
        Ok(names)
    }

    /// The entity with this identifier.
    #[must_use]
    pub fn get(&self, id: &EntityId) -> Option<&ListedEntity> {
        self.entities.get(*self.by_id.get(id)?)
    }

    /// Ties what belongs to a country to it. What names none is left as it is: organisations have seats
    /// in cities, and notes on places say other things as well.
    fn belong(&mut self, told: Vec<(EntityId, String)>) {
        let countries = self.entities.iter().filter(|entity| entity.statehood == Statehood::Country);
        let by_name: FxHashMap<String, EntityId> = countries
            .flat_map(|country| {
                [country.id.to_string(), country.name.clone()].map(|key| (key, country.id.clone()))
            })
            .collect();
        for (id, country) in told {
            let country = by_name.get(country.trim()).cloned();
            let number = self.by_id.get(&id).copied();
            if let Some(entity) = number.and_then(|number| self.entities.get_mut(number)) {
                entity.country = country;
            }
        }
    }

    /// The place that this one lies in, where `gazetteer/within.csv` says so.
    #[must_use]
    pub fn within(&self, id: &EntityId) -> Option<&EntityId> {
        self.within.get(id)
    }

    /// Takes a place's whereabouts; refuses what is no place, and a place that would lie in itself.
    fn lies(&mut self, path: &str, line: usize, row: WithinLine) -> Result<(), KnowledgeError> {
        for id in [&row.place, &row.within] {
            if self.get(id).is_none_or(|known| known.class != EntityClass::Place) {
                let message = format!("expected the id of a place of places.csv, not `{id}`");
                return Err(KnowledgeError::at(path, line, 1, message));
            }
        }
        let mut outer = std::iter::successors(Some(&row.within), |id| self.within.get(id));
        if outer.any(|id| *id == row.place) {
            let message = format!("expected `{}` to lie in another place than itself", row.place);
            return Err(KnowledgeError::at(path, line, 1, message));
        }
        if self.within.contains_key(&row.place) {
            let message = format!("expected one row for `{}`: it has one above", row.place);
            return Err(KnowledgeError::at(path, line, 1, message));
        }
        self.within.insert(row.place, row.within);
        Ok(())
    }

    /// Refuses a row that has no name, or an identifier that is none or is another's.
    fn check(&self, path: &str, line: usize, id: &EntityId, name: &str) -> Result<(), KnowledgeError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.as_str().is_empty() || !id.as_str().chars().all(plain) {
            let message = format!("expected an id of small letters, digits and hyphens, not `{id}`");
            return Err(KnowledgeError::at(path, line, 1, message));
        }
        if name.is_empty() {
            return Err(KnowledgeError::at(path, line, 1, format!("expected a name for `{id}`")));
        }
        if self.get(id).is_some() {
            return Err(KnowledgeError::at(
                path,
                line,
                1,
                format!("expected an id of its own, but `{id}` is there already"),
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
