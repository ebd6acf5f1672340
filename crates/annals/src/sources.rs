//! Sources of articles.

use std::path::Path;

use annals_ingest::{Files, Ingested, Reader};
use annals_link::ArticleSummary;
use annals_model::{Article, Reading};

use crate::Normalized;

/// A source of articles.
pub enum Sources<'a> {
    /// The files of a folder and its subfolders.
    Folder(&'a Path),
    /// Files that are already listed.
    Files(Files),
    /// Files in memory: pairs of relative path and content. Collections are not supported.
    Memory(&'a [(&'a str, &'a [u8])]),
}

/// Reads articles in memory. Collections are only supported in a folder.
pub(crate) fn read_memory<T>(
    reader: &Reader<'_>,
    files: &[(&str, &[u8])],
    each: impl Fn(Article) -> T,
) -> Ingested<T> {
    let (mut articles, mut diagnostics) = (Vec::new(), Vec::new());
    for (path, bytes) in files {
        let (article, found) = reader.read_article(path, bytes);
        articles.extend(article.map(&each));
        diagnostics.extend(found);
    }
    Ingested { articles, diagnostics }
}

/// Separates summaries and readings.
pub(crate) fn split(articles: Vec<Normalized>) -> (Vec<ArticleSummary>, Vec<Reading>) {
    articles.into_iter().map(|article| (article.summary, article.reading)).unzip()
}
