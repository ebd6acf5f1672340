use std::collections::BTreeMap;

use annals_model::{Finding, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REF002",
    name: "unused-waiver",
    severity: Severity::Warning,
    what: "A row of knowledge/waivers.csv that matches no finding of this run.",
    why: "The waived finding has changed with the articles, their extraction or the rule. The \
          decision may no longer apply.",
    remedy: "Remove the row. If the finding exists under a new identifier, review it and waive that \
          one.",
    examples: &[
        Example::fires(
            "A waiver of a finding that no longer exists.",
            "it matches no finding of DAT001",
            || {
                Case::default().knowledge_file(
                    "waivers.csv",
                    "finding_id,rule,reason\nDAT001-0a1b2c3d,DAT001,a typing error\n",
                )
            },
        ),
        Example::passes("A waiver of a rule that knowledge/severities.csv turns off.", || {
            Case::default()
                .knowledge_file("severities.csv", "rule,severity,reason\nDAT001,off,too many\n")
                .knowledge_file(
                    "waivers.csv",
                    "finding_id,rule,reason\nDAT001-0a1b2c3d,DAT001,a typing error\n",
                )
        }),
    ],
    check: Check::Findings(check),
};

fn check(context: &Context<'_>, findings: &[Finding]) -> Vec<Draft> {
    let found: BTreeMap<_, _> = findings.iter().map(|finding| (&finding.finding_id, &finding.rule)).collect();
    let waivers = context.overrides.waivers().iter().filter(|waiver| !context.is_off(&waiver.rule));
    let unused = waivers.filter_map(|waiver| {
        let (id, rule, reason) = (&waiver.finding_id, &waiver.rule, &waiver.reason);
        let why = match found.get(id) {
            Some(actual) if *actual == rule => return None,
            Some(actual) => format!("it names the rule {rule}, but the finding {id} is of {actual}"),
            None => format!("it matches no finding of {rule}: {id}"),
        };
        let message = format!(
            "Unused waiver in knowledge/waivers.csv, line {}: {why}. Its reason is: {reason}.",
            waiver.line
        );
        Some(Draft::new(message).keyed([id.as_str(), rule]))
    });
    unused.collect()
}
