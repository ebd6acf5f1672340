use annals_model::{Property, Severity, Verdict};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::comparisons::{self, is_conflicting, values_with_sources};

pub(super) static RULE: Rule = Rule {
    code: "ENT004",
    name: "sources-disagree-on-place",
    severity: Severity::Warning,
    what: "Two sources give one event two places of which neither lies in the other. Articles of one \
          outlet are compared only if no other source reports the event.",
    why: "At least one place is wrong, or the sources report two events.",
    remedy: "Read the sentences. If one place lies in the other, add a row to \
          knowledge/gazetteer/within.csv. If both are names of one place, add an alias. If the \
          sources mean two events, distinguish them by name.",
    examples: &[
        Example::fires(
            "One article: “The treaty was signed in Vessenburg.” Another: “The treaty was signed in Oslund.”",
            "vessenburg (gazette); oslund (herald)",
            || two(Verdict::Conflicting),
        ),
        Example::passes("Vessenburg lies in Norland, the place in the other article.", || {
            two(Verdict::Compatible)
        }),
        Example::passes("It is unknown whether one of the two places lies in the other.", || {
            two(Verdict::Undetermined)
        }),
    ],
    check: Check::Input(check),
};

fn two(verdict: Verdict) -> Case {
    Case::article("gazette")
        .claim("Harbour Treaty", "1901", "One place.")
        .and_article("herald")
        .claim("Harbour Treaty", "1901", "Another place.")
        .comparison(Property::Place, None, verdict, &["vessenburg", "oslund"])
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    comparisons::drafts(context, Property::Place, is_conflicting, |row, name| {
        let places = values_with_sources(row, str::to_owned);
        format!("Sources disagree on the place of “{name}”: {places}. None of these places lies in another.")
    })
}
