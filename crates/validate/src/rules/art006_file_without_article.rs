use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::diagnostics;

pub(super) static RULE: Rule = Rule {
    code: "ART006",
    name: "file-without-article",
    severity: Severity::Warning,
    what: "A file in raw/ without an article: it is empty, or its format is not supported.",
    why: "The file was added as an article, but the datasets have no rows from it.",
    remedy: "Save the article as plain text or Markdown, or remove the file from raw/.",
    examples: &[
        Example::fires("An empty file.", "fire.txt", || {
            Case::default().diagnostic(DiagnosticKind::Empty, "fire.txt", "expected words, found none")
        }),
        Example::passes("A file in an old encoding, which was decoded.", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::drafts(context, |kind| matches!(kind, DiagnosticKind::UnknownFormat | DiagnosticKind::Empty))
}
