//! Reads feeds: RSS 2.0, RSS 1.0 and Atom (RFC 4287).

use std::borrow::Cow;
use std::ops::Range;

use annals_model::{Form, Stretch};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::bounded_reader::{BoundedReader, Chunk};
use crate::error::{ContainerError, ContainerErrorKind};
use crate::member::{Content, Member, Members, Record, RecordText, TextFormat};

/// Maximum size of a feed as a multiple of the limit on a member. A feed is held in memory as a whole.
const MEMBERS: u64 = 8;

/// Returns the articles of a feed.
pub(crate) fn members(mut reader: BoundedReader<'_>) -> Members<'_> {
    let is_plain = reader.file_offset().is_some();
    reader.bounds.member = reader.bounds.member.saturating_mul(MEMBERS);
    let members = match reader.rest() {
        Ok(Chunk::Complete(bytes)) => match decode(&bytes) {
            Ok((text, start)) => parse(&text, start.filter(|_| is_plain)),
            Err(error) => vec![Err(error)],
        },
        Ok(_) => vec![Err(ContainerError::too_large(1, reader.bounds.member))],
        Err(error) => vec![Err(ContainerError::from_io(1, &error, reader.bounds.ratio))],
    };
    Box::new(members.into_iter())
}

/// Decodes a feed by its byte order mark or XML declaration; UTF-8 is the default.
///
/// Also returns the offset of the text in the file if the file is UTF-8.
fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<u64>), ContainerError> {
    const DECLARATION: usize = 200;
    let by_bom = encoding_rs::Encoding::for_bom(bytes);
    let declared = || {
        let head = String::from_utf8_lossy(bytes.get(..DECLARATION).unwrap_or(bytes));
        let declared = head.strip_prefix("<?xml")?.split("?>").next()?.split_once("encoding")?.1.to_owned();
        let label = declared.trim_start_matches([' ', '=', '"', '\'']).split(['"', '\'']).next()?.to_owned();
        encoding_rs::Encoding::for_label(label.as_bytes())
    };
    let (encoding, bom) = by_bom.or_else(|| Some((declared()?, 0))).unwrap_or((encoding_rs::UTF_8, 0));
    let body = bytes.get(bom..).unwrap_or_default();
    if encoding == encoding_rs::UTF_8 {
        let text = std::str::from_utf8(body).map_err(|error| {
            let valid = String::from_utf8_lossy(body.get(..error.valid_up_to()).unwrap_or_default());
            error_after(
                &valid,
                "the feed is not UTF-8 as declared or by default; expected its actual encoding",
            )
        })?;
        return Ok((Cow::Borrowed(text), Some(bom as u64)));
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(body);
    if had_errors {
        let message =
            format!("the feed is not {} as declared; expected its actual encoding", encoding.name());
        return Err(error_after("", message));
    }
    Ok((text, None))
}

/// Creates an error at the end of the preceding text.
fn error_after(preceding: &str, message: impl Into<String>) -> ContainerError {
    let column = preceding.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    ContainerError::new(line(preceding), ContainerErrorKind::Damaged, message).with_column(column)
}

/// Returns the line number at the end of the preceding text.
fn line(preceding: &str) -> usize {
    memchr::memchr_iter(b'\n', preceding.as_bytes()).count() + 1
}

/// Metadata that a feed states for all its items.
#[derive(Default)]
struct Channel {
    title: Option<String>,
    language: Option<String>,
}

/// Parses a feed; `file_offset` is the offset of the text in the file, if it is stored as is.
fn parse(text: &str, file_offset: Option<u64>) -> Vec<Result<Member, ContainerError>> {
    let mut found = Vec::new();
    let mut channel = Channel::default();
    let mut at = 0;
    let mut has_items = false;
    while let Some(rest) = text.get(at..) {
        let mut parser = FeedParser { text: rest, offset: at, reader: Reader::from_str(rest) };
        // After damage, the start tags around the items are missing.
        parser.reader.config_mut().allow_unmatched_ends = at > 0;
        let result = parser.items(&mut channel, |start, item| {
            has_items = true;
            let preceding = text.get(..start).unwrap_or(text);
            found.push(match item {
                Some(record) => Ok(item_member(record, start, line(preceding), file_offset)),
                None => {
                    let message = "the item has no text; expected a description, a summary or content";
                    Err(error_after(preceding, message))
                }
            });
        });
        let Err(FeedError { at: error_at, message, recovery }) = result else { break };
        found.push(Err(error_after(text.get(..error_at).unwrap_or(text), message)));
        let next = match recovery {
            Recovery::NextItem => next_item(text, error_at.max(at + 1)),
            Recovery::None => None,
        };
        let Some(next) = next else { break };
        at = next;
    }
    if !has_items && found.is_empty() {
        found.push(Err(error_after("", "the file has no items; expected an RSS or Atom feed")));
    }
    found
}

fn item_member(record: Record, start: usize, line: usize, file_offset: Option<u64>) -> Member {
    let name = record.id.clone().or_else(|| record.url.clone());
    Member {
        name: name.unwrap_or_else(|| format!("line {line}")),
        line,
        start: file_offset.map(|offset| offset + start as u64),
        content: Content::Record(Box::new(record)),
    }
}

/// Returns the offset of the next item's start tag.
fn next_item(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(text.ceil_char_boundary(from)..)?;
    let offset = text.len() - rest.len();
    ["<item>", "<item ", "<entry>", "<entry "]
        .iter()
        .filter_map(|tag| rest.find(tag))
        .min()
        .map(|at| offset + at)
}

struct FeedParser<'t> {
    /// The feed from the current start, or from an item after damage.
    text: &'t str,
    /// Offset of `text` in the feed.
    offset: usize,
    reader: Reader<&'t [u8]>,
}

