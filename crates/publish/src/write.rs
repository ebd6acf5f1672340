use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use annals_model::{Dataset, Release};
use rayon::prelude::*;

use crate::PublishError;
use crate::column::Table;
use crate::datasets::{self, Format};
use crate::folder::Target;
use crate::sink::{Sink, Written};
use crate::{codebook, package};

const PACKAGE: &str = "datapackage.json";
const CODEBOOK: &str = "CODEBOOK.md";

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// Where.
    pub folder: PathBuf,
    /// What became of an earlier release.
    pub change: Change,
    /// The files: each dataset's CSV and JSON, then the data package and the codebook.
    pub files: Vec<PublishedFile>,
}

/// What became of an earlier release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There was none.
    Created,
    /// It was another, and is gone.
    Replaced,
    /// It was the same to the byte; no file was touched.
    Unchanged,
}

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFile {
    /// Its name in the folder.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// How many records it has, if it is a dataset.
    pub rows: Option<usize>,
}

/// Writes a release to the folder, whole or not at all.
///
/// Waits while another run writes to the same folder. Records are sorted by their keys. A folder
/// with files that no release writes is left alone, and so is one that holds this release already.
///
/// # Errors
/// If the system refuses, the folder holds foreign files, or a record does not fit its schema; the
/// folder is then as it was.
pub fn write(release: &Release, folder: &Path) -> Result<Published, PublishError> {
    let tables = Table::all()?;
    let target = Target::new(folder, file_names())?;
    let _lock = target.lock()?;
    target.recover()?;
    target.refuse_foreign()?;
    let staged = target.stage()?;
    let published = fill(release, &tables, staged).and_then(|files| settle(&target, files));
    if published.is_err() {
        // The first error says more than one on the way out.
        target.discard().ok();
    }
    published
}

/// Names of all files of a release.
fn file_names() -> BTreeSet<String> {
    Dataset::ALL
        .into_iter()
        .flat_map(|dataset| Format::ALL.map(|format| format.file_name(dataset)))
        .chain([PACKAGE.to_owned(), CODEBOOK.to_owned()])
        .collect()
}

/// A file and how many records it has.
type Filled = (Written, Option<usize>);

fn fill(release: &Release, tables: &[Table], folder: &Path) -> Result<Vec<Filled>, PublishError> {
    let data = datasets::write_all(release, tables, folder)?;
    let package = Sink::create(folder, PACKAGE)?.finish(&mut package::describe(&data).into_bytes())?;
    let codebook = Sink::create(folder, CODEBOOK)?.finish(&mut codebook::text(tables).into_bytes())?;
    let data = data.into_iter().map(|data| (data.file, Some(data.rows)));
    Ok(data.chain([(package, None), (codebook, None)]).collect())
}

/// Puts the staged files in the place of the old ones, unless they are the same.
fn settle(target: &Target, files: Vec<Filled>) -> Result<Published, PublishError> {
    let folder = target.folder().to_owned();
    let had_release = folder.join(PACKAGE).exists();
    let same: Vec<bool> = files.par_iter().map(|(file, _)| file.is_in(&folder)).collect::<Result<_, _>>()?;
    let change = match (same.iter().all(|same| *same), had_release) {
        (true, _) => Change::Unchanged,
        (false, true) => Change::Replaced,
        (false, false) => Change::Created,
    };
    if change == Change::Unchanged {
        target.discard()?;
    } else {
        files.par_iter().try_for_each(|(file, _)| file.sync())?;
        target.swap()?;
    }
    let files = files
        .into_iter()
        .map(|(Written { name, bytes, sha256, .. }, rows)| PublishedFile { name, bytes, sha256, rows })
        .collect();
    Ok(Published { folder, change, files })
}
