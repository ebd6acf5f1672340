//! People, organisations and places as one article names them.

use serde::{Deserialize, Serialize};

use crate::Sorted;

/// A person, an organisation or a place as one article names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entity {
    /// The class of the entity.
    pub class: EntityClass,
    /// The longest form of its name in the article, or the name given in `knowledge/`.
    pub name: Box<str>,
    /// All forms of its name in the article.
    pub forms: Sorted<Box<str>>,
}

/// The class of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityClass {
    /// A person.
    Person,
    /// A party, army, ministry, company or unit.
    Organisation,
    /// A country, region, town, river or road.
    Place,
}
