//! Parses HTTP responses (RFC 9112) in web archives: the header and the decoded body.

use std::io::Read;

use flate2::read::{MultiGzDecoder, ZlibDecoder};

use crate::bounded_reader::{Chunk, PackedSize, RatioGuard};
use crate::container::Bounds;
use crate::error::{ContainerError, ContainerErrorKind};
use crate::member::TextFormat;

/// A response with a page or a text.
pub(crate) struct Response {
    pub(crate) format: TextFormat,
    pub(crate) charset: Option<String>,
    pub(crate) body: Vec<u8>,
    /// Offset of the body in the message; `None` if the body was decoded.
    pub(crate) at: Option<usize>,
}

/// Parses a response; `None` if it has no page, such as a picture or a redirection.
///
/// # Errors
/// The header is malformed, or the body cannot be decoded within the limits.
pub(crate) fn parse(message: &[u8], bounds: Bounds) -> Result<Option<Response>, ContainerError> {
    const MAX_HEADERS: usize = 256;
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut headers);
    let length = match response.parse(message) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Err(damaged("the header of the response has no end")),
        Err(error) => return Err(damaged(format!("the header of the response is malformed ({error})"))),
    };
    let header = |name: &str| {
        let found = response.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(found.value).trim().to_owned())
    };
    let Some((format, charset)) = header("content-type").and_then(|value| content_type(&value)) else {
        return Ok(None);
    };
    if response.code != Some(200) {
        return Ok(None);
    }
    let mut body = message.get(length..).unwrap_or_default().to_vec();
    let mut at = Some(length);
    if header("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked")) {
        // Some crawlers join the chunks but keep the header.
        if let Some(joined) = join_chunks(&body) {
            body = joined;
            at = None;
        }
    }
    match header("content-encoding").map(|coding| coding.to_ascii_lowercase()).as_deref() {
        None | Some("" | "identity") => {}
        Some("gzip" | "x-gzip") if body.starts_with(b"\x1f\x8b") => {
            body = decompress(MultiGzDecoder::new(body.as_slice()), body.len(), bounds)?;
            at = None;
        }
        Some("deflate") => {
            body = decompress(ZlibDecoder::new(body.as_slice()), body.len(), bounds)?;
            at = None;
        }
        // Some crawlers unpack the body but keep the header.
        Some("gzip" | "x-gzip") => {}
        Some(coding) => {
            let message = format!(
                "the body of the response is encoded by `{coding}`; expected gzip, deflate or identity"
            );
            return Err(ContainerError::new(1, ContainerErrorKind::Unsupported, message));
        }
    }
    Ok(Some(Response { format, charset, body, at }))
}

/// Returns the text format and the charset of a `Content-Type` value; `None` for other media types.
pub(crate) fn content_type(value: &str) -> Option<(TextFormat, Option<String>)> {
    let mut parts = value.split(';');
    let format = match parts.next()?.trim().to_ascii_lowercase().as_str() {
        "text/html" | "application/xhtml+xml" => TextFormat::Html,
        "text/plain" | "text/markdown" => TextFormat::Plain,
        _ => return None,
    };
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        name.trim().eq_ignore_ascii_case("charset").then(|| value.trim().trim_matches(['"', '\'']).to_owned())
    });
    Some((format, charset))
}

/// Joins the chunks of a body; `None` if the body is not chunked.
fn join_chunks(body: &[u8]) -> Option<Vec<u8>> {
    let mut joined = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let end = memchr::memchr(b'\n', rest)?;
        let size = std::str::from_utf8(rest.get(..end)?).ok()?;
        let size = size.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = rest.get(end + 1..)?;
        if size == 0 {
            return Some(joined);
        }
        // The last chunk of a truncated response is shorter than stated.
        let chunk = rest.get(..size.min(rest.len()))?;
        joined.extend_from_slice(chunk);
        rest = rest.get(chunk.len()..)?;
        match rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            Some(next) => rest = next,
            None if rest.is_empty() => return Some(joined),
            None => return None,
        }
    }
}

fn decompress(decoder: impl Read, packed: usize, bounds: Bounds) -> Result<Vec<u8>, ContainerError> {
    let mut guard = RatioGuard::new(decoder, PackedSize::Known(packed as u64), bounds.ratio);
    match guard.read_all(bounds.member) {
        Ok(Chunk::Complete(body)) => Ok(body),
        Ok(_) => Err(ContainerError::too_large(1, bounds.member)),
        Err(error) => Err(ContainerError::from_io(1, &error, bounds.ratio)),
    }
}

fn damaged(found: impl Into<String>) -> ContainerError {
    let message = format!("{}; expected an HTTP response", found.into());
    ContainerError::new(1, ContainerErrorKind::Damaged, message)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::parse;
    use crate::container::Bounds;
    use crate::error::ContainerErrorKind;
    use crate::member::TextFormat;

    const BOUNDS: Bounds = Bounds::for_members(5_000_000);

    fn response(head: &str, body: &[u8]) -> Vec<u8> {
        [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat()
    }

    #[test]
    fn an_unencoded_body_keeps_its_offset() {
        let message = response("Content-Type: text/html; charset=\"latin1\"", b"<p>A");
        let found = parse(&message, BOUNDS).unwrap().unwrap();
        assert_eq!((found.format, found.charset.as_deref()), (TextFormat::Html, Some("latin1")));
        assert_eq!(&message[found.at.unwrap()..], found.body);
    }

    #[test]
    fn chunks_are_joined_and_compressed_bodies_are_unpacked() {
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(b"<p>Words").unwrap();
        let packed = packed.finish().unwrap();
        let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
        let head = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip";
        let found = parse(&response(head, &chunked), BOUNDS).unwrap().unwrap();
        assert_eq!((found.body.as_slice(), found.at), (b"<p>Words".as_slice(), None));
    }

    #[test]
    fn other_media_types_are_skipped_and_a_bomb_is_refused() {
        assert!(parse(&response("Content-Type: image/png", b"x"), BOUNDS).unwrap().is_none());
        assert!(parse(b"HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\nx", BOUNDS).unwrap().is_none());
        assert_eq!(parse(b"HTTP", BOUNDS).err().unwrap().kind, ContainerErrorKind::Damaged);
        let mut packed = GzEncoder::new(Vec::new(), Compression::best());
        packed.write_all(&vec![b' '; 4_000_000]).unwrap();
        let bomb = response("Content-Type: text/html\r\nContent-Encoding: gzip", &packed.finish().unwrap());
        assert_eq!(parse(&bomb, BOUNDS).err().unwrap().kind, ContainerErrorKind::DecompressionBomb);
    }
}
