//! Reads the members of a collection as articles.

use std::io;

use annals_containers::{
    Bounds, ContainerError, ContainerErrorKind, Content, Member, Members, Record, TextFormat,
};
use annals_edtf::Edtf;
use annals_model::{ArticleId, Diagnostic, DiagnosticKind, Encoding, Published, PublishedBasis};

use crate::article::{read_bytes, read_text};
use crate::diagnostics::unknown_format;
use crate::file_names::{self, FileKind, Format};
use crate::mapped_text::MappedText;
use crate::metadata::StatedMetadata;
use crate::origin::{ArticleOrigin, sha256_hex};
use crate::reader::{ArticleWithDiagnostics, DateWords, Reader};

/// Number of digits of a hash in a derived identifier.
const HASH_DIGITS: usize = 12;
/// Maximum length of an identifier that is used unchanged.
const MAX_ID: usize = 80;

/// Returns the limits on the members of a collection.
pub(crate) fn bounds(reader: &Reader<'_>) -> Bounds {
    Bounds::for_members(reader.options.max_bytes)
}

/// A collection: a file, or a member of an archive.
#[derive(Clone, Copy)]
pub(crate) struct Collection<'p> {
    /// The path of the file, followed by the name within the archive.
    pub(crate) path: &'p str,
    /// The prefix of the identifiers of its articles; empty if they have none.
    pub(crate) stem: &'p str,
    /// The path of the file.
    pub(crate) file: &'p str,
}

/// The result of reading a member.
pub(crate) enum CollectionItem<'k> {
    /// An article, or the diagnostics that exclude it.
    Article(Box<ArticleWithDiagnostics>),
    /// A collection within an archive; path and stem as in [`Collection`].
    Nested { path: String, stem: String, members: Members<'k> },
}

impl CollectionItem<'_> {
    fn article(read: ArticleWithDiagnostics) -> Self {
        Self::Article(Box::new(read))
    }
}

impl<'k> Reader<'k> {
    /// Returns an iterator over the articles of JSON records from a stream, one per line.
    ///
    /// Their path is `-`, and their identifiers are those of the records. An article is available as soon as its line
    /// is read.
    pub fn read_records<'r>(
        &'r self,
        input: impl io::Read + Send + 'r,
    ) -> impl Iterator<Item = ArticleWithDiagnostics> + 'r {
        let pipe = Collection { path: "-", stem: "", file: "-" };
        let members = annals_containers::pipe(input, self.fields, bounds(self));
        members.filter_map(move |member| match read(self, pipe, member) {
            CollectionItem::Article(read) => Some(*read),
            CollectionItem::Nested { .. } => None,
        })
    }
}

/// Reads a member.
pub(crate) fn read<'k>(
    reader: &Reader<'k>,
    of: Collection<'_>,
    member: Result<Member, ContainerError>,
) -> CollectionItem<'k> {
    let Member { name, line, start, content } = match member {
        Ok(member) => member,
        Err(error) => return CollectionItem::article((None, vec![diagnostic(of, error)])),
    };
    let member_path = format!("{}/{name}", of.path);
    let origin = |id: &str, path, sha256| ArticleOrigin {
        id: ArticleId::new(if of.stem.is_empty() { id.to_owned() } else { format!("{}.{id}", of.stem) }),
        path,
        member: Some(annals_model::Member { name: name_within(of, &name), start }),
        sha256,
        url: None,
    };
    match content {
        Content::Container { container, packing, file } => {
            let stem = format!("{}.{}", of.stem, file_names::stem(&name));
            let members = annals_containers::open(container, packing, file, reader.fields, bounds(reader));
            CollectionItem::Nested { path: member_path, stem, members }
        }
        Content::File(bytes) => {
            let Some(FileKind::Article(format)) = file_names::kind(&name) else {
                return CollectionItem::article((None, vec![unknown_format(&member_path)]));
            };
            let origin = origin(file_names::stem(&name), &member_path, sha256_hex(&bytes));
            CollectionItem::article(with_paths(
                of,
                &member_path,
                read_bytes(reader, origin, &bytes, format, None),
            ))
        }
        Content::Response { body, format, charset, url } => {
            let hash = sha256_hex(&[url.as_deref().unwrap_or_default().as_bytes(), b"\n", &body].concat());
            let origin = ArticleOrigin { url, ..origin(shortened(&hash), &member_path, sha256_hex(&body)) };
            let read = read_bytes(reader, origin, &body, format_of(format), charset.as_deref());
            CollectionItem::article(with_paths(of, &member_path, read))
        }
        Content::Record(record) => {
            let sha256 = sha256_hex(record.raw.as_bytes());
            let id = record.id.as_deref().map_or_else(|| shortened(&sha256).to_owned(), identifier);
            let origin = origin(&id, of.path, sha256);
            let stated = record_metadata(reader, &record);
            let Record { raw, body, .. } = *record;
            let text = MappedText::of_file(raw, Encoding::Utf8).map(body.text, body.stretches);
            let (article, mut diagnostics) = read_text(reader, origin, text, stated, format_of(body.format));
            for diagnostic in &mut diagnostics {
                // The line is relative to the record.
                diagnostic.line += line - 1;
            }
            CollectionItem::article(with_paths(of, of.path, (article, diagnostics)))
        }
    }
}

