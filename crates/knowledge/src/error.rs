//! Errors of loading `knowledge/`.

use std::path::PathBuf;

/// Why `knowledge/` cannot be loaded.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KnowledgeError {
    /// A file or folder cannot be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
    /// A file is invalid.
    #[error("knowledge/{path}:{line}:{column}: {message}")]
    Invalid {
        /// The file, relative to `knowledge/`.
        path: String,
        /// The line, from 1.
        line: usize,
        /// The column in code points, from 1.
        column: usize,
        /// What was found and what was expected.
        message: String,
    },
}

impl KnowledgeError {
    pub(crate) fn missing(path: &str) -> Self {
        Self::at(path, 1, 1, "the file is missing")
    }

    pub(crate) fn at(path: &str, line: usize, column: usize, message: impl Into<String>) -> Self {
        Self::Invalid { path: path.to_owned(), line, column, message: message.into() }
    }

    /// Creates an error at a byte of a file.
    pub(crate) fn at_byte(path: &str, text: &str, byte: usize, message: impl Into<String>) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        Self::at(path, line, column, message)
    }
}
