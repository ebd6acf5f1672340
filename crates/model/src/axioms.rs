//! Axioms: what holds for every event of a kind, and the country of each listed entity.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{EntityId, KindId};

/// Background knowledge that constrains the dates of events.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axioms {
    /// Axioms by event kind. No axioms hold for a kind that is missing.
    pub kinds: BTreeMap<KindId, KindAxioms>,
    /// The country of every listed organisation and place; `None` if it has no single country.
    pub countries: BTreeMap<EntityId, Option<EntityId>>,
}

impl Axioms {
    /// Returns the axioms of an event kind.
    #[must_use]
    pub fn kind(&self, kind: &KindId) -> KindAxioms {
        self.kinds.get(kind).copied().unwrap_or_default()
    }

    /// Returns the country of a listed organisation or place, if known.
    #[must_use]
    pub fn country(&self, id: &EntityId) -> Option<&EntityId> {
        self.countries.get(id)?.as_ref()
    }
}

/// The axioms of one event kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindAxioms {
    /// How long the event lasts.
    pub extension: Extension,
    /// The lifespan that the event begins.
    pub begins: Option<Lifespan>,
    /// The lifespan that the event ends.
    pub ends: Option<Lifespan>,
    /// The lifespan within which the event takes place.
    pub within: Option<Lifespan>,
    /// The role of the participants.
    pub role: Role,
}

/// How long an event of a kind lasts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extension {
    /// It may last several days: its date is any day of the event.
    #[default]
    Period,
    /// It lasts one day.
    Day,
}

/// A period of existence that events begin or end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lifespan {
    /// The life of a person.
    Life,
    /// The existence of an organisation.
    Organisation,
    /// The presence of a force at a place.
    Presence,
}

/// The role of the participants of an event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// They act, and therefore exist at the time of the event.
    Actor,
    /// Not specified: the event may only concern them.
    #[default]
    Unsaid,
}
