//! All file system calls of the crate. A [`Hook`] is called before each one.

use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};

use crate::PublishError;

/// A kind of file system call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Read the metadata of a path.
    Look,
    /// List a folder.
    List,
    /// Create a file or a folder.
    Create,
    /// Open a file or a folder.
    Open,
    /// Read from a file.
    Read,
    /// Write to a file.
    Write,
    /// Sync a file, or the names in a folder, to the disk.
    Sync,
    /// Lock a file.
    Lock,
    /// Rename a folder.
    Rename,
    /// Exchange two folders atomically.
    Exchange,
    /// Remove a file or an empty folder.
    Remove,
}

impl Call {
    /// Returns the verb for error messages.
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

/// Observes a run and injects faults into it. The methods are called from several threads.
pub trait Hook: Sync {
    /// Called when the run starts to wait for another run that publishes to `folder`.
    fn waits(&self, folder: &Path) {
        let _ = folder;
    }

    /// Called before each file system call.
    ///
    /// # Errors
    /// If the hook returns an error, the call is not made and counts as failed with that error.
    fn before(&self, call: Call, path: &Path) -> io::Result<()> {
        let _ = (call, path);
        Ok(())
    }
}

/// The hook that does nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct NoHook;

impl Hook for NoHook {}

/// The file system with a hook.
#[derive(Clone, Copy)]
pub(crate) struct Disk<'h>(pub(crate) &'h dyn Hook);

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

    /// Whether a path is a folder or a symbolic link to one.
    pub(crate) fn is_folder(self, path: &Path) -> Result<bool, PublishError> {
        self.call(Call::Look, path, || Ok(path.is_dir()))
    }

    /// Resolves symbolic links.
    pub(crate) fn resolve(self, path: &Path) -> Result<PathBuf, PublishError> {
        self.call(Call::Look, path, || fs::canonicalize(path))
    }

    /// Returns the names in a folder, sorted, and whether each is a regular file.
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

    /// Creates a folder and its missing parents.
    pub(crate) fn create_folders(self, folder: &Path) -> Result<(), PublishError> {
        self.call(Call::Create, folder, || fs::create_dir_all(folder))
    }

    pub(crate) fn create(self, path: &Path) -> Result<File, PublishError> {
        self.call(Call::Create, path, || File::create_new(path))
    }

    pub(crate) fn write(self, file: &mut File, path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
        self.call(Call::Write, path, || file.write_all(bytes))
    }

    /// Opens a file for reading. Returns it with its length, or `None` if it does not exist.
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

    /// Reads into a buffer. Returns the number of bytes, 0 at the end.
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

    /// Syncs a file to the disk.
    pub(crate) fn sync(self, file: &File, path: &Path) -> Result<(), PublishError> {
        self.call(Call::Sync, path, || file.sync_all())
    }

    /// Syncs the names in a folder to the disk, on systems where folders can be opened.
    pub(crate) fn sync_folder(self, folder: &Path) -> Result<(), PublishError> {
        if cfg!(unix) {
            let file = self.call(Call::Open, folder, || File::open(folder))?;
            self.sync(&file, folder)?;
        }
        Ok(())
    }

    /// Opens or creates a lock file.
    pub(crate) fn open_lock(self, path: &Path) -> Result<File, PublishError> {
        self.call(Call::Create, path, || File::options().create(true).truncate(false).write(true).open(path))
    }

    /// Locks a file. If another run holds the lock, calls [`Hook::waits`] with the folder and waits.
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

    /// Whether the open file is still the one at the path.
    pub(crate) fn is_at(self, file: &File, path: &Path) -> Result<bool, PublishError> {
        self.call(Call::Look, path, || Ok(is_at(file, path)))
    }

    pub(crate) fn rename(self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.call(Call::Rename, to, || fs::rename(from, to))
    }

    /// Exchanges two folders atomically. Returns false if the system or the file system does not support it.
    pub(crate) fn exchange(self, one: &Path, other: &Path) -> Result<bool, PublishError> {
        match self.call(Call::Exchange, other, || exchange(one, other)) {
            Ok(()) => Ok(true),
            Err(PublishError::Io { source, .. }) if is_unsupported(&source) => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn remove_file(self, path: &Path) -> Result<(), PublishError> {
        self.call(Call::Remove, path, || ignore_missing(fs::remove_file(path)))
    }

    pub(crate) fn remove_folder(self, folder: &Path) -> Result<(), PublishError> {
        self.call(Call::Remove, folder, || ignore_missing(fs::remove_dir(folder)))
    }
}

/// Treats a missing file as removed.
fn ignore_missing(removed: io::Result<()>) -> io::Result<()> {
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

/// Whether an error means that the system or the file system does not support the exchange.
fn is_unsupported(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::Unsupported | ErrorKind::InvalidInput)
}
