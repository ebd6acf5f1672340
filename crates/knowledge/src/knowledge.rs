//! All of `knowledge/`.

use annals_model::{Axioms, EntityClass};

use crate::collections::Fields;
use crate::error::KnowledgeError;
use crate::files::Files;
use crate::gazetteer::Gazetteer;
use crate::kinds::{self, Kind};
use crate::language::Language;
use crate::language_identification::LanguageIdentifier;
use crate::layout::Layout;
use crate::outlets::Outlets;
use crate::overrides::Overrides;
use crate::pages::Pages;
use crate::seniority::Seniority;

/// The compiled content of `knowledge/`.
#[derive(Debug)]
pub struct Knowledge {
    /// The kinds of events.
    pub kinds: Vec<Kind>,
    /// Names of people, organisations, places and events.
    pub gazetteer: Gazetteer,
    /// Outlets and who owns them.
    pub outlets: Outlets,
    /// The layout rules: which lines are not prose.
    pub layout: Layout,
    /// Names of the parts of saved web pages.
    pub pages: Pages,
    /// Field names of records in collections.
    pub fields: Fields,
    /// Severities of rules, waivers of findings, pins of links.
    pub overrides: Overrides,
    /// The seniority of ranks and offices of all languages.
    pub seniority: Seniority,
    /// Languages, by tag.
    pub languages: Vec<Language>,
    /// Axioms of event kinds and countries.
    pub axioms: Axioms,
    language_identifier: LanguageIdentifier,
}

impl Knowledge {
    /// Loads and checks all files.
    ///
    /// # Errors
    /// A file is missing or invalid. The message has file, line and column.
    pub fn load(files: &Files) -> Result<Self, KnowledgeError> {
        let kinds = kinds::load(files)?;
        let gazetteer = Gazetteer::load(files, &kinds)?;
        let languages = languages(files, &gazetteer)?;
        for language in &languages {
            check_kinds(language, &kinds)?;
        }
        let mut seniority = Seniority::default();
        languages.iter().for_each(|language| seniority.add(&language.seniority));
        Ok(Self {
            axioms: axioms(&kinds, &gazetteer),
            kinds,
            seniority,
            gazetteer,
            outlets: Outlets::load(files)?,
            layout: Layout::load(files)?,
            pages: Pages::load(files)?,
            fields: Fields::load(files)?,
            overrides: Overrides::load(files)?,
            language_identifier: LanguageIdentifier::load(files, &languages)?,
            languages,
        })
    }

    /// Returns the language with this BCP 47 tag, or with its primary subtag.
    #[must_use]
    pub fn language(&self, tag: &str) -> Option<&Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let by =
            |wanted: &str| self.languages.iter().find(|language| language.tag.eq_ignore_ascii_case(wanted));
        by(tag).or_else(|| by(primary))
    }

    /// Identifies the language of a text. Returns `None` if it cannot be identified or is not supported.
    #[must_use]
    pub fn identify_language(&self, text: &str) -> Option<&Language> {
        self.languages.get(self.language_identifier.identify(text)?)
    }
}

/// Derives the axioms from the tables.
fn axioms(kinds: &[Kind], gazetteer: &Gazetteer) -> Axioms {
    Axioms {
        kinds: kinds.iter().map(|kind| (kind.id.clone(), kind.axioms())).collect(),
        countries: gazetteer
            .entities
            .iter()
            .filter(|entity| entity.class != EntityClass::Person)
            .map(|entity| (entity.id.clone(), entity.country.clone()))
            .collect(),
    }
}

/// Loads all languages, one thread each.
fn languages(files: &Files, gazetteer: &Gazetteer) -> Result<Vec<Language>, KnowledgeError> {
    let tags = files.folders("languages");
    std::thread::scope(|scope| {
        let load = |tag| scope.spawn(move || Language::load(files, tag, gazetteer));
        let threads: Vec<_> = tags.into_iter().map(load).collect();
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panicked| std::panic::resume_unwind(panicked)));
        joined.collect()
    })
}

/// Checks that the rules of a language use kinds of `kinds.toml`.
fn check_kinds(language: &Language, kinds: &[Kind]) -> Result<(), KnowledgeError> {
    let nouns = language.nouns().iter().map(|rule| &rule.kind);
    let verbs = language.verbs().iter().map(|rule| &rule.kind);
    let supports = language.supports().iter().map(|rule| &rule.kind);
    let entries = language.entries().iter().map(|rule| &rule.kind);
    for used in nouns.chain(verbs).chain(supports).chain(entries) {
        if !kinds.iter().any(|kind| kind.id == *used) {
            let path = format!("languages/{}/events.toml", language.tag);
            return Err(KnowledgeError::at(
                &path,
                1,
                1,
                format!("found unknown kind `{used}`, expected a kind of kinds.toml"),
            ));
        }
    }
    Ok(())
}
