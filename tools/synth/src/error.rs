//! Errors of the generator.

use std::io;
use std::path::PathBuf;

/// Why a corpus could not be generated.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: io::Error,
    },
    /// The output folder is not empty.
    #[error(
        "{}: expected a folder that is empty or does not exist, so that the corpus has only new articles",
        path.display()
    )]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// An embedded data file is invalid.
    #[error("data/{file}: {message}")]
    Data {
        /// The file in `data/`.
        file: &'static str,
        /// The error, with line and column if they are known.
        message: String,
    },
    /// A truth record could not be written as JSON.
    #[error("a truth record could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
