use annals_model::{DiagnosticKind, Severity};

use super::diagnostics;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART013",
    name: "article-received-twice",
    severity: Severity::Note,
    what: "Two files, or two members of collections, with the same bytes, or with the same words in two forms, such as a \
           saved page and its text.",
    why: "They are one witness, not two, and their rows say everything twice: `copy_of` names the one that was \
          published first, or else comes first by name. Near copies that differ in some words are ART007.",
    remedy: "Keep the form that says most of the article's origin, and take the other out of raw/.",
    examples: &[
        Example::fires("A page and its text.", "fire.txt", || {
            let message = "it has the same words as the article `fire-page`; they count as one witness";
            Case::default().diagnostic(DiagnosticKind::Duplicate, "fire.txt", message)
        }),
        Example::passes("A file in an old encoding, which was read.", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::of_kind(context, |kind| kind == DiagnosticKind::Duplicate)
}
