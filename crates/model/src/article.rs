//! One article as received: its text, what is known of it, and what each part of it is.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{ArticleId, Encoding, Excerpt, Span, SpanIndex, Stretch};
use annals_edtf::{Day, Edtf};

/// An article: the file's text, decoded and otherwise untouched, cut into typed segments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Article {
    /// The stem of its file.
    pub id: ArticleId,
    /// The file's path, relative to the folder read, with `/` between its parts.
    pub path: String,
    /// The part of a collection that it is, where the file holds many articles.
    pub member: Option<Member>,
    /// SHA-256 of the file's bytes, or of the member's, in hexadecimal.
    pub sha256: String,
    /// What the article says of itself.
    pub metadata: Metadata,
    /// What the parts of the text are: in order, none overlapping, whole but for white space.
    pub segments: Vec<Segment>,
    text: String,
    encoding: Encoding,
    index: SpanIndex,
}

/// What stays known of an article once its text is let go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleHeader {
    /// The stem of its file.
    pub id: ArticleId,
    /// The file's path, relative to the folder read, with `/` between its parts.
    pub path: String,
    /// The part of a collection that it is, where the file holds many articles.
    pub member: Option<Member>,
    /// SHA-256 of the file's bytes, or of the member's, in hexadecimal.
    pub sha256: String,
    /// What the article says of itself.
    pub metadata: Metadata,
}

/// A part of a file that holds many articles: spans count from where it begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Member {
    /// What it is called there: a path in an archive, an address, an identifier, a line.
    pub name: String,
    /// The byte of the file that it begins at, where it stands there as it is, not compressed.
    pub start: Option<u64>,
}

/// [`Article`] without its index.
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
    /// Where the text is not the file's own.
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

/// By what texts of one article are put in order, the original first: the day of publication, and without
/// one, or on the same day, the identifier.
pub type Precedence = (bool, Option<Day>, ArticleId);

impl Metadata {
    /// The place of an article of this identifier among texts of one article.
    #[must_use]
    pub fn precedence(&self, id: &ArticleId) -> Precedence {
        let day = self.published.as_ref().and_then(|published| published.date.earliest());
        (day.is_none(), day, id.clone())
    }
}

impl Article {
    /// An article of this text, without metadata or segments yet.
    #[must_use]
    pub fn new(id: ArticleId, path: String, sha256: String, text: String, encoding: Encoding) -> Self {
        let index = SpanIndex::new(&text, encoding);
        Self::of(id, path, sha256, text, encoding, index)
    }

    /// An article whose text is made of stretches of its file's, without metadata or segments yet.
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

    /// A digest of the letters and digits of its prose, in whatever form it is saved: two articles that have
    /// the same say the same, word for word. None where nothing is said.
    #[must_use]
    pub fn text_hash(&self) -> Option<u64> {
        // Captions and credits come and go with the form that an article is saved in.
        let prose = |kind| matches!(kind, SegmentKind::Prose | SegmentKind::Item);
        self.letters(prose).or_else(|| self.letters(SegmentKind::is_read))
    }

    fn letters(&self, wanted: impl Fn(SegmentKind) -> bool) -> Option<u64> {
        let mut hash = Sha256::new();
        let mut letters = String::new();
        let mut any = false;
        for segment in self.segments.iter().filter(|segment| wanted(segment.kind)) {
            letters.clear();
            let told = self.words(segment).chars().filter(|c| c.is_alphanumeric());
            letters.extend(told.flat_map(char::to_lowercase));
            any |= !letters.is_empty();
            hash.update(&letters);
        }
        let [a, b, c, d, e, f, g, h, ..] = hash.finalize().0;
        any.then(|| u64::from_be_bytes([a, b, c, d, e, f, g, h]))
    }

    /// Lets the text go.
    #[must_use]
    pub fn into_header(self) -> ArticleHeader {
        let Self { id, path, member, sha256, metadata, .. } = self;
        ArticleHeader { id, path, member, sha256, metadata }
    }

    /// The whole file, decoded; of a file of markup, the words of the article in it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether the text is the whole file's, not cut out of it.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.index.is_whole()
    }

    /// How the file was encoded.
    #[must_use]
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The words of a segment.
    #[must_use]
    pub fn words(&self, segment: &Segment) -> &str {
        self.text.get(segment.range.clone()).unwrap_or_default()
    }

    /// Where a byte range of the text stands in the file.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.index.span(&self.text, range)
    }

    /// The byte range of the text that a span of the file covers.
    #[must_use]
    pub fn range(&self, span: Span) -> Range<usize> {
        self.index.range(&self.text, span)
    }

    /// Line and column, from 1, columns in code points, of a byte of the text.
    #[must_use]
    pub fn line_column(&self, at: usize) -> (usize, usize) {
        let before = self.text.get(..at).unwrap_or(&self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        (line, before.get(start..).unwrap_or_default().chars().count() + 1)
    }
}

/// What an article says of itself, in its front matter or in its own lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Metadata {
    /// The outlet, as a key of `knowledge/outlets.csv` or as written.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// BCP 47 tag, such as `en`.
    pub language: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who translated it.
    pub translator: Option<String>,
    /// Place, date and agency before the first sentence.
    pub dateline: Option<Dateline>,
    /// Agencies named as the origin of the text.
    pub agencies: Vec<String>,
}

/// A publication date and what says so.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The date, no more precise than given.
    pub date: Edtf,
    /// What says so.
    pub basis: PublishedBasis,
}

/// What a publication date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PublishedBasis {
    /// The front matter's `published`.
    FrontMatter,
    /// What the head of a saved web page, a feed or a collection says.
    Page,
    /// The dateline.
    Dateline,
    /// The address, by the outlet's pattern.
    Url,
}

/// "CITY, March 3, 2001 (Agency) --"
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// Where the report was filed.
    pub place: Option<String>,
    /// When, where the year is given or follows from the front matter.
    pub date: Option<Edtf>,
    /// For whom.
    pub agency: Option<String>,
}

/// A part of an article's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// What it is.
    pub kind: SegmentKind,
    /// Where it is: bytes of [`Article::text`].
    pub range: Range<usize>,
    /// The earlier segment, by number, that says the same; it is read there and not here.
    pub repeats: Option<usize>,
}

/// What a part of an article is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SegmentKind {
    /// YAML between `---` lines.
    FrontMatter,
    /// The article's own headline.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// A paragraph. It may run over line breaks.
    Prose,
    /// An item of a list, without its mark.
    Item,
    /// Words under a picture.
    Caption,
    /// "(Photo: …)", a photographer, an agency under a picture.
    Credit,
    /// Bars and rules of a table.
    Table,
    /// The name of a picture file.
    FileName,
    /// "Translated by …"
    Translator,
    /// Name of the author.
    Byline,
    /// An agency's tag or end mark.
    SourceTag,
    /// Place, date and agency before the first sentence.
    Dateline,
    /// Identifiers, navigation and other remains of a page.
    Furniture,
}

impl SegmentKind {
    /// Whether sentences of it make claims.
    #[must_use]
    pub fn is_read(self) -> bool {
        matches!(self, Self::Prose | Self::Item | Self::Caption)
    }
}
