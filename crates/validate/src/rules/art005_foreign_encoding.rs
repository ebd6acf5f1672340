use annals_model::{DiagnosticKind, Severity};

use super::diagnostics;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART005",
    name: "foreign-encoding",
    severity: Severity::Note,
    what: "A file that is not UTF-8 and was decoded from another encoding, which was recognised by its \
           bytes.",
    why: "Old encodings are recognised by their likelihood. If the guess is wrong, letters with marks \
          are wrong, and names with them.",
    remedy: "Look at the letters with marks in the quotes of this article. Keep the file as it was \
             received.",
    examples: &[
        Example::fires("A file in UTF-16.", "old.txt", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
        Example::passes("A file that could not be decoded at all, which is another defect.", || {
            Case::default().diagnostic(DiagnosticKind::NotText, "scan.txt", "no text")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::of_kind(context, |kind| matches!(kind, DiagnosticKind::Encoding))
}
