//! Feeds: RSS 2.0, RSS 1.0 and Atom (RFC 4287).

use std::borrow::Cow;
use std::ops::Range;

use annals_model::{Form, Stretch};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::Members;
use crate::member::{Content, Fault, FaultKind, Member, Record, Words, WordsForm};
use crate::source::{Piece, Source, fault, too_large};

/// How many times larger than a member a feed may be.
const MEMBERS: u64 = 8;

/// The articles of a feed.
pub(crate) fn members(mut source: Source<'_>) -> Members<'_> {
    let is_plain = source.place().is_some();
    source.bounds.member = source.bounds.member.saturating_mul(MEMBERS);
    let read = match source.rest() {
        Ok(Piece::Whole(bytes)) => match decoded(&bytes) {
            Ok((text, from)) => of_text(&text, from.filter(|_| is_plain)),
            Err(fault) => vec![Err(fault)],
        },
        Ok(_) => vec![Err(too_large(1, source.bounds.member))],
        Err(error) => vec![Err(fault(1, &error, source.bounds.ratio))],
    };
    Box::new(read.into_iter())
}

/// The text of a feed, and where it begins in the file if it stands there as it is.
fn decoded(bytes: &[u8]) -> Result<(Cow<'_, str>, Option<u64>), Fault> {
    const HEAD: usize = 200;
    let marked = encoding_rs::Encoding::for_bom(bytes);
    let declared = || {
        let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes));
        let declared = head.strip_prefix("<?xml")?.split("?>").next()?.split_once("encoding")?.1.to_owned();
        let label = declared.trim_start_matches([' ', '=', '"', '\'']).split(['"', '\'']).next()?.to_owned();
        encoding_rs::Encoding::for_label(label.as_bytes())
    };
    let (encoding, mark) = marked.or_else(|| Some((declared()?, 0))).unwrap_or((encoding_rs::UTF_8, 0));
    let body = bytes.get(mark..).unwrap_or_default();
    if encoding == encoding_rs::UTF_8 {
        let text = std::str::from_utf8(body).map_err(|error| {
            let before = String::from_utf8_lossy(body.get(..error.valid_up_to()).unwrap_or_default());
            let message = "this is not UTF-8, which the feed says or leaves open; expected its real encoding";
            Fault { column: column(&before), ..Fault::at(line(&before), FaultKind::Damaged, message) }
        })?;
        return Ok((Cow::Borrowed(text), Some(mark as u64)));
    }
    let (text, had_errors) = encoding.decode_without_bom_handling(body);
    if had_errors {
        let message =
            format!("this is not {}, which the feed says; expected its real encoding", encoding.name());
        return Err(Fault::at(1, FaultKind::Damaged, message));
    }
    Ok((text, None))
}

fn line(before: &str) -> usize {
    memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1
}

fn column(before: &str) -> usize {
    before.rsplit('\n').next().unwrap_or_default().chars().count() + 1
}

/// What the feed as a whole says of its articles.
#[derive(Default)]
struct Channel {
    title: Option<String>,
    language: Option<String>,
}

fn of_text(text: &str, from: Option<u64>) -> Vec<Result<Member, Fault>> {
    let mut found = Vec::new();
    let mut channel = Channel::default();
    let mut at = 0;
    let mut is_feed = false;
    while let Some(rest) = text.get(at..) {
        let mut walk = Walk { text: rest, from: at, reader: Reader::from_str(rest) };
        // Behind damage the elements around an item have lost their beginning.
        walk.reader.config_mut().allow_unmatched_ends = at > 0;
        let end = walk.items(&mut channel, |start, item| {
            is_feed = true;
            let before = text.get(..start).unwrap_or(text);
            let line = line(before);
            let fault =
                |message| Fault { column: column(before), ..Fault::at(line, FaultKind::Damaged, message) };
            found.push(match item {
                Some((record, content)) => {
                    let name = record.id.clone().or_else(|| record.url.clone());
                    let start = from.map(|from| from + start as u64);
                    let content = Content::Record(Box::new(Record { words: content, ..record }));
                    Ok(Member { name: name.unwrap_or_else(|| format!("line {line}")), line, start, content })
                }
                None => Err(fault(
                    "this item has no words; expected a description, a summary or content".to_owned(),
                )),
            });
        });
        let Err(Mistake { at: place, message, after }) = end else { break };
        let before = text.get(..place).unwrap_or(text);
        let fault = Fault::at(line(before), FaultKind::Damaged, message);
        found.push(Err(Fault { column: column(before), ..fault }));
        let next = match after {
            After::NextItem => next_item(text, place.max(at + 1)),
            After::Nothing => None,
        };
        let Some(next) = next else { break };
        at = next;
    }
    if !is_feed && found.is_empty() {
        let message = "it has no items; expected a feed in RSS or Atom".to_owned();
        found.push(Err(Fault::at(1, FaultKind::Damaged, message)));
    }
    found
}

