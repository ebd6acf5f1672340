//! `CODEBOOK.md`: the description of all columns.

use std::fmt::Write as _;

use serde_json::Value;

use crate::column::{Column, Kind, Presence, Table};
use crate::text::{DEFUSER, DELIMITER, ESCAPE, push_item};

/// The conventions of all datasets.
const CONVENTIONS: &str = include_str!("conventions.md");

/// Returns the codebook of the tables.
pub(crate) fn text(tables: &[Table]) -> String {
    let mut book = String::from(
        "# Codebook\n\nWritten by `annals` from the schemas of the datasets; edit those instead.\n\n\
         | dataset | one row is | key |\n| --- | --- | --- |\n",
    );
    for table in tables {
        let name = table.dataset.name();
        let row = table.description.strip_prefix("One row is ").unwrap_or(&table.description);
        line(&mut book, &[&format!("[{name}](#{name})"), row, &code(&table.primary_key)]);
    }
    book.push('\n');
    book.push_str(
        &CONVENTIONS
            .replace("{delimiter}", &DELIMITER.to_string())
            .replace("{escape}", &ESCAPE.to_string())
            .replace("{defuser}", &DEFUSER.to_string()),
    );
    for table in tables {
        dataset(&mut book, table);
    }
    book
}

fn dataset(book: &mut String, table: &Table) {
    let name = table.dataset.name();
    // Writing to a string cannot fail.
    let _ = write!(
        book,
        "\n## {name}\n\n{} Key: `{}`. Files: [{name}.csv]({name}.csv), [{name}.json]({name}.json).\n\n\
         | column | type | may be empty | refers to | meaning | example |\n| --- | --- | --- | --- | --- | --- |\n",
        table.description, table.primary_key
    );
    for column in &table.columns {
        let refers_to: Vec<String> = column.refers_to.iter().map(|key| code(key)).collect();
        let cells: [&str; 6] = [
            &code(&column.name),
            kind(column),
            if may_be_empty(column) { "yes" } else { "no" },
            &refers_to.join(", "),
            &column.description,
            &column.example.as_ref().map(example).unwrap_or_default(),
        ];
        line(book, &cells);
    }
}

fn kind(column: &Column) -> &'static str {
    match column.kind {
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Text if !column.allowed.is_empty() => "one of a few words",
        Kind::Text => "text",
        Kind::Edtf => "EDTF date",
        Kind::Day => "day",
        Kind::List => "list of texts",
    }
}

fn may_be_empty(column: &Column) -> bool {
    column.presence == Presence::Sometimes || column.kind == Kind::List
}

/// Formats a value as in its CSV cell.
fn example(value: &Value) -> String {
    match value {
        Value::String(text) => code(text),
        Value::Array(items) => {
            let mut list = String::new();
            for (i, item) in items.iter().filter_map(Value::as_str).enumerate() {
                if i > 0 {
                    list.push(DELIMITER);
                }
                push_item(&mut list, item);
            }
            code(&list)
        }
        other => code(&other.to_string()),
    }
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// Appends a row of a Markdown table.
fn line(book: &mut String, cells: &[&str]) {
    for cell in cells {
        book.push_str("| ");
        book.push_str(&cell.replace('|', "\\|"));
        book.push(' ');
    }
    book.push_str("|\n");
}
