//! Formats rows and values on one line.

use serde_json::Value;

use super::changes::Values;
use super::release_files::Record;
use crate::report::output::shorten;

/// Columns that describe a row, the most descriptive first.
const DESCRIPTIVE_COLUMNS: [&str; 7] = ["message", "quote", "text", "title", "name", "property", "path"];

/// The number of characters shown of a value.
const VALUE_LENGTH: usize = 100;

/// Describes a row: kind, date and text.
pub(super) fn describe(record: &Record) -> String {
    let words =
        DESCRIPTIVE_COLUMNS.iter().find_map(|column| record.get(*column)?.as_str()).unwrap_or_default();
    let date = record.get("date").and_then(Value::as_str).unwrap_or_default();
    let kind = record.get("kind").and_then(Value::as_str).unwrap_or_default();
    let parts = [kind, date, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    shorten(&parts.join(", "), VALUE_LENGTH)
}

/// Formats a change of a value; for lists, the removed and the added items.
pub(super) fn change(values: Values<'_>) -> String {
    if let (Value::Array(old), Value::Array(new)) = (values.old, values.new) {
        let only = |these: &[Value], others: &[Value], sign: char| {
            let items = these.iter().filter(|item| !others.contains(item));
            items.map(|item| format!("{sign}{}", value(item))).collect::<Vec<_>>()
        };
        let items = [only(old, new, '-'), only(new, old, '+')].concat();
        return if items.is_empty() {
            "different order".to_owned()
        } else {
            shorten(&items.join(" "), 2 * VALUE_LENGTH)
        };
    }
    format!("{} → {}", value(values.old), value(values.new))
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "(empty)".to_owned(),
        Value::String(text) => shorten(text, VALUE_LENGTH),
        other => shorten(&other.to_string(), VALUE_LENGTH),
    }
}
