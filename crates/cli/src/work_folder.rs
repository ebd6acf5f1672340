//! The work folder, which stores the results of stages that run one by one.
//!
//! Each stage has a subfolder with a file of JSON lines for each type of record, and with `stage.json`, which is written
//! last. It contains a digest of the files and the digest of the previous stage, so that a later stage detects that an
//! earlier one is incomplete or has run again.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use annals_model::{Dataset, Release};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;

const MANIFEST: &str = "stage.json";

/// A stage with files in the work folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Ingest,
    Normalize,
    Validate,
}

impl Stage {
    /// Returns the name of the subcommand and of the subfolder.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Normalize => "normalize",
            Self::Validate => "validate",
        }
    }

    fn previous(self) -> Option<Self> {
        match self {
            Self::Ingest => None,
            Self::Normalize => Some(Self::Ingest),
            Self::Validate => Some(Self::Normalize),
        }
    }
}

/// The content of `stage.json`.
#[derive(Serialize, Deserialize)]
struct Manifest {
    /// The version of the program.
    annals: String,
    /// The digest of all files.
    digest: String,
    /// The digest of each file, by name.
    files: BTreeMap<String, String>,
    /// The digest of the previous stage.
    after: Option<String>,
}

/// The work folder.
pub(crate) struct WorkFolder<'p>(pub(crate) &'p Path);

impl WorkFolder<'_> {
    /// Opens the files of a stage.
    ///
    /// # Errors
    /// The stage is incomplete, or an earlier stage has run since.
    pub(crate) fn open(&self, stage: Stage) -> Result<StageReader, Failure> {
        let folder = self.0.join(stage.name());
        let files = self.manifest(stage)?.files;
        Ok(StageReader { folder, stage, files })
    }

    /// Starts to write the files of a stage. The stage is incomplete until [`StageWriter::finish`].
    pub(crate) fn create(&self, stage: Stage) -> Result<StageWriter, Failure> {
        let previous = stage.previous().map(|previous| self.manifest(previous)).transpose()?;
        let after = previous.map(|manifest| manifest.digest);
        let folder = self.0.join(stage.name());
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        let manifest = folder.join(MANIFEST);
        match fs::remove_file(&manifest) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::file(manifest)(error)),
            _ => Ok(StageWriter { folder, after, files: BTreeMap::new() }),
        }
    }

    fn manifest(&self, stage: Stage) -> Result<Manifest, Failure> {
        let folder = self.0.join(stage.name());
        let missing = || Failure::StageNotRun { path: folder.clone(), stage: stage.name() };
        let text = fs::read_to_string(folder.join(MANIFEST)).map_err(|_| missing())?;
        let manifest: Manifest = serde_json::from_str(&text).map_err(|_| missing())?;
        if manifest.annals != env!("CARGO_PKG_VERSION") {
            return Err(missing());
        }
        if let Some(previous) = stage.previous()
            && Some(self.manifest(previous)?.digest) != manifest.after
        {
            return Err(Failure::StageOutdated {
                path: folder,
                stage: stage.name(),
                previous: previous.name(),
            });
        }
        Ok(manifest)
    }
}

/// The files of a complete stage.
pub(crate) struct StageReader {
    folder: PathBuf,
    stage: Stage,
    files: BTreeMap<String, String>,
}

impl StageReader {
    /// Reads the records of a file.
    pub(crate) fn records<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, Failure> {
        let path = self.folder.join(format!("{name}.jsonl"));
        let stage = self.stage.name();
        let bytes = fs::read(&path).map_err(|_| Failure::StageNotRun { path: path.clone(), stage })?;
        if self.files.get(name) != Some(&digest(&bytes)) {
            return Err(Failure::StageFileChanged { path, stage });
        }
        let mut records = Vec::new();
        for (number, line) in
            bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.is_empty())
        {
            records.push(serde_json::from_slice(line).map_err(|error| Failure::InvalidAt {
                path: path.clone(),
                line: number + 1,
                column: error.column(),
                message: format!("{error}; expected a record written by `annals {stage}`"),
            })?);
        }
        Ok(records)
    }

    /// Reads the rows of all datasets except the findings.
    pub(crate) fn release(&self) -> Result<Release, Failure> {
        let mut release = Release::default();
        for dataset in Dataset::ALL {
            let name = format!("rows/{}", dataset.name());
            match dataset {
                Dataset::Articles => release.articles = self.records(&name)?,
                Dataset::Claims => release.claims = self.records(&name)?,
                Dataset::Events => release.events = self.records(&name)?,
                Dataset::Comparisons => release.comparisons = self.records(&name)?,
                Dataset::People => release.people = self.records(&name)?,
                Dataset::Positions => release.positions = self.records(&name)?,
                Dataset::Organisations => release.organisations = self.records(&name)?,
                Dataset::Places => release.places = self.records(&name)?,
                Dataset::Quotations => release.quotations = self.records(&name)?,
                Dataset::Quantities => release.quantities = self.records(&name)?,
                Dataset::Findings => {}
            }
        }
        Ok(release)
    }
}

