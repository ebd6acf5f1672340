use annals_model::Severity;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REF003",
    name: "ineffective-severity",
    severity: Severity::Warning,
    what: "A row of knowledge/severities.csv for a rule that does not exist, or whose severity cannot \
          be changed.",
    why: "The row has no effect.",
    remedy: "Correct the code; `annals explain` lists all codes. Rules on schemas and references, \
          which report errors of the program, always have severity `error`.",
    examples: &[
        Example::fires("`DAT999,note,too many`", "there is no rule DAT999", || {
            Case::default().knowledge_file("severities.csv", "rule,severity,reason\nDAT999,note,too many\n")
        }),
        Example::fires("`SCH001,off,too many`", "SCH001 always has severity error", || {
            Case::default().knowledge_file("severities.csv", "rule,severity,reason\nSCH001,off,too many\n")
        }),
        Example::passes("`DAT001,note,too many`", || {
            Case::default().knowledge_file("severities.csv", "rule,severity,reason\nDAT001,note,too many\n")
        }),
    ],
    check: Check::Rules(check),
};

fn check(context: &Context<'_>, rules: &[&Rule]) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for (code, line) in context.overrides.leveled_rules() {
        let why = match rules.iter().find(|rule| rule.code == code) {
            None => format!("there is no rule {code}"),
            Some(rule) if rule.is_program_error() => format!("{code} always has severity error"),
            Some(_) => continue,
        };
        let message = format!("Ineffective severity in knowledge/severities.csv, line {line}: {why}.");
        drafts.push(Draft::new(message).keyed([code]));
    }
    drafts
}
