//! One article out of the bytes of its file.

use annals_edtf::{Date, Edtf, Unit};
use annals_knowledge::Outlet;
use annals_model::{
    Article, ArticleId, Dateline, Diagnostic, DiagnosticKind, Metadata, Published, PublishedBasis, Segment,
    SegmentKind,
};
use sha2::{Digest, Sha256};

use crate::encoding::{self, Decoded, NotText};
use crate::front_matter::{self, FrontMatter};
use crate::layer::{Layer, Name};
use crate::names::{self, Format};
use crate::reader::{DateWords, Reader};
use crate::segments::{Cut, Known};
use crate::{mhtml, page, segments, unseen};

/// An article, unless a problem keeps it out, and all problems.
pub type Read = (Option<Article>, Vec<Diagnostic>);

/// The article in a file.
pub(crate) fn read(reader: &Reader<'_>, path: &str, bytes: &[u8]) -> Read {
    let format = names::format(path).unwrap_or(Format::Text);
    let id = ArticleId::new(names::stem(path));
    let name = Name { id, path, member: None, sha256: digest(bytes), address: None };
    read_bytes(reader, name, bytes, format, None)
}

/// The article in the bytes of a file, or of what a collection holds as one; `told` is the encoding
/// that came with them.
pub(crate) fn read_bytes(
    reader: &Reader<'_>,
    name: Name<'_>,
    bytes: &[u8],
    format: Format,
    told: Option<&str>,
) -> Read {
    let path = name.path;
    let Opened { text, remark, address } = match open(format, bytes, told) {
        Ok(opened) => opened,
        Err(NotText { at, message }) => {
            let before = bytes.get(..at).unwrap_or(bytes);
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
            let kind = DiagnosticKind::NotText;
            return (None, vec![Diagnostic { path: path.to_owned(), line, column, kind, message }]);
        }
    };
    let remark = remark.map(|(at, message)| text.diagnostic(path, at, DiagnosticKind::Encoding, message));
    let name = Name { address: name.address.or(address), ..name };
    let (article, mut diagnostics) = read_text(reader, name, text, Stated::default(), format);
    if article.is_some() {
        diagnostics.splice(0..0, remark);
    }
    (article, diagnostics)
}

/// The text in a file.
pub(crate) struct Opened {
    pub(crate) text: Layer<'static>,
    /// What had to be settled, and the byte of the text that shows it.
    remark: Option<(usize, String)>,
    address: Option<String>,
}

/// Decodes a file, with the encoding that came with it, if one did, and finds the text in it.
pub(crate) fn open(format: Format, bytes: &[u8], told: Option<&str>) -> Result<Opened, NotText> {
    let of_file = |Decoded { text, encoding, remark }: Decoded| Opened {
        text: Layer::of_file(text, encoding),
        remark,
        address: None,
    };
    match format {
        Format::Text => encoding::decode(bytes).map(of_file),
        Format::Page => encoding::decode_page(bytes, told).map(of_file),
        Format::Archive => {
            let mhtml::Opened { page: text, remark, address } = mhtml::open(bytes)?;
            Ok(Opened { text, remark, address })
        }
    }
}

/// The article in a text, wherever that is from.
///
/// What is known from elsewhere counts before what the text says of itself.
pub(crate) fn read_text(
    reader: &Reader<'_>,
    name: Name<'_>,
    text: Layer<'_>,
    known: Stated,
    format: Format,
) -> Read {
    let path = name.path;
    let read = match format {
        Format::Text => plain(reader, name, text, known),
        Format::Page | Format::Archive => page::read(reader, name, text, known),
    };
    let (article, remark) = match read {
        Ok(read) => read,
        Err(diagnostic) => return (None, vec![diagnostic]),
    };
    let mut diagnostics = Vec::from_iter(remark);
    if !article.segments.iter().any(|segment| segment.kind != SegmentKind::FrontMatter) {
        let message = "expected words to read, found none".to_owned();
        diagnostics.push(Diagnostic {
            path: path.to_owned(),
            line: 1,
            column: 1,
            kind: DiagnosticKind::Empty,
            message,
        });
    }
    (Some(article), diagnostics)
}

/// An article and a remark on its words, or why it is none.
pub(crate) type Remarked = Result<(Article, Option<Diagnostic>), Diagnostic>;

