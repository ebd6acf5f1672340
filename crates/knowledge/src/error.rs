use std::path::PathBuf;

/// Why `knowledge/` can't be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum KnowledgeError {
    /// A file or folder can't be read.
    #[error("{}: {source}", path.display())]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file has a mistake.
    #[error("knowledge/{path}:{line}:{column}: {message}")]
    Mistake {
        /// The file, below `knowledge/`.
        path: String,
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
        /// What is wrong and what was expected.
        message: String,
    },
}

impl KnowledgeError {
    pub(crate) fn missing(path: &str) -> Self {
        Self::at(path, 1, 1, "expected this file to exist")
    }

    pub(crate) fn at(path: &str, line: usize, column: usize, message: impl Into<String>) -> Self {
        Self::Mistake { path: path.to_owned(), line, column, message: message.into() }
    }

    /// A mistake at a byte of a file's text.
    pub(crate) fn at_byte(path: &str, text: &str, byte: usize, message: impl Into<String>) -> Self {
        let before = text.get(..byte).unwrap_or(text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let column = before.get(start..).unwrap_or_default().chars().count() + 1;
        Self::at(path, line, column, message)
    }
}
