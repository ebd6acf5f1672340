use annals_model::Severity;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::example_rows::PositionFields;
use crate::rule::{Check, Example, Rule};
use crate::support::office_holders::{self, Overlap};

pub(super) static RULE: Rule = Rule {
    code: "ENT006",
    name: "sources-disagree-on-office-holder",
    severity: Severity::Warning,
    what: "Two articles that name different holders at one time for an office with one holder at a \
          time.",
    why: "One of them names the wrong person or the wrong date.",
    remedy: "Check who held the office at that time. If both names mean one person, add an alias to \
          knowledge/gazetteer/people.csv.",
    examples: &[
        Example::fires(
            "One article: “Ada Moreau, mayor of Oslund from 1891 to 1899”. Another: “On 3 May 1895 the \
             mayor of Oslund, Jon Tornquist, …”",
            "Ada Moreau (1891-1899, gazette); Jon Tornquist (1895-05-03, herald)",
            || mayors("Jon Tornquist", "1895-05-03"),
        ),
        Example::passes("The other article has Tornquist on 3 May 1901.", || {
            mayors("Jon Tornquist", "1901-05-03")
        }),
        Example::passes("The other article has Tornquist in 1899: he may be the successor.", || {
            mayors("Jon Tornquist", "1899")
        }),
        Example::passes("The other article writes Ada Moreau Vessenburg.", || {
            mayors("Ada Moreau Vessenburg", "1895-05-03")
        }),
    ],
    check: Check::Input(check),
};

fn mayors(second: &str, as_of: &'static str) -> Case {
    let mayor = |as_of| PositionFields { office: "Mayor", of: "Oslund", as_of, ..PositionFields::default() };
    Case::article("gazette")
        .seniority(&[], &["Mayor"])
        .position("Ada Moreau", mayor("1891/1899"))
        .and_article("herald")
        .position(second, mayor(as_of))
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    office_holders::drafts(context, &[Overlap::BetweenArticles])
}
