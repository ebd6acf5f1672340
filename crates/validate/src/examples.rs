//! Runs the examples of rules.

use annals_model::Finding;

use crate::context::Context;
use crate::dataset_check::check_records;
use crate::draft::findings;
use crate::example_case::Case;
use crate::rule::{Check, Rule};
use crate::source_check::check_sources;

/// Returns what a rule finds in a case, at the rule's own severity.
pub(crate) fn run(rule: &Rule, case: &Case) -> Vec<Finding> {
    let overrides = case.overrides();
    let drafts = match rule.check {
        Check::Input(check) => check(&Context::new(case.input(), &overrides)),
        Check::Findings(_) | Check::Rules(_) => {
            let mut found = check_sources(&case.input(), &overrides);
            found.retain(|finding| finding.rule == rule.code);
            return found;
        }
        Check::Release(check) => check(case.release()),
        Check::Record(check) => check_records(case.release(), &[check]).concat(),
    };
    findings(rule.code, rule.severity, drafts)
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::rule::Expected;
    use crate::rules::rules;

    #[test]
    fn examples_give_the_expected_findings() {
        for rule in rules() {
            let (mut fires, mut passes) = (0, 0);
            for example in rule.examples {
                let found = run(rule, &(example.case)());
                let messages: Vec<&str> = found.iter().map(|finding| finding.message.as_str()).collect();
                let context = format!("{}: {}\n{messages:#?}", rule.code, example.text);
                match example.expected {
                    Expected::Message(words) => {
                        assert_eq!(messages.len(), 1, "{context}");
                        assert!(messages[0].contains(words), "{context}");
                        fires += 1;
                    }
                    Expected::NoFinding => {
                        assert!(messages.is_empty(), "{context}");
                        passes += 1;
                    }
                }
            }
            assert!(fires > 0 && passes > 0, "{}: expected examples of both kinds", rule.code);
        }
    }

    #[test]
    fn messages_are_sentences() {
        for rule in rules() {
            for finding in rule.examples.iter().flat_map(|example| run(rule, &(example.case)())) {
                assert!(finding.message.ends_with('.'), "{}", finding.message);
                assert!(!finding.message.contains(".."), "{}", finding.message);
            }
            for text in [rule.what, rule.why, rule.remedy] {
                assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", rule.code);
            }
        }
    }
}
