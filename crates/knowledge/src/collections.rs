//! `collections.toml`: the field names of records in collections.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::error::KnowledgeError;
use crate::files::Files;

const FILE: &str = "collections.toml";

/// A field of a record of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// The identifier in the collection.
    Id,
    /// The URL.
    Url,
    /// The headline.
    Title,
    /// The publication date.
    Published,
    /// The publisher.
    Source,
    /// The language.
    Language,
    /// The author.
    Author,
    /// The translator.
    Translator,
    /// The text, as plain text or Markdown.
    Text,
    /// The text, as HTML.
    Html,
}

impl Field {
    /// All fields.
    pub const ALL: [Self; 10] = [
        Self::Id,
        Self::Url,
        Self::Title,
        Self::Published,
        Self::Source,
        Self::Language,
        Self::Author,
        Self::Translator,
        Self::Text,
        Self::Html,
    ];
}

impl fmt::Display for Field {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            Self::Id => "the id",
            Self::Url => "the address",
            Self::Title => "the title",
            Self::Published => "the day of publication",
            Self::Source => "the source",
            Self::Language => "the language",
            Self::Author => "the author",
            Self::Translator => "the translator",
            Self::Text => "the text",
            Self::Html => "the HTML",
        })
    }
}

/// The names of each field, in order of precedence. A dot selects a field of a nested object.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Fields(BTreeMap<Field, Vec<String>>);

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Table {
    record: Fields,
}

impl Fields {
    /// Loads `collections.toml`.
    ///
    /// # Errors
    /// The file is invalid.
    pub fn load(files: &Files) -> Result<Self, KnowledgeError> {
        let Some(text) = files.optional(FILE) else { return Ok(Self::default()) };
        let table: Table = crate::table::toml(FILE, text)?;
        Ok(table.record)
    }

    /// Returns the names of a field.
    #[must_use]
    pub fn names(&self, field: Field) -> &[String] {
        self.0.get(&field).map_or(&[], Vec::as_slice)
    }

    /// Replaces the names of a field.
    #[must_use]
    pub fn with(mut self, field: Field, names: &[&str]) -> Self {
        self.0.insert(field, names.iter().map(|name| (*name).to_owned()).collect());
        self
    }
}
