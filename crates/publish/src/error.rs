use std::path::{Path, PathBuf};

use annals_model::Dataset;

/// Why a release was not written.
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

/// A release that was not written, or not to the end.
#[derive(Debug, thiserror::Error)]
#[error("{cause}; {}", told(folder, holds))]
pub struct NotPublished {
    /// Why.
    pub cause: PublishError,
    /// The folder, as it was asked for.
    pub folder: PathBuf,
    /// What is in it now.
    pub holds: Holds,
}

/// What a folder holds after a release could not be written to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// What it held before.
    Before,
    /// Nothing; what it held before is in this folder, from which the next run takes it back.
    BeforeAt(PathBuf),
    /// The new release, whole. Only what comes after that has failed.
    New,
    /// There is no such folder.
    Nothing,
}

fn told(folder: &Path, holds: &Holds) -> String {
    let folder = folder.display();
    match holds {
        Holds::Before => format!("`{folder}` is as it was"),
        Holds::BeforeAt(aside) => {
            format!("its release is in `{}`, and the next run puts it back", aside.display())
        }
        Holds::New => format!("`{folder}` holds the new release"),
        Holds::Nothing => format!("there is no `{folder}`"),
    }
}