/// An error in a feed, at a byte of it.
struct FeedError {
    at: usize,
    message: String,
    recovery: Recovery,
}

/// Where parsing continues after an error.
enum Recovery {
    NextItem,
    None,
}

impl FeedError {
    fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), recovery: Recovery::NextItem }
    }
}

/// The fields of an item found so far. Of alternatives, the one with the highest rank counts.
#[derive(Default)]
struct Item {
    record: Record,
    date: Option<(u8, String)>,
    body: Option<(u8, RecordText)>,
}

impl Item {
    /// Takes over the value of a metadata element.
    fn set(&mut self, name: &str, value: String) {
        let record = &mut self.record;
        match name {
            "title" => record.title = Some(value),
            "link" => record.url = record.url.take().or(Some(value)),
            "guid" | "id" => record.id = Some(value),
            "author" | "dc:creator" => {
                record.author = Some(match record.author.take() {
                    Some(others) => format!("{others}, {value}"),
                    None => value,
                });
            }
            "dc:language" => record.language = Some(value),
            "published" | "pubDate" => self.date = Some((2, value)),
            "dc:date" | "updated" if self.date.as_ref().is_none_or(|(rank, _)| *rank < 1) => {
                self.date = Some((1, value));
            }
            _ => {}
        }
    }

    fn set_url(&mut self, link: &BytesStart<'_>) {
        if is_alternate(link) {
            self.record.url = self.record.url.take().or_else(|| attribute(link, "href"));
        }
    }

    /// Completes the record; `source` is its range in the text. `None` if the item has no text.
    fn finish(self, text: &str, source: Range<usize>) -> Option<Record> {
        let Self { mut record, date, body } = self;
        let (_, mut body) = body?;
        for stretch in &mut body.stretches {
            stretch.source = stretch.source.start - source.start..stretch.source.end - source.start;
        }
        record.published = date.map(|(_, date)| date);
        record.raw = text.get(source).unwrap_or_default().to_owned();
        record.body = body;
        Some(record)
    }
}

/// Returns the rank of an element as the text of an item; 0 for other elements.
fn body_rank(name: &str) -> u8 {
    match name {
        "content:encoded" => 3,
        "content" => 2,
        "description" | "summary" => 1,
        _ => 0,
    }
}

