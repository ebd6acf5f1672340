//! Writes each dataset in both formats.

use std::path::Path;

use annals_model::{Dataset, Release};
use rayon::prelude::*;
use serde::Serialize;

use crate::PublishError;
use crate::cells::Cells;
use crate::column::Table;
use crate::disk::Disk;
use crate::sink::{Sink, Written};

/// A file format of the datasets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Csv,
    Json,
}

impl Format {
    pub(crate) const ALL: [Self; 2] = [Self::Csv, Self::Json];

    /// Returns the file name extension.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// Returns the name of the file of a dataset.
    pub(crate) fn file_name(self, dataset: Dataset) -> String {
        format!("{}.{}", dataset.name(), self.extension())
    }
}

/// A file with one dataset in one format.
pub(crate) struct DataFile<'a> {
    pub(crate) table: &'a Table,
    pub(crate) format: Format,
    pub(crate) file: Written,
    pub(crate) rows: usize,
    /// For each column of a CSV file, whether it has days outside the years 1 to 9999.
    pub(crate) out_of_range_days: Vec<bool>,
}

/// Writes all datasets to a folder, in parallel. Returns the files in the order of publication, CSV before JSON.
pub(crate) fn write_all<'a>(
    release: &Release,
    tables: &'a [Table],
    folder: &Path,
    disk: Disk<'_>,
) -> Result<Vec<DataFile<'a>>, PublishError> {
    let jobs: Vec<_> =
        tables.iter().flat_map(|table| Format::ALL.into_iter().map(move |format| (table, format))).collect();
    jobs.into_par_iter().map(|(table, format)| Job { table, format, folder, disk }.run(release)).collect()
}

struct Job<'a, 'f> {
    table: &'a Table,
    format: Format,
    folder: &'f Path,
    disk: Disk<'f>,
}

impl<'a> Job<'a, '_> {
    fn run(self, release: &Release) -> Result<DataFile<'a>, PublishError> {
        match self.table.dataset {
            Dataset::Articles => self.write(&release.articles, |row| row.article_id.as_str()),
            Dataset::Claims => self.write(&release.claims, |row| row.claim_id.as_str()),
            Dataset::Events => self.write(&release.events, |row| row.event_id.as_str()),
            Dataset::Comparisons => self.write(&release.comparisons, |row| row.comparison_id.as_str()),
            Dataset::People => self.write(&release.people, |row| row.person_id.as_str()),
            Dataset::Positions => self.write(&release.positions, |row| row.position_id.as_str()),
            Dataset::Organisations => self.write(&release.organisations, |row| row.organisation_id.as_str()),
            Dataset::Places => self.write(&release.places, |row| row.place_id.as_str()),
            Dataset::Quotations => self.write(&release.quotations, |row| row.quotation_id.as_str()),
            Dataset::Quantities => self.write(&release.quantities, |row| row.quantity_id.as_str()),
            Dataset::Findings => self.write(&release.findings, |row| row.finding_id.as_str()),
        }
    }

    fn write<T: Serialize>(self, rows: &[T], key: fn(&T) -> &str) -> Result<DataFile<'a>, PublishError> {
        let mut sorted: Vec<&T> = rows.iter().collect();
        // Linear time if the rows are already sorted.
        sorted.sort_by(|a, b| key(a).cmp(key(b)));
        let sink = Sink::create(self.disk, self.folder, &self.format.file_name(self.table.dataset))?;
        let (file, out_of_range_days) = match self.format {
            Format::Csv => self.csv(&sorted, sink)?,
            Format::Json => (self.json(&sorted, sink)?, Vec::new()),
        };
        Ok(DataFile { table: self.table, format: self.format, file, rows: rows.len(), out_of_range_days })
    }

    fn csv<T: Serialize>(
        &self,
        rows: &[&T],
        mut sink: Sink<'_>,
    ) -> Result<(Written, Vec<bool>), PublishError> {
        let mut cells = Cells::new(&self.table.columns);
        cells.header();
        for row in rows {
            cells.line(row).map_err(|error| self.invalid_record(&error))?;
            sink.drain_if_full(cells.out())?;
        }
        Ok((sink.finish(cells.out())?, cells.out_of_range_days()))
    }

    fn json<T: Serialize>(&self, rows: &[&T], mut sink: Sink<'_>) -> Result<Written, PublishError> {
        if rows.is_empty() {
            return sink.finish(&mut b"[]\n".to_vec());
        }
        let mut out = vec![b'['];
        for (i, row) in rows.iter().enumerate() {
            out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
            serde_json::to_writer(&mut out, row).map_err(|error| self.invalid_record(&error))?;
            sink.drain_if_full(&mut out)?;
        }
        out.extend_from_slice(b"\n]\n");
        sink.finish(&mut out)
    }

    fn invalid_record(&self, error: &dyn std::error::Error) -> PublishError {
        PublishError::Record { dataset: self.table.dataset, reason: error.to_string() }
    }
}
