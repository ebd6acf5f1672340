//! The data that the stages pass on.

use annals_link::ArticleSummary;
use annals_model::{ArticleHeader, Diagnostic, Reading, Release};

/// A normalised article without its text.
#[derive(Clone, Debug)]
pub struct Normalized {
    /// The header and the fingerprints of the article.
    pub summary: ArticleSummary,
    /// The extracted content.
    pub reading: Reading,
    /// The size of the text in bytes.
    pub bytes: usize,
}

impl Normalized {
    /// Drops the derivations of dates, which no dataset has, to save memory: the readings of all articles are in memory
    /// at the same time.
    #[must_use]
    pub fn without_traces(mut self) -> Self {
        let dates = self.reading.claims.iter_mut().filter_map(|claim| claim.date.as_mut());
        dates.for_each(|date| date.trace = Vec::new());
        self
    }
}

/// The result of a run.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// Path, hash and metadata of each article, sorted by identifier.
    pub headers: Vec<ArticleHeader>,
    /// The datasets with their findings.
    pub release: Release,
    /// Errors and remarks about input files.
    pub diagnostics: Vec<Diagnostic>,
}
