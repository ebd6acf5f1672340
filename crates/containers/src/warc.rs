//! Reads web archives (WARC, ISO 28500): records of a header and a block of stated length.

use crate::bounded_reader::{BoundedReader, Chunk};
use crate::container::Bounds;
use crate::error::{ContainerError, ContainerErrorKind};
use crate::http;
use crate::member::{Content, Member, TextFormat};

/// Maximum size of a record's header, in bytes.
const MAX_HEADER: u64 = 1 << 16;

pub(crate) struct Warc<'f> {
    reader: BoundedReader<'f>,
    /// Records read so far.
    count: usize,
    /// Whether the first line of the next record was read while skipping damaged data.
    has_first_line: bool,
    is_over: bool,
}

/// The fields of a record's header that matter here.
#[derive(Default)]
struct Header {
    record_type: String,
    length: Option<u64>,
    url: Option<String>,
    media_type: Option<String>,
}

impl<'f> Warc<'f> {
    pub(crate) fn new(reader: BoundedReader<'f>) -> Self {
        Self { reader, count: 0, has_first_line: false, is_over: false }
    }

    /// Returns the next record with a page or a text.
    fn record(&mut self) -> Result<Option<Member>, ContainerError> {
        loop {
            let Some(header) = self.header()? else { return Ok(None) };
            let name = header.url.clone().unwrap_or_else(|| format!("record {}", self.count));
            let Some(length) = header.length else {
                let message = "the record has no `Content-Length`; expected its length in bytes";
                return Err(damaged(message).with_member(name));
            };
            let start = self.reader.file_offset();
            let block = self.reader.block(length);
            let block = match block.map_err(|error| self.stop(&error).with_member(name.clone()))? {
                Chunk::Complete(block) => block,
                _ if !header.may_hold_page() => continue,
                _ => return Err(ContainerError::too_large(1, self.reader.bounds.member).with_member(name)),
            };
            if (block.len() as u64) < length {
                self.is_over = true;
                let message = format!(
                    "the archive ends after {} of {length} bytes of this record; expected a complete file",
                    block.len()
                );
                return Err(damaged(message).with_member(name));
            }
            if !header.may_hold_page() {
                continue;
            }
            let page = header.page(block, self.reader.bounds);
            if let Some((content, at)) = page.map_err(|error| error.with_member(name.clone()))? {
                let start = start.zip(at).map(|(start, at)| start + at as u64);
                return Ok(Some(Member { name, line: 1, start, content }));
            }
        }
    }

    /// Reads the header of the next record; `None` at the end of the archive.
    fn header(&mut self) -> Result<Option<Header>, ContainerError> {
        if !self.find_record()? {
            return Ok(None);
        }
        self.count += 1;
        let mut header = Header::default();
        let mut size = 0;
        loop {
            match self.reader.line(MAX_HEADER).map_err(|error| self.stop(&error))? {
                Chunk::Complete(line) if line.trim_ascii().is_empty() => return Ok(Some(header)),
                Chunk::Complete(line) => {
                    size += line.len() as u64;
                    header.parse_line(&String::from_utf8_lossy(&line));
                }
                Chunk::TooLarge | Chunk::End => size = u64::MAX,
            }
            if size > MAX_HEADER {
                let message =
                    format!("the header of record {} has no end; expected a blank line", self.count);
                return Err(damaged(message));
            }
        }
    }

    /// Reads up to and including the first line of the next record; returns `false` at the end of the archive.
    ///
    /// Other data before it is an error; the next call returns the record that follows.
    fn find_record(&mut self) -> Result<bool, ContainerError> {
        let mut is_damaged = false;
        while !std::mem::take(&mut self.has_first_line) {
            match self.reader.line(MAX_HEADER).map_err(|error| self.stop(&error))? {
                Chunk::End if is_damaged => {
                    return Err(damaged(format!(
                        "the data after record {} is not a record; expected `WARC/` or the end of the archive",
                        self.count
                    )));
                }
                Chunk::End => return Ok(false),
                Chunk::Complete(line) if line.trim_ascii().is_empty() => {}
                Chunk::Complete(line) if line.starts_with(b"WARC/") => break,
                _ => is_damaged = true,
            }
        }
        if is_damaged {
            self.has_first_line = true;
            return Err(damaged(format!(
                "the data after record {} is not a record; expected `WARC/`; skipped to the next record",
                self.count
            )));
        }
        Ok(true)
    }

    /// Ends the iteration with an error of the reader.
    fn stop(&mut self, error: &std::io::Error) -> ContainerError {
        self.is_over = true;
        ContainerError::from_io(1, error, self.reader.bounds.ratio)
    }
}

impl Iterator for Warc<'_> {
    type Item = Result<Member, ContainerError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        self.record().transpose()
    }
}

