//! An article as received: its text, its metadata, and the kind of each part.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{ArticleId, Encoding, Excerpt, Span, SpanIndex, Stretch};
use annals_edtf::{Day, Edtf};

/// An article: the decoded text of its file, divided into typed segments.
///
/// The text is not changed otherwise. [`Article::span`] maps it back to the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Article {
    /// The file name without extension.
    pub id: ArticleId,
    /// The file's path relative to the folder read, with `/` as separator.
    pub path: String,
    /// The member of a collection, if the file holds several articles.
    pub member: Option<Member>,
    /// SHA-256 of the bytes of the file, or of the member, in hexadecimal.
    pub sha256: String,
    /// The metadata of the article.
    pub metadata: Metadata,
    /// The parts of the text: in order, not overlapping, covering all but white space.
    pub segments: Vec<Segment>,
    text: String,
    encoding: Encoding,
    index: SpanIndex,
}

/// An article without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleHeader {
    /// The file name without extension.
    pub id: ArticleId,
    /// The file's path relative to the folder read, with `/` as separator.
    pub path: String,
    /// The member of a collection, if the file holds several articles.
    pub member: Option<Member>,
    /// SHA-256 of the bytes of the file, or of the member, in hexadecimal.
    pub sha256: String,
    /// The metadata of the article.
    pub metadata: Metadata,
}

/// A member of a file that holds several articles. Spans count from its start.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Member {
    /// Its name in the collection: a path in an archive, a URL, an identifier or a line number.
    pub name: String,
    /// Its first byte in the file, if the file holds it uncompressed.
    pub start: Option<u64>,
}

/// The serialised form of [`Article`], without an index that can be computed.
#[derive(Clone, Serialize, Deserialize)]
struct Stored {
    id: ArticleId,
    path: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    member: Option<Member>,
    sha256: String,
    metadata: Metadata,
    segments: Vec<Segment>,
    text: String,
    encoding: Encoding,
    /// Present if the text is not the whole file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    index: Option<SpanIndex>,
}

impl From<Stored> for Article {
    fn from(stored: Stored) -> Self {
        let Stored { id, path, member, sha256, metadata, segments, text, encoding, index } = stored;
        let index = index.unwrap_or_else(|| SpanIndex::new(&text, encoding));
        Self { id, path, member, sha256, metadata, segments, text, encoding, index }
    }
}

impl From<Article> for Stored {
    fn from(article: Article) -> Self {
        let Article { id, path, member, sha256, metadata, segments, text, encoding, index } = article;
        let index = (!index.is_whole()).then_some(index);
        Self { id, path, member, sha256, metadata, segments, text, encoding, index }
    }
}

/// The sort key of near-duplicate articles, the presumed original first: articles with a publication date before
/// those without one, then the date, then the identifier.
pub type Precedence = (bool, Option<Day>, ArticleId);

impl Metadata {
    /// Returns the sort key of the article with this identifier among its near-duplicates.
    #[must_use]
    pub fn precedence(&self, id: &ArticleId) -> Precedence {
        let day = self.published.as_ref().and_then(|published| published.date.earliest());
        (day.is_none(), day, id.clone())
    }
}

impl Article {
    /// Creates an article whose text is the whole file, without metadata and segments.
    #[must_use]
    pub fn new(id: ArticleId, path: String, sha256: String, text: String, encoding: Encoding) -> Self {
        let index = SpanIndex::new(&text, encoding);
        Self::of(id, path, sha256, text, encoding, index)
    }

    /// Creates an article whose text consists of stretches of the file, without metadata and segments.
    #[must_use]
    pub fn cut_out(
        id: ArticleId,
        path: String,
        sha256: String,
        text: String,
        stretches: &[Stretch],
        file: Excerpt<'_>,
    ) -> Self {
        let index = SpanIndex::of_stretches(file, stretches);
        let encoding = file.encoding;
        Self::of(id, path, sha256, text, encoding, index)
    }

    fn of(
        id: ArticleId,
        path: String,
        sha256: String,
        text: String,
        encoding: Encoding,
        index: SpanIndex,
    ) -> Self {
        let (metadata, segments) = (Metadata::default(), Vec::new());
        Self { id, path, member: None, sha256, metadata, segments, text, encoding, index }
    }

