//! How articles are laid out: the patterns of lines and line ends that are not prose.
//!
//! `knowledge/layout.toml` holds what belongs to no language, `languages/*/layout.toml` the
//! words. Every pattern has examples that it must and must not match; loading runs them.

mod compile;
mod rules;
mod table;

pub use rules::{DatelineMatch, LineKind, LineMatch, Rules, TailKind, TailMatch};

use compile::Source;

use crate::error::KnowledgeError;
use crate::files::Files;

const NEUTRAL: &str = "layout.toml";

/// The layout patterns of every language.
#[derive(Clone, Debug)]
pub struct Layout {
    neutral: Rules,
    languages: Vec<(String, Rules)>,
    every: Rules,
}

impl Layout {
    /// Compiles the patterns and runs their examples.
    ///
    /// # Errors
    /// A file has a mistake, or a pattern does not do what its examples say.
    pub fn load(files: &Files) -> Result<Self, KnowledgeError> {
        let neutral: Vec<Source> = match files.optional(NEUTRAL) {
            Some(text) => vec![Source::read(NEUTRAL, text)?],
            None => Vec::new(),
        };
        let mut languages = Vec::new();
        let mut every = neutral.clone();
        for language in files.folders("languages") {
            let path = format!("languages/{language}/layout.toml");
            let Some(text) = files.optional(&path) else { continue };
            let source = Source::read(&path, text)?;
            every.push(source.clone());
            let rules = compile::rules(neutral.iter().chain([&source]))?;
            languages.push((language.to_owned(), rules));
        }
        let every = match languages.as_slice() {
            [(_, rules)] => rules.clone(),
            _ => compile::rules(&every)?,
        };
        Ok(Self { neutral: compile::rules(&neutral)?, languages, every })
    }

    /// The patterns for a text in this language: those of all languages where none is stated,
    /// and where nothing is known of the one stated, those that belong to none.
    #[must_use]
    pub fn rules(&self, language: Option<&str>) -> &Rules {
        let Some(tag) = language else { return &self.every };
        let primary = tag.split('-').next().unwrap_or(tag);
        let known = self.languages.iter().find(|(name, _)| name.eq_ignore_ascii_case(primary));
        known.map_or(&self.neutral, |(_, rules)| rules)
    }
}

#[cfg(test)]
mod tests;
