//! The members of a container.

use std::fs::File;

use annals_model::Stretch;

use crate::container::{Container, Packing};
use crate::error::ContainerError;

/// An article in a container, or a container in an archive.
#[derive(Debug)]
pub struct Member {
    /// The name within the container: a path in a ZIP archive, a URL in a web archive, or for example `line 7`.
    pub name: String,
    /// Line of the container at which the member begins; 1 in formats without lines.
    pub line: usize,
    /// Byte offset of the content in the container file; `None` if the content is compressed or encoded there.
    pub start: Option<u64>,
    /// The content.
    pub content: Content,
}

/// An iterator over the members of a container in their order.
pub type Members<'f> = Box<dyn Iterator<Item = Result<Member, ContainerError>> + Send + 'f>;

/// The content of a member.
#[derive(Debug)]
pub enum Content {
    /// The bytes of a file, whose format follows from the member's name.
    File(Vec<u8>),
    /// A web page or plain text from a web server.
    Response {
        /// The decoded body.
        body: Vec<u8>,
        /// The format by the `Content-Type` header.
        format: TextFormat,
        /// The character encoding by the `Content-Type` header.
        charset: Option<String>,
        /// The URL.
        url: Option<String>,
    },
    /// A record with named fields.
    Record(Box<Record>),
    /// A container in an archive.
    Container {
        /// The format.
        container: Container,
        /// The compression.
        packing: Packing,
        /// A temporary file with the container's bytes.
        file: File,
    },
}

/// An article as a record with named fields, from JSON Lines or a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The source text of the whole record in the container.
    pub raw: String,
    /// The identifier within the container.
    pub id: Option<String>,
    /// The URL.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The publication date, as written.
    pub published: Option<String>,
    /// The publisher.
    pub source: Option<String>,
    /// The language, as written.
    pub language: Option<String>,
    /// The author or authors.
    pub author: Option<String>,
    /// The translator.
    pub translator: Option<String>,
    /// The article's text.
    pub body: RecordText,
}

/// The text of an article in a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordText {
    /// The format of the text.
    pub format: TextFormat,
    /// The text with all escapes of the container decoded.
    pub text: String,
    /// The alignment of `text` to [`Record::raw`].
    pub stretches: Vec<Stretch>,
}

/// The format of an article's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextFormat {
    /// Plain text or Markdown.
    #[default]
    Plain,
    /// HTML.
    Html,
}
