//! Writes a release.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use annals_model::{Dataset, Release};
use rayon::prelude::*;

use crate::column::Table;
use crate::datasets::{self, Format};
use crate::disk::{Disk, Hook, NoHook};
use crate::folder::Target;
use crate::sink::{Sink, Written};
use crate::{FolderState, NotPublished, PublishError, codebook, package};

const PACKAGE: &str = "datapackage.json";
const CODEBOOK: &str = "CODEBOOK.md";

/// A published release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Published {
    /// The output folder, without symbolic links.
    pub folder: PathBuf,
    /// What happened to an earlier release.
    pub change: Change,
    /// The files: CSV and JSON of each dataset, then the data package and the codebook.
    pub files: Vec<PublishedFile>,
}

/// What happened to an earlier release.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// There was no earlier release.
    Created,
    /// The earlier release was replaced.
    Replaced,
    /// The earlier release has the same bytes. No file was touched.
    Unchanged,
}

/// A file of a release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedFile {
    /// The name in the folder.
    pub name: String,
    /// The length in bytes.
    pub bytes: u64,
    /// The SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// The number of records, if it is a dataset.
    pub rows: Option<usize>,
}

/// Writes a release to a folder, completely or not at all.
///
/// Waits while another run writes to the same folder. Sorts the records of each dataset by key. Does not touch a folder
/// that already contains the same release.
///
/// # Errors
/// A file system call fails, the folder contains files that do not belong to a release, or a record does not match its
/// schema. The error includes the state of the folder.
pub fn write(release: &Release, folder: &Path) -> Result<Published, NotPublished> {
    write_with_hook(release, folder, &NoHook)
}

/// Like [`write()`]; calls `on_wait` with the folder when it starts to wait for another run.
///
/// # Errors
/// Those of [`write()`].
pub fn write_notifying(
    release: &Release,
    folder: &Path,
    on_wait: impl Fn(&Path) + Sync,
) -> Result<Published, NotPublished> {
    write_with_hook(release, folder, &OnWait(on_wait))
}

struct OnWait<F>(F);

impl<F: Fn(&Path) + Sync> Hook for OnWait<F> {
    fn waits(&self, folder: &Path) {
        (self.0)(folder);
    }
}

/// Like [`write()`], with a hook that observes each file system call or makes it fail.
///
/// # Errors
/// Those of [`write()`], and the errors of the hook.
pub fn write_with_hook(release: &Release, folder: &Path, hook: &dyn Hook) -> Result<Published, NotPublished> {
    let disk = Disk(hook);
    let failed =
        |state: FolderState| |cause: PublishError| NotPublished { cause, folder: folder.to_owned(), state };
    let untouched = || match disk.exists(folder) {
        Ok(false) => FolderState::Missing,
        _ => FolderState::Unchanged,
    };
    let tables = Table::all().map_err(|cause| failed(untouched())(cause))?;
    let target = Target::new(folder, file_names(), disk).map_err(|cause| failed(untouched())(cause))?;
    publish(release, &tables, &target, disk).map_err(|cause| failed(target.state())(cause))
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
    let published = target
        .stage()
        .and_then(|staged| write_files(release, tables, staged, disk))
        .and_then(|files| replace_if_changed(target, files, disk));
    if published.is_err() {
        // The first error is more informative than one of the clean-up.
        target.discard().ok();
    }
    published
}

/// Returns the names of all files of a release.
fn file_names() -> BTreeSet<String> {
    Dataset::ALL
        .into_iter()
        .flat_map(|dataset| Format::ALL.map(|format| format.file_name(dataset)))
        .chain([PACKAGE.to_owned(), CODEBOOK.to_owned()])
        .collect()
}

/// A file and the number of its records.
type CountedFile = (Written, Option<usize>);

/// Writes all files of a release to a folder.
fn write_files(
    release: &Release,
    tables: &[Table],
    folder: &Path,
    disk: Disk<'_>,
) -> Result<Vec<CountedFile>, PublishError> {
    let data = datasets::write_all(release, tables, folder, disk)?;
    let text = |name, text: String| Sink::create(disk, folder, name)?.finish(&mut text.into_bytes());
    let package = text(PACKAGE, package::describe(&data))?;
    let codebook = text(CODEBOOK, codebook::text(tables))?;
    let data = data.into_iter().map(|data| (data.file, Some(data.rows)));
    Ok(data.chain([(package, None), (codebook, None)]).collect())
}

/// Replaces the earlier release by the staged one, unless they have the same bytes.
fn replace_if_changed(
    target: &Target<'_>,
    files: Vec<CountedFile>,
    disk: Disk<'_>,
) -> Result<Published, PublishError> {
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