impl Header {
    fn parse_line(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.record_type = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            // Early archives write URLs in angle brackets.
            "warc-target-uri" => self.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "content-type" => self.media_type = Some(value.to_owned()),
            _ => {}
        }
    }

    fn may_hold_page(&self) -> bool {
        match self.record_type.as_str() {
            "response" => self.url.as_deref().is_none_or(|url| !url.starts_with("dns:")),
            "resource" | "conversion" => self.media_type.as_deref().and_then(http::content_type).is_some(),
            _ => false,
        }
    }

    /// Returns the page in a record's block and its offset there; `None` if the block has no page.
    fn page(
        &self,
        block: Vec<u8>,
        bounds: Bounds,
    ) -> Result<Option<(Content, Option<usize>)>, ContainerError> {
        let url = self.url.clone();
        if self.record_type == "response" {
            let Some(http::Response { format, charset, body, at }) = http::parse(&block, bounds)? else {
                return Ok(None);
            };
            return Ok(Some((Content::Response { body, format, charset, url }, at)));
        }
        let (format, charset) =
            self.media_type.as_deref().and_then(http::content_type).unwrap_or((TextFormat::Plain, None));
        Ok(Some((Content::Response { body: block, format, charset, url }, Some(0))))
    }
}

fn damaged(message: impl Into<String>) -> ContainerError {
    ContainerError::new(1, ContainerErrorKind::Damaged, message)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::Warc;
    use crate::bounded_reader::BoundedReader;
    use crate::container::{Bounds, Packing};
    use crate::error::{ContainerError, ContainerErrorKind};
    use crate::member::{Content, Member};

    fn record(kind: &str, url: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn page(url: &str, body: &str) -> String {
        record("response", url, &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}"))
    }

    fn read(bytes: &[u8], packing: Packing) -> Vec<Result<Member, ContainerError>> {
        Warc::new(BoundedReader::new(bytes, packing, Bounds::for_members(10_000))).collect()
    }

    fn body(member: &Result<Member, ContainerError>) -> &[u8] {
        match member {
            Ok(Member { content: Content::Response { body, .. }, .. }) => body,
            other => panic!("not a page: {other:?}"),
        }
    }

    #[test]
    fn responses_are_members_and_other_records_are_not() {
        let archive = [
            record("warcinfo", "", "software: none"),
            record("request", "http://a.test/", "GET / HTTP/1.1\r\n\r\n"),
            page("http://a.test/", "<p>One"),
            page("<http://b.test/>", "<p>Two"),
        ]
        .concat();
        let found = read(archive.as_bytes(), Packing::Plain);
        assert_eq!(found.len(), 2);
        assert_eq!((body(&found[0]), body(&found[1])), (b"<p>One".as_slice(), b"<p>Two".as_slice()));
        let Ok(Member { name, start: Some(start), .. }) = &found[1] else { panic!() };
        assert_eq!(name, "http://b.test/");
        assert!(archive[usize::try_from(*start).unwrap()..].starts_with("<p>Two"));
        // One gzip member per record, as crawlers write it.
        let mut packed = Vec::new();
        for piece in [page("http://a.test/", "<p>One"), page("http://b.test/", "<p>Two")] {
            let mut member = GzEncoder::new(Vec::new(), Compression::fast());
            member.write_all(piece.as_bytes()).unwrap();
            packed.extend(member.finish().unwrap());
        }
        let found = read(&packed, Packing::Gzip);
        assert_eq!((found.len(), body(&found[1])), (2, b"<p>Two".as_slice()));
        assert!(found.iter().flatten().all(|member| member.start.is_none()));
    }

    #[test]
    fn damage_affects_only_the_damaged_records() {
        let large = "x".repeat(20_000);
        let archive = [
            page("http://a.test/", "<p>One"),
            "not a\r\nrecord\r\n".to_owned(),
            page("http://b.test/", "<p>Two"),
            page("http://c.test/", &large),
            record("response", "http://d.test/", "not HTTP"),
            page("http://e.test/", "<p>Three"),
        ]
        .concat();
        let found = read(archive.as_bytes(), Packing::Plain);
        let kinds: Vec<_> =
            found.iter().map(|member| member.as_ref().map_err(|error| error.kind).err()).collect();
        let (damaged, large) = (Some(ContainerErrorKind::Damaged), Some(ContainerErrorKind::TooLarge));
        assert_eq!(kinds, [None, damaged, None, large, damaged, None]);
        assert_eq!(body(&found[5]), b"<p>Three");
        let cut = read(&archive.as_bytes()[..archive.len() - 20], Packing::Plain);
        let last = cut.last().unwrap().as_ref().unwrap_err();
        assert_eq!(
            (last.kind, last.member.as_deref()),
            (ContainerErrorKind::Damaged, Some("http://e.test/"))
        );
    }

    #[test]
    fn a_bomb_ends_the_archive() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(page("http://a.test/", &" ".repeat(9_000)).as_bytes()).unwrap();
        packed.write_all(&vec![b' '; 8_000_000]).unwrap();
        let found = read(&packed.finish().unwrap(), Packing::Gzip);
        assert_eq!(found.last().unwrap().as_ref().unwrap_err().kind, ContainerErrorKind::DecompressionBomb);
    }
}
