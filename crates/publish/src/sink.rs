//! A writer that hashes a file while it is written.

use std::fs::File;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::PublishError;
use crate::disk::Disk;

/// The number of bytes per write.
const CHUNK: usize = 1 << 18;

/// A file that is being written.
pub(crate) struct Sink<'w> {
    disk: Disk<'w>,
    path: PathBuf,
    file: File,
    hash: Sha256,
    bytes: u64,
}

/// A completely written file, not yet synced.
pub(crate) struct Written {
    path: PathBuf,
    file: File,
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

impl<'w> Sink<'w> {
    /// Creates the file.
    pub(crate) fn create(disk: Disk<'w>, folder: &Path, name: &str) -> Result<Self, PublishError> {
        let path = folder.join(name);
        let file = disk.create(&path)?;
        Ok(Self { disk, path, file, hash: Sha256::new(), bytes: 0 })
    }

    /// Writes and clears the buffer if it has reached the chunk size.
    pub(crate) fn drain_if_full(&mut self, buffer: &mut Vec<u8>) -> Result<(), PublishError> {
        if buffer.len() < CHUNK { Ok(()) } else { self.drain(buffer) }
    }

    /// Writes and clears the buffer.
    fn drain(&mut self, buffer: &mut Vec<u8>) -> Result<(), PublishError> {
        self.hash.update(&*buffer);
        self.bytes += buffer.len() as u64;
        self.disk.write(&mut self.file, &self.path, buffer)?;
        buffer.clear();
        Ok(())
    }

    /// Writes the rest of the buffer and ends the file.
    pub(crate) fn finish(mut self, buffer: &mut Vec<u8>) -> Result<Written, PublishError> {
        self.drain(buffer)?;
        let Self { path, file, hash, bytes, .. } = self;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Written { path, file, name, bytes, sha256: hexadecimal(hash) })
    }
}

impl Written {
    /// Syncs the file to the disk.
    pub(crate) fn sync(&self, disk: Disk<'_>) -> Result<(), PublishError> {
        disk.sync(&self.file, &self.path)
    }

    /// Whether a folder has a file with this name and these bytes.
    pub(crate) fn is_in(&self, folder: &Path, disk: Disk<'_>) -> Result<bool, PublishError> {
        let path = folder.join(&self.name);
        let Some((mut file, length)) = disk.open(&path)? else { return Ok(false) };
        if length != self.bytes {
            return Ok(false);
        }
        let mut hash = Sha256::new();
        let mut buffer = vec![0; CHUNK];
        loop {
            match disk.read(&mut file, &path, &mut buffer)? {
                0 => return Ok(hexadecimal(hash) == self.sha256),
                count => hash.update(buffer.get(..count).unwrap_or_default()),
            }
        }
    }
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
