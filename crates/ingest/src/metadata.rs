//! Combines the metadata that is stated for an article with that found in its text.

use annals_edtf::{Date, Edtf, Unit};
use annals_knowledge::Outlet;
use annals_model::{Article, Dateline, Metadata, Published, PublishedBasis};

use crate::reader::{DateWords, Reader};
use crate::segments::{Context, Segmentation};

/// Metadata stated by a record, front matter or a page, as opposed to the article's text.
#[derive(Debug, Default)]
pub(crate) struct StatedMetadata {
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) language: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) translator: Option<String>,
}

impl StatedMetadata {
    /// Fills the missing fields from another source.
    pub(crate) fn or(self, other: Self) -> Self {
        Self {
            source: self.source.or(other.source),
            url: self.url.or(other.url),
            title: self.title.or(other.title),
            published: self.published.or(other.published),
            language: self.language.or(other.language),
            author: self.author.or(other.author),
            translator: self.translator.or(other.translator),
        }
    }
}

/// Segments an article's text and sets its metadata. Stated metadata takes precedence over that found in the text.
pub(crate) fn complete(
    reader: &Reader<'_>,
    article: &mut Article,
    stated: StatedMetadata,
    segment: impl for<'t> FnOnce(Context<'_>, &'t str) -> Segmentation<'t>,
) {
    let StatedMetadata { source, url, title, published, language, author, translator } = stated;
    let by_name = source.as_deref().and_then(|name| reader.outlets.by_name(name));
    let outlet = by_name.or_else(|| url.as_deref().and_then(|url| reader.outlets.by_url(url)));
    let language = language.or_else(|| outlet?.language.clone());

    let rules = reader.layout.rules(language.as_deref());
    let context = Context { rules, outlets: reader.outlets, title: title.as_deref() };
    let found = segment(context, article.text());

    let dateline = found.dateline.map(|dateline| {
        let date = dateline.date.and_then(|words| {
            let published = published.as_ref().map(|published| &published.date);
            (reader.date_of)(&DateWords { words, language: language.as_deref(), published })
        });
        Dateline {
            place: dateline.place.map(str::to_owned),
            date,
            agency: dateline.agency.map(str::to_owned),
        }
    });
    let metadata = Metadata {
        published: publication(published, dateline.as_ref(), outlet, url.as_deref()),
        source: by_name.or(outlet.filter(|_| source.is_none())).map(|outlet| outlet.key.clone()).or(source),
        url,
        title: title.or_else(|| found.title.map(one_line)),
        language,
        author: author.or_else(|| found.author.map(one_line)),
        translator: translator.or_else(|| found.translator.map(one_line)),
        dateline,
        agencies: agencies(reader, &found.agencies),
    };
    let segments = found.segments;
    article.metadata = metadata;
    article.segments = segments;
}

/// Returns the stated publication date, or else the day of the dateline, or else the date in the URL.
fn publication(
    stated: Option<Published>,
    dateline: Option<&Dateline>,
    outlet: Option<&Outlet>,
    url: Option<&str>,
) -> Option<Published> {
    let from = |basis| move |date| Published { date, basis };
    stated
        .or_else(|| {
            let date = dateline?.date.as_ref().filter(|date| is_day(date));
            date.cloned().map(from(PublishedBasis::Dateline))
        })
        .or_else(|| outlet?.date_in(url?).map(from(PublishedBasis::Url)))
}

/// Returns the keys of known agencies and the names of others, without duplicates.
fn agencies(reader: &Reader<'_>, names: &[&str]) -> Vec<String> {
    let mut agencies: Vec<String> = Vec::new();
    for name in names {
        let key = reader.outlets.by_name(name).map_or(*name, |outlet| outlet.key.as_str());
        if !agencies.iter().any(|known| known == key) {
            agencies.push(key.to_owned());
        }
    }
    agencies
}

/// Whether a date is a single day.
pub(crate) fn is_day(date: &Edtf) -> bool {
    matches!(date, Edtf::Date(Date { unit: Unit::Day(_), .. }))
}

/// Collapses white space.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
