//! What holds of every saved web page: its segments lie in its text, in order and without overlaps, and their spans lie
//! in the file and lead back to them.

use std::sync::LazyLock;

use annals_ingest::{DateWords, Options, Reader};
use annals_knowledge::{Files, Knowledge};
use annals_model::Edtf;
use annals_timex::{Context, Part, Role};

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| Knowledge::load(&Files::embedded()).expect("the knowledge of the program is in order"));

/// The one date in a dateline's words, in the article's language or in any.
fn date_of(date: &DateWords<'_>) -> Option<Edtf> {
    let part = Part { range: 0..date.words.len(), role: Role::Prose };
    let context = Context { published: date.published.cloned(), dateline: None };
    KNOWLEDGE
        .languages
        .iter()
        .filter(|language| date.language.is_none_or(|tag| language.tag == tag))
        .find_map(|language| {
            language.time.read(date.words, std::slice::from_ref(&part), &context).expressions.pop()?.edtf
        })
}

pub fn check(path: &str, bytes: &[u8]) {
    let reader = Reader {
        layout: &KNOWLEDGE.layout,
        pages: &KNOWLEDGE.pages,
        fields: &KNOWLEDGE.fields,
        outlets: &KNOWLEDGE.outlets,
        date_of: &date_of,
        options: Options::default(),
    };
    let (article, problems) = reader.read_article(path, bytes);
    assert!(article.is_some() || !problems.is_empty(), "neither an article nor a problem");
    let Some(article) = article else { return };
    let mut end = 0;
    for segment in &article.segments {
        assert!(segment.range.start >= end, "overlap: {segment:?}");
        end = segment.range.end;
        let span = article.span(segment.range.clone());
        assert!(span.byte_start < span.byte_end && span.byte_end <= bytes.len(), "{span:?}");
        let range = article.range(span);
        assert!(range.start <= segment.range.start && segment.range.end <= range.end, "{segment:?}");
    }
}
