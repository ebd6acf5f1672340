use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::diagnostics;

pub(super) static RULE: Rule = Rule {
    code: "ART004",
    name: "duplicate-article-id",
    severity: Severity::Error,
    what: "Two files with the same stem, such as fire.txt and old/fire.md.",
    why: "The stem is the article's identifier. With one identifier, the rows of both articles could \
          not be distinguished.",
    remedy: "Rename one of the two files.",
    examples: &[
        Example::fires("fire.txt and old/fire.md in one folder.", "old/fire.md", || {
            Case::default().diagnostic(
                DiagnosticKind::DuplicateId,
                "old/fire.md",
                "expected a unique stem, found `fire`, the stem of fire.txt",
            )
        }),
        Example::passes("Two files with different stems, one of them empty.", || {
            Case::default().diagnostic(DiagnosticKind::Empty, "herald-fire.txt", "no words")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::drafts(context, |kind| matches!(kind, DiagnosticKind::DuplicateId))
}
