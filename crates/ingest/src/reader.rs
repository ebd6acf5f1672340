use annals_edtf::Edtf;
use annals_knowledge::{Fields, Layout, Outlets, Pages};
use annals_model::{Article, Diagnostic};

use crate::article;

/// Reads the words of a dateline's date. It may be called from several threads.
pub type DateOf<'k> = dyn Fn(&DateWords<'_>) -> Option<Edtf> + Sync + 'k;

/// The words of a dateline's date, and what helps to read them.
#[derive(Clone, Copy, Debug)]
pub struct DateWords<'a> {
    /// The date as written.
    pub words: &'a str,
    /// The article's language, where known.
    pub language: Option<&'a str>,
    /// The publication date that the front matter states: the year of a date without one.
    pub published: Option<&'a Edtf>,
}

/// Bounds on what is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The size in bytes beyond which a file is refused.
    pub max_bytes: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self { max_bytes: 20_000_000 }
    }
}

/// Reads articles by what is known of layouts and outlets.
#[derive(Clone, Copy)]
pub struct Reader<'k> {
    /// Patterns of lines and line ends that are not prose.
    pub layout: &'k Layout,
    /// What the parts of web pages are called.
    pub pages: &'k Pages,
    /// What the fields of records in collections are called.
    pub fields: &'k Fields,
    /// Who publishes.
    pub outlets: &'k Outlets,
    /// Reads a dateline's date.
    pub date_of: &'k DateOf<'k>,
    /// Bounds on what is read.
    pub options: Options,
}

impl Reader<'_> {
    /// The article in a file's bytes, unless a problem keeps it out, and all problems.
    ///
    /// The path is relative to the folder read, with `/` between its parts; the article's id is
    /// its stem.
    #[must_use]
    pub fn read_article(&self, path: &str, bytes: &[u8]) -> (Option<Article>, Vec<Diagnostic>) {
        article::read(self, path, bytes)
    }
}
