//! Reads articles in saved web pages.

use annals_edtf::Edtf;
use annals_html::{BlockKind, Extent, Metadata, Page};
use annals_model::{Article, Diagnostic, DiagnosticKind, Published, PublishedBasis};

use crate::mapped_text::MappedText;
use crate::metadata::{StatedMetadata, complete, is_day, one_line};
use crate::origin::ArticleOrigin;
use crate::reader::{DateWords, Reader};
use crate::{invisible_characters, segments};

/// Reads an article and returns it with a remark on its text.
///
/// # Errors
/// The page cannot be parsed within the limits.
pub(crate) fn read(
    reader: &Reader<'_>,
    origin: ArticleOrigin<'_>,
    html: MappedText<'_>,
    stated: StatedMetadata,
) -> Result<(Article, Option<Diagnostic>), Diagnostic> {
    let page = annals_html::read(html.text(), Extent::of(html.text()), reader.pages).map_err(|error| {
        html.diagnostic(origin.path, error.at(), DiagnosticKind::Markup, error.to_string())
    })?;
    let mut stated = stated.or(page_metadata(reader, &page));
    stated.url = stated.url.or_else(|| origin.url.clone());
    let Page { text, stretches, blocks, .. } = page;
    let text = html.map(text, stretches);
    let remark = invisible_characters::check(&text, origin.path);
    let mut article = text.into_article(origin);
    complete(reader, &mut article, stated, |context, text| segments::segment_page(context, text, &blocks));
    Ok((article, remark))
}

fn page_metadata(reader: &Reader<'_>, page: &Page) -> StatedMetadata {
    let Metadata { title, site, url, published, language, authors, window_title: _, article_body: _ } =
        page.metadata.clone();
    // The visible headline takes precedence over the one for search engines.
    let title = page.texts(BlockKind::Title).next().map(one_line).or(title);
    let parse = |words: &str| {
        let words = DateWords { words, language: language.as_deref(), published: None };
        (reader.date_of)(&words).filter(is_day)
    };
    let date = published.as_deref().and_then(|stated| iso_date(stated).or_else(|| parse(stated)));
    let date = date.or_else(|| page.texts(BlockKind::Date).find_map(parse));
    StatedMetadata {
        source: site,
        url,
        title,
        published: date.map(|date| Published { date, basis: PublishedBasis::Page }),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        translator: None,
        language,
    }
}

/// Returns the date of an ISO 8601 date or date-time, with its precision.
fn iso_date(time: &str) -> Option<Edtf> {
    time.split(['T', ' ']).next()?.parse().ok()
}