/// Sets the path of an article to that of the file, and the path of its diagnostics to that of the member.
fn with_paths(
    of: Collection<'_>,
    path: &str,
    (mut article, mut diagnostics): ArticleWithDiagnostics,
) -> ArticleWithDiagnostics {
    if let Some(article) = &mut article {
        of.file.clone_into(&mut article.path);
    }
    for diagnostic in &mut diagnostics {
        path.clone_into(&mut diagnostic.path);
    }
    (article, diagnostics)
}

/// Returns the name of a member within its file.
fn name_within(of: Collection<'_>, name: &str) -> String {
    match of.path.strip_prefix(of.file) {
        Some(archive_path) if !archive_path.is_empty() => {
            format!("{}/{name}", archive_path.trim_start_matches('/'))
        }
        _ => name.to_owned(),
    }
}

fn format_of(format: TextFormat) -> Format {
    match format {
        TextFormat::Plain => Format::Text,
        TextFormat::Html => Format::Page,
    }
}

/// Returns an identifier as part of an article's identifier: unchanged, or a hash if it is too long or has special
/// characters.
fn identifier(id: &str) -> String {
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !id.is_empty() && id.len() <= MAX_ID && id.chars().all(is_allowed) {
        return id.to_owned();
    }
    shortened(&sha256_hex(id.as_bytes())).to_owned()
}

fn shortened(hash: &str) -> &str {
    hash.get(..HASH_DIGITS).unwrap_or(hash)
}

fn record_metadata(reader: &Reader<'_>, record: &Record) -> StatedMetadata {
    let language = record.language.clone();
    let parse =
        |words: &str| (reader.date_of)(&DateWords { words, language: language.as_deref(), published: None });
    let date = record.published.as_deref().and_then(|words| timestamp_date(words).or_else(|| parse(words)));
    let published = date.map(|date| Published { date, basis: PublishedBasis::Page });
    let Record { source, url, title, author, translator, .. } = record.clone();
    StatedMetadata { source, url, title, published, language, author, translator }
}

/// Parses the date of a timestamp: ISO 8601, RFC 5322, or seconds or milliseconds since 1970.
fn timestamp_date(words: &str) -> Option<Edtf> {
    let words = words.trim();
    let is_number = words.bytes().all(|byte| byte.is_ascii_digit());
    match words.len() {
        8 if is_number => {
            let (year, rest) = words.split_at(4);
            let (month, day) = rest.split_at(2);
            format!("{year}-{month}-{day}").parse().ok()
        }
        length @ (10 | 13) if is_number => {
            let seconds: i64 = words.parse().ok()?;
            let seconds = if length == 13 { seconds / 1000 } else { seconds };
            let day = jiff::Timestamp::from_second(seconds).ok()?.to_zoned(jiff::tz::TimeZone::UTC).date();
            day.to_string().parse().ok()
        }
        _ => {
            let iso = words.split(['T', ' ']).next().and_then(|day| day.parse().ok());
            iso.or_else(|| jiff::fmt::rfc2822::parse(words).ok()?.date().to_string().parse().ok())
        }
    }
}

fn diagnostic(of: Collection<'_>, error: ContainerError) -> Diagnostic {
    let ContainerError { member, line, column, kind, message } = error;
    let kind = match kind {
        ContainerErrorKind::Unreadable => DiagnosticKind::Unreadable,
        ContainerErrorKind::TooLarge => DiagnosticKind::TooLarge,
        ContainerErrorKind::DecompressionBomb
        | ContainerErrorKind::Damaged
        | ContainerErrorKind::UnsafeName
        | ContainerErrorKind::Unsupported => DiagnosticKind::Member,
    };
    let message = match member {
        Some(name) => format!("`{}`: {message}", name.escape_debug()),
        None => message,
    };
    Diagnostic { path: of.path.to_owned(), line, column, kind, message }
}
