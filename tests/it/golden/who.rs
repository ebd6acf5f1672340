//! The identifiers that a name in a table can stand for.

use std::collections::{BTreeMap, BTreeSet};

use crate::program::PIPELINE;
use annals_text::fold;

use super::EXAMPLE;

/// Identifiers, by every name in the release and in the gazetteer.
pub(crate) struct Who(BTreeMap<String, BTreeSet<String>>);

impl Who {
    pub(crate) fn new() -> Self {
        let mut who = Self(BTreeMap::new());
        let release = &EXAMPLE.release;
        for row in &release.people {
            who.add(row.person_id.as_str(), row.names.iter().chain([&row.name]));
        }
        for row in &release.organisations {
            who.add(row.organisation_id.as_str(), row.names.iter().chain([&row.name]));
        }
        for row in &release.places {
            who.add(row.place_id.as_str(), row.names.iter().chain([&row.name]));
        }
        for known in &PIPELINE.knowledge.gazetteer.entities {
            who.add(known.id.as_str(), known.aliases.iter().chain([&known.name]));
        }
        who
    }

    fn add<'n>(&mut self, id: &str, names: impl Iterator<Item = &'n String>) {
        for name in names {
            self.0.entry(key(name)).or_default().insert(id.to_owned());
        }
    }

    /// Returns the identifiers with this name.
    pub(crate) fn ids(&self, name: &str) -> BTreeSet<String> {
        self.0.get(&key(name)).cloned().unwrap_or_default()
    }
}

/// A name without its article.
fn key(name: &str) -> String {
    let name = plain(name);
    name.strip_prefix("the ").unwrap_or(&name).to_owned()
}

/// Words without differences of case, typography and line ends.
pub(crate) fn plain(words: &str) -> String {
    words.split_whitespace().map(|word| fold(word).into_owned()).collect::<Vec<_>>().join(" ")
}

/// Whether the words of one occur in the other, in sequence.
pub(crate) fn holds(one: &str, other: &str) -> bool {
    let bare = |name: &str| {
        let words = plain(name);
        let words: Vec<_> =
            words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        format!(" {} ", words.join(" "))
    };
    let (one, other) = (bare(one), bare(other));
    one.contains(&other) || other.contains(&one)
}
