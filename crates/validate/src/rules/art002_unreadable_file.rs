use annals_model::{DiagnosticKind, Severity};

use super::diagnostics;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART002",
    name: "unreadable-file",
    severity: Severity::Error,
    what: "A file of raw/ that could not be read: the system refuses it, a symbolic link leads out of \
           the folder, it is too large for an article, it is no text in any known encoding, or it is a web \
           page that no browser could show.",
    why: "The article is missing from every dataset, and what it alone tells with it.",
    remedy: "Put a readable text in its place: a copy where a link was, UTF-8 where the encoding is \
             unknown, one article a file.",
    examples: &[
        Example::fires("A picture that was saved as scan.txt.", "scan.txt", || {
            Case::default().diagnostic(DiagnosticKind::NotText, "scan.txt", "expected text, found bytes of no known encoding")
        }),
        Example::passes("A file in an old encoding: it was read all the same, with a remark.", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::of_kind(context, |kind| matches!(kind, DiagnosticKind::Unreadable | DiagnosticKind::OutsideLink | DiagnosticKind::TooLarge | DiagnosticKind::NotText | DiagnosticKind::Markup))
}
