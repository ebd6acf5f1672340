use annals_model::Severity;

use super::holders::{Clash, clashes};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::example_rows::Post;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ENT002",
    name: "two-holders-of-one-office",
    severity: Severity::Warning,
    what: "An office that one person holds at a time, and for which one article names two at one time, or articles name \
           somebody between two days of somebody else.",
    why: "One of the people or of the times is wrong, or the office is not the same, or somebody came back to it.",
    remedy: "Set the holders of the office side by side. If it is one that several hold, take it out of `sole` in the \
             language's people.toml; if somebody did hold it twice, waive the finding.",
    examples: &[
        Example::fires(
            "“Ada Moreau, mayor of Oslund from 1891 to 1899 … Jon Tornquist, mayor of Oslund from 1895 to 1903”",
            "Two people are told as Mayor of oslund at one time",
            || mayors("1891/1899", "1895/1903", ""),
        ),
        Example::fires(
            "Mayor Moreau in May 1891, Mayor Tornquist in 1895, and again Mayor Moreau in 1899.",
            "between two days on which another is",
            || mayors("1891-05", "1895", "1899"),
        ),
        Example::passes("Moreau until 1895, Tornquist from 1895 on.", || {
            Case::article("gazette")
                .standing(&[], &["Mayor"])
                .position("Ada Moreau", post("1891/1895"))
                .position("Jon Tornquist", post("1895/1903"))
        }),
        Example::passes("Two who are aldermen at one time.", || {
            Case::article("gazette")
                .standing(&[], &["Mayor"])
                .position("Ada Moreau", Post { office: "Alderman", ..post("1891/1899") })
                .position("Jon Tornquist", Post { office: "Alderman", ..post("1895/1903") })
        }),
    ],
    check: Check::Subject(check),
};

fn post(as_of: &'static str) -> Post {
    Post { office: "Mayor", of: "Oslund", as_of, ..Post::default() }
}

fn mayors(first: &'static str, second: &'static str, third: &'static str) -> Case {
    Case::article("gazette")
        .standing(&[], &["Mayor"])
        .position("Ada Moreau", post(first))
        .position("Jon Tornquist", post(second))
        .position("Ada Moreau", post(third))
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    clashes(context, &[Clash::Itself, Clash::Between])
}