impl<'t> FeedParser<'t> {
    /// Returns the next event and its range in `text`.
    fn event(&mut self) -> Result<(Event<'t>, Range<usize>), FeedError> {
        let start = self.position();
        let event = self.reader.read_event();
        match event {
            Ok(event) => Ok((event, start..self.position())),
            Err(error) => {
                let at = usize::try_from(self.reader.error_position()).unwrap_or(start);
                Err(self.error(at, format!("{error}; expected well-formed XML")))
            }
        }
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len())
    }

    /// Creates an error at an offset in `text`.
    fn error(&self, at: usize, message: impl Into<String>) -> FeedError {
        FeedError::new(self.offset + at, message)
    }

    /// Passes each item to `take` with its offset in the feed, or `None` for an item without text.
    fn items(
        &mut self,
        channel: &mut Channel,
        mut take: impl FnMut(usize, Option<Record>),
    ) -> Result<(), FeedError> {
        loop {
            let (event, range) = self.event()?;
            match event {
                Event::Eof => return Ok(()),
                Event::DocType(declared) if declared.to_ascii_uppercase().contains("<!ENTITY") => {
                    let message =
                        "the feed declares entities, which are not expanded; expected a feed without them";
                    return Err(FeedError { recovery: Recovery::None, ..self.error(range.start, message) });
                }
                Event::Start(tag) if matches!(tag.local_name().as_ref(), "item" | "entry") => {
                    let item = self.item(range.start, channel)?;
                    take(self.offset + range.start, item);
                }
                Event::Start(tag) => self.channel_element(&tag, channel)?,
                _ => {}
            }
        }
    }

    /// Takes over what an element outside the items states for all of them.
    fn channel_element(&mut self, tag: &BytesStart<'_>, channel: &mut Channel) -> Result<(), FeedError> {
        if let Some(language) = attribute(tag, "lang") {
            channel.language.get_or_insert(language);
        }
        match tag.local_name().as_ref() {
            "title" if channel.title.is_none() => {
                channel.title = Some(one_line(&self.text_content()?.text)).filter(|title| !title.is_empty());
            }
            "language" => channel.language = Some(one_line(&self.text_content()?.text)),
            _ => {}
        }
        Ok(())
    }

    /// Parses an item after its start tag; `None` if the item has no text.
    fn item(&mut self, start: usize, channel: &Channel) -> Result<Option<Record>, FeedError> {
        let mut item = Item::default();
        item.record.source.clone_from(&channel.title);
        item.record.language.clone_from(&channel.language);
        loop {
            let (event, range) = self.event()?;
            let tag = match event {
                Event::Eof => {
                    return Err(self.error(range.start, "the item has no end; expected its end tag"));
                }
                Event::End(_) => return Ok(item.finish(self.text, start..range.end)),
                Event::Empty(tag) => {
                    if tag.local_name().as_ref() == "link" {
                        item.set_url(&tag);
                    }
                    continue;
                }
                Event::Start(tag) => tag,
                _ => continue,
            };
            let name = tag.name();
            let rank = body_rank(name.as_ref());
            if rank > 0 {
                let is_better = item.body.as_ref().is_none_or(|(known, _)| *known < rank);
                let body = self.body(&tag)?;
                if is_better && !body.text.trim().is_empty() {
                    item.body = Some((rank, body));
                }
                continue;
            }
            if name.as_ref() == "link" {
                item.set_url(&tag);
            }
            let value = one_line(&self.text_content()?.text);
            if !value.is_empty() {
                item.set(name.as_ref(), value);
            }
        }
    }

    /// Reads an article's text after its start tag: escaped text, or the markup itself for XHTML.
    fn body(&mut self, tag: &BytesStart<'_>) -> Result<RecordText, FeedError> {
        let format = match attribute(tag, "type").as_deref() {
            Some("text" | "text/plain") => TextFormat::Plain,
            Some("xhtml") => {
                let start = self.position();
                let end = self.skip_element()?;
                let text = self.text.get(start..end).unwrap_or_default().to_owned();
                let stretches = vec![Stretch { text: 0..text.len(), source: start..end, form: Form::Plain }];
                return Ok(RecordText { format: TextFormat::Html, text, stretches });
            }
            // An RSS description is HTML by convention. An Atom text without a type is plain, but plain prose is
            // the same in HTML.
            _ => TextFormat::Html,
        };
        Ok(RecordText { format, ..self.text_content()? })
    }

    /// Skips an element after its start tag and returns the offset of its end tag.
    fn skip_element(&mut self) -> Result<usize, FeedError> {
        let mut depth = 0_usize;
        loop {
            let (event, range) = self.event()?;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(range.start),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.unclosed(range.start)),
                _ => {}
            }
        }
    }

    /// Reads the text of an element after its start tag.
    fn text_content(&mut self) -> Result<RecordText, FeedError> {
        let mut content = RecordText::default();
        let mut depth = 0_usize;
        loop {
            let (event, range) = self.event()?;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(content),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(self.unclosed(range.start)),
                Event::Text(_) => self.push(&mut content, range),
                Event::CData(_) => {
                    let (open, close) = ("<![CDATA[".len(), "]]>".len());
                    self.push(&mut content, range.start + open..range.end.saturating_sub(close));
                }
                Event::GeneralRef(reference) => match resolve(&reference) {
                    Some(character) => {
                        let start = content.text.len();
                        content.text.push(character);
                        let text = start..content.text.len();
                        content.stretches.push(Stretch { text, source: range, form: Form::Coded });
                    }
                    // The HTML parser resolves the names that XML does not have.
                    None => self.push(&mut content, range),
                },
                _ => {}
            }
        }
    }

    fn unclosed(&self, at: usize) -> FeedError {
        self.error(at, "an element has no end; expected its end tag")
    }

    fn push(&self, content: &mut RecordText, source: Range<usize>) {
        let piece = self.text.get(source.clone()).unwrap_or_default();
        if piece.is_empty() {
            return;
        }
        let start = content.text.len();
        content.text.push_str(piece);
        content.stretches.push(Stretch { text: start..content.text.len(), source, form: Form::Plain });
    }
}

