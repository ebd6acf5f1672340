//! One article out of the bytes of its file.

use annals_knowledge::Outlet;
use annals_model::article::{Article, Dateline, Metadata, Published, PublishedBasis, Segment, SegmentKind};
use annals_model::date::{Date, Edtf, Unit};
use annals_model::id::ArticleId;
use annals_model::problem::{Problem, ProblemKind};
use sha2::{Digest, Sha256};

use crate::encoding::{self, Decoded};
use crate::front_matter::{self, FrontMatter};
use crate::reader::{DateWords, Reader};
use crate::segments::Known;
use crate::{names, segments};

pub(crate) fn read(reader: &Reader<'_>, path: &str, bytes: &[u8]) -> (Option<Article>, Vec<Problem>) {
    let problem =
        |line, column, kind, message| Problem { path: path.to_owned(), line, column, kind, message };
    let Decoded { text, encoding, remark } = match encoding::decode(bytes) {
        Ok(decoded) => decoded,
        Err(error) => {
            let before = bytes.get(..error.at).unwrap_or(bytes);
            let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
            let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
            return (None, vec![problem(line, column, ProblemKind::NotText, error.message)]);
        }
    };
    let front_matter = match front_matter::read(&text) {
        Ok(front_matter) => front_matter.unwrap_or_default(),
        Err(mistake) => {
            let found = problem(mistake.line, mistake.column, ProblemKind::FrontMatter, mistake.message);
            return (None, vec![found]);
        }
    };
    let id = ArticleId::new(names::stem(path));
    let mut article = Article::new(id, path.to_owned(), digest(bytes), text, encoding);
    let mut problems = Vec::new();
    if let Some((at, message)) = remark {
        let (line, column) = article.line_column(at);
        problems.push(problem(line, column, ProblemKind::Encoding, message));
    }
    fill(reader, &mut article, front_matter);
    if !article.segments.iter().any(|segment| segment.kind != SegmentKind::FrontMatter) {
        problems.push(problem(1, 1, ProblemKind::Empty, "expected words to read, found none".to_owned()));
    }
    (Some(article), problems)
}

/// The front matter's word counts before the text's own.
fn fill(reader: &Reader<'_>, article: &mut Article, front_matter: FrontMatter) {
    let FrontMatter { range, source, url, title, published, language, author, translator } = front_matter;
    let named = source.as_deref().and_then(|name| reader.outlets.by_name(name));
    let outlet = named.or_else(|| url.as_deref().and_then(|url| reader.outlets.by_url(url)));
    let language = language.or_else(|| outlet?.language.clone());

    let rules = reader.layout.rules(language.as_deref());
    let known = Known { rules, outlets: reader.outlets, title: title.as_deref() };
    let cut = segments::cut(known, article.text(), range.end..article.text().len());

    let dateline = cut.dateline.map(|found| {
        let date = found.date.and_then(|words| {
            let (language, published) = (language.as_deref(), published.as_ref());
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
    let mut segments = cut.segments;
    if !range.is_empty() {
        segments.insert(0, Segment { kind: SegmentKind::FrontMatter, range, repeats: None });
        for segment in &mut segments {
            segment.repeats = segment.repeats.map(|index| index + 1);
        }
    }
    article.metadata = metadata;
    article.segments = segments;
}

/// What is stated, or else the dateline's day, or else the date in the address.
fn publication(
    stated: Option<Edtf>,
    dateline: Option<&Dateline>,
    outlet: Option<&Outlet>,
    url: Option<&str>,
) -> Option<Published> {
    let day = |date: &&Edtf| matches!(date, Edtf::Date(Date { unit: Unit::Day(_), .. }));
    let from = |basis| move |date| Published { date, basis };
    stated
        .map(from(PublishedBasis::FrontMatter))
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

fn one_line(words: &str) -> String {
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
