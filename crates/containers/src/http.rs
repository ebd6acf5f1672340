//! What a web server sent (RFC 9112): the head, and the body as it was meant.

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use crate::Bounds;
use crate::member::{Fault, FaultKind, WordsForm};
use crate::source::{Guarded, Packed, Piece, fault, too_large};

/// An answer that holds a page or a text.
pub(crate) struct Response {
    pub(crate) form: WordsForm,
    pub(crate) charset: Option<String>,
    pub(crate) body: Vec<u8>,
    /// Where the body begins in what was sent, if it stands there as it is.
    pub(crate) at: Option<usize>,
}

/// Reads an answer; none where it is no page, such as a picture or a redirection.
pub(crate) fn read(sent: &[u8], bounds: Bounds) -> Result<Option<Response>, Fault> {
    /// More than any server sends.
    const HEADERS: usize = 256;
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut head = httparse::Response::new(&mut headers);
    let length = match head.parse(sent) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Err(damaged("the head of the answer has no end")),
        Err(error) => return Err(damaged(format!("the head of the answer is damaged ({error})"))),
    };
    let header = |name: &str| {
        let found = head.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_owned())
    };
    let Some((form, charset)) = header("content-type").and_then(|words| content_type(&words)) else {
        return Ok(None);
    };
    if head.code != Some(200) {
        return Ok(None);
    }
    let mut body = sent.get(length..).unwrap_or_default().to_vec();
    let mut at = Some(length);
    if header("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked")) {
        // Some crawlers join the chunks and leave the header.
        if let Some(joined) = joined(&body) {
            body = joined;
            at = None;
        }
    }
    match header("content-encoding").map(|coding| coding.to_ascii_lowercase()).as_deref() {
        None | Some("" | "identity") => {}
        Some("gzip" | "x-gzip") if body.starts_with(b"\x1f\x8b") => {
            body = inflated(MultiGzDecoder::new(body.as_slice()), body.len(), bounds)?;
            at = None;
        }
        Some("deflate") => {
            body = inflated(ZlibDecoder::new(body.as_slice()), body.len(), bounds)?;
            at = None;
        }
        // Some crawlers unpack the body and leave the header.
        Some("gzip" | "x-gzip") => {}
        Some(coding) => {
            let message = format!("its answer is packed by `{coding}`; expected gzip, deflate or none");
            return Err(Fault::at(1, FaultKind::Unsupported, message));
        }
    }
    Ok(Some(Response { form, charset, body, at }))
}

/// Whether a media type is that of a page or a text, and its encoding.
pub(crate) fn content_type(words: &str) -> Option<(WordsForm, Option<String>)> {
    let mut parts = words.split(';');
    let form = match parts.next()?.trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => WordsForm::Html,
        "text/plain" | "text/markdown" => WordsForm::Text,
        _ => return None,
    };
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    Some((form, charset))
}

/// The chunks of a body as one, unless it is none of chunks.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = rest.get(end + 1..)?;
        if size == 0 {
            return Some(whole);
        }
        // The last chunk of an answer that was cut off is shorter.
        let chunk = rest.get(..size.min(rest.len()))?;
        whole.extend_from_slice(chunk);
        rest = rest.get(chunk.len()..)?;
        match rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            Some(next) => rest = next,
            None if rest.is_empty() => return Some(whole),
            None => return None,
        }
    }
}

fn inflated(packed: impl Read, size: usize, bounds: Bounds) -> Result<Vec<u8>, Fault> {
    match Guarded::new(packed, Packed::Known(size as u64), bounds.ratio).member(bounds.member) {
        Ok(Piece::Whole(body)) => Ok(body),
        Ok(_) => Err(too_large(1, bounds.member)),
        Err(error) => Err(fault(1, &error, bounds.ratio)),
    }
}

fn damaged(what: impl Into<String>) -> Fault {
    let message = format!("{}; expected the answer of a web server", what.into());
    Fault::at(1, FaultKind::Damaged, message)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::read;
    use crate::Bounds;
    use crate::member::{FaultKind, WordsForm};

    const BOUNDS: Bounds = Bounds::of_members(5_000_000);

    fn answer(head: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat()
    }

    #[test]
    fn a_plain_body_keeps_its_place() {
        let sent = answer("Content-Type: text/html; charset=\"latin1\"", b"<p>A");
        let found = read(&sent, BOUNDS).unwrap().unwrap();
        assert_eq!((found.form, found.charset.as_deref()), (WordsForm::Html, Some("latin1")));
        assert_eq!(&sent[found.at.unwrap()..], found.body);
    }

    #[test]
    fn chunks_are_joined_and_packed_bodies_unpacked() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(b"<p>Words").unwrap();
        let packed = packed.finish().unwrap();
        let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        let head = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip";
        let found = read(&answer(head, &chunked), BOUNDS).unwrap().unwrap();
        assert_eq!((found.body.as_slice(), found.at), (b"<p>Words".as_slice(), None));
    }

    #[test]
    fn what_is_no_page_is_none_and_a_bomb_is_refused() {
        assert!(read(&answer("Content-Type: image/png", b"x"), BOUNDS).unwrap().is_none());
        assert!(read(b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\nx", BOUNDS).unwrap().is_none());
        assert_eq!(read(b"HTTP", BOUNDS).err().unwrap().kind, FaultKind::Damaged);
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&vec![b' '; 4_000_000]).unwrap();
        let bomb = answer("Content-Type: text/html\r\nContent-Encoding: gzip", &packed.finish().unwrap());
        assert_eq!(read(&bomb, BOUNDS).err().unwrap().kind, FaultKind::Bomb);
    }
}
