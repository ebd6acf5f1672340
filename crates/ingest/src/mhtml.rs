//! A web page saved as MHTML: a mail, one of whose parts is the page.

use annals_model::{Encoding, Form, Stretch, compose};
use mailparse::body::Body;
use mailparse::{MailHeaderMap, ParsedMail};

use crate::encoding::{self, Decoded, NotText};
use crate::layer::Layer;

/// What is in such a file.
pub(crate) struct Opened {
    /// The page. Its places are those of the file, or, where that is in letters that no one can
    /// count by, those of the page itself.
    pub(crate) page: Layer<'static>,
    /// What had to be settled, and the byte of the page's text that shows it.
    pub(crate) remark: Option<(usize, String)>,
    /// Where the page was saved from.
    pub(crate) address: Option<String>,
}

/// Finds the page in a file, and decodes it.
pub(crate) fn open(bytes: &[u8]) -> Result<Opened, NotText> {
    let refuse = |message: String| NotText { at: 0, message };
    let mail = mailparse::parse_mail(bytes)
        .map_err(|error| refuse(format!("{error}; expected a web page saved as MHTML")))?;
    let address = mail.headers.get_first_value("Snapshot-Content-Location");
    let is_page = |part: &&ParsedMail<'_>| {
        matches!(part.ctype.mimetype.as_str(), "text/html" | "application/xhtml+xml")
    };
    let location = |part: &ParsedMail<'_>| part.headers.get_first_value("Content-Location");
    let first = mail.parts().find(is_page);
    let saved = mail.parts().filter(is_page).find(|part| address.is_some() && location(part) == address);
    let Some(part) = saved.or(first) else {
        return Err(refuse("there is no page in this file; expected a part of type text/html".to_owned()));
    };
    let address = address.or_else(|| location(part)).filter(|address| address.contains("://"));

    let (html, written) = match part.get_body_encoded() {
        Body::QuotedPrintable(body) => {
            let (html, stretches) = unquoted(body.get_raw(), place(bytes, body.get_raw()));
            (html, Some(stretches))
        }
        Body::Base64(body) => {
            let html = body.get_decoded().map_err(|error| {
                let at = place(bytes, body.get_raw());
                NotText { at, message: format!("{error}; expected the page in base64") }
            })?;
            (html, None)
        }
        Body::SevenBit(body) | Body::EightBit(body) => plain(body.get_raw(), place(bytes, body.get_raw())),
        Body::Binary(body) => plain(body.get_raw(), place(bytes, body.get_raw())),
    };
    let told = part.ctype.params.get("charset").map(String::as_str);
    let Decoded { text, encoding, remark } = encoding::decode_page(&html, told)?;
    let file = std::str::from_utf8(bytes).ok();
    let page = match (file, written, letters(&text, encoding)) {
        (Some(file), Some(written), Some(letters)) => {
            let stretches = compose(&letters, &written);
            Layer::of_file(file.to_owned(), Encoding::Utf8).over(text, stretches)
        }
        _ => {
            let own = "the places of its words are those of the page, decoded from the file";
            let (at, message) = match remark {
                Some((at, message)) => (at, format!("{message}; {own}")),
                None => (0, own.to_owned()),
            };
            let remark = Some((at, message));
            return Ok(Opened { page: Layer::of_file(text, encoding), remark, address });
        }
    };
    Ok(Opened { page, remark, address })
}

/// Where a part of some bytes begins in them.
fn place(bytes: &[u8], part: &[u8]) -> usize {
    part.as_ptr().addr().saturating_sub(bytes.as_ptr().addr()).min(bytes.len())
}

fn plain(raw: &[u8], at: usize) -> (Vec<u8>, Option<Vec<Stretch>>) {
    let stretch = Stretch { text: 0..raw.len(), source: at..at + raw.len(), form: Form::Plain };
    (raw.to_vec(), Some(vec![stretch]))
}

/// Bytes out of quoted-printable, each with its place. Unlike a reader of mail, this one knows
/// where they stood.
fn unquoted(raw: &[u8], from: usize) -> (Vec<u8>, Vec<Stretch>) {
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
        let written = if form == Form::Plain { length } else { 1 };
        let text = bytes.len() - written..bytes.len();
        stretches.push(Stretch { text, source: from + at..from + at + length, form });
        at += length;
    }
    (bytes, stretches)
}

fn digit(byte: u8) -> u8 {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or_default()
}

/// A decoded text as stretches of its bytes, where each letter has its own.
fn letters(text: &str, encoding: Encoding) -> Option<Vec<Stretch>> {
    let bytes_of: fn(char) -> usize = match encoding {
        Encoding::Utf8 => char::len_utf8,
        Encoding::Windows1252 | Encoding::Windows1258 | Encoding::SingleByte => |_| 1,
        Encoding::DoubleByte => |letter| if letter.is_ascii() { 1 } else { 2 },
        Encoding::Utf16Le | Encoding::Utf16Be => return None,
    };
    let mut stretches: Vec<Stretch> = Vec::new();
    let mut byte = 0;
    for (at, letter) in text.char_indices() {
        let length = bytes_of(letter);
        let (text, source) = (at..at + letter.len_utf8(), byte..byte + length);
        byte += length;
        match stretches.last_mut() {
            Some(last) if letter.is_ascii() && last.form == Form::Plain => {
                (last.text.end, last.source.end) = (text.end, source.end);
            }
            _ => {
                let form = if letter.is_ascii() { Form::Plain } else { Form::Coded };
                stretches.push(Stretch { text, source, form });
            }
        }
    }
    Some(stretches)
}

#[cfg(test)]
mod tests {
    use super::{open, unquoted};

    #[test]
    fn quoted_printable_keeps_its_places() {
        let (bytes, stretches) = unquoted(b"a=3Db=\r\nc=E9=\n=zz", 10);
        assert_eq!(bytes, b"a=bc\xE9=zz");
        let places: Vec<_> = stretches.iter().map(|stretch| stretch.source.clone()).collect();
        assert_eq!(places, [10..11, 11..14, 14..15, 18..19, 19..22, 24..27]);
    }

    #[test]
    fn what_holds_no_page_is_refused() {
        assert!(open(b"").is_err());
        let nested = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(50_000);
        assert!(open(nested.as_bytes()).is_err());
        assert!(open(b"Content-Type: text/plain\r\n\r\nIt rained.").is_err());
    }
}
