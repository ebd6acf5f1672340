//! Replacing a folder in one step, and what a killed run left of it.
//!
//! Beside `NAME` stand `.NAME.lock` while a run publishes, `.NAME.new` while a release is written,
//! and, where the system cannot exchange two folders, `.NAME.old` between two renames.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::PublishError;

/// A folder that holds releases, and its siblings.
pub(crate) struct Target {
    parent: PathBuf,
    folder: PathBuf,
    new: PathBuf,
    old: PathBuf,
    lock: PathBuf,
    /// Names of the files of a release.
    names: BTreeSet<String>,
}

/// Held while a run writes; the system gives it back when the process ends, however it ends.
pub(crate) struct Lock {
    _file: File,
    path: PathBuf,
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Whoever waits for the file finds it gone and makes another (see `Target::lock`). Systems
        // on which that could not be seen keep the file.
        if cfg!(unix) {
            fs::remove_file(&self.path).ok();
        }
    }
}

impl Target {
    /// The folder at this path. It need not exist; a symbolic link is followed.
    pub(crate) fn new(path: &Path, names: BTreeSet<String>) -> Result<Self, PublishError> {
        let folder = if exists(path)? {
            fs::canonicalize(path).map_err(PublishError::io("find", path))?
        } else {
            path.to_owned()
        };
        let no_folder = || PublishError::NotAFolder { path: path.to_owned() };
        let name = folder.file_name().ok_or_else(no_folder)?.to_owned();
        if exists(&folder)? && !folder.is_dir() {
            return Err(no_folder());
        }
        let parent = match folder.parent() {
            Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
            Some(parent) => parent.to_owned(),
            None => return Err(no_folder()),
        };
        let sibling = |ending: &str| {
            let mut sibling = OsString::from(".");
            sibling.push(&name);
            sibling.push(ending);
            parent.join(sibling)
        };
        let (new, old, lock) = (sibling(".new"), sibling(".old"), sibling(".lock"));
        Ok(Self { parent, folder, new, old, lock, names })
    }

    /// Where the release is, once it is whole.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits until no other run publishes here.
    pub(crate) fn lock(&self) -> Result<Lock, PublishError> {
        fs::create_dir_all(&self.parent).map_err(PublishError::io("create", &self.parent))?;
        loop {
            let mut options = File::options();
            let file = options
                .create(true)
                .truncate(false)
                .write(true)
                .open(&self.lock)
                .map_err(PublishError::io("create", &self.lock))?;
            file.lock().map_err(PublishError::io("lock", &self.lock))?;
            if is_at(&file, &self.lock) {
                return Ok(Lock { _file: file, path: self.lock.clone() });
            }
        }
    }

    /// Undoes what a killed run left: the folder then holds a whole release, if it ever held one.
    pub(crate) fn recover(&self) -> Result<(), PublishError> {
        if !exists(&self.folder)? && exists(&self.old)? {
            rename(&self.old, &self.folder)?;
            self.sync_parent()?;
        }
        self.clear(&self.old)?;
        self.clear(&self.new)
    }

    /// Fails if replacing the folder would lose a file that is no release's.
    pub(crate) fn refuse_foreign(&self) -> Result<(), PublishError> {
        self.refuse_foreign_in(&self.folder)
    }

    fn refuse_foreign_in(&self, folder: &Path) -> Result<(), PublishError> {
        if !exists(folder)? {
            return Ok(());
        }
        let mut foreign = Vec::new();
        for entry in fs::read_dir(folder).map_err(PublishError::io("read", folder))? {
            let entry = entry.map_err(PublishError::io("read", folder))?;
            let is_file = entry.file_type().map_err(PublishError::io("read", &entry.path()))?.is_file();
            let name = entry.file_name();
            if !is_file || !name.to_str().is_some_and(|name| self.names.contains(name)) {
                foreign.push(name.to_string_lossy().into_owned());
            }
        }
        foreign.sort();
        if foreign.is_empty() {
            return Ok(());
        }
        Err(PublishError::Foreign { folder: folder.to_owned(), names: foreign })
    }

    /// Makes the empty sibling that the new release is written to.
    pub(crate) fn stage(&self) -> Result<&Path, PublishError> {
        fs::create_dir(&self.new).map_err(PublishError::io("create", &self.new))?;
        Ok(&self.new)
    }

    /// Removes what was staged.
    pub(crate) fn discard(&self) -> Result<(), PublishError> {
        self.clear(&self.new)
    }

    /// Puts the staged release, whole and on the disk, in the folder's place.
    pub(crate) fn swap(&self) -> Result<(), PublishError> {
        sync_folder(&self.new)?;
        if !exists(&self.folder)? {
            rename(&self.new, &self.folder)?;
        } else if !self.exchange()? {
            self.step_aside()?;
            self.step_in()?;
        }
        self.sync_parent()?;
        self.clear(&self.new)?;
        self.clear(&self.old)
    }

    /// Exchanges the two in one step, if the system and the file system can.
    fn exchange(&self) -> Result<bool, PublishError> {
        match exchange(&self.new, &self.folder) {
            Ok(()) => Ok(true),
            Err(error) if is_unsupported(&error) => Ok(false),
            Err(error) => Err(PublishError::io("replace", &self.folder)(error)),
        }
    }

    /// First of two renames. A kill right after it leaves no folder until [`Self::recover`].
    fn step_aside(&self) -> Result<(), PublishError> {
        rename(&self.folder, &self.old)
    }

    /// Second of two renames.
    fn step_in(&self) -> Result<(), PublishError> {
        let done = rename(&self.new, &self.folder);
        if done.is_err() {
            rename(&self.old, &self.folder)?;
        }
        done
    }

    /// Removes a release that nobody needs.
    fn clear(&self, folder: &Path) -> Result<(), PublishError> {
        if !exists(folder)? {
            return Ok(());
        }
        self.refuse_foreign_in(folder)?;
        fs::remove_dir_all(folder).map_err(PublishError::io("remove", folder))
    }

    fn sync_parent(&self) -> Result<(), PublishError> {
        sync_folder(&self.parent)
    }
}

fn exists(path: &Path) -> Result<bool, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(PublishError::io("read", path)(error)),
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), PublishError> {
    fs::rename(from, to).map_err(PublishError::io("replace", to))
}

/// Forces the names in a folder to the disk, where folders can be opened.
fn sync_folder(folder: &Path) -> Result<(), PublishError> {
    if cfg!(unix) {
        let file = File::open(folder).map_err(PublishError::io("open", folder))?;
        file.sync_all().map_err(PublishError::io("write", folder))?;
    }
    Ok(())
}

/// Whether the open file is the one that the path names now.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(named)) => (open.dev(), open.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// What systems and file systems answer that cannot exchange.
fn is_unsupported(error: &std::io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}

#[cfg(test)]
mod tests;
