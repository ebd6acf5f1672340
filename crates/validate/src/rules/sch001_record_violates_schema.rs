use annals_model::Severity;
use serde_json::Value;

use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::schema::Table;

/// The maximal length of a validator's message, in code points. It may repeat the whole record.
const SHOWN: usize = 300;

pub(super) static RULE: Rule = Rule {
    code: "SCH001",
    name: "record-violates-schema",
    severity: Severity::Error,
    what: "A record that violates its schema in schemas/.",
    why: "Analysts rely on the schemas: their code misreads the record or fails.",
    remedy: "This is an error of the program or of the schema. Please report it with the articles \
          that cause it.",
    examples: &[
        Example::fires("An article with an empty identifier.", "/article_id", || Case::article("")),
        Example::passes("An article that conforms to the schema.", || Case::article("gazette")),
    ],
    check: Check::Record(check),
};

fn check(table: &Table<'_>, key: &str, record: &Value) -> Vec<Draft> {
    let dataset = table.dataset.name();
    let validator = match &table.validator {
        Ok(validator) => validator,
        Err(error) => {
            let message =
                format!("schemas/{dataset}.schema.json is not a valid JSON Schema: {}.", clipped(error));
            return vec![Draft::new(message).keyed([dataset])];
        }
    };
    if validator.is_valid(record) {
        return Vec::new();
    }
    let errors = validator.iter_errors(record).map(|error| {
        let (at, rule) = (error.instance_path().to_string(), error.schema_path().to_string());
        let at = if at.is_empty() { "the record" } else { at.as_str() };
        let message = format!("In {dataset}, row `{key}`: {at}: {}.", clipped(&error.to_string()));
        Draft::new(message).row(key).keyed([dataset, at, &rule])
    });
    errors.collect()
}

fn clipped(text: &str) -> String {
    let mut clipped: String = text.trim_end_matches('.').chars().take(SHOWN).collect();
    if clipped.len() < text.len() - 1 {
        clipped.push('…');
    }
    clipped
}
