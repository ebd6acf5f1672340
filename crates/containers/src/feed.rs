//! Reads feeds: RSS 2.0, RSS 1.0 and Atom (RFC 4287).

use std::borrow::Cow;

use crate::bounded_reader::{BoundedReader, Chunk};
use crate::error::{ContainerError, ContainerErrorKind};
use crate::feed_parser::{Channel, FeedError, FeedParser, Recovery};
use crate::member::{Content, Member, Members, Record};

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

/// Parses a feed; `file_offset` is the offset of the text in the file, if it is stored as is.
fn parse(text: &str, file_offset: Option<u64>) -> Vec<Result<Member, ContainerError>> {
    let mut found = Vec::new();
    let mut channel = Channel::default();
    let mut at = 0;
    let mut has_items = false;
    while let Some(mut parser) = FeedParser::new(text, at) {
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
