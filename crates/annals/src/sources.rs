//! Where articles come from.

use std::path::Path;

use annals_ingest::{Files, Ingested, Reader};
use annals_link::ArticleSummary;
use annals_model::{Article, Reading};

use crate::Normalized;

/// Where articles come from.
pub enum Sources<'a> {
    /// The files of a folder and of the folders in it.
    Folder(&'a Path),
    /// Files that have been found already.
    Files(Files),
    /// Files in memory, each with the path that it would have below a folder.
    Memory(&'a [(&'a str, &'a [u8])]),
}

/// Articles in memory. Collections have to be in a folder.
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

pub(crate) fn split(articles: Vec<Normalized>) -> (Vec<ArticleSummary>, Vec<Reading>) {
    articles.into_iter().map(|article| (article.summary, article.reading)).unzip()
}
