//! Rows and values in words, on one line each.

use serde_json::Value;

use super::changes::Values;
use super::load::Record;
use crate::output::brief;

/// Columns that tell people which row it is, the best first.
const TELLING: [&str; 7] = ["message", "quote", "text", "title", "name", "property", "path"];

/// Characters of a value that are told.
const LENGTH: usize = 100;

/// What tells people which row it is.
pub(super) fn gist(record: &Record) -> String {
    let words = TELLING.iter().find_map(|column| record.get(*column)?.as_str()).unwrap_or_default();
    let date = record.get("date").and_then(Value::as_str).unwrap_or_default();
    let kind = record.get("kind").and_then(Value::as_str).unwrap_or_default();
    let told = [kind, date, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    brief(&told.join(", "), LENGTH)
}

/// A change of a value: for lists, what came and what went.
pub(super) fn change(values: Values<'_>) -> String {
    if let (Value::Array(old), Value::Array(new)) = (values.old, values.new) {
        let only = |these: &[Value], others: &[Value], sign: char| {
            let items = these.iter().filter(|item| !others.contains(item));
            items.map(|item| format!("{sign}{}", value(item))).collect::<Vec<_>>()
        };
        let items = [only(old, new, '-'), only(new, old, '+')].concat();
        return if items.is_empty() {
            "in another order".to_owned()
        } else {
            brief(&items.join(" "), 2 * LENGTH)
        };
    }
    format!("{} → {}", value(values.old), value(values.new))
}

fn value(value: &Value) -> String {
    match value {
        Value::Null => "(empty)".to_owned(),
        Value::String(text) => brief(text, LENGTH),
        other => brief(&other.to_string(), LENGTH),
    }
}
