//! The sounds that names are coined from.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::choices::Choices;
use crate::rng::Rng;

/// `data/names.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameData {
    pub(crate) avoid: BTreeSet<String>,
    culture: Choices<Culture>,
}

impl NameData {
    pub(crate) fn culture(&self, rng: &mut Rng) -> &Culture {
        self.culture.pick(rng)
    }
}

/// The sounds of the names of one country.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Culture {
    pub(crate) order: Order,
    pub(crate) onsets: Choices<String>,
    pub(crate) vowels: Choices<String>,
    pub(crate) codas: Choices<String>,
    pub(crate) town_endings: Choices<String>,
    /// Endings of a state and of its adjective.
    pub(crate) states: Choices<(String, String)>,
}

/// The order of a person's names, and with it the name that is used alone.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Order {
    /// The last name is used alone.
    GivenFamily,
    /// The first name is used alone.
    FamilyGiven,
    /// The last name is used alone, and is the given one.
    FamilyMiddleGiven,
}
