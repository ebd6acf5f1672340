//! A written release has the records that were passed, in every format, with the same bytes each time.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

mod common;

use std::fs;
use std::path::Path;

use annals_model::{Dataset, Release};
use annals_publish::{Change, NotPublished, PublishError, write};
use serde_json::Value;

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

fn all_files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Restores a cell as the codebook describes.
fn plain(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(|c| "=+-@\t\r\n＝＋－＠".contains(c)) => {
            rest
        }
        _ => cell,
    }
}

fn items(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut chars = plain(cell).chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => item.extend(chars.next()),
            '|' => items.push(std::mem::take(&mut item)),
            _ => item.push(c),
        }
    }
    if !cell.is_empty() {
        items.push(item);
    }
    items
}

/// Replaces control characters as in CSV.
fn visible(text: &str) -> String {
    text.replace('\0', "␀").replace('\u{7}', "␇").replace('\u{1b}', "␛")
}

#[test]
fn csv_and_json_have_the_same_records() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    let published = write(&common::release(60), &folder).unwrap();
    assert_eq!(published.change, Change::Created);
    assert_eq!(published.files.len(), 24);
    for dataset in Dataset::ALL {
        let json = read(&folder, &format!("{}.json", dataset.name()));
        assert_eq!(json.lines().count(), 62, "one record a line");
        let records: Vec<serde_json::Map<String, Value>> = serde_json::from_str(&json).unwrap();
        let csv = read(&folder, &format!("{}.csv", dataset.name()));
        let mut csv = csv::Reader::from_reader(csv.as_bytes());
        let header: Vec<String> = csv.headers().unwrap().iter().map(str::to_owned).collect();
        let lines: Vec<csv::StringRecord> = csv.records().collect::<Result<_, _>>().unwrap();
        assert_eq!(records.len(), lines.len());
        for (record, line) in records.iter().zip(&lines) {
            assert!(record.keys().eq(&header), "{dataset:?}");
            for ((name, value), cell) in record.iter().zip(line) {
                match value {
                    Value::Null => assert_eq!(cell, ""),
                    Value::String(text) => assert_eq!(plain(cell), visible(text), "{name}"),
                    Value::Array(list) => {
                        let list: Vec<String> =
                            list.iter().map(|item| visible(item.as_str().unwrap())).collect();
                        assert_eq!(items(cell), list, "{name}");
                    }
                    Value::Number(number) => assert_eq!(cell, number.to_string()),
                    other => panic!("{name}: {other}"),
                }
            }
        }
        let schema = serde_json::from_str(dataset.schema()).unwrap();
        let schema = jsonschema::draft202012::new(&schema).unwrap();
        for record in &records {
            assert!(schema.is_valid(&Value::Object(record.clone())), "{dataset:?}: {record:?}");
        }
        let keys: Vec<&str> =
            records.iter().map(|record| record.values().next().unwrap().as_str().unwrap()).collect();
        assert!(keys.is_sorted(), "{dataset:?}");
    }
}

#[test]
fn no_cell_is_a_formula() {
    let place = tempfile::tempdir().unwrap();
    write(&common::release(60), place.path()).unwrap();
    for dataset in Dataset::ALL {
        let csv = read(place.path(), &format!("{}.csv", dataset.name()));
        for line in csv::Reader::from_reader(csv.as_bytes()).records() {
            for cell in &line.unwrap() {
                assert!(!cell.starts_with(['=', '+', '@', '\t', '\r', '\n']), "{cell:?}");
                assert!(!cell.starts_with('-') || cell.parse::<f64>().is_ok(), "{cell:?}");
            }
        }
    }
}

#[test]
fn an_empty_release_is_complete() {
    let place = tempfile::tempdir().unwrap();
    let published = write(&Release::default(), place.path()).unwrap();
    assert_eq!(published.change, Change::Created);
    for dataset in Dataset::ALL {
        assert_eq!(read(place.path(), &format!("{}.json", dataset.name())), "[]\n");
        assert_eq!(read(place.path(), &format!("{}.csv", dataset.name())).lines().count(), 1);
    }
}

