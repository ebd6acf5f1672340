//! Reads files and detects changes during reading.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::SystemTime;

/// Size and modification time of a file. Times are compared for equality only, so the clock does not matter.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

fn stamp(file: &File) -> io::Result<Stamp> {
    let metadata = file.metadata()?;
    Ok(Stamp { length: metadata.len(), modified: metadata.modified().ok() })
}

/// Runs `read` on an open file and fails if the file changes meanwhile.
///
/// Replacing the file by another of the same name does not change the open file.
///
/// # Errors
/// Those of `read`, and an error for which [`is_change`] holds.
pub(crate) fn read_stable<T>(file: &File, read: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let before = stamp(file)?;
    let found = read();
    if stamp(file)? != before {
        let message = "the file changed while it was read";
        return Err(io::Error::new(io::ErrorKind::ResourceBusy, message));
    }
    found
}

/// Reads the bytes of a file; `None` if the size exceeds the limit.
///
/// The limit also holds for a file that grows while it is read.
pub(crate) fn read_bytes(path: &Path, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Ok(None);
    }
    read_stable(&file, || {
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
        (&file).take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
        let fits = u64::try_from(bytes.len()).is_ok_and(|length| length <= limit);
        Ok(fits.then_some(bytes))
    })
}

/// Whether an error of [`read_stable`] means that the file changed.
pub(crate) fn is_change(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::{Read as _, Write as _};
    use std::time::{Duration, SystemTime};

    use super::{is_change, read_stable};

    #[test]
    fn a_change_during_reading_is_detected() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.md");
        fs::write(&path, "half and half").unwrap();
        let read = |change: &dyn Fn()| {
            let mut file = File::open(&path).unwrap();
            let open = file.try_clone().unwrap();
            read_stable(&open, || {
                let mut half = [0; 4];
                file.read_exact(&mut half)?;
                change();
                let mut rest = String::new();
                file.read_to_string(&mut rest)?;
                Ok(rest)
            })
        };
        assert_eq!(read(&|| {}).unwrap(), " and half");
        let append = || File::options().append(true).open(&path).unwrap().write_all(b" more").unwrap();
        assert!(is_change(&read(&append).unwrap_err()));
        let cut = || File::options().write(true).open(&path).unwrap().set_len(6).unwrap();
        assert!(is_change(&read(&cut).unwrap_err()));
        // Same length, modification time in the past.
        let rewrite = || {
            let mut file = File::options().write(true).open(&path).unwrap();
            file.write_all(b"HALF AND HALF").unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(86_400)).unwrap();
        };
        assert!(is_change(&read(&rewrite).unwrap_err()));
        // Removing the file does not change the open file.
        assert!(read(&|| fs::remove_file(&path).unwrap()).is_ok() || cfg!(windows));
    }
}
