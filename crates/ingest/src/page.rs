//! One article out of a saved web page.

use annals_edtf::{Date, Edtf, Unit};
use annals_html::{BlockKind, Extent, Metadata, Page};
use annals_model::{DiagnosticKind, Published, PublishedBasis};

use crate::article::{Remarked, Stated, fill, one_line};
use crate::layer::{Layer, Name};
use crate::reader::{DateWords, Reader};
use crate::{segments, unseen};

pub(crate) fn read(reader: &Reader<'_>, name: Name<'_>, html: Layer<'_>, known: Stated) -> Remarked {
    let page = annals_html::read(html.text(), Extent::of(html.text()), reader.pages)
        .map_err(|error| html.diagnostic(name.path, error.at(), DiagnosticKind::Markup, error.to_string()))?;
    let mut stated = known.or(stated(reader, &page));
    stated.url = stated.url.or_else(|| name.address.clone());
    let Page { text, stretches, blocks, .. } = page;
    let text = html.over(text, stretches);
    let remark = unseen::remark(&text, name.path);
    let mut article = text.into_article(name);
    fill(reader, &mut article, stated, |known, text| segments::cut_page(known, text, &blocks));
    Ok((article, remark))
}

fn stated(reader: &Reader<'_>, page: &Page) -> Stated {
    let Metadata { title, site, url, published, language, authors, window_title: _, article_body: _ } =
        page.metadata.clone();
    // The headline that readers see counts before the one for search engines.
    let title = page.texts(BlockKind::Title).next().map(one_line).or(title);
    let read = |words: &str| {
        let words = DateWords { words, language: language.as_deref(), published: None };
        (reader.date_of)(&words).filter(is_day)
    };
    let date = published.as_deref().and_then(|stated| iso_day(stated).or_else(|| read(stated)));
    let date = date.or_else(|| page.texts(BlockKind::Date).find_map(read));
    Stated {
        source: site,
        url,
        title,
        published: date.map(|date| Published { date, basis: PublishedBasis::Page }),
        author: (!authors.is_empty()).then(|| authors.join(", ")),
        translator: None,
        language,
    }
}

/// The day of a point in time in ISO 8601; what is less precise stays so.
fn iso_day(time: &str) -> Option<Edtf> {
    time.split(['T', ' ']).next()?.parse().ok()
}

fn is_day(date: &Edtf) -> bool {
    matches!(date, Edtf::Date(Date { unit: Unit::Day(_), .. }))
}
