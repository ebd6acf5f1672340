use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::diagnostics;

pub(super) static RULE: Rule = Rule {
    code: "ART005",
    name: "encoding-not-utf8",
    severity: Severity::Note,
    what: "A file that is not UTF-8. Its encoding was guessed from its bytes.",
    why: "A wrong guess gives wrong letters with diacritics, and so wrong names.",
    remedy: "Check the letters with diacritics in the quotes of this article. Keep the file as it was \
          received.",
    examples: &[
        Example::fires("A file in UTF-16.", "old.txt", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
        Example::passes("A file that could not be decoded: ART002 reports it.", || {
            Case::default().diagnostic(DiagnosticKind::NotText, "scan.txt", "no text")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::drafts(context, |kind| matches!(kind, DiagnosticKind::Encoding))
}
