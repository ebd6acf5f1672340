use std::path::{Path, PathBuf};

use annals_model::Dataset;

/// Why a release was not written. The folder then holds what it held before.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The system refused.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// What was tried: a verb.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The path names no folder that could be replaced.
    #[error("`{}` cannot hold a release: expected a path that ends in the name of a folder", path.display())]
    NotAFolder {
        /// The path given.
        path: PathBuf,
    },
    /// Replacing the folder would lose files that no release writes.
    #[error(
        "`{}` holds what no release writes: {}. Expected an empty folder or an earlier release; move it away",
        folder.display(),
        names.join(", ")
    )]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// The names, sorted.
        names: Vec<String>,
    },
    /// A record and its schema do not have the same columns.
    #[error("a record of `{}` does not fit its schema: {reason}", dataset.name())]
    Record {
        /// The dataset.
        dataset: Dataset,
        /// What was expected and found.
        reason: String,
    },
    /// A schema cannot be read.
    #[error("the schema of `{}` cannot be used: {reason}", dataset.name())]
    Schema {
        /// The dataset.
        dataset: Dataset,
        /// What was expected.
        reason: String,
    },
}

impl PublishError {
    /// For `map_err` on what the system answers.
    pub(crate) fn io(action: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        move |source| Self::Io { action, path: path.to_owned(), source }
    }
}
