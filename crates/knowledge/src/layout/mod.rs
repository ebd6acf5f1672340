//! Layout rules: patterns of lines and paragraph ends that are not prose.
//!
//! `layout.toml` has the language-independent patterns, `languages/*/layout.toml` those of a language. Every pattern
//! has examples that it must or must not match; loading checks them.

mod compile;
mod rules;
mod table;

pub use rules::{DatelineMatch, LineKind, LineMatch, Rules, TailKind, TailMatch};

use compile::Source;

use crate::error::KnowledgeError;
use crate::files::Files;

const NEUTRAL: &str = "layout.toml";

/// The layout patterns of all languages.
#[derive(Clone, Debug)]
pub struct Layout {
    neutral: Rules,
    languages: Vec<(String, Rules)>,
    every: Rules,
}

impl Layout {
    /// Compiles the patterns and checks their examples.
    ///
    /// # Errors
    /// A file is invalid, or a pattern fails one of its examples.
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

    /// Returns the patterns for a language: those of all languages if it is `None`, the language-independent ones if the
    /// language is not supported.
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
