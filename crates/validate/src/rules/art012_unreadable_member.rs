use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::diagnostics;

pub(super) static RULE: Rule = Rule {
    code: "ART012",
    name: "unreadable-member",
    severity: Severity::Error,
    what: "A collection of articles, or a member of one, that could not be read: it is damaged or \
          encrypted, unpacks to far more than its size, or has a name that leads out of its archive.",
    why: "Its article is missing from the datasets; the other members were read. An archive that \
          unpacks without limit, or names paths outside itself, may be an attack.",
    remedy: "Request the collection again, or remove the member. Correct a line of JSON Lines in \
          place: the message states what was expected.",
    examples: &[
        Example::fires("A line without text.", "news.jsonl", || {
            let message = "`line 7`: no text found; expected one of the fields `text`, `html`";
            Case::default().diagnostic(DiagnosticKind::Member, "news.jsonl", message)
        }),
        Example::passes("An empty file.", || {
            Case::default().diagnostic(DiagnosticKind::Empty, "fire.txt", "expected words, found none")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::drafts(context, |kind| kind == DiagnosticKind::Member)
}
