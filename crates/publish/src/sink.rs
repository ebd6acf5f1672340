//! A new file that is hashed as it is written.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::PublishError;

/// How many bytes go to the system at once.
const CHUNK: usize = 1 << 18;

/// A file of the release being written.
pub(crate) struct Sink {
    path: PathBuf,
    file: File,
    hash: Sha256,
    bytes: u64,
}

/// A file written to its end, not yet forced to the disk.
pub(crate) struct Written {
    path: PathBuf,
    file: File,
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

impl Sink {
    /// Creates the file.
    pub(crate) fn create(folder: &Path, name: &str) -> Result<Self, PublishError> {
        let path = folder.join(name);
        let file = File::create_new(&path).map_err(PublishError::io("create", &path))?;
        Ok(Self { path, file, hash: Sha256::new(), bytes: 0 })
    }

    /// Takes what the buffer holds once that is much.
    pub(crate) fn drain_if_full(&mut self, buffer: &mut Vec<u8>) -> Result<(), PublishError> {
        if buffer.len() < CHUNK { Ok(()) } else { self.drain(buffer) }
    }

    /// Takes what the buffer holds.
    fn drain(&mut self, buffer: &mut Vec<u8>) -> Result<(), PublishError> {
        self.hash.update(&*buffer);
        self.bytes += buffer.len() as u64;
        self.file.write_all(buffer).map_err(PublishError::io("write", &self.path))?;
        buffer.clear();
        Ok(())
    }

    /// Takes the last of the buffer.
    pub(crate) fn finish(mut self, buffer: &mut Vec<u8>) -> Result<Written, PublishError> {
        self.drain(buffer)?;
        let Self { path, file, hash, bytes } = self;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Written { path, file, name, bytes, sha256: hexadecimal(hash) })
    }
}

impl Written {
    /// Forces the file to the disk.
    pub(crate) fn sync(&self) -> Result<(), PublishError> {
        self.file.sync_all().map_err(PublishError::io("write", &self.path))
    }

    /// Whether the folder has a file of this name with these bytes.
    pub(crate) fn is_in(&self, folder: &Path) -> Result<bool, PublishError> {
        let path = folder.join(&self.name);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(PublishError::io("read", &path)(error)),
        };
        if file.metadata().map_err(PublishError::io("read", &path))?.len() != self.bytes {
            return Ok(false);
        }
        let mut hash = Sha256::new();
        let mut buffer = vec![0; CHUNK];
        loop {
            match file.read(&mut buffer) {
                Ok(0) => return Ok(hexadecimal(hash) == self.sha256),
                Ok(count) => hash.update(buffer.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(PublishError::io("read", &path)(error)),
            }
        }
    }
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