/// Plain text or Markdown.
fn plain(reader: &Reader<'_>, name: Name<'_>, text: Layer<'_>, known: Stated) -> Remarked {
    let front_matter = front_matter::read(text.text()).map_err(|mistake| Diagnostic {
        path: name.path.to_owned(),
        line: mistake.line,
        column: mistake.column,
        kind: DiagnosticKind::FrontMatter,
        message: mistake.message,
    })?;
    let FrontMatter { range, source, url, title, published, language, author, translator } =
        front_matter.unwrap_or_default();
    let published = published.map(|date| Published { date, basis: PublishedBasis::FrontMatter });
    let mut stated = known.or(Stated { source, url, title, published, language, author, translator });
    stated.url = stated.url.or_else(|| name.address.clone());
    let remark = unseen::remark(&text, name.path);
    let mut article = text.into_article(name);
    fill(reader, &mut article, stated, |known, text| segments::cut(known, text, range.end..text.len()));
    if !range.is_empty() {
        article.segments.insert(0, Segment { kind: SegmentKind::FrontMatter, range, repeats: None });
        for segment in &mut article.segments {
            segment.repeats = segment.repeats.map(|index| index + 1);
        }
    }
    Ok((article, remark))
}

/// What stands beside an article's text of it.
#[derive(Debug, Default)]
pub(crate) struct Stated {
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<Published>,
    pub(crate) language: Option<String>,
    pub(crate) author: Option<String>,
    pub(crate) translator: Option<String>,
}

impl Stated {
    /// What this says, and where it says nothing, what the other does.
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

/// Cuts an article's text; what is stated counts before the text's own words.
pub(crate) fn fill(
    reader: &Reader<'_>,
    article: &mut Article,
    stated: Stated,
    cut: impl for<'t> FnOnce(Known<'_>, &'t str) -> Cut<'t>,
) {
    let Stated { source, url, title, published, language, author, translator } = stated;
    let named = source.as_deref().and_then(|name| reader.outlets.by_name(name));
    let outlet = named.or_else(|| url.as_deref().and_then(|url| reader.outlets.by_url(url)));
    let language = language.or_else(|| outlet?.language.clone());

    let rules = reader.layout.rules(language.as_deref());
    let known = Known { rules, outlets: reader.outlets, title: title.as_deref() };
    let cut = cut(known, article.text());

    let dateline = cut.dateline.map(|found| {
        let date = found.date.and_then(|words| {
            let published = published.as_ref().map(|published| &published.date);
            let language = language.as_deref();
            (reader.date_of)(&DateWords { words, language, published })
        });
        Dateline { place: found.place.map(str::to_owned), date, agency: found.agency.map(str::to_owned) }
    });
    let metadata = Metadata {
        published: publication(published, dateline.as_ref(), outlet, url.as_deref()),
        source: named.or(outlet.filter(|_| source.is_none())).map(|outlet| outlet.key.clone()).or(source),
        url,
        title: title.or_else(|| cut.title.map(one_line)),
        language,
        author: author.or_else(|| cut.author.map(one_line)),
        translator: translator.or_else(|| cut.translator.map(one_line)),
        dateline,
        agencies: agencies(reader, &cut.agencies),
    };
    let segments = cut.segments;
    article.metadata = metadata;
    article.segments = segments;
}

/// What is stated, or else the dateline's day, or else the date in the address.
fn publication(
    stated: Option<Published>,
    dateline: Option<&Dateline>,
    outlet: Option<&Outlet>,
    url: Option<&str>,
) -> Option<Published> {
    let day = |date: &&Edtf| matches!(date, Edtf::Date(Date { unit: Unit::Day(_), .. }));
    let from = |basis| move |date| Published { date, basis };
    stated
        .or_else(|| dateline?.date.as_ref().filter(day).cloned().map(from(PublishedBasis::Dateline)))
        .or_else(|| outlet?.date_in(url?).map(from(PublishedBasis::Url)))
}

/// Keys of the agencies that are known, names of the others, each once.
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

pub(crate) fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// SHA-256 in hexadecimal.
pub(crate) fn digest(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS.get(usize::from(half)).copied().unwrap_or(b'0'));
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
