use annals_model::{Property, Severity, Verdict};

use super::comparisons::{conflict, told, values};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ENT004",
    name: "sources-disagree-on-place",
    severity: Severity::Warning,
    what: "Independent sources, or several articles of the only one, that say of one event that it was at two places of which neither lies in the other.",
    why: "At least one of them is wrong, or they tell two events.",
    remedy: "Read the sentences. If one of the places lies in the other, add a row to knowledge/gazetteer/within.csv; \
             if they are two names of one place, add an alias; if the articles mean two events, tell them apart.",
    examples: &[
        Example::fires(
            "One paper: “The treaty was signed in Vessenburg.” Another: “The treaty was signed in Oslund.”",
            "vessenburg (gazette); oslund (herald)",
            || two(Verdict::Conflicting),
        ),
        Example::passes("Vessenburg lies in Norland, where the other paper has it.", || two(Verdict::Compatible)),
        Example::passes("Nobody knows whether one of the two lies in the other.", || two(Verdict::Undetermined)),
    ],
    check: Check::Subject(check),
};

fn two(verdict: Verdict) -> Case {
    Case::article("gazette")
        .claim("Harbour Treaty", "1901", "One place.")
        .and_article("herald")
        .claim("Harbour Treaty", "1901", "Another place.")
        .compared(Property::Place, None, verdict, &["vessenburg", "oslund"])
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    told(context, Property::Place, conflict, |row, name| {
        let told = values(row, str::to_owned);
        format!("Sources disagree on the place of “{name}”: {told}; none of these places lies in the other.")
    })
}
