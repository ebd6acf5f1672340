//! The configuration of reading articles.

use annals_edtf::Edtf;
use annals_knowledge::{Fields, Layout, Outlets, Pages};
use annals_model::{Article, Diagnostic};

/// An article and the diagnostics of its source. The article is missing if a diagnostic excludes it.
pub type ArticleWithDiagnostics = (Option<Article>, Vec<Diagnostic>);

/// A parser of the date in a dateline or in metadata. Several threads may call it at once.
pub type DateOf<'k> = dyn Fn(&DateWords<'_>) -> Option<Edtf> + Sync + 'k;

/// A date as written, with the context for parsing it.
#[derive(Clone, Copy, Debug)]
pub struct DateWords<'a> {
    /// The date as written.
    pub words: &'a str,
    /// The article's language, if known.
    pub language: Option<&'a str>,
    /// The publication date that the article's metadata states, which gives the year of a date without one.
    pub published: Option<&'a Edtf>,
}

/// Limits on reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Maximum size of an article's file, or of a member of a collection, in bytes.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_bytes: 20_000_000 }
    }
}

/// Reads articles with knowledge of layouts, web pages, record fields and outlets.
///
/// Reading an article is a pure function of its bytes and this configuration.
#[derive(Clone, Copy)]
pub struct Reader<'k> {
    /// Patterns of lines and line ends that are not prose.
    pub layout: &'k Layout,
    /// Names of the parts of web pages.
    pub pages: &'k Pages,
    /// Names of the fields of records.
    pub fields: &'k Fields,
    /// The outlets.
    pub outlets: &'k Outlets,
    /// The parser of dates.
    pub date_of: &'k DateOf<'k>,
    /// Limits on reading.
    pub options: Options,
}
