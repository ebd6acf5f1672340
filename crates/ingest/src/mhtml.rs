//! Extracts the page from an MHTML file, which is a mail with the page as one of its parts.

use annals_model::{Encoding, Form, Stretch, compose};
use mailparse::body::Body;
use mailparse::{MailHeaderMap, ParsedMail};

use crate::encoding::{DecodeError, Decoded, decode_page};
use crate::mapped_text::MappedText;

/// The page of an MHTML file.
pub(crate) struct SavedPage {
    /// The page, mapped to the file. Without a mapping, as for base64 and UTF-16, positions refer to the decoded page.
    pub(crate) page: MappedText<'static>,
    /// A remark on the decoding, at a byte of the page's text.
    pub(crate) remark: Option<(usize, String)>,
    /// The URL of the page.
    pub(crate) url: Option<String>,
}

/// Finds and decodes the page of an MHTML file.
pub(crate) fn read(bytes: &[u8]) -> Result<SavedPage, DecodeError> {
    let refuse = |message: String| DecodeError { at: 0, message };
    let mail = mailparse::parse_mail(bytes)
        .map_err(|error| refuse(format!("{error}; expected a web page saved as MHTML")))?;
    let url = mail.headers.get_first_value("Snapshot-Content-Location");
    let is_page = |part: &&ParsedMail<'_>| {
        matches!(part.ctype.mimetype.as_str(), "text/html" | "application/xhtml+xml")
    };
    let location = |part: &ParsedMail<'_>| part.headers.get_first_value("Content-Location");
    let first = mail.parts().find(is_page);
    let saved = mail.parts().filter(is_page).find(|part| url.is_some() && location(part) == url);
    let Some(part) = saved.or(first) else {
        return Err(refuse("the file has no web page; expected a part of type text/html".to_owned()));
    };
    let url = url.or_else(|| location(part)).filter(|url| url.contains("://"));

    let (html, mapping) = match part.get_body_encoded() {
        Body::QuotedPrintable(body) => {
            let (html, stretches) = decode_quoted_printable(body.get_raw(), offset_in(bytes, body.get_raw()));
            (html, Some(stretches))
        }
        Body::Base64(body) => {
            let html = body.get_decoded().map_err(|error| {
                let at = offset_in(bytes, body.get_raw());
                DecodeError { at, message: format!("{error}; expected the page in base64") }
            })?;
            (html, None)
        }
        Body::SevenBit(body) | Body::EightBit(body) => {
            unencoded(body.get_raw(), offset_in(bytes, body.get_raw()))
        }
        Body::Binary(body) => unencoded(body.get_raw(), offset_in(bytes, body.get_raw())),
    };
    let charset = part.ctype.params.get("charset").map(String::as_str);
    let Decoded { text, encoding, remark } = decode_page(&html, charset)?;
    let file = std::str::from_utf8(bytes).ok();
    let page = match (file, mapping, align_to_bytes(&text, encoding)) {
        (Some(file), Some(mapping), Some(characters)) => {
            let stretches = compose(&characters, &mapping);
            MappedText::of_file(file.to_owned(), Encoding::Utf8).map(text, stretches)
        }
        _ => {
            let note = "positions refer to the page as decoded from the file";
            let (at, message) = match remark {
                Some((at, message)) => (at, format!("{message}; {note}")),
                None => (0, note.to_owned()),
            };
            let remark = Some((at, message));
            return Ok(SavedPage { page: MappedText::of_file(text, encoding), remark, url });
        }
    };
    Ok(SavedPage { page, remark, url })
}

/// Returns the offset of a slice within the bytes that it is a part of.
fn offset_in(bytes: &[u8], part: &[u8]) -> usize {
    part.as_ptr().addr().saturating_sub(bytes.as_ptr().addr()).min(bytes.len())
}

/// Returns bytes without transfer encoding and their mapping.
fn unencoded(raw: &[u8], at: usize) -> (Vec<u8>, Option<Vec<Stretch>>) {
    let stretch = Stretch { text: 0..raw.len(), source: at..at + raw.len(), form: Form::Plain };
    (raw.to_vec(), Some(vec![stretch]))
}

/// Decodes quoted-printable bytes and returns their mapping, which `mailparse` does not.
fn decode_quoted_printable(raw: &[u8], start: usize) -> (Vec<u8>, Vec<Stretch>) {
    let mut bytes = Vec::with_capacity(raw.len());
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let (length, form) = match rest {
            [b'=', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                bytes.push(digit(*high) * 16 + digit(*low));
                (3, Form::Coded)
            }
            [b'=', b'\r', b'\n', ..] => {
                at += 3;
                continue;
            }
            [b'=', b'\n', ..] => {
                at += 2;
                continue;
            }
            [first, rest @ ..] => {
                let more = rest.iter().take_while(|byte| **byte != b'=').count();
                bytes.push(*first);
                bytes.extend(rest.iter().take(more));
                (1 + more, Form::Plain)
            }
            [] => break,
        };
        let decoded = if form == Form::Plain { length } else { 1 };
        let text = bytes.len() - decoded..bytes.len();
        stretches.push(Stretch { text, source: start + at..start + at + length, form });
        at += length;
    }
    (bytes, stretches)
}

fn digit(byte: u8) -> u8 {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or_default()
}

/// Aligns a decoded text to its bytes; `None` for UTF-16.
fn align_to_bytes(text: &str, encoding: Encoding) -> Option<Vec<Stretch>> {
    let bytes_of: fn(char) -> usize = match encoding {
        Encoding::Utf8 => char::len_utf8,
        Encoding::Windows1252 | Encoding::Windows1258 | Encoding::SingleByte => |_| 1,
        Encoding::DoubleByte => |c| if c.is_ascii() { 1 } else { 2 },
        Encoding::Utf16Le | Encoding::Utf16Be => return None,
    };
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut byte = 0;
    for (at, c) in text.char_indices() {
        let length = bytes_of(c);
        let (text, source) = (at..at + c.len_utf8(), byte..byte + length);
        byte += length;
        match stretches.last_mut() {
            Some(last) if c.is_ascii() && last.form == Form::Plain => {
                (last.text.end, last.source.end) = (text.end, source.end);
            }
            _ => {
                let form = if c.is_ascii() { Form::Plain } else { Form::Coded };
                stretches.push(Stretch { text, source, form });
            }
        }
    }
    Some(stretches)
}

#[cfg(test)]
mod tests {
    use super::{decode_quoted_printable, read};

    #[test]
    fn quoted_printable_is_mapped() {
        let (bytes, stretches) = decode_quoted_printable(b"a=3Db=\r\nc=E9=\n=zz", 10);
        assert_eq!(bytes, b"a=bc\xE9=zz");
        let places: Vec<_> = stretches.iter().map(|stretch| stretch.source.clone()).collect();
        assert_eq!(places, [10..11, 11..14, 14..15, 18..19, 19..22, 24..27]);
    }

    #[test]
    fn files_without_a_page_are_refused() {
        assert!(read(b"").is_err());
        let nested = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(50_000);
        assert!(read(nested.as_bytes()).is_err());
        assert!(read(b"Content-Type: text/plain\r\n\r\nIt rained.").is_err());
    }
}
