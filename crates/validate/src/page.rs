//! The page of rules, for a browser.

use std::fmt::Write as _;

use crate::rule::{Expected, Rule};
use crate::rules::rules;
use crate::wording;

/// Families of rules by the beginnings of their codes.
const FAMILIES: [(&str, &str); 6] = [
    ("ART", "Articles"),
    ("DAT", "Dates"),
    ("ENT", "People, organisations and places"),
    ("NUM", "Quantities"),
    ("REF", "References, pins and waivers"),
    ("SCH", "Schemas"),
];

/// Every rule in Markdown: a table of them, then what `annals explain` prints of each.
#[must_use]
pub fn page() -> String {
    let mut page = String::from(
        "# Rules\n\nWritten by `just rules` from the rules themselves; edit those instead. `annals explain CODE` prints \
         one of them.\n\n| code | name | severity | finds |\n| --- | --- | --- | --- |\n",
    );
    for rule in rules() {
        let Rule { code, name, what, .. } = rule;
        let severity = wording::severity(rule.severity);
        let anchor = anchor(rule);
        // Writing to a String cannot fail.
        let _ = writeln!(page, "| [{code}](#{anchor}) | {name} | {severity} | {} |", plain(what));
    }
    for (family, title) in FAMILIES {
        let members: Vec<&&Rule> = rules().iter().filter(|rule| rule.code.starts_with(family)).collect();
        if members.is_empty() {
            continue;
        }
        let _ = writeln!(page, "\n## {title}");
        for rule in members {
            section(&mut page, rule);
        }
    }
    page
}

fn section(page: &mut String, rule: &Rule) {
    let Rule { code, name, what, why, remedy, .. } = rule;
    let severity = wording::severity(rule.severity);
    let _ = writeln!(
        page,
        "\n### {code} {name}\n\n**{severity}.** {} {}\n\nReported:\n",
        plain(what),
        plain(why)
    );
    for example in rule.examples {
        if let Expected::Message(_) = example.expected {
            let _ = writeln!(page, "- {}", plain(example.text));
            for finding in (example.case)().run(rule) {
                let _ = writeln!(page, "  - “{}”", plain(&finding.message));
            }
        }
    }
    let _ = writeln!(page, "\nNot reported:\n");
    for example in rule.examples {
        if let Expected::Silence = example.expected {
            let _ = writeln!(page, "- {}", plain(example.text));
        }
    }
    let _ = writeln!(page, "\nWhat to do: {}", plain(remedy));
}

/// What a heading of a rule is linked by.
fn anchor(rule: &Rule) -> String {
    format!("{}-{}", rule.code.to_lowercase(), rule.name)
}

/// Words in which nothing is markup.
fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '<' => plain.push_str("&lt;"),
            '|' | '*' | '_' | '[' => {
                plain.push('\\');
                plain.push(c);
            }
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{FAMILIES, page};
    use crate::rules::rules;

    #[test]
    fn every_rule_has_its_place() {
        let page = page();
        for rule in rules() {
            assert!(FAMILIES.iter().any(|(family, _)| rule.code.starts_with(family)), "{}", rule.code);
            assert_eq!(page.matches(&format!("\n### {} {}\n", rule.code, rule.name)).count(), 1);
        }
    }

    #[test]
    fn the_page_in_the_repository_is_that_of_the_rules() {
        let committed =
            std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../RULES.md")).unwrap();
        assert!(committed == page(), "RULES.md is out of date: run `just rules`");
    }
}
