use std::sync::LazyLock;

use annals_edtf::Edtf;
use annals_ingest::{DateWords, Options, Reader};
use annals_knowledge::{Fields, Files, Layout, Outlets, Pages};
use annals_model::Article;

static LAYOUT: LazyLock<Layout> =
    LazyLock::new(|| Layout::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap());
static PAGES: LazyLock<Pages> =
    LazyLock::new(|| Pages::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap());
static FIELDS: LazyLock<Fields> =
    LazyLock::new(|| Fields::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap());
static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| {
    let rows = "key,names,owner,language,hosts,url_date,note\n\
        gull,The Gull,coast,en,gull.example,/(?<year>\\d{4})/(?<month>\\d\\d)/(?<day>\\d\\d)/,\n\
        brook,Brook News | BRN,state,,brook.example,,\n\
        heron,HRN,state,,,,\n";
    Outlets::load(&Files::read("../../knowledge".as_ref()).unwrap().with("outlets.csv", rows)).unwrap()
});

/// Parses the dates of these tests: a month's name, a day, a year.
fn date_of(date: &DateWords<'_>) -> Option<Edtf> {
    let month = if date.words.starts_with("May") { "05" } else { "06" };
    let numbers: Vec<&str> =
        date.words.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    match numbers.as_slice() {
        [day, year] => format!("{year}-{month}-{day:0>2}").parse().ok(),
        [day] => format!("{}-{month}-{day:0>2}", date.published?.sole_year()?).parse().ok(),
        _ => None,
    }
}

pub(crate) fn reader() -> Reader<'static> {
    let options = Options::default();
    Reader { layout: &LAYOUT, pages: &PAGES, fields: &FIELDS, outlets: &OUTLETS, date_of: &date_of, options }
}

/// Reads an English article.
#[allow(dead_code, reason = "not every test file reads articles")]
pub(crate) fn article(text: &str) -> Article {
    let text =
        if text.starts_with("---\n") { text.to_owned() } else { format!("---\nlanguage: en\n---\n{text}") };
    let (article, diagnostics) = reader().read_article("mill.md", text.as_bytes());
    assert_eq!(diagnostics, [], "{text}");
    article.unwrap()
}

/// Returns the segments of an article except the front matter, as `Kind: text`.
#[allow(dead_code, reason = "not every test file reads segments")]
pub(crate) fn segments(text: &str) -> Vec<String> {
    let article = article(text);
    let line = |number: usize| {
        let segment = &article.segments[number];
        let words = article.words(segment).split_whitespace().collect::<Vec<_>>().join(" ");
        let repeats = if segment.repeats.is_some() { " again" } else { "" };
        format!("{:?}{repeats}: {words}", segment.kind)
    };
    (1..article.segments.len()).map(line).collect()
}
