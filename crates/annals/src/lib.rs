//! Annals as a library: from a folder of articles to validated datasets.
//!
//! ```text
//! raw/ ──ingest──▶ Article ──normalize──▶ Reading ──link──▶ Release ──validate──▶ Finding ──publish──▶ processed/
//! ```
//!
//! [`Pipeline::run`] is the whole way. The stages are methods of [`Pipeline`] that can be called one
//! by one: [`ingest`](Pipeline::ingest), [`normalize`](Pipeline::normalize), [`link`](Pipeline::link),
//! [`validate`](Pipeline::validate) and [`publish`].
//!
//! ```
//! use annals::{Pipeline, Sources};
//!
//! let pipeline = Pipeline::new(annals::built_in_knowledge()?);
//! let corpus = pipeline.run(Sources::Memory(&[
//!     ("gazette.md", b"The Treaty of Oslund was signed on 5 September 1905."),
//!     ("courier.md", b"The Treaty of Oslund, which ended the war, was signed in September 1905."),
//! ]))?;
//!
//! let [event] = corpus.release.events.as_slice() else { panic!("both articles report one event") };
//! assert_eq!(event.articles.len(), 2);
//! assert_eq!(event.date.as_ref().map(ToString::to_string).as_deref(), Some("1905-09-05"));
//! # Ok::<_, Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

mod builtin;
mod corpus;
mod dateline;
mod sources;

pub use annals_ingest::{Files as SourceFiles, IngestError, Ingested};
pub use annals_knowledge::{Files as KnowledgeFiles, Knowledge, KnowledgeError};
pub use annals_link::Linked;
pub use annals_publish::{NotPublished, write as publish};
pub use builtin::{built_in_files, built_in_knowledge};
pub use corpus::{Corpus, Normalized};
pub use sources::Sources;

use annals_link::Explanation;
use annals_model::{Article, Coverage, Diagnostic, Relations, Release};
use annals_validate::Input;

/// All stages, with the knowledge that they share.
#[derive(Debug)]
pub struct Pipeline {
    /// Everything in `knowledge/`, compiled.
    pub knowledge: Knowledge,
    /// The size in bytes beyond which an article is refused.
    pub max_size: u64,
}

impl Pipeline {
    /// A pipeline with this knowledge and the default bounds.
    #[must_use]
    pub fn new(knowledge: Knowledge) -> Self {
        Self { knowledge, max_size: annals_ingest::Options::default().max_bytes }
    }

    /// Runs every stage but the last: from articles to a release with its findings.
    ///
    /// What cannot be read becomes a diagnostic and a finding; everything else goes on.
    ///
    /// # Errors
    /// The folder itself cannot be read.
    pub fn run(&self, sources: Sources<'_>) -> Result<Corpus, IngestError> {
        let Ingested { articles, mut diagnostics } =
            self.ingest(sources, |article| self.normalize(article).without_traces())?;
        let Linked { headers, mut release, relations, coverage, diagnostics: pins } = self.link(articles);
        diagnostics.extend(pins);
        self.validate(&mut release, &relations, &coverage, &diagnostics);
        Ok(Corpus { headers, release, diagnostics })
    }

    /// Stage 1: files to articles, on all threads. `each` gets every article as soon as it is read, so
    /// that its text need not stay in memory.
    ///
    /// # Errors
    /// The folder itself cannot be read.
    pub fn ingest<T: Send>(
        &self,
        sources: Sources<'_>,
        each: impl Fn(Article) -> T + Sync,
    ) -> Result<Ingested<T>, IngestError> {
        self.with_reader(|reader| match sources {
            Sources::Folder(folder) => Ok(reader.read_files(SourceFiles::of(folder)?, each)),
            Sources::Files(files) => Ok(reader.read_files(files, each)),
            Sources::Memory(files) => Ok(sources::read_memory(reader, files, each)),
        })
    }

    /// Stage 2: what one article says. A pure function of the article and of `knowledge/`.
    #[must_use]
    pub fn normalize(&self, article: Article) -> Normalized {
        let mut reading = annals_normalize::Reader::new(&self.knowledge).read(&article);
        reading.shrink();
        Normalized { bytes: article.text().len(), summary: article.into(), reading }
    }

    /// Stage 3: what all articles say, as one release without findings. The order of the articles does
    /// not matter.
    #[must_use]
    pub fn link(&self, articles: Vec<Normalized>) -> Linked {
        let (summaries, readings) = sources::split(articles);
        annals_link::link(summaries, readings, &self.knowledge)
    }

    /// Stage 3, with the reasons why claims were, and were not, taken to be of one event.
    #[must_use]
    pub fn link_explained(&self, articles: Vec<Normalized>) -> (Linked, Explanation) {
        let (summaries, readings) = sources::split(articles);
        annals_link::link_explained(summaries, readings, &self.knowledge)
    }

    /// Stage 4: adds the findings of all rules to a release.
    pub fn validate(
        &self,
        release: &mut Release,
        relations: &[Relations],
        coverage: &[Coverage],
        diagnostics: &[Diagnostic],
    ) {
        let within_owners = annals_link::compare_within_owners(release, relations, &self.knowledge);
        let input = Input {
            relations,
            coverage,
            diagnostics,
            release,
            within_owners: &within_owners,
            listed: &self.knowledge.gazetteer.entities,
            axioms: &self.knowledge.axioms,
            seniority: &self.knowledge.seniority,
        };
        release.findings = annals_validate::check_sources(&input, &self.knowledge.overrides);
        // The findings are rows as well, and must conform to their schema.
        let violations = annals_validate::check_datasets(release);
        release.findings.extend(violations);
        release.findings.sort_by(|a, b| a.finding_id.cmp(&b.finding_id));
    }
}
