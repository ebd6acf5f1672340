//! Articles out of the members of a collection.

use std::io;

use annals_containers::{
    Bounds, ContainerError, ContainerErrorKind, Content, Member, Members, Record, TextFormat,
};
use annals_edtf::Edtf;
use annals_model::{ArticleId, Diagnostic, DiagnosticKind, Encoding, Published, PublishedBasis};

use crate::article::{Read, Stated, digest, read_bytes, read_text};
use crate::layer::{Layer, Name};
use crate::names::{self, Format, Kind};
use crate::reader::{DateWords, Reader};

/// Digits of a hash that stand for an article that has no identifier of its own.
const DIGITS: usize = 12;
/// The longest identifier that is kept as it is.
const LONGEST: usize = 80;

/// The bounds on a collection that are those on articles.
pub(crate) fn bounds(reader: &Reader<'_>) -> Bounds {
    Bounds::for_members(reader.options.max_bytes)
}

/// A file that holds many articles, or one of its members that does.
#[derive(Clone, Copy)]
pub(crate) struct Collection<'p> {
    /// Its path, and behind it those of the archives' members that lead to it.
    pub(crate) path: &'p str,
    /// How the identifiers of its articles begin; empty where they are by themselves.
    pub(crate) stem: &'p str,
    /// The file itself.
    pub(crate) file: &'p str,
}

/// What a member is.
pub(crate) enum Found<'k> {
    /// An article, or why it is none.
    Article(Box<Read>),
    /// More of them: the path and the stem of that collection, and its members.
    Inner(String, String, Members<'k>),
}

impl Found<'_> {
    fn article(read: Read) -> Self {
        Self::Article(Box::new(read))
    }
}

impl<'k> Reader<'k> {
    /// The articles in records that come through a pipe, one in JSON a line, each as soon as its
    /// line is there. Their path is `-`, and their identifiers are those of the records.
    pub fn read_records<'r>(&'r self, input: impl io::Read + Send + 'r) -> impl Iterator<Item = Read> + 'r {
        let pipe = Collection { path: "-", stem: "", file: "-" };
        let members = annals_containers::pipe(input, self.fields, bounds(self));
        members.filter_map(move |member| match read(self, pipe, member) {
            Found::Article(read) => Some(*read),
            Found::Inner(..) => None,
        })
    }
}

/// An article out of a member.
pub(crate) fn read<'k>(
    reader: &Reader<'k>,
    of: Collection<'_>,
    member: Result<Member, ContainerError>,
) -> Found<'k> {
    let Member { name, line, start, content } = match member {
        Ok(member) => member,
        Err(fault) => return Found::article((None, vec![problem_of(of, fault)])),
    };
    let inside = format!("{}/{name}", of.path);
    let named = |id: &str, path, sha256| Name {
        id: ArticleId::new(if of.stem.is_empty() { id.to_owned() } else { format!("{}.{id}", of.stem) }),
        path,
        member: Some(annals_model::Member { name: name_within(of, &name), start }),
        sha256,
        address: None,
    };
    match content {
        Content::Container { container, packing, file } => {
            let stem = format!("{}.{}", of.stem, names::stem(&name));
            let members = annals_containers::open(container, packing, file, reader.fields, bounds(reader));
            Found::Inner(inside, stem, members)
        }
        Content::File(bytes) => {
            let Some(Kind::Article(format)) = names::kind(&name) else {
                return Found::article((None, vec![crate::folder::unknown_format(&inside)]));
            };
            let name = named(names::stem(&name), &inside, digest(&bytes));
            Found::article(placed(of, &inside, read_bytes(reader, name, &bytes, format, None)))
        }
        Content::Response { body, format, charset, url } => {
            let hash = digest(&[url.as_deref().unwrap_or_default().as_bytes(), b"\n", &body].concat());
            let name = Name { address: url, ..named(shortened(&hash), &inside, digest(&body)) };
            let read = read_bytes(reader, name, &body, format_of(format), charset.as_deref());
            Found::article(placed(of, &inside, read))
        }
        Content::Record(record) => {
            let sha256 = digest(record.raw.as_bytes());
            let id = record.id.as_deref().map_or_else(|| shortened(&sha256).to_owned(), identifier);
            let name = named(&id, of.path, sha256);
            let known = stated(reader, &record);
            let Record { raw, body, .. } = *record;
            let layer = Layer::of_file(raw, Encoding::Utf8).over(body.text, body.stretches);
            let (article, mut diagnostics) = read_text(reader, name, layer, known, format_of(body.format));
            for diagnostic in &mut diagnostics {
                // Where a record begins, so does the text of its layer.
                diagnostic.line += line - 1;
            }
            Found::article(placed(of, of.path, (article, diagnostics)))
        }
    }
}

/// An article's path is that of the file, whatever lies between; a problem tells where it is.
fn placed(of: Collection<'_>, path: &str, (mut article, mut diagnostics): Read) -> Read {
    if let Some(article) = &mut article {
        of.file.clone_into(&mut article.path);
    }
    for diagnostic in &mut diagnostics {
        path.clone_into(&mut diagnostic.path);
    }
    (article, diagnostics)
}

fn name_within(of: Collection<'_>, name: &str) -> String {
    match of.path.strip_prefix(of.file) {
        Some(between) if !between.is_empty() => format!("{}/{name}", between.trim_start_matches('/')),
        _ => name.to_owned(),
    }
}

fn format_of(format: TextFormat) -> Format {
    match format {
        TextFormat::Plain => Format::Text,
        TextFormat::Html => Format::Page,
    }
}

/// An identifier as a part of another one: as it is, or a hash where it would not do.
fn identifier(id: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    if !id.is_empty() && id.len() <= LONGEST && id.chars().all(fits) {
        return id.to_owned();
    }
    shortened(&digest(id.as_bytes())).to_owned()
}

fn shortened(hash: &str) -> &str {
    hash.get(..DIGITS).unwrap_or(hash)
}

fn stated(reader: &Reader<'_>, record: &Record) -> Stated {
    let language = record.language.clone();
    let read =
        |words: &str| (reader.date_of)(&DateWords { words, language: language.as_deref(), published: None });
    let date = record.published.as_deref().and_then(|words| moment(words).or_else(|| read(words)));
    let published = date.map(|date| Published { date, basis: PublishedBasis::Page });
    let Record { source, url, title, author, translator, .. } = record.clone();
    Stated { source, url, title, published, language, author, translator }
}

/// The day of a moment as machines tell it: by ISO 8601, by RFC 5322, or in seconds since 1970.
fn moment(words: &str) -> Option<Edtf> {
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

fn problem_of(of: Collection<'_>, fault: ContainerError) -> Diagnostic {
    let ContainerError { member, line, column, kind, message } = fault;
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
