use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REF005",
    name: "pin-matches-nothing",
    severity: Severity::Warning,
    what: "A row of knowledge/pins.csv one of whose sides is no claim, event, person, organisation or \
           place of this run.",
    why: "What it named has changed: the articles, their reading or what was linked. The decision no \
          longer holds anything together or apart, and nobody would notice.",
    remedy: "Take the row out, or name what the thing is called now; `annals trace` shows it.",
    examples: &[
        Example::fires("`harbour-treaty,same,pact-of-oslund,one text` and no pact of Oslund.", "matches nothing", || {
            let message = "The pin in knowledge/pins.csv, line 2, matches nothing: there is no pact-of-oslund.";
            Case::article("gazette").diagnostic(DiagnosticKind::UnmatchedPin, "knowledge/pins.csv", message)
        }),
        Example::passes("A file that could not be read: that is ART002.", || {
            Case::article("gazette").diagnostic(DiagnosticKind::NotText, "a.md", "expected text")
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let pins = context.subject.diagnostics.iter().filter(|diagnostic| diagnostic.kind == DiagnosticKind::UnmatchedPin);
    pins.map(|diagnostic| Draft::new(diagnostic.message.clone()).keyed([diagnostic.message.as_str()])).collect()
}
