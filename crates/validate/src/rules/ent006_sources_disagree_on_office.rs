use annals_model::Severity;

use super::holders::{Clash, clashes};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::example_rows::Post;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ENT006",
    name: "sources-disagree-on-office",
    severity: Severity::Warning,
    what: "Two articles that name two people for an office that one person holds, at one time.",
    why: "One of them names the wrong person, or has the time wrong.",
    remedy: "Look who held the office then. If the two are one person, add an alias to knowledge/gazetteer/people.csv.",
    examples: &[
        Example::fires(
            "One paper: “Ada Moreau, mayor of Oslund from 1891 to 1899”. Another: “On 3 May 1895 the mayor of Oslund, Jon Tornquist, …”",
            "Ada Moreau (1891-1899, gazette); Jon Tornquist (1895-05-03, herald)",
            || mayors("Jon Tornquist", "1895-05-03"),
        ),
        Example::passes("On 3 May 1901 Tornquist is mayor.", || mayors("Jon Tornquist", "1901-05-03")),
        Example::passes("The other paper says so of 1899: he may have followed her.", || mayors("Jon Tornquist", "1899")),
        Example::passes("The other paper writes Ada Moreau Vessenburg.", || mayors("Ada Moreau Vessenburg", "1895-05-03")),
    ],
    check: Check::Subject(check),
};

fn mayors(second: &str, as_of: &'static str) -> Case {
    let post = |as_of| Post { office: "Mayor", of: "Oslund", as_of, ..Post::default() };
    Case::article("gazette")
        .standing(&[], &["Mayor"])
        .position("Ada Moreau", post("1891/1899"))
        .and_article("herald")
        .position(second, post(as_of))
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    clashes(context, &[Clash::Sources])
}
