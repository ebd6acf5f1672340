//! Checks what the sources state and how they were read, and applies the overrides in `knowledge/`.

use annals_knowledge::{Level, Overrides};
use annals_model::{Finding, Status};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::context::Context;
use crate::draft::{Draft, findings, sort};
use crate::input::Input;
use crate::rule::{Check, Rule};
use crate::rules::rules;

/// Checks the sources: returns contradictions, implausible statements and unreadable files.
///
/// Findings are sorted by identifier and waived as `knowledge/waivers.csv` says. Overrides that match nothing
/// are findings too. The datasets are not checked against their schemas:
/// [`check_datasets`](crate::check_datasets) does that.
#[must_use]
pub fn check_sources(input: &Input<'_>, overrides: &Overrides) -> Vec<Finding> {
    let context = Context::new(*input, overrides);
    let mut found: Vec<Finding> = rules()
        .par_iter()
        .flat_map_iter(|rule| match rule.check {
            Check::Input(check) => at_level(rule, overrides, || check(&context)),
            Check::Findings(_) | Check::Rules(_) | Check::Release(_) | Check::Record(_) => Vec::new(),
        })
        .collect();
    waive(&mut found, overrides);
    let mut on_overrides: Vec<Finding> = Vec::new();
    for rule in rules() {
        on_overrides.extend(match rule.check {
            Check::Findings(check) => at_level(rule, overrides, || check(&context, &found)),
            Check::Rules(check) => at_level(rule, overrides, || check(&context, rules())),
            Check::Input(_) | Check::Release(_) | Check::Record(_) => Vec::new(),
        });
    }
    found.append(&mut on_overrides);
    sort(&mut found);
    found
}

/// Returns the findings of a rule at its level; none if the rule is off.
fn at_level(rule: &Rule, overrides: &Overrides, check: impl FnOnce() -> Vec<Draft>) -> Vec<Finding> {
    match overrides.level(rule.code).unwrap_or(Level::At(rule.severity)) {
        Level::Off => Vec::new(),
        Level::At(severity) => findings(rule.code, severity, check()),
    }
}

fn waive(findings: &mut [Finding], overrides: &Overrides) {
    let waivers: FxHashMap<_, _> = overrides
        .waivers()
        .iter()
        .map(|waiver| ((&waiver.finding_id, waiver.rule.as_str()), waiver))
        .collect();
    for finding in findings {
        if let Some(waiver) = waivers.get(&(&finding.finding_id, finding.rule.as_str())) {
            finding.status = Status::Waived;
            finding.reason = Some(waiver.reason.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use annals_knowledge::{Files, Overrides};
    use annals_model::Status;
    use annals_model::{Finding, Severity};

    use super::check_sources;
    use crate::example_case::Case;

    fn overrides(path: &str, text: &str) -> Overrides {
        Overrides::load(&Files::default().with(path, text)).unwrap()
    }

    fn found(overrides: &Overrides) -> Vec<Finding> {
        check_sources(&Case::article("gazette").input(), overrides)
    }

    #[test]
    fn a_finding_keeps_its_identifier() {
        let findings = found(&Overrides::default());
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].finding_id.as_str(), "ART001-ac91db4a");
        assert_eq!(findings[0].evidence, ["gazette"]);
        assert_eq!(findings[0].status, Status::Open);
        let two = Case::article("gazette").and_article("herald");
        assert!(check_sources(&two.input(), &Overrides::default()).contains(&findings[0]));
    }

    #[test]
    fn a_waiver_applies_to_its_finding_only() {
        let row = "finding_id,rule,reason\nART001-ac91db4a,ART001,undated for good\n";
        let findings = found(&overrides("waivers.csv", row));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].status, Status::Waived);
        assert_eq!(findings[0].reason.as_deref(), Some("undated for good"));
        let row = "finding_id,rule,reason\nART001-ac91db4a,ART002,undated for good\n";
        let findings = found(&overrides("waivers.csv", row));
        let found: Vec<_> = findings.iter().map(|finding| (finding.rule.as_str(), finding.status)).collect();
        assert_eq!(found, [("ART001", Status::Open), ("REF002", Status::Open)]);
    }

    #[test]
    fn a_severity_can_be_set() {
        let findings =
            found(&overrides("severities.csv", "rule,severity,reason\nART001,error,ours have dates\n"));
        assert_eq!(findings[0].severity, Severity::Error);
        let findings =
            found(&overrides("severities.csv", "rule,severity,reason\nART001,off,ours have none\n"));
        assert!(findings.is_empty());
    }
}
