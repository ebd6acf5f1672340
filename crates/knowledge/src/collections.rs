//! What the fields of records in collections are called.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

use crate::error::KnowledgeError;
use crate::files::Files;

const FILE: &str = "collections.toml";

/// What a field of a record tells of its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Field {
    /// What the collection calls it.
    Id,
    /// Its address.
    Url,
    /// Its headline.
    Title,
    /// When it was published.
    Published,
    /// Who published it.
    Source,
    /// Its language.
    Language,
    /// Who wrote it.
    Author,
    /// Who translated it.
    Translator,
    /// Its words, as plain text or Markdown.
    Text,
    /// Its words, as HTML.
    Html,
}

impl Field {
    /// All of them.
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

/// The names that fields of records go by, those that count first before others. A dot leads into
/// an object.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Fields(BTreeMap<Field, Vec<String>>);

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Table {
    record: Fields,
}

impl Fields {
    /// Reads `collections.toml`.
    ///
    /// # Errors
    /// The file has a mistake.
    pub fn load(files: &Files) -> Result<Self, KnowledgeError> {
        let Some(text) = files.optional(FILE) else { return Ok(Self::default()) };
        let table: Table = crate::table::toml(FILE, text)?;
        Ok(table.record)
    }

    /// The names of a field.
    #[must_use]
    pub fn names(&self, field: Field) -> &[String] {
        self.0.get(&field).map_or(&[], Vec::as_slice)
    }

    /// The same with other names for one field.
    #[must_use]
    pub fn with(mut self, field: Field, names: &[&str]) -> Self {
        self.0.insert(field, names.iter().map(|name| (*name).to_owned()).collect());
        self
    }
}
