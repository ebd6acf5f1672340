//! Writes a corpus into a folder.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::corpus::Sink;
use crate::error::Error;

/// A folder with `raw/` and `truth.jsonl`.
#[derive(Debug)]
pub struct Directory {
    raw: PathBuf,
    truth_path: PathBuf,
    truth: BufWriter<File>,
}

impl Directory {
    /// Creates the folder, or uses it if it is empty.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let io = |source| Error::Io { path: path.to_owned(), source };
        let raw = path.join("raw");
        fs::create_dir_all(path).map_err(io)?;
        if fs::read_dir(path).map_err(io)?.next().is_some() {
            return Err(Error::NotEmpty { path: path.to_owned() });
        }
        fs::create_dir(&raw).map_err(|source| Error::Io { path: raw.clone(), source })?;
        let truth_path = path.join("truth.jsonl");
        let file =
            File::create_new(&truth_path).map_err(|source| Error::Io { path: truth_path.clone(), source })?;
        Ok(Self { raw, truth_path, truth: BufWriter::new(file) })
    }
}

impl Sink for Directory {
    fn article(&mut self, file_name: &str, text: &str) -> Result<(), Error> {
        let path = self.raw.join(file_name);
        fs::write(&path, text).map_err(|source| Error::Io { path, source })
    }

    fn truth(&mut self, line: &str) -> Result<(), Error> {
        let io = |source| Error::Io { path: self.truth_path.clone(), source };
        self.truth.write_all(line.as_bytes()).map_err(io)?;
        self.truth.write_all(b"\n").map_err(io)
    }

    fn finish(&mut self) -> Result<(), Error> {
        self.truth.flush().map_err(|source| Error::Io { path: self.truth_path.clone(), source })
    }
}