#[test]
fn order_and_threads_do_not_change_the_bytes() {
    let place = tempfile::tempdir().unwrap();
    let mut release = common::release(500);
    write(&release, &place.path().join("a")).unwrap();
    release.claims.reverse();
    release.findings.rotate_left(100);
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    alone.install(|| write(&release, &place.path().join("b"))).unwrap();
    assert_eq!(all_files(&place.path().join("a")), all_files(&place.path().join("b")));
}

#[test]
fn an_unchanged_release_touches_no_file() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("out");
    write(&common::release(9), &folder).unwrap();
    let times = |folder: &Path| -> Vec<_> {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().metadata().unwrap().modified().unwrap())
            .collect()
    };
    let before = times(&folder);
    let again = write(&common::release(9), &folder).unwrap();
    assert_eq!(again.change, Change::Unchanged);
    assert_eq!(times(&folder), before);

    fs::write(folder.join("claims.csv"), "edited by hand").unwrap();
    assert_eq!(write(&common::release(9), &folder).unwrap().change, Change::Replaced);
    assert!(read(&folder, "claims.csv").starts_with("claim_id,"));
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "no sibling of the folder is left");
}

#[test]
fn foreign_files_are_kept() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("thesis.tex"), "years of work").unwrap();
    let error = write(&common::release(2), place.path()).unwrap_err();
    assert!(
        matches!(&error, NotPublished { cause: PublishError::Foreign { names, .. }, .. } if names == &["thesis.tex"]),
        "{error}"
    );
    assert_eq!(all_files(place.path()).len(), 1);
}

#[test]
fn sizes_and_hashes_are_those_of_the_files() {
    use sha2::{Digest, Sha256};
    let place = tempfile::tempdir().unwrap();
    let published = write(&common::release(30), place.path()).unwrap();
    for file in &published.files {
        let bytes = fs::read(place.path().join(&file.name)).unwrap();
        let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!((bytes.len() as u64, hash), (file.bytes, file.sha256.clone()));
    }
    let package: Value = serde_json::from_str(&read(place.path(), "datapackage.json")).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), 22);
    for resource in resources {
        let file = published.files.iter().find(|file| resource["path"] == file.name).unwrap();
        assert_eq!(resource["hash"], format!("sha256:{}", file.sha256));
        assert_eq!(resource["bytes"], file.bytes);
    }
}

/// A column with a year before 0 has the type string, as few programs have a date type for it.
#[test]
fn columns_of_common_days_have_the_type_date() {
    let place = tempfile::tempdir().unwrap();
    let type_of_earliest = |release: &Release| {
        write(release, place.path()).unwrap();
        let package: Value = serde_json::from_str(&read(place.path(), "datapackage.json")).unwrap();
        let fields = package["resources"][1]["schema"]["fields"].as_array().unwrap().clone();
        fields.iter().find(|field| field["name"] == "earliest").unwrap()["type"].clone()
    };
    assert_eq!(type_of_earliest(&common::release(4)), "date");
    assert_eq!(type_of_earliest(&common::release(40)), "string");
}

#[test]
fn the_codebook_names_every_column() {
    let place = tempfile::tempdir().unwrap();
    write(&Release::default(), place.path()).unwrap();
    let codebook = read(place.path(), "CODEBOOK.md");
    for dataset in Dataset::ALL {
        let schema: Value = serde_json::from_str(dataset.schema()).unwrap();
        for (name, property) in schema["properties"].as_object().unwrap() {
            assert!(codebook.contains(&format!("| `{name}` |")), "{name}");
            let meaning = property["description"].as_str().unwrap().replace('|', "\\|");
            assert!(codebook.contains(&meaning), "{name}");
        }
    }
    assert!(!codebook.contains('{'), "a placeholder is left");
}
