use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::diagnostics;

pub(super) static RULE: Rule = Rule {
    code: "ART014",
    name: "invisible-characters",
    severity: Severity::Note,
    what: "An article with invisible characters that its script does not need: zero-width spaces \
          within a word, or characters that change the direction of writing.",
    why: "They can make one name look like another, or hide it from a search. Quotes keep them; names \
          are compared without them.",
    remedy: "Inspect the bytes at the given position. Keep the file as it was received.",
    examples: &[
        Example::fires("“Ada Moreau”, with a zero-width space in the name.", "U+200B", || {
            let message = "U+200B is an invisible character; names are compared without it";
            Case::default().diagnostic(DiagnosticKind::Unseen, "mill.txt", message)
        }),
        Example::passes("A file in an old encoding, which was decoded.", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::drafts(context, |kind| kind == DiagnosticKind::Unseen)
}
