//! Tests of the whole program on whole corpora; see `tests/`.
//!
//! [`Program`] runs the library crates in a row as the command does, from files or from texts.

#![forbid(unsafe_code)]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what surprises it")]

use std::path::{Path, PathBuf};

use annals_ingest::DateWords;
use annals_knowledge::{Files, Knowledge};
use annals_model::{Article, Edtf, Problem, Reading, Release};
use annals_normalize::Outline;
use annals_timex::{Context, Grammar, Part, Role};
use annals_validate::{KnownName, Subject};
use rayon::prelude::*;

/// The folder of the repository.
#[must_use]
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The library crates with the knowledge of the repository.
pub struct Program {
    /// What the repository's `knowledge/` says.
    pub knowledge: Knowledge,
}

/// Articles and all that was made of them.
pub struct Corpus {
    /// The articles, by id.
    pub articles: Vec<Article>,
    /// Files left out, and remarks.
    pub problems: Vec<Problem>,
    /// What each article says, in the order of the articles.
    pub readings: Vec<Reading>,
    /// The datasets, with their findings.
    pub release: Release,
}

impl Default for Program {
    fn default() -> Self {
        Self::new()
    }
}

impl Program {
    /// With the files of `knowledge/` as they are now.
    #[must_use]
    pub fn new() -> Self {
        let files = Files::read(&repository().join("knowledge")).unwrap_or_else(|error| panic!("{error}"));
        let knowledge = Knowledge::load(&files).unwrap_or_else(|error| panic!("{error}"));
        Self { knowledge }
    }

    /// Reads, links and validates the files of a folder.
    #[must_use]
    pub fn folder(&self, folder: &Path) -> Corpus {
        let date_of = |words: &DateWords<'_>| self.date_of(words);
        let taken = self.ingest(&date_of).read_folder(folder).unwrap_or_else(|error| panic!("{error}"));
        self.corpus(taken.articles, taken.problems)
    }

    /// Reads, links and validates files given as paths and bytes.
    #[must_use]
    pub fn files<B: AsRef<[u8]>>(&self, files: &[(&str, B)]) -> Corpus {
        let (mut articles, mut problems) = (Vec::new(), Vec::new());
        for (path, bytes) in files {
            let (article, found) = self.article(path, bytes.as_ref());
            articles.extend(article);
            problems.extend(found);
        }
        self.corpus(articles, problems)
    }

    /// One file's article.
    #[must_use]
    pub fn article(&self, path: &str, bytes: &[u8]) -> (Option<Article>, Vec<Problem>) {
        let date_of = |words: &DateWords<'_>| self.date_of(words);
        self.ingest(&date_of).read_article(path, bytes)
    }

    /// What one article says.
    #[must_use]
    pub fn read(&self, article: &Article) -> Reading {
        annals_normalize::Reader::new(&self.knowledge).read(article)
    }

    /// Reads, links and validates articles.
    #[must_use]
    pub fn corpus(&self, articles: Vec<Article>, problems: Vec<Problem>) -> Corpus {
        let readings: Vec<Reading> = articles.par_iter().map(|article| self.read(article)).collect();
        let outlines: Vec<Outline> = articles.iter().cloned().map(Outline::from).collect();
        let linked = annals_normalize::link(outlines, readings.clone(), &self.knowledge);
        let mut release = linked.release;
        let known = self.knowledge.names.entities.iter().map(|known| KnownName {
            id: known.id.clone(),
            name: known.name.clone(),
            aliases: known.aliases.clone(),
            class: known.class,
        });
        let names: Vec<KnownName> = known.collect();
        let within = annals_normalize::disagreements(&release, &linked.readings, &self.knowledge);
        let subject = Subject {
            readings: &linked.readings,
            problems: &problems,
            release: &release,
            within: &within,
            names: &names,
            facts: &self.knowledge.facts,
            standing: &self.knowledge.standing,
        };
        let findings = annals_validate::check(&subject, &self.knowledge.rulings);
        release.findings = findings;
        let violations = annals_validate::conform(&release);
        release.findings.extend(violations);
        release.findings.sort_by(|a, b| a.finding_id.cmp(&b.finding_id));
        Corpus { articles, problems, readings, release }
    }

    fn ingest<'a>(&'a self, date_of: &'a annals_ingest::DateOf<'a>) -> annals_ingest::Reader<'a> {
        annals_ingest::Reader {
            layout: &self.knowledge.layout,
            pages: &self.knowledge.pages,
            fields: &self.knowledge.fields,
            outlets: &self.knowledge.outlets,
            date_of,
            options: annals_ingest::Options::default(),
        }
    }

    /// The one date that some words tell.
    fn date_of(&self, words: &DateWords<'_>) -> Option<Edtf> {
        let part = Part { range: 0..words.words.len(), role: Role::Prose };
        let context = Context { published: words.published.cloned(), dateline: None };
        let told = |grammar: &Grammar| {
            let mut found = grammar.read(words.words, std::slice::from_ref(&part), &context).expressions;
            let last = found.pop()?;
            if found.is_empty() { last.edtf } else { None }
        };
        match words.language {
            Some(tag) => told(&self.knowledge.language(tag)?.time),
            None => self.knowledge.languages.iter().find_map(|language| told(&language.time)),
        }
    }
}
