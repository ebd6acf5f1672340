//! The documentation of one rule as plain text.

use std::fmt::Write as _;

use crate::examples;
use crate::rule::{Expected, Rule};
use crate::rules::rules;
use crate::support::wording;

/// Returns the documentation of the rule with this code or name: the defect, its consequences, examples with
/// their messages, and the remedy.
///
/// ```
/// let text = annals_validate::explain("ref001").unwrap_or_default();
/// assert!(text.starts_with("REF001 dangling-reference (error)"));
/// assert_eq!(annals_validate::explain("no-such-rule"), None);
/// ```
#[must_use]
pub fn explain(code_or_name: &str) -> Option<String> {
    let wanted = code_or_name.trim();
    let rule = rules()
        .iter()
        .find(|rule| rule.code.eq_ignore_ascii_case(wanted) || rule.name.eq_ignore_ascii_case(wanted))?;
    Some(text(rule))
}

fn text(rule: &Rule) -> String {
    let Rule { code, name, what, why, remedy, .. } = rule;
    let mut text = format!("{code} {name} ({})\n\n{what}\n\n{why}\n", wording::severity(rule.severity));
    let (fires, passes): (Vec<_>, Vec<_>) =
        rule.examples.iter().partition(|example| matches!(example.expected, Expected::Message(_)));
    // Writing to a String cannot fail.
    let _ = writeln!(text, "\nReported:");
    for example in fires {
        let _ = writeln!(text, "- {}", example.text);
        for finding in examples::run(rule, &(example.case)()) {
            let _ = writeln!(text, "  => {}", finding.message);
        }
    }
    let _ = writeln!(text, "\nNot reported:");
    for example in passes {
        let _ = writeln!(text, "- {}", example.text);
    }
    let _ = writeln!(text, "\nWhat to do: {remedy}");
    if !rule.is_program_error() {
        let _ = writeln!(
            text,
            "\nTo accept a finding, add `finding_id,{code},reason` to knowledge/waivers.csv. To change the \
             severity of the rule, add `{code},note|warning|error|off,reason` to knowledge/severities.csv."
        );
    }
    text
}
