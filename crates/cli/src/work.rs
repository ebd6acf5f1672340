//! The work folder, in which the stages meet when they run one by one.
//!
//! Each stage has a folder in it with one file for each kind of record, a record a line, and with
//! `stage.json`, written last: a digest of the files, and that of the stage they were made from.
//! So a later stage can tell that an earlier one has not ended, or has run again since.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use annals_model::{Dataset, Release};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::failure::Failure;

const SEAL: &str = "stage.json";

/// A stage that leaves files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Ingest,
    Normalize,
    Validate,
}

impl Stage {
    /// Its subcommand, and its folder.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Ingest => "ingest",
            Self::Normalize => "normalize",
            Self::Validate => "validate",
        }
    }

    fn before(self) -> Option<Self> {
        match self {
            Self::Ingest => None,
            Self::Normalize => Some(Self::Ingest),
            Self::Validate => Some(Self::Normalize),
        }
    }
}

/// What `stage.json` holds.
#[derive(Serialize, Deserialize)]
struct Seal {
    /// Version of the program.
    annals: String,
    /// Digest of the files.
    digest: String,
    /// Digest of each file, by its name.
    files: BTreeMap<String, String>,
    /// Digest of the stage before.
    after: Option<String>,
}

/// A work folder.
pub(crate) struct Work<'p>(pub(crate) &'p Path);

impl Work<'_> {
    /// Opens what a stage wrote, if it is whole and up to date with the stages before it.
    pub(crate) fn read(&self, stage: Stage) -> Result<Written, Failure> {
        let folder = self.0.join(stage.name());
        let files = self.seal(stage)?.files;
        Ok(Written { folder, stage, files })
    }

    /// Begins the files of a stage. Until [`Writing::seal`], the stage counts as not run.
    pub(crate) fn write(&self, stage: Stage) -> Result<Writing, Failure> {
        let after = stage.before().map(|before| self.seal(before)).transpose()?.map(|seal| seal.digest);
        let folder = self.0.join(stage.name());
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        let seal = folder.join(SEAL);
        match fs::remove_file(&seal) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Failure::file(seal)(error)),
            _ => Ok(Writing { folder, after, files: BTreeMap::new() }),
        }
    }

    fn seal(&self, stage: Stage) -> Result<Seal, Failure> {
        let folder = self.0.join(stage.name());
        let missing = || Failure::StageMissing { path: folder.clone(), stage: stage.name() };
        let text = fs::read_to_string(folder.join(SEAL)).map_err(|_| missing())?;
        let seal: Seal = serde_json::from_str(&text).map_err(|_| missing())?;
        if seal.annals != env!("CARGO_PKG_VERSION") {
            return Err(missing());
        }
        if let Some(before) = stage.before()
            && Some(self.seal(before)?.digest) != seal.after
        {
            return Err(Failure::StageStale { path: folder, stage: stage.name(), before: before.name() });
        }
        Ok(seal)
    }
}

/// The files of a stage that has run.
pub(crate) struct Written {
    folder: PathBuf,
    stage: Stage,
    files: BTreeMap<String, String>,
}

impl Written {
    /// The records of one file.
    pub(crate) fn records<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, Failure> {
        let path = self.folder.join(format!("{name}.jsonl"));
        let stage = self.stage.name();
        let bytes = fs::read(&path).map_err(|_| Failure::StageMissing { path: path.clone(), stage })?;
        if self.files.get(name) != Some(&digest(&bytes)) {
            return Err(Failure::StageChanged { path, stage });
        }
        let mut records = Vec::new();
        for (number, line) in
            bytes.split(|byte| *byte == b'\n').enumerate().filter(|(_, line)| !line.is_empty())
        {
            records.push(serde_json::from_slice(line).map_err(|error| {
                let place = format!("{}:{}:{}", path.display(), number + 1, error.column());
                Failure::Place(format!("{place}: expected a record as `annals {stage}` writes it: {error}"))
            })?);
        }
        Ok(records)
    }
}

impl Written {
    /// The rows of all datasets but the findings.
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

/// The files of a stage under way.
pub(crate) struct Writing {
    folder: PathBuf,
    after: Option<String>,
    files: BTreeMap<String, String>,
}

impl Writing {
    /// Writes the records of one file, whole or not at all.
    pub(crate) fn records<T: Serialize>(&mut self, name: &str, records: &[T]) -> Result<(), Failure> {
        let mut lines = Vec::new();
        for record in records {
            serde_json::to_writer(&mut lines, record).map_err(Failure::Json)?;
            lines.push(b'\n');
        }
        self.files.insert(name.to_owned(), digest(&lines));
        replace(&self.folder.join(format!("{name}.jsonl")), &lines)
    }

    /// Writes the rows of all datasets but the findings.
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

    /// Says that the stage is whole.
    pub(crate) fn seal(self) -> Result<(), Failure> {
        let names: String = self.files.iter().map(|(name, digest)| format!("{name} {digest}\n")).collect();
        let digest = digest(names.as_bytes());
        let annals = env!("CARGO_PKG_VERSION").to_owned();
        let seal = Seal { annals, digest, files: self.files, after: self.after };
        let mut text = serde_json::to_vec(&seal).map_err(Failure::Json)?;
        text.push(b'\n');
        replace(&self.folder.join(SEAL), &text)
    }
}

/// SHA-256 in hexadecimal.
fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts a file in place of another in one step.
fn replace(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    // Of its own for each process, so that two runs do not write into one file.
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
    use super::{Stage, Work};
    use crate::failure::Failure;

    #[test]
    fn a_stage_knows_that_the_one_before_has_run_again() {
        let folder = tempfile::tempdir().unwrap();
        let work = Work(folder.path());
        assert!(matches!(work.write(Stage::Normalize), Err(Failure::StageMissing { stage: "ingest", .. })));

        let run = |stage, records: &[&str]| {
            let mut writing = work.write(stage).unwrap();
            writing.records("words", records).unwrap();
            writing.seal().unwrap();
        };
        run(Stage::Ingest, &["a"]);
        run(Stage::Normalize, &["b"]);
        assert_eq!(work.read(Stage::Normalize).unwrap().records::<String>("words").unwrap(), ["b"]);
        // The same again changes nothing.
        run(Stage::Ingest, &["a"]);
        assert!(work.read(Stage::Normalize).is_ok());
        run(Stage::Ingest, &["c"]);
        assert!(matches!(work.read(Stage::Normalize), Err(Failure::StageStale { stage: "normalize", .. })));
        // A stage under way is none.
        let _under_way = work.write(Stage::Ingest).unwrap();
        assert!(matches!(work.read(Stage::Ingest), Err(Failure::StageMissing { .. })));
    }
}
