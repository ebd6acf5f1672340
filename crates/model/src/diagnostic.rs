//! What went wrong, or needs a remark, while files were read.

use serde::{Deserialize, Serialize};

/// A file that could not be read, or was read with a remark.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file's path, relative to the folder read.
    pub path: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What kind of problem it is.
    pub kind: DiagnosticKind,
    /// What is wrong and what was expected, or what was done.
    pub message: String,
}

/// What kind of problem a file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DiagnosticKind {
    /// The system does not let it be read, or it is no regular file.
    Unreadable,
    /// A symbolic link leads out of the folder read.
    OutsideLink,
    /// It is beyond the size that one article may have.
    TooLarge,
    /// It is no text in any encoding known.
    NotText,
    /// It is a page that can't be parsed.
    Markup,
    /// It is a collection, or a member of one, that is damaged, unpacks without end, or is not read.
    Member,
    /// Its front matter has a mistake.
    FrontMatter,
    /// Another file has the same stem.
    DuplicateId,
    /// It has no words to read.
    Empty,
    /// Another article has the same bytes or the same words: a remark, both were read.
    Duplicate,
    /// Its kind of file is none that is read.
    UnknownFormat,
    /// It was decoded from another encoding than UTF-8: a remark, the article was read.
    Encoding,
    /// Its words hold characters that nobody sees: a remark, the article was read.
    Unseen,
    /// A row of `knowledge/pins.csv` names what is not there.
    UnmatchedPin,
}

impl DiagnosticKind {
    /// Whether the article was left out of the run.
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
