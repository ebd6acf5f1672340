use std::collections::BTreeMap;

use annals_model::{Finding, Severity};

use crate::check::is_off;
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REF002",
    name: "waiver-matches-nothing",
    severity: Severity::Warning,
    what: "A row of knowledge/waivers.csv that names no finding of this run.",
    why: "What it waived has changed: the articles, their reading or the rule. The decision may no \
          longer hold, and nobody would notice.",
    remedy: "Take the row out. If the finding is there under a new identifier, look at it again and \
             waive that one.",
    examples: &[
        Example::fires("The waiver of a finding that is gone.", "matches no finding", || {
            Case::default().knowledge("waivers.csv", "finding_id,rule,reason\nDAT001-0a1b2c3d,DAT001,a typing error\n")
        }),
        Example::passes("A waiver of a rule that knowledge/severities.csv turns off: it can find nothing.", || {
            Case::default()
                .knowledge("severities.csv", "rule,severity,reason\nDAT001,off,too many\n")
                .knowledge("waivers.csv", "finding_id,rule,reason\nDAT001-0a1b2c3d,DAT001,a typing error\n")
        }),
    ],
    check: Check::Findings(check),
};

fn check(context: &Context<'_>, findings: &[Finding]) -> Vec<Draft> {
    let found: BTreeMap<_, _> = findings.iter().map(|finding| (&finding.finding_id, &finding.rule)).collect();
    let waivers = context.overrides.waivers().iter().filter(|waiver| !is_off(&waiver.rule, context.overrides));
    let unused = waivers.filter_map(|waiver| {
        let (id, rule, reason) = (&waiver.finding_id, &waiver.rule, &waiver.reason);
        let why = match found.get(id) {
            Some(actual) if *actual == rule => return None,
            Some(actual) => format!("names the rule {rule}, but the finding {id} is of {actual}"),
            None => format!("matches no finding: {id} is not among those of {rule}"),
        };
        let message = format!("The waiver in knowledge/waivers.csv, line {}, {why}. Its reason was: {reason}.", waiver.line);
        Some(Draft::new(message).keyed([id.as_str(), rule]))
    });
    unused.collect()
}
