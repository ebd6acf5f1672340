//! People, organisations and places as one article names them.

use serde::{Deserialize, Serialize};

use crate::Sorted;

/// A person, an organisation or a place as one article names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// What it is.
    pub class: EntityClass,
    /// The fullest form of its name, or the one given in `knowledge/`.
    pub name: Box<str>,
    /// Every form of its name in the article.
    pub forms: Sorted<Box<str>>,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityClass {
    /// A human being.
    Person,
    /// A party, an army, a ministry, a company, a unit.
    Organisation,
    /// A country, region, town, river, road.
    Place,
}
