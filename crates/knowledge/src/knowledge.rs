use annals_model::{Axioms, EntityClass};

use crate::collections::Fields;
use crate::error::KnowledgeError;
use crate::files::Files;
use crate::gazetteer::Gazetteer;
use crate::kinds::{self, Kind};
use crate::language::Language;
use crate::layout::Layout;
use crate::outlets::Outlets;
use crate::overrides::Overrides;
use crate::pages::Pages;
use crate::recognise::LanguageIdentifier;
use crate::seniority::Seniority;

/// Everything in `knowledge/`, compiled.
#[derive(Debug)]
pub struct Knowledge {
    /// The kinds of events.
    pub kinds: Vec<Kind>,
    /// Names of people, organisations, places and events.
    pub gazetteer: Gazetteer,
    /// Outlets and who owns them.
    pub outlets: Outlets,
    /// What is not an article's prose.
    pub layout: Layout,
    /// What the parts of saved web pages are called.
    pub pages: Pages,
    /// What the fields of records in collections are called.
    pub fields: Fields,
    /// Severities and waivers.
    pub overrides: Overrides,
    /// Ranks and offices of every language.
    pub seniority: Seniority,
    /// Languages, by tag.
    pub languages: Vec<Language>,
    /// What is so in general.
    pub axioms: Axioms,
    recogniser: LanguageIdentifier,
}

impl Knowledge {
    /// Loads and checks every file.
    ///
    /// # Errors
    /// A file is missing or has a mistake; the message names file, line and column.
    pub fn load(files: &Files) -> Result<Self, KnowledgeError> {
        let kinds = kinds::load(files)?;
        let gazetteer = Gazetteer::load(files, &kinds)?;
        let languages = languages(files, &gazetteer)?;
        for language in &languages {
            check_kinds(language, &kinds)?;
        }
        let mut seniority = Seniority::default();
        languages.iter().for_each(|language| seniority.add(&language.standing));
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
            recogniser: LanguageIdentifier::load(files, &languages)?,
            languages,
        })
    }

    /// The language with this BCP 47 tag, or with the tag's first part.
    #[must_use]
    pub fn language(&self, tag: &str) -> Option<&Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let by =
            |wanted: &str| self.languages.iter().find(|language| language.tag.eq_ignore_ascii_case(wanted));
        by(tag).or_else(|| by(primary))
    }

    /// The language whose common words a text is full of, if there is one; None as well where they are
    /// those of a language that is not read.
    #[must_use]
    pub fn recognise(&self, text: &str) -> Option<&Language> {
        self.languages.get(self.recogniser.recognise(text)?)
    }
}

/// What the tables say in general.
fn axioms(kinds: &[Kind], names: &Gazetteer) -> Axioms {
    Axioms {
        kinds: kinds.iter().map(|kind| (kind.id.clone(), kind.facts())).collect(),
        countries: names
            .entities
            .iter()
            .filter(|entity| entity.class != EntityClass::Person)
            .map(|entity| (entity.id.clone(), entity.country.clone()))
            .collect(),
    }
}

/// Every language, each compiled on a thread of its own.
fn languages(files: &Files, names: &Gazetteer) -> Result<Vec<Language>, KnowledgeError> {
    let tags = files.folders("languages");
    std::thread::scope(|scope| {
        let load = |tag| scope.spawn(move || Language::load(files, tag, names));
        let threads: Vec<_> = tags.into_iter().map(load).collect();
        let joined = threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|panicked| std::panic::resume_unwind(panicked)));
        joined.collect()
    })
}

fn check_kinds(language: &Language, kinds: &[Kind]) -> Result<(), KnowledgeError> {
    let nouns = language.nouns.iter().map(|rule| &rule.kind);
    let verbs = language.verbs.iter().map(|rule| &rule.kind);
    let supports = language.supports.iter().map(|rule| &rule.kind);
    let entries = language.entries.iter().map(|rule| &rule.kind);
    for used in nouns.chain(verbs).chain(supports).chain(entries) {
        if !kinds.iter().any(|kind| kind.id == *used) {
            let path = format!("languages/{}/events.toml", language.tag);
            return Err(KnowledgeError::at(
                &path,
                1,
                1,
                format!("expected a kind of kinds.toml, not `{used}`"),
            ));
        }
    }
    Ok(())
}
