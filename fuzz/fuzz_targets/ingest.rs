//! Any bytes as an article: its segments lie in its text, in order and without overlaps, and their spans give the
//! segments' words back from the bytes.

#![no_main]

use std::sync::LazyLock;

use annals_ingest::{DateWords, Options, Reader};
use annals_knowledge::{Files, Knowledge};
use annals_model::Edtf;
use annals_model::span::Encoding;
use annals_timex::{Context, Part, Role};
use libfuzzer_sys::fuzz_target;

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

fuzz_target!(|bytes: &[u8]| {
    let reader = Reader {
        layout: &KNOWLEDGE.layout,
        pages: &KNOWLEDGE.pages,
        fields: &KNOWLEDGE.fields,
        outlets: &KNOWLEDGE.outlets,
        date_of: &date_of,
        options: Options::default(),
    };
    let (article, problems) = reader.read_article("folder/article.md", bytes);
    assert!(article.is_some() || !problems.is_empty(), "neither an article nor a problem");
    let Some(article) = article else { return };
    let text = article.text();
    let mut end = 0;
    for segment in &article.segments {
        assert!(segment.range.start >= end, "overlap: {segment:?}");
        end = segment.range.end;
        let words = text.get(segment.range.clone()).expect("a range on the bounds of characters");
        let span = article.span(segment.range.clone());
        let raw = bytes.get(span.byte_start..span.byte_end).expect("a span within the file");
        assert_eq!(span.end - span.start, words.chars().count(), "{segment:?}");
        if article.encoding() == Encoding::Utf8 {
            assert_eq!(raw, words.as_bytes(), "{segment:?}");
        }
    }
});
