use annals_model::{ArticleId, EntityId, Severity};
use serde_json::Value;

use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::schema::Table;

pub(super) static RULE: Rule = Rule {
    code: "REF001",
    name: "dangling-reference",
    severity: Severity::Error,
    what: "A row that refers to a row that does not exist.",
    why: "A join of the datasets drops the row without notice.",
    remedy: "This is an error of the program. Please report it with the articles that cause it.",
    examples: &[
        Example::fires("A claim with a place that `places` does not contain.", "place refers to", || {
            bridge().with(|release| {
                if let Some(claim) = release.claims.last_mut() {
                    claim.place = Some(EntityId::new("oslund"));
                }
            })
        }),
        Example::fires(
            "An event with an article that `articles` does not contain.",
            "articles refers to",
            || {
                bridge().with(|release| {
                    if let Some(event) = release.events.last_mut() {
                        event.articles.push(ArticleId::new("herald"));
                    }
                })
            },
        ),
        Example::passes("A claim whose article, event and participants have rows.", bridge),
    ],
    check: Check::Record(check),
};

fn bridge() -> Case {
    Case::article("gazette").claim("Oslund Bridge", "1901", "Opened in 1901.")
}

fn check(table: &Table<'_>, key: &str, record: &Value) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for reference in &table.references {
        for missing in reference.dangling(record, table.keys) {
            let targets: Vec<_> = reference.targets.iter().map(|target| target.name()).collect();
            let (dataset, column, targets) = (table.dataset.name(), &reference.column, targets.join(" or "));
            let message = format!(
                "In {dataset}, row `{key}`: {column} refers to `{missing}`, but there is no such row in \
                 {targets}."
            );
            drafts.push(Draft::new(message).row(key).keyed([dataset, column, missing]));
        }
    }
    drafts
}
