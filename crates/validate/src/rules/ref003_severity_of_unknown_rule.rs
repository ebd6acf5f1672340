use annals_model::{Finding, Severity};

use super::rules;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REF003",
    name: "severity-of-unknown-rule",
    severity: Severity::Warning,
    what: "A row of knowledge/severities.csv for a rule that does not exist, or whose severity cannot be set.",
    why: "It changes nothing, though somebody meant it to.",
    remedy: "Correct the code; `annals explain` knows them all. Rules on schemas and references, which \
             find mistakes of the program, always count as errors.",
    examples: &[
        Example::fires("`DAT999,note,too many`", "there is no rule DAT999", || {
            Case::default().knowledge("severities.csv", "rule,severity,reason\nDAT999,note,too many\n")
        }),
        Example::fires("`SCH001,off,too many`", "SCH001 always counts as an error", || {
            Case::default().knowledge("severities.csv", "rule,severity,reason\nSCH001,off,too many\n")
        }),
        Example::passes("`DAT001,note,too many`", || {
            Case::default().knowledge("severities.csv", "rule,severity,reason\nDAT001,note,too many\n")
        }),
    ],
    check: Check::Findings(check),
};

fn check(context: &Context<'_>, _: &[Finding]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (code, line) in context.overrides.leveled_rules() {
        let why = match rules().iter().find(|rule| rule.code == code) {
            None => format!("there is no rule {code}"),
            Some(rule) if rule.is_of_the_program() => format!("{code} always counts as an error"),
            Some(_) => continue,
        };
        let message = format!("The row in knowledge/severities.csv, line {line}, changes nothing: {why}.");
        drafts.push(Draft::new(message).keyed([code]));
    }
    drafts
}
