use annals_model::{ArticleId, EntityId, Severity};
use serde_json::Value;

use crate::draft::Draft;
use crate::example::Case;
use crate::record::Table;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "REF001",
    name: "dangling-reference",
    severity: Severity::Error,
    what: "A row that refers to a row that is not there.",
    why: "Whoever joins the datasets loses the row without a word.",
    remedy: "This is a mistake of the program. Please report it with the articles it happens with.",
    examples: &[
        Example::fires("A claim at a place that `places` does not have.", "place refers to", || {
            bridge().with(|release| {
                if let Some(claim) = release.claims.last_mut() {
                    claim.place = Some(EntityId::new("oslund"));
                }
            })
        }),
        Example::fires("An event told by an article that `articles` does not have.", "articles refers to", || {
            bridge().with(|release| {
                if let Some(event) = release.events.last_mut() {
                    event.articles.push(ArticleId::new("herald"));
                }
            })
        }),
        Example::passes("A claim whose article, event and parties all have rows.", bridge),
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
            let message =
                format!("In {dataset}, row `{key}`: {column} refers to `{missing}`, which is no row of {targets}.");
            drafts.push(Draft::new(message).row(key).keyed([dataset, column, missing]));
        }
    }
    drafts
}
