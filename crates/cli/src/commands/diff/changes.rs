//! What is different between two releases.

use std::collections::BTreeMap;

use annals_model::Dataset;
use serde::Serialize;
use serde_json::Value;

use super::load::{Record, Release};

/// Columns that say where words stand in their file.
const PLACE: [&str; 4] = ["start", "end", "byte_start", "byte_end"];

/// Columns that hold a verdict.
const VERDICTS: [&str; 4] = ["consistency", "verdict", "severity", "status"];

/// The changes of one dataset.
pub(super) struct Changes<'r> {
    pub(super) dataset: Dataset,
    pub(super) added: Vec<Row<'r>>,
    pub(super) gone: Vec<Row<'r>>,
    pub(super) changed: Vec<Changed<'r>>,
    /// Rows whose words stand elsewhere in their file by now, and nothing else.
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
    /// As it is now.
    pub(super) record: &'r Record,
    pub(super) columns: BTreeMap<&'r str, Values<'r>>,
}

/// What a column held and holds; null where the release has no such column.
#[derive(Clone, Copy, Serialize)]
pub(super) struct Values<'r> {
    pub(super) old: &'r Value,
    pub(super) new: &'r Value,
}

/// A verdict that is another one by now.
pub(super) struct Turned<'r> {
    pub(super) row: &'r Changed<'r>,
    pub(super) values: Values<'r>,
}

/// A change as programs read it.
#[derive(Serialize)]
pub(super) struct Told<'r> {
    dataset: &'static str,
    change: &'static str,
    id: &'r str,
    /// The row that came or went.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<&'r Record>,
    /// The columns that changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    columns: Option<&'r BTreeMap<&'r str, Values<'r>>>,
}

/// The changes from one release to another, of each dataset that has some.
pub(super) fn between<'r>(old: &'r Release, new: &'r Release) -> Vec<Changes<'r>> {
    let empty = &EMPTY;
    let all = Dataset::ALL
        .into_iter()
        .map(|dataset| of(dataset, old.get(&dataset).unwrap_or(empty), new.get(&dataset).unwrap_or(empty)));
    all.filter(|changes| !changes.is_empty()).collect()
}

static EMPTY: BTreeMap<String, Record> = BTreeMap::new();

fn of<'r>(
    dataset: Dataset,
    old: &'r BTreeMap<String, Record>,
    new: &'r BTreeMap<String, Record>,
) -> Changes<'r> {
    let only = |rows: &'r BTreeMap<String, Record>, others: &BTreeMap<String, Record>| {
        let rows = rows.iter().filter(|(id, _)| !others.contains_key(*id));
        rows.map(|(id, record)| Row { id, record }).collect()
    };
    let (added, gone) = (only(new, old), only(old, new));
    let both = old.iter().filter_map(|(id, was)| Some((id, was, new.get(id)?)));
    let differing = both
        .map(|(id, was, record)| Changed { id, record, columns: columns(was, record) })
        .filter(|row| !row.columns.is_empty());
    let (moved, changed) =
        differing.partition(|row: &Changed<'_>| row.columns.keys().all(|column| PLACE.contains(column)));
    Changes { dataset, added, gone, changed, moved }
}

/// The columns in which two records differ.
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
        self.added.is_empty() && self.gone.is_empty() && self.changed.is_empty() && self.moved.is_empty()
    }

    /// The verdicts among the changes.
    pub(super) fn turned(&'r self) -> impl Iterator<Item = Turned<'r>> {
        self.changed.iter().flat_map(|row| {
            let held = VERDICTS.iter().filter_map(|column| row.columns.get(column));
            held.map(move |values| Turned { row, values: *values })
        })
    }

    /// Every change, for programs.
    pub(super) fn told(&'r self) -> impl Iterator<Item = Told<'r>> {
        let dataset = self.dataset.name();
        let whole = move |change| {
            move |row: &'r Row<'r>| Told { dataset, change, id: row.id, row: Some(row.record), columns: None }
        };
        let part = move |change| {
            move |row: &'r Changed<'r>| Told {
                dataset,
                change,
                id: row.id,
                row: None,
                columns: Some(&row.columns),
            }
        };
        let rows = self.added.iter().map(whole("added")).chain(self.gone.iter().map(whole("gone")));
        rows.chain(self.changed.iter().map(part("changed"))).chain(self.moved.iter().map(part("moved")))
    }
}
