//! Web archives (ISO 28500): records of a head, a length and a block.

use crate::http;
use crate::member::{Content, Fault, FaultKind, Member, WordsForm};
use crate::source::{Piece, Source, fault, too_large};

/// More than the head of any record.
const HEAD: u64 = 1 << 16;

pub(crate) struct Warc<'f> {
    source: Source<'f>,
    /// Records so far.
    count: usize,
    /// A first line that was read while the place after damage was looked for.
    ahead: bool,
    is_over: bool,
}

/// The head of a record.
#[derive(Default)]
struct Head {
    kind: String,
    length: Option<u64>,
    url: Option<String>,
    media: Option<String>,
}

impl<'f> Warc<'f> {
    pub(crate) fn new(source: Source<'f>) -> Self {
        Self { source, count: 0, ahead: false, is_over: false }
    }

    /// The next record that is a page or a text.
    fn record(&mut self) -> Result<Option<Member>, Fault> {
        loop {
            let Some(head) = self.head()? else { return Ok(None) };
            let name = head.url.clone().unwrap_or_else(|| format!("record {}", self.count));
            let Some(length) = head.length else {
                let message = "the record has no `Content-Length`; expected its length in bytes";
                return Err(Fault::at(1, FaultKind::Damaged, message).of(name));
            };
            let start = self.source.place();
            let block = self.source.take(length);
            let block = match block.map_err(|error| self.broken(&error).of(name.clone()))? {
                Piece::Whole(block) => block,
                _ if !head.holds_page() => continue,
                _ => return Err(too_large(1, self.source.bounds.member).of(name)),
            };
            if (block.len() as u64) < length {
                self.is_over = true;
                let message = format!(
                    "the archive ends after {} of {length} bytes of this record; expected a file that was copied \
                     to its end",
                    block.len()
                );
                return Err(Fault::at(1, FaultKind::Damaged, message).of(name));
            }
            if !head.holds_page() {
                continue;
            }
            let found = head.page(block, self.source.bounds).map_err(|fault| fault.of(name.clone()))?;
            if let Some((content, at)) = found {
                let start = start.zip(at).map(|(start, at)| start + at as u64);
                return Ok(Some(Member { name, line: 1, start, content }));
            }
        }
    }

    /// The head of the next record; none at the end of the archive.
    fn head(&mut self) -> Result<Option<Head>, Fault> {
        let mut is_lost = false;
        while !std::mem::take(&mut self.ahead) {
            match self.source.line(HEAD).map_err(|error| self.broken(&error))? {
                Piece::End if is_lost => {
                    let message = format!(
                        "what follows record {} is no record; expected `WARC/` at the beginning of one, or the end",
                        self.count
                    );
                    return Err(Fault::at(1, FaultKind::Damaged, message));
                }
                Piece::End => return Ok(None),
                Piece::Whole(line) if line.trim_ascii().is_empty() => {}
                Piece::Whole(line) if line.starts_with(b"WARC/") => break,
                _ if is_lost => {}
                _ => is_lost = true,
            }
        }
        self.count += 1;
        if is_lost {
            // The record that begins here is read all the same.
            self.ahead = true;
            self.count -= 1;
            let message = format!(
                "what follows record {} is no record; expected `WARC/` at the beginning of one; what lies \
                 before the next was passed over",
                self.count
            );
            return Err(Fault::at(1, FaultKind::Damaged, message));
        }
        let mut head = Head::default();
        let mut size = 0;
        loop {
            match self.source.line(HEAD).map_err(|error| self.broken(&error))? {
                Piece::Whole(line) if line.trim_ascii().is_empty() => return Ok(Some(head)),
                Piece::Whole(line) => {
                    size += line.len() as u64;
                    head.read(&String::from_utf8_lossy(&line));
                }
                Piece::TooLarge => size = u64::MAX,
                Piece::End => size = u64::MAX,
            }
            if size > HEAD {
                let message = format!("the head of record {} has no end; expected a blank line", self.count);
                return Err(Fault::at(1, FaultKind::Damaged, message));
            }
        }
    }

