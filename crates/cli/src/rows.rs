//! Rows of a release by their identifiers, with the places of their words.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::ops::Bound;
use std::path::{Path, PathBuf};

use annals_model::{
    Article, ArticleHeader, ArticleId, ArticleRow, ClaimRow, Diagnostic, EventRow, Finding, Member,
    OrganisationRow, PersonRow, PlaceRow, PositionRow, QuantityRow, QuotationRow, Release, Span,
};

use crate::lines::{Lines, Place};

/// A row of any dataset.
#[derive(Clone, Copy)]
pub(crate) enum Row<'r> {
    Article(&'r ArticleRow),
    Claim(&'r ClaimRow),
    Event(&'r EventRow),
    Person(&'r PersonRow),
    Position(&'r PositionRow),
    Organisation(&'r OrganisationRow),
    Place(&'r PlaceRow),
    Quotation(&'r QuotationRow),
    Quantity(&'r QuantityRow),
    Finding(&'r Finding),
}

/// Words of an article that a row rests on.
#[derive(Clone, Copy)]
pub(crate) struct Words<'r> {
    pub(crate) article: &'r ArticleId,
    pub(crate) span: Span,
    pub(crate) quote: &'r str,
}

impl<'r> Row<'r> {
    /// The words that the row was read from, where it was read from some.
    pub(crate) fn words(self) -> Option<Words<'r>> {
        let (article, span, quote) = match self {
            Self::Claim(row) => (&row.article_id, row.span, &row.quote),
            Self::Position(row) => (&row.article_id, row.span, &row.quote),
            Self::Quotation(row) => (&row.article_id, row.span, &row.text),
            Self::Quantity(row) => (&row.article_id, row.span, &row.quote),
            _ => return None,
        };
        Some(Words { article, span, quote })
    }
}

/// All rows of a release by identifier. Datasets may share one: a place and an organisation of
/// the same name.
pub(crate) struct Rows<'r>(BTreeMap<&'r str, Vec<Row<'r>>>);

impl<'r> Rows<'r> {
    pub(crate) fn of(release: &'r Release) -> Self {
        let mut rows: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
        let mut add = |id: &'r str, row| rows.entry(id).or_default().push(row);
        release.articles.iter().for_each(|row| add(row.article_id.as_str(), Row::Article(row)));
        release.claims.iter().for_each(|row| add(row.claim_id.as_str(), Row::Claim(row)));
        release.events.iter().for_each(|row| add(row.event_id.as_str(), Row::Event(row)));
        release.people.iter().for_each(|row| add(row.person_id.as_str(), Row::Person(row)));
        release.positions.iter().for_each(|row| add(row.position_id.as_str(), Row::Position(row)));
        release
            .organisations
            .iter()
            .for_each(|row| add(row.organisation_id.as_str(), Row::Organisation(row)));
        release.places.iter().for_each(|row| add(row.place_id.as_str(), Row::Place(row)));
        release.quotations.iter().for_each(|row| add(row.quotation_id.as_str(), Row::Quotation(row)));
        release.quantities.iter().for_each(|row| add(row.quantity_id.as_str(), Row::Quantity(row)));
        release.findings.iter().for_each(|row| add(row.finding_id.as_str(), Row::Finding(row)));
        Self(rows)
    }

    /// The rows with an identifier.
    pub(crate) fn get(&self, id: &str) -> &[Row<'r>] {
        self.0.get(id).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn identifiers(&self) -> impl Iterator<Item = &'r str> {
        self.0.keys().copied()
    }

    /// The words behind an identifier: those of its row, or of the claims of an event.
    pub(crate) fn words(&self, id: &str) -> Vec<Words<'r>> {
        let mut words = Vec::new();
        for row in self.get(id) {
            match row {
                Row::Event(event) => {
                    let claims = event.claims.iter().flat_map(|claim| self.get(claim.as_str()));
                    words.extend(claims.filter_map(|claim| claim.words()));
                }
                row => words.extend(row.words()),
            }
        }
        words
    }
}

/// Where the text of an article is.
#[derive(Clone, Copy)]
pub(crate) enum Source<'a> {
    /// In memory.
    Kept(&'a Article),
    /// In its file, of so many bytes at most.
    File { header: &'a ArticleHeader, max_size: u64 },
}

impl<'a> Source<'a> {
    fn id(self) -> &'a ArticleId {
        match self {
            Self::Kept(article) => &article.id,
            Self::File { header, .. } => &header.id,
        }
    }

    fn path(self) -> &'a str {
        match self {
            Self::Kept(article) => &article.path,
            Self::File { header, .. } => &header.path,
        }
    }

    /// What it is called in the collection that its file is.
    fn member(self) -> Option<&'a Member> {
        match self {
            Self::Kept(article) => article.member.as_ref(),
            Self::File { header, .. } => header.member.as_ref(),
        }
    }

    /// The text of its file, unless that is another one by now, or a collection.
    fn text(self, file: &Path) -> Option<Cow<'a, str>> {
        match self {
            _ if self.member().is_some() => None,
            Self::Kept(article) => file_text(article, file),
            Self::File { header, max_size } => {
                annals_ingest::text_of(file, &header.sha256, max_size).map(Cow::Owned)
            }
        }
    }
}

/// Where words stand in the files of a run; each article is counted through once, when asked.
pub(crate) struct Atlas<'a> {
    raw: &'a Path,
    sources: BTreeMap<&'a ArticleId, Source<'a>>,
    lines: BTreeMap<&'a ArticleId, Lines<'a>>,
    /// Files that were named otherwise than by the raw folder.
    named: BTreeMap<ArticleId, String>,
    /// Remarks on files, by how the messages of their findings begin.
    diagnostics: BTreeMap<String, &'a Diagnostic>,
}

impl<'a> Atlas<'a> {
    pub(crate) fn new(
        raw: &'a Path,
        sources: impl Iterator<Item = Source<'a>>,
        diagnostics: &'a [Diagnostic],
    ) -> Self {
        let sources = sources.map(|source| (source.id(), source)).collect();
        let beginning = |diagnostic: &Diagnostic| {
            format!("{}:{}:{}: ", diagnostic.path, diagnostic.line, diagnostic.column)
        };
        let diagnostics = diagnostics.iter().map(|diagnostic| (beginning(diagnostic), diagnostic)).collect();
        Self { raw, sources, lines: BTreeMap::new(), named: BTreeMap::new(), diagnostics }
    }

    /// The remark on a file that a finding passes on, and the finding's message without its place.
    pub(crate) fn diagnostic<'f>(&self, finding: &'f Finding) -> Option<(&'a Diagnostic, &'f str)> {
        let message = finding.message.as_str();
        // The last that does not come after the message: only that one can be its beginning.
        let (beginning, diagnostic) =
            self.diagnostics.range::<str, _>((Bound::Unbounded, Bound::Included(message))).next_back()?;
        Some((diagnostic, message.strip_prefix(beginning.as_str())?))
    }

    /// Names an article's file as it was given.
    pub(crate) fn name(&mut self, article: &ArticleId, file: &Path) {
        self.named.insert(article.clone(), file.display().to_string());
    }

    /// Takes an article's text from memory.
    pub(crate) fn keep(&mut self, article: &'a Article) {
        self.sources.insert(&article.id, Source::Kept(article));
    }

    /// The file of an article, as a person in this folder would name it.
    pub(crate) fn file(&self, article: &ArticleId) -> String {
        if let Some(file) = self.named.get(article) {
            return file.clone();
        }
        match self.sources.get(article) {
            Some(source) => self.path(source.path()),
            None => article.as_str().to_owned(),
        }
    }

    /// A path below the raw folder, as a person in this folder would name it.
    pub(crate) fn path(&self, below: &str) -> String {
        if self.named.values().any(|file| file == below) {
            return below.to_owned();
        }
        self.raw.join(below).display().to_string()
    }

    /// The place of a code point of an article.
    pub(crate) fn place(&mut self, article: &ArticleId, point: usize) -> Option<Place> {
        let source = self.sources.get(article)?;
        let lines = match self.lines.entry(source.id()) {
            Entry::Occupied(lines) => lines.into_mut(),
            Entry::Vacant(free) => {
                let file = match self.named.get(article) {
                    Some(file) => PathBuf::from(file),
                    None => self.raw.join(source.path()),
                };
                free.insert(Lines::new(source.text(&file)?))
            }
        };
        Some(lines.place(point))
    }

    /// `file:line:column` of words; of those of a collection, `file/member`.
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

/// The text of the file that an article is from: its own, or what it was cut out of, if that is still there.
pub(crate) fn file_text<'a>(article: &'a Article, file: &Path) -> Option<Cow<'a, str>> {
    if article.is_whole() {
        return Some(Cow::Borrowed(article.text()));
    }
    annals_ingest::text_of(file, &article.sha256, u64::MAX).map(Cow::Owned)
}
