use annals_model::{DiagnosticKind, Severity};

use super::diagnostics;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART006",
    name: "file-without-article",
    severity: Severity::Warning,
    what: "A file of raw/ that holds no article: it is empty, or of a kind that is not read.",
    why: "Whoever put it there expected rows from it, and there are none.",
    remedy: "Save the article as plain text or Markdown, or take the file out of raw/.",
    examples: &[
        Example::fires("An empty file.", "fire.txt", || {
            Case::default().diagnostic(DiagnosticKind::Empty, "fire.txt", "expected words, found none")
        }),
        Example::passes("A file in an old encoding, which was read.", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::of_kind(context, |kind| matches!(kind, DiagnosticKind::UnknownFormat | DiagnosticKind::Empty))
}
