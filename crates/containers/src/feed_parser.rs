//! Parses the items of RSS and Atom feeds.

use std::borrow::Cow;
use std::ops::Range;

use annals_model::{Form, Stretch};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::member::{Record, RecordText, TextFormat};

/// Metadata that a feed states for all its items.
#[derive(Default)]
pub(crate) struct Channel {
    title: Option<String>,
    language: Option<String>,
}

pub(crate) struct FeedParser<'t> {
    /// The feed from the current start, or from an item after damage.
    text: &'t str,
    /// Offset of `text` in the feed.
    offset: usize,
    reader: Reader<&'t [u8]>,
}

/// An error in a feed, at a byte of it.
pub(crate) struct FeedError {
    pub(crate) at: usize,
    pub(crate) message: String,
    pub(crate) recovery: Recovery,
}

/// Where parsing continues after an error.
pub(crate) enum Recovery {
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
    /// Creates a parser of a feed from an offset on.
    pub(crate) fn new(feed: &'t str, offset: usize) -> Option<Self> {
        let text = feed.get(offset..)?;
        let mut reader = Reader::from_str(text);
        // After damage, the start tags around the items are missing.
        reader.config_mut().allow_unmatched_ends = offset > 0;
        Some(Self { text, offset, reader })
    }

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
    pub(crate) fn items(
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
