//! Errors of pages.

/// The reason why a page cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// The elements are nested too deeply.
    #[error("elements are nested more than {limit} deep here; expected a page that a browser can display")]
    TooDeep {
        /// The byte of the page at which the limit is exceeded.
        at: usize,
        /// The maximum depth.
        limit: usize,
    },
    /// The page has too many runs of text.
    #[error("the page has more than {limit} runs of text; expected the page of one article")]
    TooMany {
        /// The byte of the page at which the limit is exceeded.
        at: usize,
        /// The maximum number of runs.
        limit: usize,
    },
    /// The parser reports an error.
    #[error("{0}; expected HTML")]
    Malformed(String),
}

impl PageError {
    /// Returns the byte of the page at which the error occurs.
    #[must_use]
    pub fn at(&self) -> usize {
        match self {
            Self::TooDeep { at, .. } | Self::TooMany { at, .. } => *at,
            Self::Malformed(_) => 0,
        }
    }
}
