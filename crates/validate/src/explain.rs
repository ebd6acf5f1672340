//! The doc text of a rule.

use std::fmt::Write as _;

use crate::rule::{Expected, Rule};
use crate::rules::rules;
use crate::wording;

/// What `annals explain` prints of the rule with this code or name: what it finds, why that is
/// bad, examples with the messages they give, and what to do.
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
        for finding in (example.case)().run(rule) {
            let _ = writeln!(text, "  => {}", finding.message);
        }
    }
    let _ = writeln!(text, "\nNot reported:");
    for example in passes {
        let _ = writeln!(text, "- {}", example.text);
    }
    let _ = writeln!(text, "\nWhat to do: {remedy}");
    if !rule.is_of_the_program() {
        let _ = writeln!(
            text,
            "\nIf a finding is in order as it is, add `finding_id,{code},reason` to \
             knowledge/waivers.csv. To change how much the rule counts, add \
             `{code},note|warning|error|off,reason` to knowledge/severities.csv."
        );
    }
    text
}
