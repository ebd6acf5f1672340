//! What is read in two small invented corpora, as text that a person can look through.
//!
//! A row that changes is to be looked at: `cargo insta review`, or `INSTA_UPDATE=always` and `git diff`.

use std::fmt::Write as _;

use crate::program::{self, repository};
use annals_model::Release;
use serde::Serialize;
use serde_json::Value;

/// Columns that say where words stand; they are tested elsewhere and change with every comma.
const HIDDEN: [&str; 7] = ["start", "end", "byte_start", "byte_end", "sha256", "earliest", "latest"];

/// One line a row: `column=value`, empty cells left out.
fn table<T: Serialize>(out: &mut String, name: &str, rows: &[T]) {
    writeln!(out, "# {name}").unwrap();
    for row in rows {
        let row = serde_json::to_value(row).unwrap();
        let cells = row.as_object().unwrap().iter().filter(|(column, _)| !HIDDEN.contains(&column.as_str()));
        let cells: Vec<String> =
            cells.filter_map(|(column, value)| Some(format!("{column}={}", cell(value)?))).collect();
        writeln!(out, "{}", cells.join(" | ")).unwrap();
    }
    out.push('\n');
}

fn cell(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.replace('\n', "⏎"),
        Value::Array(items) if items.is_empty() => return None,
        Value::Array(items) => items.iter().filter_map(cell).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    };
    Some(text)
}

fn told(release: &Release) -> String {
    let mut out = String::new();
    table(&mut out, "articles", &release.articles);
    table(&mut out, "claims", &release.claims);
    table(&mut out, "events", &release.events);
    table(&mut out, "comparisons", &release.comparisons);
    table(&mut out, "people", &release.people);
    table(&mut out, "positions", &release.positions);
    table(&mut out, "organisations", &release.organisations);
    table(&mut out, "places", &release.places);
    table(&mut out, "quotations", &release.quotations);
    table(&mut out, "quantities", &release.quantities);
    table(&mut out, "findings", &release.findings);
    out
}

fn corpus(name: &str) -> String {
    told(&program::folder(&repository().join("tests/corpora").join(name).join("raw")).release)
}

#[test]
fn island_railway() {
    insta::assert_snapshot!(corpus("island-railway"));
}

#[test]
fn football_club() {
    insta::assert_snapshot!(corpus("football-club"));
}
