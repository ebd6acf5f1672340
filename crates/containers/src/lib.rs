//! Articles out of files that hold many of them: JSON Lines, feeds, web archives, ZIP.
//!
//! [`Container::of_name`] knows such a file by its name, [`open`] reads it from its first byte to its
//! last, and each [`Member`] or [`Fault`] comes as soon as it is read. Nothing is expanded beyond
//! [`Bounds`], and what is wrong with one member costs no other one.

#![forbid(unsafe_code)]

mod directory;
mod feed;
mod http;
mod json_lines;
mod json_text;
mod member;
mod source;
mod warc;
mod zipped;

use std::io::{Read, Seek};

use annals_knowledge::Fields;

pub use member::{Content, Fault, FaultKind, Member, Record, Words, WordsForm};
use source::Source;

/// A kind of file that holds many articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Container {
    /// One record in JSON a line: `.jsonl`, `.ndjson`.
    JsonLines,
    /// RSS or Atom: `.rss`, `.atom`, `.xml`.
    Feed,
    /// A web archive, ISO 28500: `.warc`.
    Warc,
    /// A ZIP archive of articles and of the others: `.zip`.
    Zip,
}

/// How the bytes of a container stand in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Packing {
    /// As they are.
    Plain,
    /// Compressed by gzip, in one or several members.
    Gzip,
}

/// What one file may make the program hold or do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Most bytes of a member, as it is when unpacked.
    pub member: u64,
    /// How many times larger than its file what is unpacked may be, beyond the first megabyte.
    pub ratio: u64,
    /// Most bytes of a collection in an archive: it is unpacked to the disk while it is read.
    pub spooled: u64,
}

impl Bounds {
    /// A page of mostly white space is packed a hundred times smaller; a bomb a thousand times.
    pub const RATIO: u64 = 200;

    /// A collection that is larger has no need of an archive around it.
    pub const SPOOLED: u64 = 1 << 30;

    /// The usual ones around members of at most so many bytes.
    #[must_use]
    pub const fn of_members(most: u64) -> Self {
        Self { member: most, ratio: Self::RATIO, spooled: Self::SPOOLED }
    }
}

impl Container {
    /// The kind of container and its packing, by the extension of a file's name in any case.
    #[must_use]
    pub fn of_name(name: &str) -> Option<(Self, Packing)> {
        let name = name.to_ascii_lowercase();
        let (name, packing) = match name.strip_suffix(".gz") {
            Some(inner) => (inner, Packing::Gzip),
            None => (name.as_str(), Packing::Plain),
        };
        let container = match name.rsplit_once('.')?.1 {
            "jsonl" | "ndjson" => Self::JsonLines,
            "rss" | "atom" | "xml" => Self::Feed,
            "warc" => Self::Warc,
            "zip" if packing == Packing::Plain => Self::Zip,
            _ => return None,
        };
        Some((container, packing))
    }
}

/// The members of a container, one after the other, and what is wrong with those that can't be had.
pub type Members<'f> = Box<dyn Iterator<Item = Result<Member, Fault>> + Send + 'f>;

/// Opens a container.
pub fn open<'f, F>(
    container: Container,
    packing: Packing,
    file: F,
    fields: &'f Fields,
    bounds: Bounds,
) -> Members<'f>
where
    F: Read + Seek + Send + 'f,
{
    let mut file = file;
    let mut first = [0];
    if packing == Packing::Plain && matches!(file.read(&mut first), Ok(0)) {
        let message = "this file is empty; expected a collection of articles";
        return Box::new(std::iter::once(Err(Fault::at(1, FaultKind::Damaged, message))));
    }
    if let Err(error) = file.rewind() {
        return Box::new(std::iter::once(Err(source::fault(1, &error, bounds.ratio))));
    }
    let source = |file| Source::new(file, packing, bounds);
    match container {
        Container::JsonLines => Box::new(json_lines::JsonLines::new(source(file), fields)),
        Container::Feed => feed::members(source(file)),
        Container::Warc => Box::new(warc::Warc::new(source(file))),
        Container::Zip => zipped::members(file, bounds),
    }
}

/// Records in JSON that come through a pipe, one a line.
pub fn pipe<'f>(input: impl Read + Send + 'f, fields: &'f Fields, bounds: Bounds) -> Members<'f> {
    Box::new(json_lines::JsonLines::new(Source::new(input, Packing::Plain, bounds), fields))
}

#[cfg(test)]
mod tests {
    use super::{Container, Packing};

    #[test]
    fn containers_go_by_their_names() {
        assert_eq!(Container::of_name("a/b.WARC.gz"), Some((Container::Warc, Packing::Gzip)));
        assert_eq!(Container::of_name("b.ndjson"), Some((Container::JsonLines, Packing::Plain)));
        assert_eq!(Container::of_name("b.zip.gz"), None);
        assert_eq!(Container::of_name("warc"), None);
    }
}
