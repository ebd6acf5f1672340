use annals_model::{DiagnosticKind, Severity};

use super::diagnostics;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "ART012",
    name: "unreadable-member",
    severity: Severity::Error,
    what: "A collection, or a member of one, that could not be read: it is damaged, unpacks to far more than its size, \
           has a name that leads out of its archive, or is locked.",
    why: "Its article is missing from the datasets; the other members were read. An archive that unpacks without end, or \
          that names places outside of it, was made to do harm.",
    remedy: "Ask for the collection again, or take the member out. A line of JSON Lines is mended in place: the message \
             says what was expected.",
    examples: &[
        Example::fires("A line that is no record.", "news.jsonl", || {
            let message = "`line 7`: it has no words; expected one of the fields `text`, `html`";
            Case::default().diagnostic(DiagnosticKind::Member, "news.jsonl", message)
        }),
        Example::passes("An empty file.", || {
            Case::default().diagnostic(DiagnosticKind::Empty, "fire.txt", "expected words, found none")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    diagnostics::of_kind(context, |kind| kind == DiagnosticKind::Member)
}
