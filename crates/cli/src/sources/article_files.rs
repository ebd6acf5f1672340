//! Locates quotes in the files of the articles.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use annals_model::{Article, ArticleHeader, ArticleId, Diagnostic, Finding, Member, Span};

use super::line_index::{LineIndex, Place};

/// Where the text of an article is available.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// In memory.
    Memory(&'a Article),
    /// In its file, which is read up to a maximum size in bytes.
    File { header: &'a ArticleHeader, max_size: u64 },
}

impl<'a> Source<'a> {
    fn id(self) -> &'a ArticleId {
        match self {
            Self::Memory(article) => &article.id,
            Self::File { header, .. } => &header.id,
        }
    }

    fn path(self) -> &'a str {
        match self {
            Self::Memory(article) => &article.path,
            Self::File { header, .. } => &header.path,
        }
    }

    /// Returns the member, if the file is a collection.
    fn member(self) -> Option<&'a Member> {
        match self {
            Self::Memory(article) => article.member.as_ref(),
            Self::File { header, .. } => header.member.as_ref(),
        }
    }

    /// Returns the text of the file. Returns `None` if the file has changed or is a collection.
    fn text(self, file: &Path) -> Option<Cow<'a, str>> {
        match self {
            _ if self.member().is_some() => None,
            Self::Memory(article) => file_text(article, file),
            Self::File { header, max_size } => {
                annals_ingest::text_of(file, &header.sha256, max_size).map(Cow::Owned)
            }
        }
    }
}

/// The files of the articles of a run. The lines of each file are indexed on first use.
pub(crate) struct ArticleFiles<'a> {
    raw: &'a Path,
    sources: BTreeMap<&'a ArticleId, Source<'a>>,
    lines: BTreeMap<&'a ArticleId, LineIndex<'a>>,
    /// Paths of files outside the folder of articles, as given by the user.
    given: BTreeMap<ArticleId, String>,
    /// Diagnostics by the prefix of the messages of their findings.
    diagnostics: BTreeMap<String, &'a Diagnostic>,
}

impl<'a> ArticleFiles<'a> {
    pub(crate) fn new(
        raw: &'a Path,
        sources: impl Iterator<Item = Source<'a>>,
        diagnostics: &'a [Diagnostic],
    ) -> Self {
        let sources = sources.map(|source| (source.id(), source)).collect();
        let prefix = |diagnostic: &Diagnostic| {
            format!("{}:{}:{}: ", diagnostic.path, diagnostic.line, diagnostic.column)
        };
        let diagnostics = diagnostics.iter().map(|diagnostic| (prefix(diagnostic), diagnostic)).collect();
        Self { raw, sources, lines: BTreeMap::new(), given: BTreeMap::new(), diagnostics }
    }

    /// Returns the diagnostic that a finding repeats, and the message of the finding without file, line and column.
    pub(crate) fn diagnostic<'f>(&self, finding: &'f Finding) -> Option<(&'a Diagnostic, &'f str)> {
        let message = finding.message.as_str();
        // Only the last prefix that does not sort after the message can be its prefix.
        let (prefix, diagnostic) =
            self.diagnostics.range::<str, _>((Bound::Unbounded, Bound::Included(message))).next_back()?;
        Some((diagnostic, message.strip_prefix(prefix.as_str())?))
    }

    /// Sets the path of an article as the user has given it.
    pub(crate) fn set_path(&mut self, article: &ArticleId, file: &Path) {
        self.given.insert(article.clone(), file.display().to_string());
    }

    /// Uses the text of an article in memory.
    pub(crate) fn set_text(&mut self, article: &'a Article) {
        self.sources.insert(&article.id, Source::Memory(article));
    }

    /// Returns the path of the file of an article, relative to the working directory.
    pub(crate) fn file(&self, article: &ArticleId) -> String {
        if let Some(file) = self.given.get(article) {
            return file.clone();
        }
        match self.sources.get(article) {
            Some(source) => self.path(source.path()),
            None => article.as_str().to_owned(),
        }
    }

    /// Converts a path relative to the folder of articles to one relative to the working directory.
    pub(crate) fn path(&self, below: &str) -> String {
        if self.given.values().any(|file| file == below) {
            return below.to_owned();
        }
        self.raw.join(below).display().to_string()
    }

    /// Returns line and column of a code point of an article.
    pub(crate) fn place(&mut self, article: &ArticleId, point: usize) -> Option<Place> {
        let source = self.sources.get(article)?;
        let lines = match self.lines.entry(source.id()) {
            Entry::Occupied(lines) => lines.into_mut(),
            Entry::Vacant(free) => {
                let file = match self.given.get(article) {
                    Some(file) => PathBuf::from(file),
                    None => self.raw.join(source.path()),
                };
                free.insert(LineIndex::new(source.text(&file)?))
            }
        };
        Some(lines.place(point))
    }

    /// Returns `file:line:column` of a span, or `file/member` for a member of a collection.
    pub(crate) fn locate(&mut self, article: &ArticleId, span: Span) -> String {
        let file = self.file(article);
        let member = self.sources.get(article).and_then(|source| source.member());
        match (member, self.place(article, span.start)) {
            (Some(member), _) => format!("{file}/{}", member.name),
            (None, Some(place)) => format!("{file}:{place}"),
            (None, None) => file,
        }
    }
}

/// Returns the text of the file of an article. If the article is an excerpt, reads the file; returns `None` if it has
/// changed.
pub(crate) fn file_text<'a>(article: &'a Article, file: &Path) -> Option<Cow<'a, str>> {
    if article.is_whole() {
        return Some(Cow::Borrowed(article.text()));
    }
    annals_ingest::text_of(file, &article.sha256, u64::MAX).map(Cow::Owned)
}