    /// Returns a digest of the letters and digits of the prose, in lower case: articles with equal digests have
    /// the same words, whatever their file format. Returns `None` if there are no words.
    #[must_use]
    pub fn text_hash(&self) -> Option<u64> {
        // Captions and credits depend on the file format, prose does not.
        let prose = |kind| matches!(kind, SegmentKind::Prose | SegmentKind::Item);
        self.letters_hash(prose).or_else(|| self.letters_hash(SegmentKind::is_read))
    }

    fn letters_hash(&self, wanted: impl Fn(SegmentKind) -> bool) -> Option<u64> {
        let mut hash = Sha256::new();
        let mut letters = String::new();
        let mut any = false;
        for segment in self.segments.iter().filter(|segment| wanted(segment.kind)) {
            letters.clear();
            let alphanumeric = self.words(segment).chars().filter(|c| c.is_alphanumeric());
            letters.extend(alphanumeric.flat_map(char::to_lowercase));
            any |= !letters.is_empty();
            hash.update(&letters);
        }
        let [a, b, c, d, e, f, g, h, ..] = hash.finalize().0;
        any.then(|| u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }

    /// Drops the text.
    #[must_use]
    pub fn into_header(self) -> ArticleHeader {
        let Self { id, path, member, sha256, metadata, .. } = self;
        ArticleHeader { id, path, member, sha256, metadata }
    }

    /// Returns the decoded file or, for markup, the text of the article in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text is the whole file, not an excerpt.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.index.is_whole()
    }

    /// Returns the character encoding of the file.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Returns the text of a segment.
    #[must_use]
    pub fn words(&self, segment: &Segment) -> &str {
        self.text.get(segment.range.clone()).unwrap_or_default()
    }

    /// Returns the span of the file that corresponds to a byte range of the text.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.index.span(&self.text, range)
    }

    /// Returns the byte range of the text that corresponds to a span of the file.
    #[must_use]
    pub fn range(&self, span: Span) -> Range<usize> {
        self.index.range(&self.text, span)
    }

    /// Returns line and column of a byte of the text, both from 1, columns in code points.
    #[must_use]
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(&self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (line, before.get(start..).unwrap_or_default().chars().count() + 1)
    }
}

/// The metadata of an article, from its front matter or its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The outlet, as a key of `knowledge/outlets.csv` or as written.
    pub source: Option<String>,
    /// The URL.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The publication date.
    pub published: Option<Published>,
    /// BCP 47 tag, such as `en`.
    pub language: Option<String>,
    /// The author.
    pub author: Option<String>,
    /// The translator.
    pub translator: Option<String>,
    /// Place, date and agency before the first sentence.
    pub dateline: Option<Dateline>,
    /// News agencies named as the origin of the text.
    pub agencies: Vec<String>,
}

/// A publication date and its origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The date, as precise as stated.
    pub date: Edtf,
    /// Where the date comes from.
    pub basis: PublishedBasis,
}

/// Where a publication date comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedBasis {
    /// The field `published` of the front matter.
    FrontMatter,
    /// The head of a saved web page, a feed or a record of a collection.
    Page,
    /// The dateline.
    Dateline,
    /// The URL, by the URL pattern of the outlet.
    Url,
}

/// A dateline: "CITY, March 3, 2001 (Agency) --".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// The place of the report.
    pub place: Option<String>,
    /// The date, if the year is stated or follows from the front matter.
    pub date: Option<Edtf>,
    /// The news agency.
    pub agency: Option<String>,
}

/// A part of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Its kind.
    pub kind: SegmentKind,
    /// Its byte range in [`Article::text`].
    pub range: Range<usize>,
    /// The index of a preceding segment with the same text. Only that one is analysed.
    pub repeats: Option<usize>,
}

/// The kind of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SegmentKind {
    /// YAML front matter between `---` lines.
    FrontMatter,
    /// The headline of the article.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// A paragraph, which may contain line breaks.
    Prose,
    /// An item of a list, without its marker.
    Item,
    /// A picture caption.
    Caption,
    /// A picture credit: "(Photo: …)", a photographer or an agency.
    Credit,
    /// Markdown table syntax.
    Table,
    /// The name of a picture file.
    FileName,
    /// The translator: "Translated by …".
    Translator,
    /// The author.
    Byline,
    /// The tag or end mark of a news agency.
    SourceTag,
    /// Place, date and agency before the first sentence.
    Dateline,
    /// Identifiers, navigation and other boilerplate of a web page.
    Furniture,
}

impl SegmentKind {
    /// Whether claims are extracted from segments of this kind.
    #[must_use]
    pub fn is_read(self) -> bool {
        matches!(self, Self::Prose | Self::Item | Self::Caption)
    }
}
