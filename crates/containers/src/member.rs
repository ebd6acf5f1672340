use std::fs::File;

use annals_model::Stretch;

use crate::{Container, Packing};

/// An article in a container, or a container in it.
#[derive(Debug)]
pub struct Member {
    /// What it is called there: its path in a ZIP, its address in a web archive, `line 7`.
    pub name: String,
    /// The line of the container that it begins on; 1 where a container has no lines.
    pub line: usize,
    /// Where its bytes begin in the file, if they stand there as they are.
    pub start: Option<u64>,
    /// What it is.
    pub content: Content,
}

/// What a member is.
#[derive(Debug)]
pub enum Content {
    /// A file of its own, whose name tells what is in it.
    File(Vec<u8>),
    /// A page or a plain text that a web server sent.
    Response {
        /// The page, as the server meant it.
        body: Vec<u8>,
        /// Whether it is HTML.
        form: WordsForm,
        /// The encoding that the server named.
        charset: Option<String>,
        /// Its address.
        url: Option<String>,
    },
    /// A record with named fields.
    Record(Box<Record>),
    /// Another container, on disk until it is dropped.
    Collection(Container, Packing, File),
}

/// An article as a record of a collection tells it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The bytes of the record as they stand in the container, as text.
    pub text: String,
    /// What the collection calls it.
    pub id: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// When it was published, as the record tells it.
    pub published: Option<String>,
    /// Who published it.
    pub source: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who translated it.
    pub translator: Option<String>,
    /// Its words.
    pub words: Words,
}

/// Words that stand in a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// Whether they are a page.
    pub form: WordsForm,
    /// The words, with nothing escaped.
    pub text: String,
    /// Where they stand in the record's text.
    pub stretches: Vec<Stretch>,
}

/// What words are written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WordsForm {
    /// Plain text, or Markdown.
    #[default]
    Text,
    /// HTML.
    Html,
}

/// Why a member, or all from there on, can't be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The member's name, where it is known.
    pub member: Option<String>,
    /// Line of the container, from 1; 1 where it has no lines.
    pub line: usize,
    /// Column in code points, from 1.
    pub column: usize,
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// What is wrong and what was expected.
    pub message: String,
}

/// What kind of fault a member has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// The system does not let it be read.
    Unreadable,
    /// It is larger than a member may be.
    TooLarge,
    /// It unpacks to more than its size allows.
    Bomb,
    /// It is not what its format asks for.
    Damaged,
    /// Its name leads out of the container.
    UnsafeName,
    /// It is packed or locked in a way that is not read.
    Unsupported,
}

impl Fault {
    pub(crate) fn at(line: usize, kind: FaultKind, message: impl Into<String>) -> Self {
        Self { member: None, line, column: 1, kind, message: message.into() }
    }

    pub(crate) fn of(self, member: impl Into<String>) -> Self {
        Self { member: Some(member.into()), ..self }
    }
}
