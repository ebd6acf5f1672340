//! Errors of publishing.

use std::path::{Path, PathBuf};

use annals_model::Dataset;

/// Why a release was not written.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// A file system call failed.
    #[error("cannot {action} `{}`: {source}", path.display())]
    Io {
        /// The verb of the call.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The error of the system.
        source: std::io::Error,
    },
    /// The output path does not name a folder.
    #[error("`{}` is not a folder; expected a path that ends in the name of a folder", path.display())]
    NotAFolder {
        /// The output path.
        path: PathBuf,
    },
    /// The output folder contains files that do not belong to a release.
    #[error(
        "`{}` contains files that do not belong to a release: {}; expected an empty folder or an earlier release",
        folder.display(),
        names.join(", ")
    )]
    Foreign {
        /// The output folder.
        folder: PathBuf,
        /// The names of the files, sorted.
        names: Vec<String>,
    },
    /// The fields of a record differ from the columns of its schema.
    #[error("a record of `{}` does not match its schema: {reason}", dataset.name())]
    Record {
        /// The dataset.
        dataset: Dataset,
        /// What was expected and found.
        reason: String,
    },
    /// A schema is invalid.
    #[error("invalid schema of `{}`: {reason}", dataset.name())]
    Schema {
        /// The dataset.
        dataset: Dataset,
        /// What was found and expected.
        reason: String,
    },
}

/// A failed run, with the state of the output folder.
#[derive(Debug, thiserror::Error)]
#[error("{cause}; {}", describe(folder, state))]
pub struct NotPublished {
    /// The error.
    pub cause: PublishError,
    /// The output folder, as passed to the run.
    pub folder: PathBuf,
    /// What the folder contains after the failure.
    pub state: FolderState,
}

/// What the output folder contains after a failed run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderState {
    /// The same as before.
    Unchanged,
    /// The folder is missing; the earlier release is in this folder, and the next run restores it.
    MovedTo(PathBuf),
    /// The complete new release. The failure occurred after the replacement.
    New,
    /// The folder does not exist.
    Missing,
}

fn describe(folder: &Path, state: &FolderState) -> String {
    let folder = folder.display();
    match state {
        FolderState::Unchanged => format!("`{folder}` is unchanged"),
        FolderState::MovedTo(aside) => {
            format!("the earlier release is in `{}`, the next run restores it", aside.display())
        }
        FolderState::New => format!("`{folder}` contains the new release"),
        FolderState::Missing => format!("`{folder}` does not exist"),
    }
}