/// Returns the character of a reference: one of the five XML entities or a number.
fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|known| known.key.local_name().as_ref() == name)?;
    let raw = found.value.into_owned();
    let value = quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), Cow::into_owned);
    Some(value).filter(|value| !value.is_empty())
}

/// Whether an Atom link points to the article itself.
fn is_alternate(link: &BytesStart<'_>) -> bool {
    attribute(link, "rel").is_none_or(|rel| rel == "alternate")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{decode, parse};
    use crate::error::ContainerError;
    use crate::member::{Content, Member, Record, TextFormat};

    fn record(member: &Result<Member, ContainerError>) -> &Record {
        match member {
            Ok(Member { content: Content::Record(record), .. }) => record,
            other => panic!("not a record: {other:?}"),
        }
    }

    fn pieces(record: &Record) -> Vec<&str> {
        record.body.stretches.iter().map(|stretch| &record.raw[stretch.source.clone()]).collect()
    }

    #[test]
    fn rss() {
        let feed = "<?xml version='1.0'?>\n<rss><channel><title>The Mill &amp; Moor</title><language>en</language>\n\
            <item><title>Bridge opens</title><link>http://a.test/1</link><pubDate>Tue, 10 Jun 2003 04:00:00 GMT</pubDate>\
            <description>Short.</description><content:encoded><![CDATA[<p>The bridge&nbsp;is open.</p>]]></content:encoded></item>\n\
            <item><description>&lt;p&gt;Tom &amp;amp; Co</description></item></channel></rss>";
        let found = parse(feed, Some(0));
        assert_eq!(found.len(), 2);
        let first = record(&found[0]);
        assert_eq!(first.body.text, "<p>The bridge&nbsp;is open.</p>");
        assert_eq!(pieces(first), ["<p>The bridge&nbsp;is open.</p>"]);
        assert_eq!(first.source.as_deref(), Some("The Mill & Moor"));
        assert_eq!(first.published.as_deref(), Some("Tue, 10 Jun 2003 04:00:00 GMT"));
        let second = record(&found[1]);
        assert_eq!(second.body.text, "<p>Tom &amp; Co");
        assert_eq!(pieces(second), ["&lt;", "p", "&gt;", "Tom ", "&amp;", "amp; Co"]);
        let Ok(Member { line, start: Some(start), .. }) = &found[1] else { panic!() };
        assert_eq!(*line, 4);
        assert!(feed[usize::try_from(*start).unwrap()..].starts_with("<item><desc"));
    }

    #[test]
    fn atom() {
        let feed = "<feed xml:lang='en'><title>Notes</title><entry><id>urn:7</id><title>T</title>\
            <link rel='self' href='http://a.test/feed'/><link href='http://a.test/7'/><published>2003-06-10</published>\
            <updated>2004-01-01</updated><author><name>Una Berg</name></author>\
            <content type='xhtml'><div><p>Words &amp; more.</p></div></content></entry></feed>";
        let found = parse(feed, None);
        let entry = record(&found[0]);
        assert_eq!(entry.body.format, TextFormat::Html);
        assert_eq!(entry.body.text, "<div><p>Words &amp; more.</p></div>");
        assert_eq!(pieces(entry), [entry.body.text.as_str()]);
        assert_eq!(entry.url.as_deref(), Some("http://a.test/7"));
        assert_eq!(entry.author.as_deref(), Some("Una Berg"));
        assert_eq!(entry.published.as_deref(), Some("2003-06-10"));
        assert_eq!(entry.language.as_deref(), Some("en"));
    }

    #[test]
    fn damage_affects_one_item_and_entities_are_not_expanded() {
        let feed = "<rss><channel><item><description>One</description></item>\n<item><b></c></item>\n\
            <item><description>Two</description></item></channel></rss>";
        let found = parse(feed, Some(0));
        let lines: Vec<_> =
            found.iter().map(|member| member.as_ref().map(|found| found.line).map_err(|e| e.line)).collect();
        assert_eq!(lines, [Ok(1), Err(2), Ok(3)]);
        let bomb = "<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><rss><channel>\
            <item><description>&b;</description></item></channel></rss>";
        let found = parse(bomb, Some(0));
        assert_eq!(found.len(), 1);
        assert!(found[0].as_ref().unwrap_err().message.contains("entities"));
        assert!(parse("<html><p>No feed</p></html>", Some(0))[0].is_err());
    }

    #[test]
    fn encodings() {
        assert_eq!(decode(b"\xEF\xBB\xBF<rss/>").unwrap(), ("<rss/>".into(), Some(3)));
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><t>caf\xE9</t>";
        assert!(decode(latin).unwrap().0.contains("café"));
        assert_eq!(decode(b"<rss>\n caf\xE9").unwrap_err().line, 2);
    }
}
