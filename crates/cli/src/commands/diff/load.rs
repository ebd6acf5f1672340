//! A release as its folder holds it, whatever columns it has.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use annals_model::Dataset;
use serde_json::{Map, Value};

use crate::failure::Failure;

/// A row by its columns.
pub(super) type Record = Map<String, Value>;

/// The rows of each dataset by their keys.
pub(super) type Release = BTreeMap<Dataset, BTreeMap<String, Record>>;

/// Reads the datasets of a folder. One that it does not have, as releases of earlier versions may not, is empty.
pub(super) fn release(folder: &Path) -> Result<Release, Failure> {
    let mut release = Release::new();
    for dataset in Dataset::ALL {
        let path = folder.join(format!("{}.json", dataset.name()));
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Failure::file(path)(error)),
        };
        let unexpected = |expected: String| Failure::Unexpected { path: path.clone(), expected };
        let rows: Vec<Record> = serde_json::from_slice(&bytes)
            .map_err(|error| unexpected(format!("expected an array of records: {error}")))?;
        let key = key(dataset);
        let mut keyed = BTreeMap::new();
        for (number, row) in rows.into_iter().enumerate() {
            let Some(id) = row.get(&key).and_then(Value::as_str).map(str::to_owned) else {
                return Err(unexpected(format!(
                    "expected `{key}` in each record, record {} has none",
                    number + 1
                )));
            };
            keyed.insert(id, row);
        }
        release.insert(dataset, keyed);
    }
    if release.is_empty() {
        let expected = "expected a release: a folder with articles.json and the other datasets".to_owned();
        return Err(Failure::Unexpected { path: folder.to_owned(), expected });
    }
    Ok(release)
}

/// The column that is a dataset's key.
fn key(dataset: Dataset) -> String {
    let schema: Value = serde_json::from_str(dataset.schema()).unwrap_or_default();
    schema["x-annals"]["primaryKey"].as_str().unwrap_or_default().to_owned()
}
