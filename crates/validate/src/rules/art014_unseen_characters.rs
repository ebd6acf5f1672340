use annals_model::{DiagnosticKind, Severity};

use super::diagnostics;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART014",
    name: "unseen-characters",
    severity: Severity::Note,
    what: "An article with characters that nobody sees where its script needs none: spaces without width within a word, \
           or marks that turn the direction of writing.",
    why: "They can make one name look like another, or hide it from a search. Quotes keep them, names are compared \
          without them.",
    remedy: "Look at the bytes at the place told. Keep the file as it was received.",
    examples: &[
        Example::fires("“Ada Moreau”, with a space of no width in the name.", "U+200B", || {
            let message = "U+200B stands here, which nobody sees; names are compared without it";
            Case::default().diagnostic(DiagnosticKind::Unseen, "mill.txt", message)
        }),
        Example::passes("A file in an old encoding, which was read.", || {
            Case::default().diagnostic(DiagnosticKind::Encoding, "old.txt", "decoded from UTF-16")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::of_kind(context, |kind| kind == DiagnosticKind::Unseen)
}
