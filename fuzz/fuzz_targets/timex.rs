//! Any text, read by the grammar of each language. Its parts are its paragraphs; its first line is the day of publication
//! if it is an EDTF date. The expressions are in the text, in order and without overlaps.

#![no_main]

use std::ops::Range;
use std::sync::LazyLock;

use annals::Knowledge;
use annals_edtf::Edtf;
use annals_timex::{DocumentContext, TextSegment, SegmentRole};
use libfuzzer_sys::fuzz_target;

static KNOWLEDGE: LazyLock<Knowledge> =
    LazyLock::new(|| annals::built_in_knowledge().expect("the built-in knowledge loads"));

fn paragraphs(text: &str) -> Vec<TextSegment> {
    let mut start = 0;
    let roles = [SegmentRole::Prose, SegmentRole::Prose, SegmentRole::Caption, SegmentRole::Heading].into_iter().cycle();
    text.split_inclusive("\n\n")
        .zip(roles)
        .map(|(paragraph, role)| {
            let range = start..start + paragraph.len();
            start = range.end;
            TextSegment { range, role }
        })
        .collect()
}

fn words<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    text.get(range.clone()).expect("a range on the bounds of characters")
}

fuzz_target!(|text: &str| {
    let published = text.lines().next().and_then(|line| line.parse::<Edtf>().ok());
    let context = DocumentContext { published, dateline: None };
    for language in &KNOWLEDGE.languages {
        let reading = language.time.read(text, &paragraphs(text), &context);
        let mut end = 0;
        for expression in &reading.expressions {
            assert!(expression.range.start >= end, "overlap: {expression:?}");
            end = expression.range.end;
            assert!(!words(text, &expression.range).is_empty(), "{expression:?}");
            if let Some((earliest, latest)) =
                expression.edtf.as_ref().and_then(|date| date.earliest().zip(date.latest()))
            {
                assert!(earliest <= latest, "{expression:?}");
            }
        }
        for period in &reading.periods {
            words(text, &period.range);
            assert!(period.first < period.last && period.last < reading.expressions.len(), "{period:?}");
        }
    }
});
