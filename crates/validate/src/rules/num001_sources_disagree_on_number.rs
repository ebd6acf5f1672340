use annals_model::{Property, Severity, Verdict};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::comparisons::{self, is_conflicting, values_with_sources};

pub(super) static RULE: Rule = Rule {
    code: "NUM001",
    name: "sources-disagree-on-number",
    severity: Severity::Warning,
    what: "Two sources give incompatible counts for the same event. Articles of one outlet are \
          compared only if no other source reports the event, and only if published at least two \
          calendar years after it.",
    why: "At least one of the numbers is wrong, or they count different things under one word.",
    remedy: "Read in the sentences what is counted. “About”, “more than” and similar words make a \
          number a range, and a round number may be a rounded one: compatible numbers are not \
          reported. If one source is wrong, waive the finding and state which one in the reason.",
    examples: &[
        Example::fires(
            "One article: “In the fire at Oslund 12 houses burned down.” Another: “The fire at Oslund took \
             17 houses.”",
            "12 (gazette); 17 (herald)",
            || two(12, 17, Verdict::Conflicting, &["12", "17"]),
        ),
        Example::passes("“More than 12 houses” and “17 houses”: these are compatible.", || {
            two(12, 17, Verdict::Compatible, &["more-than 12", "17"])
        }),
    ],
    check: Check::Input(check),
};

fn two(first: i64, second: i64, verdict: Verdict, values: &[&str]) -> Case {
    Case::article("gazette")
        .claim("Oslund fire", "1901", "One number.")
        .quantity(first, "houses", "so many houses")
        .and_article("herald")
        .claim("Oslund fire", "1901", "Another number.")
        .quantity(second, "houses", "other many houses")
        .comparison(Property::Number, Some("houses"), verdict, values)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    comparisons::drafts(context, Property::Number, is_conflicting, |row, name| {
        let counted = row.detail.as_deref().unwrap_or_default();
        format!(
            "Sources disagree on the number of {counted} of “{name}”: {}. Not all of these can be true.",
            values_with_sources(row, |value| value.replace('-', " "))
        )
    })
}
