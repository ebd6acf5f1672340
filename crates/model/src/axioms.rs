//! Axioms: what holds of every event of a kind, and which country a thing belongs to.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{EntityId, KindId};

/// General knowledge, by which what articles say of times hangs together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Axioms {
    /// Of kinds of events. A kind that is missing is one of which nothing is known.
    pub kinds: BTreeMap<KindId, KindAxioms>,
    /// The country of every organisation and place that is known: none, where it has no one country.
    pub countries: BTreeMap<EntityId, Option<EntityId>>,
}

impl Axioms {
    /// What is so of a kind.
    #[must_use]
    pub fn kind(&self, kind: &KindId) -> KindAxioms {
        self.kinds.get(kind).copied().unwrap_or_default()
    }

    /// The country that something or somebody belongs to, if it is known.
    #[must_use]
    pub fn country(&self, id: &EntityId) -> Option<&EntityId> {
        self.countries.get(id)?.as_ref()
    }
}

/// What is so of every event of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KindAxioms {
    /// How long it goes on.
    pub extension: Extension,
    /// What it is the beginning of.
    pub begins: Option<Lifespan>,
    /// What it is the end of.
    pub ends: Option<Lifespan>,
    /// What it is a part of.
    pub within: Option<Lifespan>,
    /// What those are to it who take part.
    pub role: Role,
}

/// How long an event of a kind goes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Extension {
    /// It may go on: a date told of it is one on which it went on.
    #[default]
    Period,
    /// It is of one day.
    Day,
}

/// What begins or ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lifespan {
    /// A person's life.
    Life,
    /// An organisation.
    Organisation,
    /// That of a force in a place.
    Presence,
}

/// What those are to an event who take part in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// They act, and so are there.
    Actor,
    /// It may be about them only.
    #[default]
    Unsaid,
}
