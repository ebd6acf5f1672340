//! Every call that publishing makes on the file system: each is announced before it is made.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::PublishError;

/// A call on the file system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Tell what is at a path.
    Look,
    /// List what is in a folder.
    List,
    /// Make a file or a folder.
    Create,
    /// Open a file or a folder.
    Open,
    /// Read some of a file.
    Read,
    /// Write some of a file.
    Write,
    /// Force a file, or the names in a folder, to the disk.
    Sync,
    /// Lock a file against other runs.
    Lock,
    /// Give a folder the name of another that is gone.
    Rename,
    /// Exchange two folders in one step.
    Exchange,
    /// Remove a file or an empty folder.
    Remove,
}

impl Call {
    /// What it does, as it stands in messages.
    fn verb(self) -> &'static str {
        match self {
            Self::Look | Self::List | Self::Read => "read",
            Self::Create => "create",
            Self::Open => "open",
            Self::Write | Self::Sync => "write",
            Self::Lock => "lock",
            Self::Rename | Self::Exchange => "replace",
            Self::Remove => "remove",
        }
    }
}

/// Looks on while a release is written. Its methods are called from several threads.
pub trait Watch: Sync {
    /// Another run publishes to this folder; this one waits for it.
    fn waits(&self, folder: &Path) {
        let _ = folder;
    }

    /// A call is about to be made.
    ///
    /// # Errors
    /// With an error the call is not made, and counts as one that the system answered so.
    fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        let _ = (call, path);
        Ok(())
    }
}

/// Looks the other way.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {}

/// The file system, as publishing uses it.
#[derive(Clone, Copy)]
pub(crate) struct Disk<'w>(pub(crate) &'w dyn Watch);

impl Disk<'_> {
    fn call<T>(
        self,
        call: Call,
        path: &Path,
        make: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, PublishError> {
        self.0.before(call, path).and_then(|()| make()).map_err(|source| PublishError::Io {
            action: call.verb(),
            path: path.to_owned(),
            source,
        })
    }

    pub(crate) fn exists(self, path: &Path) -> Result<bool, PublishError> {
        self.call(Call::Look, path, || match fs::symlink_metadata(path) {
            Ok(_) => Ok(true),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error),
        })
    }

    /// Whether there is a folder, or a symbolic link to one.
    pub(crate) fn is_folder(self, path: &Path) -> Result<bool, PublishError> {
        self.call(Call::Look, path, || Ok(path.is_dir()))
    }

    /// The path without symbolic links.
    pub(crate) fn resolve(self, path: &Path) -> Result<PathBuf, PublishError> {
        self.call(Call::Look, path, || fs::canonicalize(path))
    }

    /// Names in a folder, in their order, and whether each is a plain file.
    pub(crate) fn list(self, folder: &Path) -> Result<Vec<(OsString, bool)>, PublishError> {
        self.call(Call::List, folder, || {
            let mut found = Vec::new();
            for entry in fs::read_dir(folder)? {
                let entry = entry?;
                found.push((entry.file_name(), entry.file_type()?.is_file()));
            }
            found.sort();
            Ok(found)
        })
    }

    pub(crate) fn create_folder(self, folder: &Path) -> Result<(), PublishError> {
        self.call(Call::Create, folder, || fs::create_dir(folder))
    }

    /// Makes a folder and those that it lies in, where they are missing.
    pub(crate) fn create_folders(self, folder: &Path) -> Result<(), PublishError> {
        self.call(Call::Create, folder, || fs::create_dir_all(folder))
    }

    pub(crate) fn create(self, path: &Path) -> Result<File, PublishError> {
        self.call(Call::Create, path, || File::create_new(path))
    }

    pub(crate) fn write(self, file: &mut File, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
        self.call(Call::Write, path, || file.write_all(bytes))
    }

    /// A file to read and its length; nothing if there is none.
    pub(crate) fn open(self, path: &Path) -> Result<Option<(File, u64)>, PublishError> {
        self.call(Call::Open, path, || match File::open(path) {
            Ok(file) => {
                let length = file.metadata()?.len();
                Ok(Some((file, length)))
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        })
    }

    /// How many bytes were read; 0 at the end.
    pub(crate) fn read(self, file: &mut File, path: &Path, buffer: &mut [u8]) -> Result<usize, PublishError> {
        self.call(Call::Read, path, || {
            loop {
                match file.read(buffer) {
                    Err(error) if error.kind() == ErrorKind::Interrupted => {}
                    read => return read,
                }
            }
        })
    }

    /// Forces a file to the disk.
    pub(crate) fn sync(self, file: &File, path: &Path) -> Result<(), PublishError> {
        self.call(Call::Sync, path, || file.sync_all())
    }

    /// Forces the names in a folder to the disk, where folders can be opened.
    pub(crate) fn sync_folder(self, folder: &Path) -> Result<(), PublishError> {
        if cfg!(unix) {
            let file = self.call(Call::Open, folder, || File::open(folder))?;
            self.sync(&file, folder)?;
        }
        Ok(())
    }

    /// Opens a file that serves as a lock, or makes it.
    pub(crate) fn open_lock(self, path: &Path) -> Result<File, PublishError> {
        self.call(Call::Create, path, || File::options().create(true).truncate(false).write(true).open(path))
    }

    /// Locks a file. If another run has locked it, waits, and says so for the folder.
    pub(crate) fn lock(self, file: &File, path: &Path, folder: &Path) -> Result<(), PublishError> {
        self.call(Call::Lock, path, || match file.try_lock() {
            Ok(()) => Ok(()),
            Err(TryLockError::WouldBlock) => {
                self.0.waits(folder);
                file.lock()
            }
            Err(TryLockError::Error(error)) => Err(error),
        })
    }

    /// Whether the open file is the one that the path names now.
    pub(crate) fn is_at(self, file: &File, path: &Path) -> Result<bool, PublishError> {
        self.call(Call::Look, path, || Ok(is_at(file, path)))
    }

    pub(crate) fn rename(self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.call(Call::Rename, to, || fs::rename(from, to))
    }

    /// Exchanges two folders in one step, if the system and the file system can.
    pub(crate) fn exchange(self, one: &Path, other: &Path) -> Result<bool, PublishError> {
        match self.call(Call::Exchange, other, || exchange(one, other)) {
            Ok(()) => Ok(true),
            Err(PublishError::Io { source, .. }) if is_unsupported(&source) => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn remove_file(self, path: &Path) -> Result<(), PublishError> {
        self.call(Call::Remove, path, || gone(fs::remove_file(path)))
    }

    pub(crate) fn remove_folder(self, folder: &Path) -> Result<(), PublishError> {
        self.call(Call::Remove, folder, || gone(fs::remove_dir(folder)))
    }
}

/// What is not there has been removed.
fn gone(removed: io::Result<()>) -> io::Result<()> {
    match removed {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

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
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// What systems and file systems answer that cannot exchange.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}
