//! Letting the rules look, and applying what people have ruled.

use annals_knowledge::{Level, Overrides};
use annals_model::{Finding, Status};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::context::{Context, Subject};
use crate::draft::{Draft, findings, sort};
use crate::rule::{Check, Rule};
use crate::rules::rules;

/// What the rules find, sorted by identifier, waivers applied; those that match nothing are
/// findings themselves.
///
/// The datasets are not held against their schemas: [`conform`](crate::conform) does that.
#[must_use]
pub fn check(subject: &Subject<'_>, overrides: &Overrides) -> Vec<Finding> {
    let context = Context::new(*subject, overrides);
    let mut found: Vec<Finding> = rules()
        .par_iter()
        .flat_map_iter(|rule| match rule.check {
            Check::Subject(check) => spoken(rule, overrides, || check(&context)),
            Check::Release(_) | Check::Record(_) | Check::Findings(_) => Vec::new(),
        })
        .collect();
    waive(&mut found, overrides);
    let mut about: Vec<Finding> = Vec::new();
    for rule in rules() {
        if let Check::Findings(check) = rule.check {
            about.extend(spoken(rule, overrides, || check(&context, &found)));
        }
    }
    found.append(&mut about);
    sort(&mut found);
    found
}

/// The findings of a rule at the severity ruled; none where it is off.
fn spoken(rule: &Rule, overrides: &Overrides, check: impl FnOnce() -> Vec<Draft>) -> Vec<Finding> {
    match level(rule, overrides) {
        Level::Off => Vec::new(),
        Level::At(severity) => findings(rule, severity, check()),
    }
}

fn level(rule: &Rule, overrides: &Overrides) -> Level {
    overrides.level(rule.code).unwrap_or(Level::At(rule.severity))
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

/// Whether a rule speaks at all.
pub(crate) fn is_off(code: &str, overrides: &Overrides) -> bool {
    overrides.level(code) == Some(Level::Off)
}

/// The findings of a rule at its own severity.
pub(crate) fn at_own_severity(rule: &Rule, drafts: Vec<Draft>) -> Vec<Finding> {
    findings(rule, rule.severity, drafts)
}

#[cfg(test)]
mod tests {
    use annals_knowledge::{Files, Overrides};
    use annals_model::Status;
    use annals_model::{Finding, Severity};

    use super::check;
    use crate::example::Case;

    fn overrides(path: &str, text: &str) -> Overrides {
        Overrides::load(&Files::default().with(path, text)).unwrap()
    }

    fn found(overrides: &Overrides) -> Vec<Finding> {
        check(&Case::article("gazette").subject(), overrides)
    }

    #[test]
    fn a_finding_keeps_its_identifier() {
        let findings = found(&Overrides::default());
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].finding_id.as_str(), "ART001-ac91db4a");
        assert_eq!(findings[0].evidence, ["gazette"]);
        assert_eq!(findings[0].status, Status::Open);
        let among_others =
            check(&Case::article("gazette").and_article("herald").subject(), &Overrides::default());
        assert!(among_others.contains(&findings[0]));
    }

    #[test]
    fn a_waiver_answers_its_finding_and_no_other() {
        let row = "finding_id,rule,reason\nART001-ac91db4a,ART001,undated for good\n";
        let findings = found(&overrides("waivers.csv", row));
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].status, Status::Waived);
        assert_eq!(findings[0].reason.as_deref(), Some("undated for good"));
        let row = "finding_id,rule,reason\nART001-ac91db4a,ART002,undated for good\n";
        let findings = found(&overrides("waivers.csv", row));
        let told: Vec<_> = findings.iter().map(|finding| (finding.rule.as_str(), finding.status)).collect();
        assert_eq!(told, [("ART001", Status::Open), ("REF002", Status::Open)]);
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
