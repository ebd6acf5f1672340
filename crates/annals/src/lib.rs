#![doc = include_str!("../README.md")]
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

/// The stages, with the knowledge that they share.
#[derive(Debug)]
pub struct Pipeline {
    /// The compiled content of `knowledge/`.
    pub knowledge: Knowledge,
    /// The maximum size of an article in bytes. Larger files are excluded.
    pub max_size: u64,
}

impl Pipeline {
    /// Creates a pipeline with the default size limit.
    #[must_use]
    pub fn new(knowledge: Knowledge) -> Self {
        Self { knowledge, max_size: annals_ingest::Options::default().max_bytes }
    }

    /// Runs stages 1 to 4: from articles to a release with findings.
    ///
    /// Files that cannot be read become diagnostics and findings; the other articles are processed.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn run(&self, sources: Sources<'_>) -> Result<Corpus, IngestError> {
        let Ingested { articles, mut diagnostics } =
            self.ingest(sources, |article| self.normalize(article).without_traces())?;
        let Linked { headers, mut release, relations, coverage, diagnostics: pin_diagnostics } =
            self.link(articles);
        diagnostics.extend(pin_diagnostics);
        self.validate(&mut release, &relations, &coverage, &diagnostics);
        Ok(Corpus { headers, release, diagnostics })
    }

    /// Stage 1: reads files in parallel. Passes each article to `each` as soon as it is read, so that its text does not
    /// have to stay in memory.
    ///
    /// # Errors
    /// The folder cannot be read.
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

    /// Stage 2: extracts claims, positions, quotations, quantities and entities from one article.
    #[must_use]
    pub fn normalize(&self, article: Article) -> Normalized {
        let mut reading = annals_normalize::Reader::new(&self.knowledge).read(&article);
        reading.shrink();
        Normalized { bytes: article.text().len(), summary: article.into(), reading }
    }

    /// Stage 3: links the claims and entities of all articles. The release has no findings yet.
    #[must_use]
    pub fn link(&self, articles: Vec<Normalized>) -> Linked {
        let (summaries, readings) = sources::split(articles);
        annals_link::link(summaries, readings, &self.knowledge)
    }

    /// Stage 3, with the evidence for and against each link.
    #[must_use]
    pub fn link_explained(&self, articles: Vec<Normalized>) -> (Linked, Explanation) {
        let (summaries, readings) = sources::split(articles);
        annals_link::link_explained(summaries, readings, &self.knowledge)
    }

    /// Stage 4: adds the findings of all validation rules to a release.
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