fn next_item(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(text.ceil_char_boundary(from)..)?;
    let offset = text.len() - rest.len();
    ["<item>", "<item ", "<entry>", "<entry "]
        .iter()
        .filter_map(|tag| rest.find(tag))
        .min()
        .map(|at| offset + at)
}

struct Walk<'t> {
    text: &'t str,
    /// Where the text begins in the feed.
    from: usize,
    reader: Reader<&'t [u8]>,
}

/// What is wrong with a feed.
struct Mistake {
    /// The byte of the feed that shows it.
    at: usize,
    message: String,
    after: After,
}

/// What of a feed is read after a mistake.
enum After {
    /// All from the next item on.
    NextItem,
    Nothing,
}

impl Mistake {
    fn at(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into(), after: After::NextItem }
    }
}

/// What one of several elements says, and how much that element counts.
type Ranked<T> = Option<(u8, T)>;

impl<'t> Walk<'t> {
    /// The next event and where it stands in the text.
    fn event(&mut self) -> Result<(Event<'t>, Range<usize>), Mistake> {
        let start = self.place();
        let event = self.reader.read_event();
        match event {
            Ok(event) => Ok((event, start..self.place())),
            Err(error) => {
                let at = usize::try_from(self.reader.error_position()).unwrap_or(start);
                Err(Mistake::at(self.from + at, format!("{error}; expected well-formed XML")))
            }
        }
    }

