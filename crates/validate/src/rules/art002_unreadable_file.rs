use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::diagnostics;

pub(super) static RULE: Rule = Rule {
    code: "ART002",
    name: "unreadable-file",
    severity: Severity::Error,
    what: "A file in raw/ that could not be read: the system denies access, a symbolic link leads out \
          of the folder, the file is too large for an article, it is not text in a known encoding, or \
          it is an invalid web page.",
    why: "The article, and every statement that only it makes, is missing from the datasets.",
    remedy: "Replace the file with readable text: a copy instead of a link, UTF-8 instead of an \
          unknown encoding, one article per file.",
    examples: &[
        Example::fires("An image saved as scan.txt.", "scan.txt", || {
            Case::default().diagnostic(
                DiagnosticKind::NotText,
                "scan.txt",
                "expected text, found bytes of no known encoding",
            )
        }),
        Example::passes("A file in an old encoding: it was decoded, and ART005 reports it.", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::drafts(context, |kind| {
        matches!(
            kind,
            DiagnosticKind::Unreadable
                | DiagnosticKind::OutsideLink
                | DiagnosticKind::TooLarge
                | DiagnosticKind::NotText
                | DiagnosticKind::Markup
        )
    })
}
