use annals_model::Severity;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::example_rows::PositionFields;
use crate::rule::{Check, Example, Rule};
use crate::support::office_holders::{self, Overlap};

pub(super) static RULE: Rule = Rule {
    code: "ENT002",
    name: "two-holders-of-one-office",
    severity: Severity::Warning,
    what: "An office with one holder at a time for which one article names two holders at one time, \
          or for which articles name a person between two dates of another holder.",
    why: "One of the people or dates is wrong, the offices differ, or a holder returned to the \
          office.",
    remedy: "Compare the holders of the office. If several people can hold it, remove it from `sole` \
          in the language's people.toml. If a person held it twice, waive the finding.",
    examples: &[
        Example::fires(
            "“Ada Moreau, mayor of Oslund from 1891 to 1899 … Jon Tornquist, mayor of Oslund from 1895 to \
             1903”",
            "two holders of one office, Mayor of oslund",
            || mayors("1891/1899", "1895/1903", ""),
        ),
        Example::fires(
            "Mayor Moreau in May 1891, Mayor Tornquist in 1895, and again Mayor Moreau in 1899.",
            "is Mayor of oslund between two dates of one holder",
            || mayors("1891-05", "1895", "1899"),
        ),
        Example::passes("Moreau until 1895, Tornquist from 1895 on.", || {
            Case::article("gazette")
                .seniority(&[], &["Mayor"])
                .position("Ada Moreau", mayor("1891/1895"))
                .position("Jon Tornquist", mayor("1895/1903"))
        }),
        Example::passes("Two aldermen at one time.", || {
            Case::article("gazette")
                .seniority(&[], &["Mayor"])
                .position("Ada Moreau", PositionFields { office: "Alderman", ..mayor("1891/1899") })
                .position("Jon Tornquist", PositionFields { office: "Alderman", ..mayor("1895/1903") })
        }),
    ],
    check: Check::Input(check),
};

fn mayor(as_of: &'static str) -> PositionFields {
    PositionFields { office: "Mayor", of: "Oslund", as_of, ..PositionFields::default() }
}

fn mayors(first: &'static str, second: &'static str, third: &'static str) -> Case {
    Case::article("gazette")
        .seniority(&[], &["Mayor"])
        .position("Ada Moreau", mayor(first))
        .position("Jon Tornquist", mayor(second))
        .position("Ada Moreau", mayor(third))
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    office_holders::drafts(context, &[Overlap::WithinArticle, Overlap::Interruption])
}
