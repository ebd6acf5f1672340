//! What can go wrong.

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
        /// What the system said.
        source: io::Error,
    },
    /// The output folder holds something already.
    #[error(
        "{}: expected a folder that is empty or does not exist, as old articles would stand among the new ones",
        path.display()
    )]
    NotEmpty {
        /// The folder.
        path: PathBuf,
    },
    /// One of the embedded data files is not as it should be.
    #[error("data/{file}: {message}")]
    Data {
        /// The file in `data/`.
        file: &'static str,
        /// What is wrong, with line and column where known.
        message: String,
    },
    /// A truth record could not be written as JSON.
    #[error("a truth record could not be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}
