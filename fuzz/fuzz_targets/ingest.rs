//! Any bytes as an article: its segments are in its text, in order and without overlaps; the bytes of their spans are
//! the words of the segments.

#![no_main]

use std::sync::LazyLock;

use annals::Pipeline;
use annals_model::Encoding;
use libfuzzer_sys::fuzz_target;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new(annals::built_in_knowledge().expect("the built-in knowledge loads")));

fuzz_target!(|bytes: &[u8]| {
    let (article, diagnostics) =
        PIPELINE.with_reader(|reader| reader.read_article("folder/article.md", bytes));
    assert!(article.is_some() || !diagnostics.is_empty(), "neither an article nor a diagnostic");
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
