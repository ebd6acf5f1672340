//! Replacing a folder in one step, and what a killed run left of it.
//!
//! Beside `NAME` stand `.NAME.lock` while a run publishes, `.NAME.new` while a release is written,
//! and, where the system cannot exchange two folders, `.NAME.old` between two renames.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::File;
use std::path::{Path, PathBuf};

use crate::disk::Disk;
use crate::{Holds, PublishError};

/// A folder that holds releases, and its siblings.
pub(crate) struct Target<'w> {
    disk: Disk<'w>,
    parent: PathBuf,
    folder: PathBuf,
    new: PathBuf,
    old: PathBuf,
    lock: PathBuf,
    /// Names of the files of a release.
    names: BTreeSet<String>,
    done: Cell<Done>,
}

/// How far a run has come with replacing the folder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Nothing,
    /// The earlier release has stepped aside.
    Aside,
    /// The new release is in its place.
    All,
}

/// Held while a run writes; the system gives it back when the process ends, however it ends.
pub(crate) struct Lock<'w> {
    _file: File,
    disk: Disk<'w>,
    path: PathBuf,
}

impl Drop for Lock<'_> {
    fn drop(&mut self) {
        // Whoever waits for the file finds it gone and makes another (see `Target::lock`). Systems
        // on which that could not be seen keep the file.
        if cfg!(unix) {
            self.disk.remove_file(&self.path).ok();
        }
    }
}

impl<'w> Target<'w> {
    /// The folder at this path. It need not exist; a symbolic link is followed.
    pub(crate) fn new(path: &Path, names: BTreeSet<String>, disk: Disk<'w>) -> Result<Self, PublishError> {
        let no_folder = || PublishError::NotAFolder { path: path.to_owned() };
        let folder = if disk.exists(path)? { disk.resolve(path)? } else { path.to_owned() };
        let name = folder.file_name().ok_or_else(no_folder)?.to_owned();
        if disk.exists(&folder)? && !disk.is_folder(&folder)? {
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
        Ok(Self { disk, parent, folder, new, old, lock, names, done: Cell::new(Done::Nothing) })
    }

    /// Where the release is, once it is whole.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Waits until no other run publishes here.
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

    /// Undoes what a killed run left: the folder then holds a whole release, if it ever held one.
    pub(crate) fn recover(&self) -> Result<(), PublishError> {
        if !self.disk.exists(&self.folder)? && self.disk.exists(&self.old)? {
            self.disk.rename(&self.old, &self.folder)?;
            self.sync_parent()?;
        }
        self.clear(&self.old)?;
        self.clear(&self.new)
    }

    /// Fails if replacing the folder would lose a file that is no release's.
    pub(crate) fn refuse_foreign(&self) -> Result<(), PublishError> {
        if self.disk.exists(&self.folder)? {
            self.names_in(&self.folder)?;
        }
        Ok(())
    }

    /// What is in a folder that holds nothing but a release.
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

    /// Makes the empty sibling that the new release is written to.
    pub(crate) fn stage(&self) -> Result<&Path, PublishError> {
        self.disk.create_folder(&self.new)?;
        Ok(&self.new)
    }

    /// Removes what was staged.
    pub(crate) fn discard(&self) -> Result<(), PublishError> {
        self.clear(&self.new)
    }

    /// Puts the staged release, whole and on the disk, in the folder's place.
    pub(crate) fn swap(&self) -> Result<(), PublishError> {
        self.disk.sync_folder(&self.new)?;
        if !self.disk.exists(&self.folder)? {
            self.disk.rename(&self.new, &self.folder)?;
        } else if !self.disk.exchange(&self.new, &self.folder)? {
            self.step_aside()?;
            self.step_in()?;
        }
        self.done.set(Done::All);
        self.sync_parent()?;
        self.clear(&self.new)?;
        self.clear(&self.old)
    }

    /// What the folder holds now. Where the system does not even tell that, what this run has done
    /// decides.
    pub(crate) fn holds(&self) -> Holds {
        let is_gone = match (self.disk.exists(&self.folder), self.done.get()) {
            (Ok(is_there), _) => !is_there,
            (Err(_), done) => done == Done::Aside,
        };
        match (is_gone, self.done.get()) {
            (false, Done::All) => Holds::New,
            (false, _) => Holds::Before,
            (true, done) => match self.disk.exists(&self.old) {
                Ok(false) => Holds::Nothing,
                Err(_) if done != Done::Aside => Holds::Nothing,
                _ => Holds::BeforeAt(self.old.clone()),
            },
        }
    }

    /// First of two renames. A kill right after it leaves no folder until [`Self::recover`].
    fn step_aside(&self) -> Result<(), PublishError> {
        self.disk.rename(&self.folder, &self.old)?;
        self.done.set(Done::Aside);
        Ok(())
    }

    /// Second of two renames.
    fn step_in(&self) -> Result<(), PublishError> {
        let done = self.disk.rename(&self.new, &self.folder);
        if done.is_err() {
            self.disk.rename(&self.old, &self.folder)?;
            self.done.set(Done::Nothing);
        }
        done
    }

    /// Removes a release that nobody needs.
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
