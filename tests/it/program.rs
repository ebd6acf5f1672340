//! The pipeline with the repository's `knowledge/`, run on files or on texts in memory.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use annals::{Ingested, KnowledgeFiles, Pipeline, Sources};
use annals_knowledge::Knowledge;
use annals_model::{Article, Diagnostic, Reading, Release};
use rayon::prelude::*;

/// The root of the repository.
pub(crate) fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The pipeline with the files of `knowledge/` as they are now.
pub(crate) static PIPELINE: LazyLock<Pipeline> = LazyLock::new(load);

/// Loads the files of `knowledge/` into a new pipeline.
pub(crate) fn load() -> Pipeline {
    let files =
        KnowledgeFiles::read(&repository().join("knowledge")).unwrap_or_else(|error| panic!("{error}"));
    Pipeline::new(Knowledge::load(&files).unwrap_or_else(|error| panic!("{error}")))
}

/// Articles and what the pipeline makes of them.
pub(crate) struct Corpus {
    /// The articles, by id.
    pub(crate) articles: Vec<Article>,
    /// The reading of each article, in the order of the articles.
    pub(crate) readings: Vec<Reading>,
    /// The datasets, with their findings.
    pub(crate) release: Release,
}

/// Reads, links and validates the files of a folder.
pub(crate) fn folder(folder: &Path) -> Corpus {
    corpus(Sources::Folder(folder))
}

/// Reads, links and validates files given as paths and bytes.
pub(crate) fn files<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Corpus {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, bytes)| (*path, bytes.as_ref())).collect();
    corpus(Sources::Memory(&files))
}

/// The article in one file, and the diagnostics about it.
pub(crate) fn article(path: &str, bytes: &[u8]) -> (Option<Article>, Vec<Diagnostic>) {
    PIPELINE.with_reader(|reader| reader.read_article(path, bytes))
}

/// The reading of one article.
pub(crate) fn read(article: &Article) -> Reading {
    PIPELINE.normalize(article.clone()).reading
}

fn corpus(sources: Sources<'_>) -> Corpus {
    let Ingested { articles, diagnostics } =
        PIPELINE.ingest(sources, |article| article).unwrap_or_else(|error| panic!("{error}"));
    link(articles, diagnostics)
}

/// Links and validates articles.
pub(crate) fn link(articles: Vec<Article>, mut diagnostics: Vec<Diagnostic>) -> Corpus {
    let normalized: Vec<_> =
        articles.par_iter().cloned().map(|article| PIPELINE.normalize(article)).collect();
    let readings = normalized.iter().map(|article| article.reading.clone()).collect();
    let linked = PIPELINE.link(normalized);
    let mut release = linked.release;
    diagnostics.extend(linked.diagnostics);
    PIPELINE.validate(&mut release, &linked.relations, &linked.coverage, &diagnostics);
    Corpus { articles, readings, release }
}
