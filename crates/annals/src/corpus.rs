//! What the stages hand on.

use annals_link::ArticleSummary;
use annals_model::{ArticleHeader, Diagnostic, Reading, Release};

/// What is kept of an article that has been read: its text is released.
#[derive(Clone, Debug)]
pub struct Normalized {
    /// Header and fingerprints of the article.
    pub summary: ArticleSummary,
    /// What it says.
    pub reading: Reading,
    /// Bytes of its text.
    pub bytes: usize,
}

impl Normalized {
    /// Drops the steps from words to dates, which no dataset has. The readings of all articles wait in
    /// memory until the last one has been read.
    #[must_use]
    pub fn without_traces(mut self) -> Self {
        let dates = self.reading.claims.iter_mut().filter_map(|claim| claim.date.as_mut());
        dates.for_each(|date| date.trace = Vec::new());
        self
    }
}

/// All that a run gives.
#[derive(Clone, Debug)]
pub struct Corpus {
    /// Path, hash and metadata of every article, by identifier.
    pub headers: Vec<ArticleHeader>,
    /// The datasets with their findings.
    pub release: Release,
    /// Files that could not be read, or were read with a remark.
    pub diagnostics: Vec<Diagnostic>,
}
