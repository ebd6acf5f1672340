//! Reads the articles out of files that hold many of them.
#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod bounded_reader;
mod container;
mod error;
mod feed;
mod feed_parser;
mod http;
mod json_lines;
mod json_string;
mod member;
mod warc;
mod zip_archive;
mod zip_directory;

use std::io::{Read, Seek};

use annals_knowledge::Fields;

use bounded_reader::BoundedReader;
pub use container::{Bounds, Container, Packing};
pub use error::{ContainerError, ContainerErrorKind};
pub use member::{Content, Member, Members, Record, RecordText, TextFormat};

/// Opens a container and returns an iterator over its members.
///
/// A damaged member yields an error and the iteration continues, unless the start of the next member cannot be found.
///
/// # Examples
///
/// ```
/// use std::io::Cursor;
///
/// use annals_containers::{Bounds, Container, ContainerErrorKind, Packing, open};
/// use annals_knowledge::{Field, Fields};
///
/// let fields = Fields::default().with(Field::Text, &["text"]);
/// let lines = b"{\"text\": \"It rained.\"}\nnot JSON\n{\"text\": \"It snowed.\"}\n";
/// let members = open(Container::JsonLines, Packing::Plain, Cursor::new(lines), &fields, Bounds::for_members(1_000));
/// let errors: Vec<_> = members.filter_map(Result::err).map(|error| (error.line, error.kind)).collect();
/// assert_eq!(errors, [(2, ContainerErrorKind::Damaged)]);
/// ```
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
        let message = "the file is empty; expected a collection of articles";
        let error = ContainerError::new(1, ContainerErrorKind::Damaged, message);
        return Box::new(std::iter::once(Err(error)));
    }
    if let Err(error) = file.rewind() {
        return Box::new(std::iter::once(Err(ContainerError::from_io(1, &error, bounds.ratio))));
    }
    let reader = |file| BoundedReader::new(file, packing, bounds);
    match container {
        Container::JsonLines => Box::new(json_lines::JsonLines::new(reader(file), fields)),
        Container::Feed => feed::members(reader(file)),
        Container::Warc => Box::new(warc::Warc::new(reader(file))),
        Container::Zip => zip_archive::members(file, bounds),
    }
}

/// Returns an iterator over JSON records from a stream, one per line.
///
/// # Examples
///
/// ```
/// use annals_containers::{Bounds, pipe};
/// use annals_knowledge::{Field, Fields};
///
/// let fields = Fields::default().with(Field::Id, &["id"]).with(Field::Text, &["text"]);
/// let input = b"{\"id\": \"rain-1\", \"text\": \"It rained.\"}\n".as_slice();
/// let mut members = pipe(input, &fields, Bounds::for_members(1_000));
/// assert_eq!(members.next().unwrap().unwrap().name, "rain-1");
/// assert!(members.next().is_none());
/// ```
pub fn pipe<'f>(input: impl Read + Send + 'f, fields: &'f Fields, bounds: Bounds) -> Members<'f> {
    Box::new(json_lines::JsonLines::new(BoundedReader::new(input, Packing::Plain, bounds), fields))
}