    fn place(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len())
    }

    fn items(
        &mut self,
        channel: &mut Channel,
        mut take: impl FnMut(usize, Option<(Record, Words)>),
    ) -> Result<(), Mistake> {
        loop {
            let (event, range) = self.event()?;
            match event {
                Event::Eof => return Ok(()),
                Event::DocType(declared) if declared.to_ascii_uppercase().contains("<!ENTITY") => {
                    let message = "it declares entities of its own, which are not expanded; expected a feed without them";
                    let mistake = Mistake::at(self.from + range.start, message);
                    return Err(Mistake { after: After::Nothing, ..mistake });
                }
                Event::Start(tag) if matches!(tag.local_name().as_ref(), "item" | "entry") => {
                    let item = self.item(range.start, channel)?;
                    take(self.from + range.start, item);
                }
                Event::Start(tag) => {
                    if let Some(tag) = attribute(&tag, "lang") {
                        channel.language.get_or_insert(tag);
                    }
                    match tag.local_name().as_ref() {
                        "title" if channel.title.is_none() => {
                            channel.title =
                                Some(one_line(&self.words(&tag)?.text)).filter(|words| !words.is_empty());
                        }
                        "language" => channel.language = Some(one_line(&self.words(&tag)?.text)),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
    }

    /// An item, whose start tag is read; none if it has no words.
    fn item(&mut self, start: usize, channel: &Channel) -> Result<Option<(Record, Words)>, Mistake> {
        let mut record =
            Record { source: channel.title.clone(), language: channel.language.clone(), ..Record::default() };
        // Of several dates, and of several texts, the one that says most counts.
        let (mut date, mut words): (Ranked<String>, Ranked<Words>) = (None, None);
        let end = loop {
            let (event, range) = self.event()?;
            let tag = match event {
                Event::Eof => return Err(Mistake::at(self.from + range.start, "this item has no end")),
                Event::End(_) => break range.end,
                Event::Empty(tag) => {
                    if tag.local_name().as_ref() == "link" && is_the_page(&tag) {
                        record.url = record.url.take().or_else(|| attribute(&tag, "href"));
                    }
                    continue;
                }
                Event::Start(tag) => tag,
                _ => continue,
            };
            let name = tag.name();
            let rank = match name.as_ref() {
                "content:encoded" => 3,
                "content" => 2,
                "description" | "summary" => 1,
                _ => 0,
            };
            if rank > 0 {
                let is_better = words.as_ref().is_none_or(|(known, _)| *known < rank);
                let found = self.content(&tag)?;
                if is_better && !found.text.trim().is_empty() {
                    words = Some((rank, found));
                }
                continue;
            }
            if name.as_ref() == "link" && is_the_page(&tag) {
                record.url = record.url.take().or_else(|| attribute(&tag, "href"));
            }
            let told = one_line(&self.words(&tag)?.text);
            if told.is_empty() {
                continue;
            }
            match name.as_ref() {
                "title" => record.title = Some(told),
                "link" => record.url = record.url.take().or(Some(told)),
                "guid" | "id" => record.id = Some(told),
                "author" | "dc:creator" => {
                    record.author =
                        Some(record.author.take().map_or(told.clone(), |known| format!("{known}, {told}")));
                }
                "dc:language" => record.language = Some(told),
                "published" | "pubDate" => date = Some((2, told)),
                "dc:date" | "updated" if date.as_ref().is_none_or(|(rank, _)| *rank < 1) => {
                    date = Some((1, told))
                }
                _ => {}
            }
        };
        record.published = date.map(|(_, told)| told);
        record.text = self.text.get(start..end).unwrap_or_default().to_owned();
        let Some((_, mut words)) = words else { return Ok(None) };
        for stretch in &mut words.stretches {
            stretch.source = stretch.source.start - start..stretch.source.end - start;
        }
        Ok(Some((record, words)))
    }

    /// The content of an element whose start tag is read: what is escaped in it, or for XHTML itself.
    fn content(&mut self, tag: &BytesStart<'_>) -> Result<Words, Mistake> {
        let form = match attribute(tag, "type").as_deref() {
            Some("text" | "text/plain") => WordsForm::Text,
            Some("xhtml") => {
                let start = self.place();
                let end = self.skip()?;
                let text = self.text.get(start..end).unwrap_or_default().to_owned();
                let stretches = vec![Stretch { text: 0..text.len(), source: start..end, form: Form::Plain }];
                return Ok(Words { form: WordsForm::Html, text, stretches });
            }
            // An Atom text without a type is plain, an RSS description is HTML by custom; plain
            // words are the same in both.
            _ => WordsForm::Html,
        };
        Ok(Words { form, ..self.words(tag)? })
    }

    /// Passes over an element to its end tag, and says where that begins.
    fn skip(&mut self) -> Result<usize, Mistake> {
        let mut depth = 0_usize;
        loop {
            let (event, range) = self.event()?;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(range.start),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(Mistake::at(self.from + range.start, "an element has no end")),
                _ => {}
            }
        }
    }

    /// The words in an element whose start tag is read.
    fn words(&mut self, _: &BytesStart<'_>) -> Result<Words, Mistake> {
        let mut words = Words::default();
        let mut depth = 0_usize;
        loop {
            let (event, range) = self.event()?;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return Ok(words),
                Event::End(_) => depth -= 1,
                Event::Eof => return Err(Mistake::at(self.from + range.start, "an element has no end")),
                Event::Text(_) => self.push(&mut words, range),
                Event::CData(_) => {
                    let (open, close) = ("<![CDATA[".len(), "]]>".len());
                    self.push(&mut words, range.start + open..range.end.saturating_sub(close));
                }
                Event::GeneralRef(reference) => {
                    let letter = match reference.as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    match letter {
                        Some(letter) => {
                            let start = words.text.len();
                            words.text.push(letter);
                            let text = start..words.text.len();
                            words.stretches.push(Stretch { text, source: range, form: Form::Coded });
                        }
                        // A name that only HTML knows.
                        None => self.push(&mut words, range),
                    }
                }
                _ => {}
            }
        }
    }

    fn push(&self, words: &mut Words, source: Range<usize>) {
        let piece = self.text.get(source.clone()).unwrap_or_default();
        if piece.is_empty() {
            return;
        }
        let start = words.text.len();
        words.text.push_str(piece);
        words.stretches.push(Stretch { text: start..words.text.len(), source, form: Form::Plain });
    }
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|known| known.key.local_name().as_ref() == name)?;
    let raw = found.value.into_owned();
    let value = quick_xml::escape::unescape(&raw).map_or_else(|_| raw.clone(), Cow::into_owned);
    Some(value).filter(|value| !value.is_empty())
}

