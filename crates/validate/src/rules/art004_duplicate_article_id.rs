use annals_model::{DiagnosticKind, Severity};

use super::diagnostics;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART004",
    name: "duplicate-article-id",
    severity: Severity::Error,
    what: "Two files with one stem, such as fire.txt and old/fire.md.",
    why: "The stem is the article's identifier. Rows of the two could not be told apart, so neither \
          the one nor the other may take it in silence.",
    remedy: "Rename one of the two files.",
    examples: &[
        Example::fires("fire.txt and old/fire.md in one folder.", "old/fire.md", || {
            Case::default().diagnostic(DiagnosticKind::DuplicateId, "old/fire.md", "`fire` is the stem of fire.txt already")
        }),
        Example::passes("Two files with stems of their own, one of them empty.", || {
            Case::default().diagnostic(DiagnosticKind::Empty, "herald-fire.txt", "no words")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::of_kind(context, |kind| matches!(kind, DiagnosticKind::DuplicateId))
}
