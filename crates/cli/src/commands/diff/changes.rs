//! The differences between two releases.

use std::collections::BTreeMap;

use annals_model::Dataset;
use serde::Serialize;
use serde_json::Value;

use super::release_files::{Record, Release};

/// Columns of the span of a quote.
const SPAN_COLUMNS: [&str; 4] = ["start", "end", "byte_start", "byte_end"];

/// Columns with the result of a check.
const VERDICT_COLUMNS: [&str; 4] = ["consistency", "verdict", "severity", "status"];

/// The changes of one dataset.
pub(super) struct Changes<'r> {
    pub(super) dataset: Dataset,
    pub(super) added: Vec<Row<'r>>,
    pub(super) removed: Vec<Row<'r>>,
    pub(super) changed: Vec<Changed<'r>>,
    /// Rows of which only the span has changed.
    pub(super) moved: Vec<Changed<'r>>,
}

/// A row of one of the releases.
pub(super) struct Row<'r> {
    pub(super) id: &'r str,
    pub(super) record: &'r Record,
}

/// A row of both releases.
pub(super) struct Changed<'r> {
    pub(super) id: &'r str,
    /// The new row.
    pub(super) record: &'r Record,
    pub(super) columns: BTreeMap<&'r str, Values<'r>>,
}

/// The old and the new value of a column; null if the release does not have the column.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Values<'r> {
    pub(super) old: &'r Value,
    pub(super) new: &'r Value,
}

/// A changed verdict.
pub(super) struct ChangedVerdict<'r> {
    pub(super) row: &'r Changed<'r>,
    pub(super) values: Values<'r>,
}

/// A change in the JSON output.
#[derive(Serialize)]
pub(super) struct ChangeRecord<'r> {
    dataset: &'static str,
    change: &'static str,
    id: &'r str,
    /// The row that was added or removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<&'r Record>,
    /// The columns that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<&'r BTreeMap<&'r str, Values<'r>>>,
}

/// Returns the changes of each dataset that has any.
pub(super) fn between<'r>(old: &'r Release, new: &'r Release) -> Vec<Changes<'r>> {
    let empty = &EMPTY;
    let all = Dataset::ALL.into_iter().map(|dataset| {
        compare(dataset, old.get(&dataset).unwrap_or(empty), new.get(&dataset).unwrap_or(empty))
    });
    all.filter(|changes| !changes.is_empty()).collect()
}

static EMPTY: BTreeMap<String, Record> = BTreeMap::new();

fn compare<'r>(
    dataset: Dataset,
    old: &'r BTreeMap<String, Record>,
    new: &'r BTreeMap<String, Record>,
) -> Changes<'r> {
    let only = |rows: &'r BTreeMap<String, Record>, others: &BTreeMap<String, Record>| {
        let rows = rows.iter().filter(|(id, _)| !others.contains_key(*id));
        rows.map(|(id, record)| Row { id, record }).collect()
    };
    let (added, removed) = (only(new, old), only(old, new));
    let both = old.iter().filter_map(|(id, was)| Some((id, was, new.get(id)?)));
    let differing = both
        .map(|(id, was, record)| Changed { id, record, columns: columns(was, record) })
        .filter(|row| !row.columns.is_empty());
    let (moved, changed) = differing
        .partition(|row: &Changed<'_>| row.columns.keys().all(|column| SPAN_COLUMNS.contains(column)));
    Changes { dataset, added, removed, changed, moved }
}

/// Returns the columns in which two records differ.
fn columns<'r>(old: &'r Record, new: &'r Record) -> BTreeMap<&'r str, Values<'r>> {
    let names = old.keys().chain(new.keys()).map(String::as_str);
    let values = |name| Values {
        old: old.get(name).unwrap_or(&Value::Null),
        new: new.get(name).unwrap_or(&Value::Null),
    };
    names.map(|name| (name, values(name))).filter(|(_, values)| values.old != values.new).collect()
}

impl<'r> Changes<'r> {
    fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty() && self.moved.is_empty()
    }

    /// Returns the changed verdicts.
    pub(super) fn verdicts(&'r self) -> impl Iterator<Item = ChangedVerdict<'r>> {
        self.changed.iter().flat_map(|row| {
            let verdicts = VERDICT_COLUMNS.iter().filter_map(|column| row.columns.get(column));
            verdicts.map(move |values| ChangedVerdict { row, values: *values })
        })
    }

    /// Returns all changes for the JSON output.
    pub(super) fn records(&'r self) -> impl Iterator<Item = ChangeRecord<'r>> {
        let dataset = self.dataset.name();
        let with_row = move |change| {
            move |row: &'r Row<'r>| ChangeRecord {
                dataset,
                change,
                id: row.id,
                row: Some(row.record),
                columns: None,
            }
        };
        let with_columns = move |change| {
            move |row: &'r Changed<'r>| ChangeRecord {
                dataset,
                change,
                id: row.id,
                row: None,
                columns: Some(&row.columns),
            }
        };
        let rows = self.added.iter().map(with_row("added")).chain(self.removed.iter().map(with_row("gone")));
        rows.chain(self.changed.iter().map(with_columns("changed")))
            .chain(self.moved.iter().map(with_columns("moved")))
    }
}