/// Whether a link of Atom leads to the article itself.
fn is_the_page(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "rel").is_none_or(|rel| rel == "alternate")
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{decoded, of_text};
    use crate::member::{Content, Fault, Member, Record, WordsForm};

    fn record(member: &Result<Member, Fault>) -> &Record {
        match member {
            Ok(Member { content: Content::Record(record), .. }) => record,
            other => panic!("no record: {other:?}"),
        }
    }

    fn pieces(record: &Record) -> Vec<&str> {
        record.words.stretches.iter().map(|stretch| &record.text[stretch.source.clone()]).collect()
    }

    #[test]
    fn rss() {
        let feed = "<?xml version='1.0'?>\n<rss><channel><title>The Mill &amp; Moor</title><language>en</language>\n\
            <item><title>Bridge opens</title><link>http://a.test/1</link><pubDate>Tue, 10 Jun 2003 04:00:00 GMT</pubDate>\
            <description>Short.</description><content:encoded><![CDATA[<p>The bridge&nbsp;is open.</p>]]></content:encoded></item>\n\
            <item><description>&lt;p&gt;Tom &amp;amp; Co</description></item></channel></rss>";
        let found = of_text(feed, Some(0));
        assert_eq!(found.len(), 2);
        let first = record(&found[0]);
        assert_eq!(first.words.text, "<p>The bridge&nbsp;is open.</p>");
        assert_eq!(pieces(first), ["<p>The bridge&nbsp;is open.</p>"]);
        assert_eq!(first.source.as_deref(), Some("The Mill & Moor"));
        assert_eq!(first.published.as_deref(), Some("Tue, 10 Jun 2003 04:00:00 GMT"));
        let second = record(&found[1]);
        assert_eq!(second.words.text, "<p>Tom &amp; Co");
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
        let found = of_text(feed, None);
        let entry = record(&found[0]);
        assert_eq!(entry.words.form, WordsForm::Html);
        assert_eq!(entry.words.text, "<div><p>Words &amp; more.</p></div>");
        assert_eq!(pieces(entry), [entry.words.text.as_str()]);
        assert_eq!(entry.url.as_deref(), Some("http://a.test/7"));
        assert_eq!(entry.author.as_deref(), Some("Una Berg"));
        assert_eq!(entry.published.as_deref(), Some("2003-06-10"));
        assert_eq!(entry.language.as_deref(), Some("en"));
    }

    #[test]
    fn damage_costs_one_item_and_entities_are_not_expanded() {
        let feed = "<rss><channel><item><description>One</description></item>\n<item><b></c></item>\n\
            <item><description>Two</description></item></channel></rss>";
        let found = of_text(feed, Some(0));
        let lines: Vec<_> =
            found.iter().map(|member| member.as_ref().map(|found| found.line).map_err(|e| e.line)).collect();
        assert_eq!(lines, [Ok(1), Err(2), Ok(3)]);
        let bomb = "<!DOCTYPE r [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><rss><channel>\
            <item><description>&b;</description></item></channel></rss>";
        let found = of_text(bomb, Some(0));
        assert_eq!(found.len(), 1);
        assert!(found[0].as_ref().unwrap_err().message.contains("entities"));
        assert!(of_text("<html><p>No feed</p></html>", Some(0))[0].is_err());
    }

    #[test]
    fn encodings() {
        assert_eq!(decoded(b"\xEF\xBB\xBF<rss/>").unwrap(), ("<rss/>".into(), Some(3)));
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><t>caf\xE9</t>";
        assert!(decoded(latin).unwrap().0.contains("café"));
        assert_eq!(decoded(b"<rss>\n caf\xE9").unwrap_err().line, 2);
    }
}
