//! Dates are anchored to the narrative.

mod languages;

use annals_timex::{DocumentContext, TextSegment};

use languages::grammar;

#[test]
fn a_section_is_in_the_month_of_its_heading() {
    let text =
        "June 479 BC: the flood\n\nOver the winter the mill had stood still. The river rose that night.\n";
    let reading = grammar("en").read(text, &TextSegment::paragraphs(text), &DocumentContext::default());
    let values: Vec<_> = reading.expressions.iter().map(|expression| expression.value.as_str()).collect();
    assert_eq!(values.last(), Some(&"BC0479-06-XXTNI"), "{values:?}");
}