    fn broken(&mut self, error: &std::io::Error) -> Fault {
        self.is_over = true;
        fault(1, error, self.source.bounds.ratio)
    }
}

impl Iterator for Warc<'_> {
    type Item = Result<Member, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        self.record().transpose()
    }
}

impl Head {
    fn read(&mut self, line: &str) {
        let Some((name, value)) = line.split_once(':') else { return };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => self.kind = value.to_ascii_lowercase(),
            "content-length" => self.length = value.parse().ok(),
            // Early archives wrote addresses in angle brackets.
            "warc-target-uri" => self.url = Some(value.trim_matches(['<', '>']).to_owned()),
            "content-type" => self.media = Some(value.to_owned()),
            _ => {}
        }
    }

    fn holds_page(&self) -> bool {
        match self.kind.as_str() {
            "response" => self.url.as_deref().is_none_or(|url| !url.starts_with("dns:")),
            "resource" | "conversion" => self.media.as_deref().and_then(http::content_type).is_some(),
            _ => false,
        }
    }

    /// The page in a record's block, and where it begins there.
    fn page(&self, block: Vec<u8>, bounds: crate::Bounds) -> Result<Option<(Content, Option<usize>)>, Fault> {
        let url = self.url.clone();
        if self.kind == "response" {
            let Some(http::Response { form, charset, body, at }) = http::read(&block, bounds)? else {
                return Ok(None);
            };
            return Ok(Some((Content::Response { body, form, charset, url }, at)));
        }
        let (form, charset) =
            self.media.as_deref().and_then(http::content_type).unwrap_or((WordsForm::Text, None));
        Ok(Some((Content::Response { body: block, form, charset, url }, Some(0))))
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::Warc;
    use crate::member::{Content, Fault, FaultKind, Member};
    use crate::source::Source;
    use crate::{Bounds, Packing};

    fn record(kind: &str, url: &str, block: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    }

    fn page(url: &str, body: &str) -> String {
        record("response", url, &format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}"))
    }

    fn read(bytes: &[u8], packing: Packing) -> Vec<Result<Member, Fault>> {
        Warc::new(Source::new(bytes, packing, Bounds::of_members(10_000))).collect()
    }

    fn body(member: &Result<Member, Fault>) -> &[u8] {
        match member {
            Ok(Member { content: Content::Response { body, .. }, .. }) => body,
            other => panic!("no page: {other:?}"),
        }
    }

    #[test]
    fn answers_are_members_and_other_records_are_not() {
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
        // Each record packed by itself, as crawlers do.
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
    fn damage_costs_what_is_damaged() {
        let large = "x".repeat(20_000);
        let archive = [
            page("http://a.test/", "<p>One"),
            "no record\r\nat all\r\n".to_owned(),
            page("http://b.test/", "<p>Two"),
            page("http://c.test/", &large),
            record("response", "http://d.test/", "no answer"),
            page("http://e.test/", "<p>Three"),
        ]
        .concat();
        let found = read(archive.as_bytes(), Packing::Plain);
        let kinds: Vec<_> =
            found.iter().map(|member| member.as_ref().map_err(|fault| fault.kind).err()).collect();
        let (damaged, large) = (Some(FaultKind::Damaged), Some(FaultKind::TooLarge));
        assert_eq!(kinds, [None, damaged, None, large, damaged, None]);
        assert_eq!(body(&found[5]), b"<p>Three");
        let cut = read(&archive.as_bytes()[..archive.len() - 20], Packing::Plain);
        let last = cut.last().unwrap().as_ref().unwrap_err();
        assert_eq!((last.kind, last.member.as_deref()), (FaultKind::Damaged, Some("http://e.test/")));
    }

    #[test]
    fn a_bomb_ends_the_archive() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(page("http://a.test/", &" ".repeat(9_000)).as_bytes()).unwrap();
        packed.write_all(&vec![b' '; 8_000_000]).unwrap();
        let found = read(&packed.finish().unwrap(), Packing::Gzip);
        assert_eq!(found.last().unwrap().as_ref().unwrap_err().kind, FaultKind::Bomb);
    }
}
