//! Properties of every corpus: order of files, threads, other articles, spans, schemas and odd input.

mod languages;
mod odd_input;
mod order;
mod schemas;
mod spans;

use crate::program::{self, repository};
use annals_model::Release;
use serde_json::Value;

/// The path and the bytes of a file.
type File = (String, Vec<u8>);

/// The files of a folder below the repository, by name.
fn files(folder: &str) -> Vec<File> {
    let entries = std::fs::read_dir(repository().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let file = |path: std::path::PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap())
    };
    let mut files: Vec<File> = entries.map(file).collect();
    files.sort();
    files
}

/// The files of every corpus of the repository.
fn every_file() -> Vec<File> {
    ["raw", "tests/corpora/island-railway/raw", "tests/corpora/football-club/raw"].map(files).concat()
}

fn release(files: &[File]) -> Release {
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    program::files(&files).release
}

/// The rows of every dataset as they are published, with the names of the dataset and of its key.
fn datasets(release: &Release) -> Vec<(&'static str, &'static str, Vec<Value>)> {
    fn rows<T: serde::Serialize>(rows: &[T]) -> Vec<Value> {
        rows.iter().map(|row| serde_json::to_value(row).unwrap()).collect()
    }
    vec![
        ("articles", "article_id", rows(&release.articles)),
        ("claims", "claim_id", rows(&release.claims)),
        ("events", "event_id", rows(&release.events)),
        ("comparisons", "comparison_id", rows(&release.comparisons)),
        ("people", "person_id", rows(&release.people)),
        ("positions", "position_id", rows(&release.positions)),
        ("organisations", "organisation_id", rows(&release.organisations)),
        ("places", "place_id", rows(&release.places)),
        ("quotations", "quotation_id", rows(&release.quotations)),
        ("quantities", "quantity_id", rows(&release.quantities)),
        ("findings", "finding_id", rows(&release.findings)),
    ]
}
