use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use annals_model::{Dataset, Release};
use rayon::prelude::*;

use crate::column::Table;
use crate::datasets::{self, Format};
use crate::disk::{Disk, Unwatched, Watch};
use crate::folder::Target;
use crate::sink::{Sink, Written};
use crate::{Holds, NotPublished, PublishError, codebook, package};

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
/// error says what the folder then holds.
pub fn write(release: &Release, folder: &Path) -> Result<Published, NotPublished> {
    write_watched(release, folder, &Unwatched)
}

/// The same while somebody looks on.
///
/// # Errors
/// Those of [`write()`], and what the watch answers.
pub fn write_watched(release: &Release, folder: &Path, watch: &dyn Watch) -> Result<Published, NotPublished> {
    let disk = Disk(watch);
    let failed =
        |holds: Holds| |cause: PublishError| NotPublished { cause, folder: folder.to_owned(), holds };
    let untouched = || match disk.exists(folder) {
        Ok(false) => Holds::Nothing,
        _ => Holds::Before,
    };
    let tables = Table::all().map_err(|cause| failed(untouched())(cause))?;
    let target = Target::new(folder, file_names(), disk).map_err(|cause| failed(untouched())(cause))?;
    publish(release, &tables, &target, disk).map_err(|cause| failed(target.holds())(cause))
}

fn publish(
    release: &Release,
    tables: &[Table],
    target: &Target<'_>,
    disk: Disk<'_>,
) -> Result<Published, PublishError> {
    let _lock = target.lock()?;
    target.recover()?;
    target.refuse_foreign()?;
    let settled = target
        .stage()
        .and_then(|staged| fill(release, tables, staged, disk))
        .and_then(|files| settle(target, files, disk));
    if settled.is_err() {
        // The first error says more than one on the way out.
        target.discard().ok();
    }
    settled
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

fn fill(
    release: &Release,
    tables: &[Table],
    folder: &Path,
    disk: Disk<'_>,
) -> Result<Vec<Filled>, PublishError> {
    let data = datasets::write_all(release, tables, folder, disk)?;
    let text = |name, text: String| Sink::create(disk, folder, name)?.finish(&mut text.into_bytes());
    let package = text(PACKAGE, package::describe(&data))?;
    let codebook = text(CODEBOOK, codebook::text(tables))?;
    let data = data.into_iter().map(|data| (data.file, Some(data.rows)));
    Ok(data.chain([(package, None), (codebook, None)]).collect())
}

/// Puts the staged files in the place of the old ones, unless they are the same.
fn settle(target: &Target<'_>, files: Vec<Filled>, disk: Disk<'_>) -> Result<Published, PublishError> {
    let folder = target.folder().to_owned();
    let had_release = disk.exists(&folder.join(PACKAGE))?;
    let same: Vec<bool> =
        files.par_iter().map(|(file, _)| file.is_in(&folder, disk)).collect::<Result<_, _>>()?;
    let change = match (same.iter().all(|same| *same), had_release) {
        (true, _) => Change::Unchanged,
        (false, true) => Change::Replaced,
        (false, false) => Change::Created,
    };
    if change == Change::Unchanged {
        target.discard()?;
    } else {
        files.par_iter().try_for_each(|(file, _)| file.sync(disk))?;
        target.swap()?;
    }
    let files = files
        .into_iter()
        .map(|(Written { name, bytes, sha256, .. }, rows)| PublishedFile { name, bytes, sha256, rows })
        .collect();
    Ok(Published { folder, change, files })
}