/// The files of a stage that is running.
pub(crate) struct StageWriter {
    folder: PathBuf,
    after: Option<String>,
    files: BTreeMap<String, String>,
}

impl StageWriter {
    /// Writes the records of a file, completely or not at all.
    pub(crate) fn records<T: Serialize>(&mut self, name: &str, records: &[T]) -> Result<(), Failure> {
        let mut lines = Vec::new();
        for record in records {
            serde_json::to_writer(&mut lines, record).map_err(Failure::Json)?;
            lines.push(b'\n');
        }
        self.files.insert(name.to_owned(), digest(&lines));
        replace(&self.folder.join(format!("{name}.jsonl")), &lines)
    }

    /// Writes the rows of all datasets except the findings.
    pub(crate) fn release(&mut self, release: &Release) -> Result<(), Failure> {
        let folder = self.folder.join("rows");
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        for dataset in Dataset::ALL {
            let name = format!("rows/{}", dataset.name());
            match dataset {
                Dataset::Articles => self.records(&name, &release.articles)?,
                Dataset::Claims => self.records(&name, &release.claims)?,
                Dataset::Events => self.records(&name, &release.events)?,
                Dataset::Comparisons => self.records(&name, &release.comparisons)?,
                Dataset::People => self.records(&name, &release.people)?,
                Dataset::Positions => self.records(&name, &release.positions)?,
                Dataset::Organisations => self.records(&name, &release.organisations)?,
                Dataset::Places => self.records(&name, &release.places)?,
                Dataset::Quotations => self.records(&name, &release.quotations)?,
                Dataset::Quantities => self.records(&name, &release.quantities)?,
                Dataset::Findings => {}
            }
        }
        Ok(())
    }

    /// Marks the stage as complete.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        let names: String = self.files.iter().map(|(name, digest)| format!("{name} {digest}\n")).collect();
        let digest = digest(names.as_bytes());
        let annals = env!("CARGO_PKG_VERSION").to_owned();
        let manifest = Manifest { annals, digest, files: self.files, after: self.after };
        let mut text = serde_json::to_vec(&manifest).map_err(Failure::Json)?;
        text.push(b'\n');
        replace(&self.folder.join(MANIFEST), &text)
    }
}

/// Returns the SHA-256 in hexadecimal.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Replaces a file atomically.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    // Each process has its own temporary file.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let temporary = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = File::create(&temporary).and_then(|file| {
        let mut file = BufWriter::new(file);
        file.write_all(bytes)?;
        file.flush()
    });
    written.and_then(|()| fs::rename(&temporary, path)).map_err(|error| {
        let _ = fs::remove_file(&temporary);
        Failure::File { path: path.to_owned(), source: error }
    })
}

#[cfg(test)]
mod tests {
    use super::{Stage, WorkFolder};
    use crate::failure::Failure;

    #[test]
    fn a_stage_is_outdated_after_the_previous_one_has_run_again() {
        let folder = tempfile::tempdir().unwrap();
        let work = WorkFolder(folder.path());
        assert!(matches!(work.create(Stage::Normalize), Err(Failure::StageNotRun { stage: "ingest", .. })));

        let run = |stage, records: &[&str]| {
            let mut writer = work.create(stage).unwrap();
            writer.records("words", records).unwrap();
            writer.finish().unwrap();
        };
        run(Stage::Ingest, &["a"]);
        run(Stage::Normalize, &["b"]);
        assert_eq!(work.open(Stage::Normalize).unwrap().records::<String>("words").unwrap(), ["b"]);
        // The same result does not make the next stage outdated.
        run(Stage::Ingest, &["a"]);
        assert!(work.open(Stage::Normalize).is_ok());
        run(Stage::Ingest, &["c"]);
        assert!(matches!(
            work.open(Stage::Normalize),
            Err(Failure::StageOutdated { stage: "normalize", .. })
        ));
        // A running stage is incomplete.
        let _running = work.create(Stage::Ingest).unwrap();
        assert!(matches!(work.open(Stage::Ingest), Err(Failure::StageNotRun { .. })));
    }
}
