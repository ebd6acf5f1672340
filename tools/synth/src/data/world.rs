//! The names of institutions, units, newspapers and operations.

use serde::Deserialize;

use crate::choices::Choices;
use crate::template::{Slot, Template, read_named};

/// `data/world.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WorldData {
    pub(crate) formal_names: Choices<Template<WorldSlot>>,
    pub(crate) bodies: Vec<Template<WorldSlot>>,
    pub(crate) units: Choices<Template<WorldSlot>>,
    pub(crate) outlets: Choices<Template<WorldSlot>>,
    pub(crate) agencies: Choices<Template<WorldSlot>>,
    pub(crate) code_adjectives: Vec<String>,
    pub(crate) code_nouns: Vec<String>,
}

impl WorldData {
    /// The name of an operation or exercise: two words for the first few thousand numbers, three for those beyond.
    pub(crate) fn code_name(&self, number: usize) -> String {
        let (adjectives, nouns) = (self.code_adjectives.len().max(1), self.code_nouns.len().max(1));
        let word = |list: &[String], index: usize| list.get(index).cloned().unwrap_or_default();
        let adjective = word(&self.code_adjectives, number % adjectives);
        let turn = number / adjectives;
        // The noun changes with the adjective, so that consecutive names share no word.
        let noun = word(&self.code_nouns, (number + turn) % nouns);
        match turn / nouns {
            0 => format!("{adjective} {noun}"),
            beyond => {
                format!("{adjective} {noun} {}", word(&self.code_nouns, (number + turn + beyond) % nouns))
            }
        }
    }
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum WorldSlot {
    Country,
    Demonym,
    City,
    N,
}

impl Slot for WorldSlot {
    fn read(name: &str) -> Result<Self, String> {
        read_named(name)
    }
}
