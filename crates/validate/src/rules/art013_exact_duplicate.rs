use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::diagnostics;

pub(super) static RULE: Rule = Rule {
    code: "ART013",
    name: "exact-duplicate",
    severity: Severity::Note,
    what: "Two files, or two members of collections, with the same bytes, or with the same words in \
          two formats, such as a saved page and its text.",
    why: "They are one source, not two, and their rows are duplicates. `copy_of` names the one \
          published first, or else the first by name. Near-duplicates with different words are \
          reported by ART007.",
    remedy: "Keep the version with the most information on the article's origin, and remove the other \
          one from raw/.",
    examples: &[
        Example::fires("A page and its text in two files.", "fire.txt", || {
            let message = "it has the same words as the article `fire-page`; both count as one source";
            Case::default().diagnostic(DiagnosticKind::Duplicate, "fire.txt", message)
        }),
        Example::passes("A file in an old encoding, which was decoded.", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::drafts(context, |kind| kind == DiagnosticKind::Duplicate)
}
