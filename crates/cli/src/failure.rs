//! The result of a command: exit status and error messages.

use std::io;
use std::path::PathBuf;

use annals::{IngestError, KnowledgeError, NotPublished};

/// The result of a command that ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit status 0.
    Success,
    /// There are open findings of severity error, or input that cannot be read: exit status 1.
    OpenErrors,
}

/// Why a command could not run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{}: {message}", path.display())]
    Invalid { path: PathBuf, message: String },
    #[error("{}:{line}:{column}: {message}", path.display())]
    InvalidAt { path: PathBuf, line: usize, column: usize, message: String },
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{}: found no articles, expected a folder of articles; nothing was written", .0.display())]
    NoArticles(PathBuf),
    #[error("{}: the stage has not run: run `annals {stage}` first", path.display())]
    StageNotRun { path: PathBuf, stage: &'static str },
    #[error("{}: older than the last run of `annals {previous}`: run `annals {stage}` again", path.display())]
    StageOutdated { path: PathBuf, stage: &'static str, previous: &'static str },
    #[error("{}: changed since `annals {stage}` wrote it: run `annals {stage}` again", path.display())]
    StageFileChanged { path: PathBuf, stage: &'static str },
    #[error("{}: the output folder is inside the folder of articles {}, expected a folder outside of it", out.display(), raw.display())]
    OutputInsideRaw { out: PathBuf, raw: PathBuf },
    #[error("unknown {what} {name:?}{}", crate::suggestions::sentence(similar))]
    Unknown { what: &'static str, name: String, similar: Vec<String> },
    #[error(
        "{id:?} is in the datasets of {}, but not in the result for {} and the current knowledge: run `annals pipeline`",
        processed.display(),
        raw.display()
    )]
    Outdated { id: String, processed: PathBuf, raw: PathBuf },
    #[error(transparent)]
    Knowledge(#[from] KnowledgeError),
    #[error(transparent)]
    Ingest(#[from] IngestError),
    #[error(transparent)]
    Publish(#[from] NotPublished),
    #[error("cannot start threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    #[error("standard output: {0}")]
    Output(io::Error),
    #[error("cannot write a record as JSON: {0}")]
    Json(serde_json::Error),
}

impl Failure {
    /// The exit status of a command that could not run.
    pub(crate) const STATUS: u8 = 2;

    /// Whether the reader of standard output has closed it, which is not an error.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        match self {
            Self::Output(error) => error.kind() == io::ErrorKind::BrokenPipe,
            Self::Json(error) => error.io_error_kind() == Some(io::ErrorKind::BrokenPipe),
            _ => false,
        }
    }

    /// Returns a function that adds the path to an I/O error.
    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
