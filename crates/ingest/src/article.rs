//! Reads a single article from bytes.

use annals_model::{ArticleId, Diagnostic, DiagnosticKind, SegmentKind};

use crate::encoding::DecodeError;
use crate::file_names::{self, Format};
use crate::file_text::{self, FileText};
use crate::mapped_text::MappedText;
use crate::metadata::StatedMetadata;
use crate::origin::{ArticleOrigin, sha256_hex};
use crate::reader::{ArticleWithDiagnostics, Reader};
use crate::{diagnostics, page_article, text_article};

impl Reader<'_> {
    /// Reads an article from the bytes of its file.
    ///
    /// `path` is relative to the folder read, with `/` between its components. The format follows from its extension,
    /// and the article's identifier is its stem.
    ///
    /// # Examples
    ///
    /// ```
    /// use annals_ingest::{Options, Reader};
    /// use annals_knowledge::{Fields, Files, Layout, Outlets, Pages};
    /// use annals_model::SegmentKind;
    ///
    /// let reader = Reader {
    ///     layout: &Layout::load(&Files::default())?,
    ///     pages: &Pages::default(),
    ///     fields: &Fields::default(),
    ///     outlets: &Outlets::default(),
    ///     date_of: &|_| None,
    ///     options: Options::default(),
    /// };
    /// let (article, diagnostics) = reader.read_article("mill.md", b"# The mill\n\nIt burned all night.\n");
    /// assert_eq!(diagnostics, []);
    /// let article = article.unwrap();
    /// assert_eq!((article.id.as_str(), article.metadata.title.as_deref()), ("mill", Some("The mill")));
    /// assert_eq!(article.segments[1].kind, SegmentKind::Prose);
    /// assert_eq!(article.words(&article.segments[1]), "It burned all night.");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn read_article(&self, path: &str, bytes: &[u8]) -> ArticleWithDiagnostics {
        let format = file_names::format(path).unwrap_or(Format::Text);
        let id = ArticleId::new(file_names::stem(path));
        let origin = ArticleOrigin { id, path, member: None, sha256: sha256_hex(bytes), url: None };
        read_bytes(self, origin, bytes, format, None)
    }
}

/// Reads an article from the bytes of a file or of a member; `charset` is the encoding that the container states.
pub(crate) fn read_bytes(
    reader: &Reader<'_>,
    origin: ArticleOrigin<'_>,
    bytes: &[u8],
    format: Format,
    charset: Option<&str>,
) -> ArticleWithDiagnostics {
    let path = origin.path;
    let FileText { text, remark, url } = match file_text::decode(format, bytes, charset) {
        Ok(decoded) => decoded,
        Err(error) => return (None, vec![decode_diagnostic(path, bytes, error)]),
    };
    let remark = remark.map(|(at, message)| text.diagnostic(path, at, DiagnosticKind::Encoding, message));
    let origin = ArticleOrigin { url: origin.url.or(url), ..origin };
    let (article, mut diagnostics) = read_text(reader, origin, text, StatedMetadata::default(), format);
    if article.is_some() {
        diagnostics.splice(0..0, remark);
    }
    (article, diagnostics)
}

/// Creates a diagnostic with line and column in bytes, as the text is not decoded.
fn decode_diagnostic(path: &str, bytes: &[u8], DecodeError { at, message }: DecodeError) -> Diagnostic {
    let preceding = bytes.get(..at).unwrap_or(bytes);
    let line = preceding.iter().filter(|byte| **byte == b'\n').count() + 1;
    let column = preceding.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
    Diagnostic { path: path.to_owned(), line, column, kind: DiagnosticKind::NotText, message }
}

/// Reads an article from a decoded text. Stated metadata takes precedence over that of the text.
pub(crate) fn read_text(
    reader: &Reader<'_>,
    origin: ArticleOrigin<'_>,
    text: MappedText<'_>,
    stated: StatedMetadata,
    format: Format,
) -> ArticleWithDiagnostics {
    let path = origin.path;
    let read = match format {
        Format::Text => text_article::read(reader, origin, text, stated),
        Format::Page | Format::Mhtml => page_article::read(reader, origin, text, stated),
    };
    let (article, remark) = match read {
        Ok(read) => read,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    let mut diagnostics = Vec::from_iter(remark);
    if !article.segments.iter().any(|segment| segment.kind != SegmentKind::FrontMatter) {
        diagnostics.push(diagnostics::empty(path));
    }
    (Some(article), diagnostics)
}
