//! Parses TOML and CSV files, with the position of each error.

use serde::de::DeserializeOwned;

use crate::error::KnowledgeError;

/// Parses a TOML file.
pub(crate) fn toml<T: DeserializeOwned>(path: &str, text: &str) -> Result<T, KnowledgeError> {
    toml::from_str(text).map_err(|error| {
        let byte = error.span().map_or(0, |span| span.start);
        KnowledgeError::at_byte(path, text, byte, error.message())
    })
}

/// Parses a CSV file with a header into rows, each with its line. Lines that start with `#` are comments.
pub(crate) fn csv<T: DeserializeOwned>(path: &str, text: &str) -> Result<Vec<(usize, T)>, KnowledgeError> {
    let mut reader =
        csv::ReaderBuilder::new().comment(Some(b'#')).trim(csv::Trim::All).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let headers = reader.headers().cloned().map_err(|error| failed(path, 1, &error))?;
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(1, csv::Position::line);
            failed(path, line, &error)
        })?;
        let line = record.position().map_or(1, |position| first_line(text, position));
        let row = record.deserialize(Some(&headers)).map_err(|error| failed(path, line, &error))?;
        rows.push((usize::try_from(line).unwrap_or(usize::MAX), row));
    }
    Ok(rows)
}

/// Returns the line of a record. Its position does not include the comments and empty lines before it.
fn first_line(text: &str, position: &csv::Position) -> u64 {
    let byte = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let above = text.get(byte..).unwrap_or_default().lines();
    let above = above.take_while(|line| line.is_empty() || line.starts_with('#')).count();
    position.line() + above as u64
}

fn failed(path: &str, line: u64, error: &csv::Error) -> KnowledgeError {
    KnowledgeError::at(path, usize::try_from(line).unwrap_or(usize::MAX), 1, error.to_string())
}

/// Splits a cell with several values: `a | b`.
pub(crate) fn list(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}
