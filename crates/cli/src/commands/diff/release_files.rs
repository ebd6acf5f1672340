//! Reads a published release, with any columns.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use annals_model::Dataset;
use serde_json::{Map, Value};

use crate::failure::Failure;

/// A row: values by column.
pub(super) type Record = Map<String, Value>;

/// The rows of each dataset by key.
pub(super) type Release = BTreeMap<Dataset, BTreeMap<String, Record>>;

/// Reads the datasets of a folder. A missing dataset, as in a release of an earlier version, is empty.
pub(super) fn read(folder: &Path) -> Result<Release, Failure> {
    let mut release = Release::new();
    for dataset in Dataset::ALL {
        let path = folder.join(format!("{}.json", dataset.name()));
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(Failure::file(path)(error)),
        };
        let invalid = |message: String| Failure::Invalid { path: path.clone(), message };
        let rows: Vec<Record> = serde_json::from_slice(&bytes)
            .map_err(|error| invalid(format!("{error}; expected an array of records")))?;
        let key = key(dataset);
        let mut keyed = BTreeMap::new();
        for (number, row) in rows.into_iter().enumerate() {
            let Some(id) = row.get(&key).and_then(Value::as_str).map(str::to_owned) else {
                return Err(invalid(format!("record {} has no `{key}`", number + 1)));
            };
            keyed.insert(id, row);
        }
        release.insert(dataset, keyed);
    }
    if release.is_empty() {
        let message = "found no datasets, expected a folder with a release".to_owned();
        return Err(Failure::Invalid { path: folder.to_owned(), message });
    }
    Ok(release)
}

/// Returns the key column of a dataset.
fn key(dataset: Dataset) -> String {
    let schema: Value = serde_json::from_str(dataset.schema()).unwrap_or_default();
    schema["x-annals"]["primaryKey"].as_str().unwrap_or_default().to_owned()
}
