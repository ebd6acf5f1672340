//! Errors of members and containers.

use std::io;

/// The reason why a member, or the rest of its container, cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ContainerError {
    /// The member's name, if known.
    pub member: Option<String>,
    /// Line of the container, from 1; always 1 in formats without lines.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The category of the error.
    pub kind: ContainerErrorKind,
    /// What was found and what was expected.
    pub message: String,
}

/// The category of a [`ContainerError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ContainerErrorKind {
    /// The operating system reports an error.
    Unreadable,
    /// The member exceeds the size limit.
    TooLarge,
    /// The unpacked size exceeds the compression ratio limit.
    DecompressionBomb,
    /// The data violates its format.
    Damaged,
    /// The member's name is not a safe path within the container.
    UnsafeName,
    /// The compression, encryption or kind of entry is not supported.
    Unsupported,
}

impl ContainerError {
    /// Creates an error at the first column of a line.
    pub(crate) fn new(line: usize, kind: ContainerErrorKind, message: impl Into<String>) -> Self {
        Self { member: None, line, column: 1, kind, message: message.into() }
    }

    /// Sets the member's name.
    pub(crate) fn with_member(self, member: impl Into<String>) -> Self {
        Self { member: Some(member.into()), ..self }
    }

    /// Sets the column.
    pub(crate) fn with_column(self, column: usize) -> Self {
        Self { column, ..self }
    }

    /// Creates the error for a member that exceeds the size limit.
    pub(crate) fn too_large(line: usize, limit: u64) -> Self {
        let message = format!("the member is too large; expected at most {limit} bytes");
        Self::new(line, ContainerErrorKind::TooLarge, message)
    }

    /// Creates the error for data that exceeds the compression ratio limit.
    pub(crate) fn decompression_bomb(line: usize, ratio: u64) -> Self {
        let message = format!(
            "its unpacked size exceeds {ratio} times its packed size; expected an archive of articles"
        );
        Self::new(line, ContainerErrorKind::DecompressionBomb, message)
    }

    /// Converts an error of a bounded reader.
    pub(crate) fn from_io(line: usize, error: &io::Error, ratio: u64) -> Self {
        match error.kind() {
            io::ErrorKind::FileTooLarge => Self::decompression_bomb(line, ratio),
            io::ErrorKind::UnexpectedEof => {
                let message = "the compressed data is truncated; expected a complete file";
                Self::new(line, ContainerErrorKind::Damaged, message)
            }
            io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData => {
                Self::new(line, ContainerErrorKind::Damaged, format!("{error}; expected valid gzip data"))
            }
            _ => {
                Self::new(line, ContainerErrorKind::Unreadable, format!("{error}; expected a readable file"))
            }
        }
    }
}
