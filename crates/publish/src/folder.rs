//! Replaces a folder atomically, and recovers from runs that were killed.
//!
//! The siblings of `NAME` are `.NAME.lock` while a run publishes, `.NAME.new` while a release is written,
//! and, if the system cannot exchange two folders, `.NAME.old` between two renames.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use crate::disk::Disk;
use crate::{FolderState, PublishError};

/// The output folder and its siblings.
pub(crate) struct Target<'w> {
    disk: Disk<'w>,
    parent: PathBuf,
    folder: PathBuf,
    new: PathBuf,
    old: PathBuf,
    lock: PathBuf,
    /// The file names of a release.
    names: BTreeSet<String>,
    progress: Cell<Progress>,
}

/// How far this run has replaced the folder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    NotStarted,
    /// The earlier release is renamed to `.NAME.old`.
    OldMoved,
    /// The new release is in its place.
    Replaced,
}

/// The lock of the folder. The system releases it when the process ends, even if it is killed.
pub(crate) struct Lock<'w> {
    _file: File,
    disk: Disk<'w>,
    path: PathBuf,
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // A waiting run notices that the file is gone and creates a new one (see `Target::lock`). On systems
        // where it cannot notice that, the file is kept.
        if cfg!(unix) {
            self.disk.remove_file(&self.path).ok();
        }
    }
}

impl<'w> Target<'w> {
    /// Creates the target for a path, which need not exist. Follows a symbolic link.
    pub(crate) fn new(path: &Path, names: BTreeSet<String>, disk: Disk<'w>) -> Result<Self, PublishError> {
        let not_a_folder = || PublishError::NotAFolder { path: path.to_owned() };
        let folder = if disk.exists(path)? { disk.resolve(path)? } else { path.to_owned() };
        let name = folder.file_name().ok_or_else(not_a_folder)?.to_owned();
        if disk.exists(&folder)? && !disk.is_folder(&folder)? {
            return Err(not_a_folder());
        }
        let parent = match folder.parent() {
            Some(parent) if parent.as_os_str().is_empty() => PathBuf::from("."),
            Some(parent) => parent.to_owned(),
            None => return Err(not_a_folder()),
        };
        let sibling = |ending: &str| {
            let mut sibling = OsString::from(".");
            sibling.push(&name);
            sibling.push(ending);
            parent.join(sibling)
        };
        let (new, old, lock) = (sibling(".new"), sibling(".old"), sibling(".lock"));
        Ok(Self { disk, parent, folder, new, old, lock, names, progress: Cell::new(Progress::NotStarted) })
    }

    /// Returns the path of the published release.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Locks the folder. Waits while another run holds the lock.
    pub(crate) fn lock(&self) -> Result<Lock<'w>, PublishError> {
        self.disk.create_folders(&self.parent)?;
        loop {
            let file = self.disk.open_lock(&self.lock)?;
            self.disk.lock(&file, &self.lock, &self.folder)?;
            if self.disk.is_at(&file, &self.lock)? {
                return Ok(Lock { _file: file, disk: self.disk, path: self.lock.clone() });
            }
        }
    }

    /// Cleans up after a killed run. Afterwards the folder holds a complete release, if it ever held one.
    pub(crate) fn recover(&self) -> Result<(), PublishError> {
        if !self.disk.exists(&self.folder)? && self.disk.exists(&self.old)? {
            self.disk.rename(&self.old, &self.folder)?;
            self.sync_parent()?;
        }
        self.clear(&self.old)?;
        self.clear(&self.new)
    }

    /// Fails if the folder holds files that do not belong to a release.
    pub(crate) fn refuse_foreign(&self) -> Result<(), PublishError> {
        if self.disk.exists(&self.folder)? {
            self.names_in(&self.folder)?;
        }
        Ok(())
    }

    /// Returns the file names in a folder. Fails if some do not belong to a release.
    fn names_in(&self, folder: &Path) -> Result<Vec<OsString>, PublishError> {
        let is_ours = |(name, is_file): &(OsString, bool)| {
            *is_file && name.to_str().is_some_and(|name| self.names.contains(name))
        };
        let (ours, foreign): (Vec<_>, Vec<_>) = self.disk.list(folder)?.into_iter().partition(is_ours);
        if foreign.is_empty() {
            return Ok(ours.into_iter().map(|(name, _)| name).collect());
        }
        let names = foreign.iter().map(|(name, _)| name.to_string_lossy().into_owned()).collect();
        Err(PublishError::Foreign { folder: folder.to_owned(), names })
    }

    /// Creates the empty sibling folder for the new release.
    pub(crate) fn stage(&self) -> Result<&Path, PublishError> {
        self.disk.create_folder(&self.new)?;
        Ok(&self.new)
    }

    /// Removes the staged release.
    pub(crate) fn discard(&self) -> Result<(), PublishError> {
        self.clear(&self.new)
    }

    /// Replaces the folder by the staged release, whose files must be synced.
    pub(crate) fn swap(&self) -> Result<(), PublishError> {
        self.disk.sync_folder(&self.new)?;
        if !self.disk.exists(&self.folder)? {
            self.disk.rename(&self.new, &self.folder)?;
        } else if !self.disk.exchange(&self.new, &self.folder)? {
            self.move_old_aside()?;
            self.move_new_in()?;
        }
        self.progress.set(Progress::Replaced);
        self.sync_parent()?;
        self.clear(&self.new)?;
        self.clear(&self.old)
    }

    /// Returns the state of the folder. If the file system cannot be read, the progress of this run decides.
    pub(crate) fn state(&self) -> FolderState {
        let is_missing = match (self.disk.exists(&self.folder), self.progress.get()) {
            (Ok(exists), _) => !exists,
            (Err(_), progress) => progress == Progress::OldMoved,
        };
        match (is_missing, self.progress.get()) {
            (false, Progress::Replaced) => FolderState::New,
            (false, _) => FolderState::Unchanged,
            (true, progress) => match self.disk.exists(&self.old) {
                Ok(false) => FolderState::Missing,
                Err(_) if progress != Progress::OldMoved => FolderState::Missing,
                _ => FolderState::MovedTo(self.old.clone()),
            },
        }
    }

    /// The first of two renames. After a kill between them, the folder is missing until [`Self::recover`].
    fn move_old_aside(&self) -> Result<(), PublishError> {
        self.disk.rename(&self.folder, &self.old)?;
        self.progress.set(Progress::OldMoved);
        Ok(())
    }

    /// The second of two renames. If it fails, undoes the first one.
    fn move_new_in(&self) -> Result<(), PublishError> {
        let renamed = self.disk.rename(&self.new, &self.folder);
        if renamed.is_err() {
            self.disk.rename(&self.old, &self.folder)?;
            self.progress.set(Progress::NotStarted);
        }
        renamed
    }

    /// Removes a release, if the folder exists.
    fn clear(&self, folder: &Path) -> Result<(), PublishError> {
        if !self.disk.exists(folder)? {
            return Ok(());
        }
        for name in self.names_in(folder)? {
            self.disk.remove_file(&folder.join(name))?;
        }
        self.disk.remove_folder(folder)
    }

    fn sync_parent(&self) -> Result<(), PublishError> {
        self.disk.sync_folder(&self.parent)
    }
}

#[cfg(test)]
mod tests;
