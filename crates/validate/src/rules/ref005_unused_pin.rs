use annals_model::{DiagnosticKind, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REF005",
    name: "unused-pin",
    severity: Severity::Warning,
    what: "A row of knowledge/pins.csv that names a claim, event, person, organisation or place that \
          is not in this run.",
    why: "The named row has changed with the articles, their extraction or linking. The pin no longer \
          has any effect.",
    remedy: "Remove the row, or use the new identifier; `annals trace` shows it.",
    examples: &[
        Example::fires(
            "`harbour-treaty,same,pact-of-oslund,one text` and no event `pact-of-oslund`.",
            "pact-of-oslund",
            || {
                let message = "Unused pin in knowledge/pins.csv, line 2: `pact-of-oslund` does not exist.";
                Case::article("gazette").diagnostic(
                    DiagnosticKind::UnmatchedPin,
                    "knowledge/pins.csv",
                    message,
                )
            },
        ),
        Example::passes("A file that could not be read: ART002 reports it.", || {
            Case::article("gazette").diagnostic(DiagnosticKind::NotText, "a.md", "expected text")
        }),
    ],
    check: Check::Input(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    let pins =
        context.input.diagnostics.iter().filter(|diagnostic| diagnostic.kind == DiagnosticKind::UnmatchedPin);
    pins.map(|diagnostic| Draft::new(diagnostic.message.clone()).keyed([diagnostic.message.as_str()]))
        .collect()
}
