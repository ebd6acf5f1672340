//! Errors and remarks about input files.

use serde::{Deserialize, Serialize};

/// An error or a remark about an input file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The path of the file, relative to the folder read.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// The kind of error or remark.
    pub kind: DiagnosticKind,
    /// What was found and what was expected, or what was done.
    pub message: String,
}

/// The kind of a [`Diagnostic`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiagnosticKind {
    /// The file cannot be read, or is not a regular file.
    Unreadable,
    /// A symbolic link points outside the folder read.
    OutsideLink,
    /// The file exceeds the size limit of an article.
    TooLarge,
    /// The file is not text in a supported encoding.
    NotText,
    /// The file is HTML that cannot be parsed.
    Markup,
    /// The file is a collection, or a member of one, that is damaged, exceeds the unpacking limit, or is not
    /// supported.
    Member,
    /// The front matter is invalid.
    FrontMatter,
    /// Another file has the same name without extension.
    DuplicateId,
    /// The file has no text.
    Empty,
    /// Another article has the same bytes or the same words. A remark: both are read.
    Duplicate,
    /// The file format is not supported.
    UnknownFormat,
    /// The file was decoded from another encoding than UTF-8. A remark: the article is read.
    Encoding,
    /// The text contains invisible characters. A remark: the article is read.
    Unseen,
    /// A row of `knowledge/pins.csv` has an identifier that does not exist.
    UnmatchedPin,
}

impl DiagnosticKind {
    /// Whether the article is excluded from the run.
    #[must_use]
    pub fn excludes(self) -> bool {
        !matches!(
            self,
            Self::Encoding
                | Self::Duplicate
                | Self::Unseen
                | Self::UnknownFormat
                | Self::Empty
                | Self::UnmatchedPin
        )
    }
}
