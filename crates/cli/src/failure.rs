//! How a command ends.

use std::io;
use std::path::PathBuf;

use annals::{IngestError, KnowledgeError, NotPublished};

/// A command that ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit status 0.
    Fine,
    /// There are findings that count as failures: exit status 1.
    Failing,
}

/// A command that could not run.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{}: {expected}", path.display())]
    Unexpected { path: PathBuf, expected: String },
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },
    #[error("{0}")]
    Place(String),
    #[error("{}: expected a folder of articles, found none in it: nothing was written", .0.display())]
    NoArticles(PathBuf),
    #[error("{}: not there yet: run `annals {stage}` first", path.display())]
    StageMissing { path: PathBuf, stage: &'static str },
    #[error("{}: made from an earlier run of `annals {before}`: run `annals {stage}` again", path.display())]
    StageStale { path: PathBuf, stage: &'static str, before: &'static str },
    #[error("{}: it is not as `annals {stage}` wrote it; expected a work folder that nobody edits: run `annals {stage}` again", path.display())]
    StageChanged { path: PathBuf, stage: &'static str },
    #[error("{}: the datasets would lie among the articles of {}; expected a folder outside of it", out.display(), raw.display())]
    OutWithinRaw { out: PathBuf, raw: PathBuf },
    #[error("{what} {name:?} is unknown{}", crate::suggest::sentence(near))]
    Unknown { what: &'static str, name: String, near: Vec<String> },
    #[error(transparent)]
    Knowledge(#[from] KnowledgeError),
    #[error(transparent)]
    Ingest(#[from] IngestError),
    #[error(transparent)]
    Publish(#[from] NotPublished),
    #[error("threads can't be started: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
    #[error("standard output: {0}")]
    Output(io::Error),
    #[error("a record can't be written as JSON: {0}")]
    Json(serde_json::Error),
}

impl Failure {
    /// The exit status of a command that could not run.
    pub(crate) const STATUS: u8 = 2;

    /// Whether whoever read the output has gone, which is no failure.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        match self {
            Self::Output(error) => error.kind() == io::ErrorKind::BrokenPipe,
            Self::Json(error) => error.io_error_kind() == Some(io::ErrorKind::BrokenPipe),
            _ => false,
        }
    }

    pub(crate) fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
