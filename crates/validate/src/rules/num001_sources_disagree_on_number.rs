use annals_model::{Property, Severity, Verdict};

use super::comparisons::{conflict, told, values};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "NUM001",
    name: "sources-disagree-on-number",
    severity: Severity::Warning,
    what: "Independent sources, or several articles of the only one that are no news of it, that count the same thing of one \
           event and do not arrive at numbers that can both be true.",
    why: "At least one of the numbers is wrong, or they count different things under one word.",
    remedy: "Read the sentences for what is counted. “About”, “more than” and the like make a number a range, \
             and a round number one that others may be rounded to: what fits so is not reported. If one source \
             is wrong, waive the finding and say which in the reason.",
    examples: &[
        Example::fires(
            "One paper: “In the fire at Oslund 12 houses burned down.” Another: “The fire at Oslund took 17 houses.”",
            "12 (gazette); 17 (herald)",
            || two(12, 17, Verdict::Conflicting, &["12", "17"]),
        ),
        Example::passes("“More than 12 houses” and “17 houses”: both hold.", || {
            two(12, 17, Verdict::Compatible, &["more-than 12", "17"])
        }),
    ],
    check: Check::Subject(check),
};

fn two(first: i64, second: i64, verdict: Verdict, values: &[&str]) -> Case {
    Case::article("gazette")
        .claim("Oslund fire", "1901", "One number.")
        .counts(first, "houses", "so many houses")
        .and_article("herald")
        .claim("Oslund fire", "1901", "Another number.")
        .counts(second, "houses", "other many houses")
        .compared(Property::Number, Some("houses"), verdict, values)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    told(context, Property::Number, conflict, |row, name| {
        let counted = row.detail.as_deref().unwrap_or_default();
        format!(
            "Sources disagree on the number of {counted} of “{name}”: {}; not all of these can be true.",
            values(row, |value| value.replace('-', " "))
        )
    })
}
