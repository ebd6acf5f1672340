//! Files that somebody writes to while they are read.

use std::fs::File;
use std::io;
use std::time::SystemTime;

/// What changes with the bytes of a file. Times are only compared with themselves: it doesn't matter
/// what the clock says.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

fn stamp(file: &File) -> io::Result<Stamp> {
    let metadata = file.metadata()?;
    Ok(Stamp { length: metadata.len(), modified: metadata.modified().ok() })
}

/// What is read out of an open file, which stays the same meanwhile.
///
/// Who replaces a file by another one of its name does not touch the open one.
///
/// # Errors
/// Those of reading, and one that [`is_change`] knows.
pub(crate) fn steady<T>(file: &File, read: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    let before = stamp(file)?;
    let found = read();
    if stamp(file)? != before {
        let message = "this file was changed while it was read";
        return Err(io::Error::new(io::ErrorKind::ResourceBusy, message));
    }
    found
}

/// Whether an error says that a file did not stay the same.
pub(crate) fn is_change(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::ResourceBusy
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::{Read as _, Write as _};
    use std::time::{Duration, SystemTime};

    use super::{is_change, steady};

    #[test]
    fn a_change_in_the_middle_is_seen() {
        let place = tempfile::tempdir().unwrap();
        let path = place.path().join("a.md");
        fs::write(&path, "half and half").unwrap();
        let read = |change: &dyn Fn()| {
            let mut file = File::open(&path).unwrap();
            let open = file.try_clone().unwrap();
            steady(&open, || {
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
        // To the same length, by a clock that was set back.
        let rewrite = || {
            let mut file = File::options().write(true).open(&path).unwrap();
            file.write_all(b"HALF AND HALF").unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(86_400)).unwrap();
        };
        assert!(is_change(&read(&rewrite).unwrap_err()));
        // Another file in its place, or none, is not the one that is read.
        assert!(read(&|| fs::remove_file(&path).unwrap()).is_ok() || cfg!(windows));
    }
}
