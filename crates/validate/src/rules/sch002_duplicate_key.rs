use annals_model::{Dataset, Release, Severity};

use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::schema::keys;

pub(super) static RULE: Rule = Rule {
    code: "SCH002",
    name: "duplicate-key",
    severity: Severity::Error,
    what: "Two rows of one dataset with the same identifier.",
    why: "References to them are ambiguous, and a join duplicates rows.",
    remedy: "This is an error of the program. Please report it with the articles that cause it.",
    examples: &[
        Example::fires("Two articles with one identifier.", "2 rows of articles", || {
            Case::article("gazette").and_article("gazette")
        }),
        Example::passes("Two articles with different identifiers.", || {
            Case::article("gazette").and_article("herald")
        }),
    ],
    check: Check::Release(check),
};

fn check(release: &Release) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for dataset in Dataset::ALL {
        let mut keys = keys(release, dataset);
        keys.sort_unstable();
        for same in keys.chunk_by(|a, b| a == b).filter(|same| same.len() > 1) {
            let (key, count, name) = (same.first().copied().unwrap_or_default(), same.len(), dataset.name());
            let message = format!("{count} rows of {name} have the identifier `{key}`.");
            drafts.push(Draft::new(message).row(key).keyed([name]));
        }
    }
    drafts
}
