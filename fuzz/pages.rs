//! Properties of every saved web page: its segments are in its text, in order and without overlaps; their spans are in
//! the file and map back to them.

use std::sync::LazyLock;

use annals::Pipeline;

static PIPELINE: LazyLock<Pipeline> =
    LazyLock::new(|| Pipeline::new(annals::built_in_knowledge().expect("the built-in knowledge loads")));

pub fn check(path: &str, bytes: &[u8]) {
    let (article, diagnostics) = PIPELINE.with_reader(|reader| reader.read_article(path, bytes));
    assert!(article.is_some() || !diagnostics.is_empty(), "neither an article nor a diagnostic");
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
