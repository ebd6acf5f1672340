//! Reads articles in plain text or Markdown.

use annals_model::{Article, Diagnostic, DiagnosticKind, Published, PublishedBasis, Segment, SegmentKind};

use crate::front_matter::{self, FrontMatter};
use crate::invisible_characters;
use crate::mapped_text::MappedText;
use crate::metadata::{StatedMetadata, complete};
use crate::origin::ArticleOrigin;
use crate::reader::Reader;
use crate::segments;

/// Reads an article and returns it with a remark on its text.
///
/// # Errors
/// The front matter is invalid.
pub(crate) fn read(
    reader: &Reader<'_>,
    origin: ArticleOrigin<'_>,
    text: MappedText<'_>,
    stated: StatedMetadata,
) -> Result<(Article, Option<Diagnostic>), Diagnostic> {
    let front_matter = front_matter::read(text.text()).map_err(|error| Diagnostic {
        path: origin.path.to_owned(),
        line: error.line,
        column: error.column,
        kind: DiagnosticKind::FrontMatter,
        message: error.message,
    })?;
    let FrontMatter { range, source, url, title, published, language, author, translator } =
        front_matter.unwrap_or_default();
    let published = published.map(|date| Published { date, basis: PublishedBasis::FrontMatter });
    let own = StatedMetadata { source, url, title, published, language, author, translator };
    let mut stated = stated.or(own);
    stated.url = stated.url.or_else(|| origin.url.clone());
    let remark = invisible_characters::check(&text, origin.path);
    let mut article = text.into_article(origin);
    complete(reader, &mut article, stated, |context, text| {
        segments::segment_text(context, text, range.end..text.len())
    });
    if !range.is_empty() {
        article.segments.insert(0, Segment { kind: SegmentKind::FrontMatter, range, repeats: None });
        for segment in &mut article.segments {
            segment.repeats = segment.repeats.map(|index| index + 1);
        }
    }
    Ok((article, remark))
}
