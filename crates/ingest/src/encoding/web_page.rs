//! Decodes web pages, whose declared encoding may be wrong.

use annals_model::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{ISO_2022_JP, REPLACEMENT, UTF_8, WINDOWS_1252, WINDOWS_1258};

use super::decoded::{DecodeError, Decoded, has_mostly_valid_utf8, too_many_controls, utf16_without_bom};
use super::double_byte;
use super::text_file::decode;

/// Replaces an invalid byte: one byte long, so that offsets stay valid.
const INVALID_BYTE: char = '\u{1a}';
/// Maximum offset of the encoding declaration.
const HEAD: usize = 4096;
const EXPECTED: &str = "expected UTF-8, UTF-16, a single-byte encoding, or a declared double-byte encoding";

/// Decodes a page by its byte order mark, as UTF-8 if valid, as declared if plausible, or as detected.
///
/// `charset` is the encoding by the container of the page, such as an HTTP header. It takes precedence over the
/// declaration in the page.
///
/// # Errors
/// The bytes are binary, or in an encoding that is not supported.
pub(crate) fn decode_page(bytes: &[u8], charset: Option<&str>) -> Result<Decoded, DecodeError> {
    let by_container = charset.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let declared = by_container.or_else(|| declared(bytes));
    if let Some(at) = declared.and_then(|declared| first_escape(bytes, declared)) {
        // The bytes are valid ASCII, so this page would be read as nonsense below.
        let message = format!(
            "the page declares a stateful encoding (ISO-2022-JP, HZ or similar), of which no part can be decoded by \
             itself; {EXPECTED}"
        );
        return Err(DecodeError { at, message });
    }
    if std::str::from_utf8(bytes).is_ok() {
        return decode_valid_utf8(bytes, declared);
    }
    let has_bom = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    if has_bom || utf16_without_bom(bytes).is_some() {
        return decode(bytes);
    }
    if let Some(at) = too_many_controls(bytes) {
        return Err(DecodeError { at, message: "the file looks binary; expected a web page".to_owned() });
    }
    if has_mostly_valid_utf8(bytes) {
        return Ok(utf8_with_invalid_bytes(bytes));
    }
    match declared.and_then(|declared| double_byte::decode(bytes, declared)) {
        Some(decoded) => decoded,
        None => decode_single_byte(bytes, declared),
    }
}

/// Decodes valid UTF-8, with a remark if the page declares another encoding.
fn decode_valid_utf8(
    bytes: &[u8],
    declared: Option<&'static encoding_rs::Encoding>,
) -> Result<Decoded, DecodeError> {
    let mut decoded = decode(bytes)?;
    let other = declared.filter(|declared| *declared != UTF_8 && !is_utf16(declared));
    let first = bytes.iter().position(|byte| !byte.is_ascii());
    if let Some((declared, first)) = other.zip(first).filter(|_| decoded.encoding == Encoding::Utf8) {
        let message = format!("the page declares {}, but is UTF-8; read as UTF-8", declared.name());
        decoded.remark = Some((first, message));
    }
    Ok(decoded)
}

/// Decodes a page in the declared single-byte encoding if plausible, or else in the detected one.
fn decode_single_byte(
    bytes: &[u8],
    declared: Option<&'static encoding_rs::Encoding>,
) -> Result<Decoded, DecodeError> {
    let invalid_at = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let detected = detected(bytes);
    let actual = match declared.filter(|declared| declared.is_single_byte()) {
        Some(declared) if is_plausible(bytes, declared, detected) => declared,
        _ => detected,
    };
    let name = actual.name();
    if !actual.is_single_byte() {
        let message = format!("the encoding looks like {name}, which the page does not declare; {EXPECTED}");
        return Err(DecodeError { at: invalid_at, message });
    }
    let (text, had_errors) = actual.decode_without_bom_handling(bytes);
    let at = text.char_indices().nth(invalid_at).map_or(0, |(at, _)| at);
    let mut message = match declared {
        Some(declared) if declared == actual => String::new(),
        Some(declared) => format!("the page declares {}, but is not; read as {name}", declared.name()),
        None => format!("the page declares no encoding and is not UTF-8; read as {name}"),
    };
    if had_errors {
        message.push_str(if message.is_empty() { "" } else { "; " });
        message.push_str("invalid bytes became U+FFFD");
    }
    let remark = (!message.is_empty()).then_some((at, message));
    let encoding = match actual {
        actual if actual == WINDOWS_1252 => Encoding::Windows1252,
        actual if actual == WINDOWS_1258 => Encoding::Windows1258,
        _ => Encoding::SingleByte,
    };
    Ok(Decoded { text: text.into_owned(), encoding, remark })
}

/// Decodes UTF-8 with a few invalid bytes, such as from a text that was truncated within a character.
fn utf8_with_invalid_bytes(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let (mut count, mut first) = (0_usize, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if count == 0 {
            first = text.len();
        }
        count += chunk.invalid().len();
        text.extend(chunk.invalid().iter().map(|_| INVALID_BYTE));
    }
    let message = format!("the page is UTF-8 except for {count} invalid bytes, which became U+FFFD");
    Decoded { text, encoding: Encoding::Utf8, remark: Some((first, message)) }
}

/// Detects the encoding by statistics of the bytes.
fn detected(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether bytes can have the declared encoding.
///
/// Windows-1252 is often declared by default, so it is implausible if most letters are of another script by detection.
fn is_plausible(
    bytes: &[u8],
    declared: &'static encoding_rs::Encoding,
    detected: &'static encoding_rs::Encoding,
) -> bool {
    let (text, had_errors) = declared.decode_without_bom_handling(bytes);
    if had_errors || text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}')) {
        return detected == declared || !detected.is_single_byte();
    }
    if declared != WINDOWS_1252 || detected == declared || !detected.is_single_byte() {
        return true;
    }
    let (other, _) = detected.decode_without_bom_handling(bytes);
    let is_other_script = |c: &char| c.is_alphabetic() && u32::from(*c) >= 0x370;
    let letters = other.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    detected != WINDOWS_1258 && other.chars().filter(is_other_script).count() * 2 <= letters
}

/// Returns the first escape sequence in a page that declares a stateful encoding: a variant of ISO-2022, or HZ.
fn first_escape(bytes: &[u8], declared: &'static encoding_rs::Encoding) -> Option<usize> {
    if declared != ISO_2022_JP && declared != REPLACEMENT {
        return None;
    }
    let hz = || memchr::memmem::find(bytes, b"~{").filter(|_| declared == REPLACEMENT);
    memchr::memchr(0x1B, bytes).or_else(hz)
}

fn is_utf16(encoding: &encoding_rs::Encoding) -> bool {
    encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE
}

/// Returns the encoding that a page declares: `charset=` in a `<meta>` element, or `encoding=` in an XML declaration.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD))?.to_ascii_lowercase();
    let mut tags =
        head.split(|byte| *byte == b'<').filter(|tag| tag.starts_with(b"meta") || tag.starts_with(b"?xml"));
    tags.find_map(|tag| {
        let tag = tag.split(|byte| *byte == b'>').next()?;
        let label = value_of(tag, b"charset").or_else(|| value_of(tag, b"encoding"))?;
        encoding_rs::Encoding::for_label(label)
    })
}

/// Returns the value after a name and an equals sign.
fn value_of<'t>(tag: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let at = tag.windows(name.len()).position(|window| window == name)? + name.len();
    let rest = tag.get(at..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    rest.get(..rest.iter().take_while(|byte| is_label(byte)).count())
}

#[cfg(test)]
mod tests {
    use annals_model::Encoding;

    use super::{declared, decode_page};

    fn page(charset: &str, words: &[u8]) -> Vec<u8> {
        [b"<html><head><meta charset=\"", charset.as_bytes(), b"\"></head><p>", words].concat()
    }

    #[test]
    fn declarations_are_found() {
        let label = |head: &[u8]| declared(head).map(encoding_rs::Encoding::name);
        assert_eq!(label(b"<?xml version='1.0' encoding='ISO-8859-2'?>"), Some("ISO-8859-2"));
        let old = b"<META http-equiv=Content-Type content=\"text/html; charset = koi8-r\">";
        assert_eq!(label(old), Some("KOI8-R"));
        assert_eq!(label(b"<p>charset=koi8-r"), None);
    }

    #[test]
    fn a_correct_declaration_gives_no_remark() {
        let decoded = decode_page(&page("iso-8859-2", b"\xA3\xF3d\xBC."), None).unwrap();
        assert!(decoded.text.ends_with("Łódź."), "{}", decoded.text);
        assert_eq!((decoded.encoding, decoded.remark), (Encoding::SingleByte, None));
    }

    #[test]
    fn stateful_encodings_are_refused() {
        for (label, words) in [
            ("iso-2022-jp", b"\x1b$B?eo\x1b(B".as_slice()),
            ("iso-2022-kr", b"\x1b$)C"),
            ("hz-gb-2312", b"~{<:Ky~}"),
        ] {
            let refused = decode_page(&page(label, words), None).unwrap_err();
            assert!(refused.message.contains("by itself"), "{}", refused.message);
            assert!(decode_page(&page(label, b"It rained."), None).is_ok());
        }
        assert!(decode_page(&page("utf-8", b"~{<:Ky~}"), None).is_ok());
    }

    #[test]
    fn a_wrong_declaration_is_corrected_with_a_remark() {
        let utf8 = decode_page(&page("windows-1252", "A café.".as_bytes()), None).unwrap();
        assert!(utf8.text.ends_with("A café."));
        assert!(utf8.remark.unwrap().1.contains("declares windows-1252, but is UTF-8"));
        let western = decode_page(&page("utf-8", b"The caf\xE9 in Orl\xE9ans."), None).unwrap();
        assert!(western.text.ends_with("The café in Orléans."));
        assert_eq!(western.encoding, Encoding::Windows1252);
        assert!(western.remark.unwrap().1.contains("declares UTF-8, but is not; read as windows-1252"));
        let cyrillic = b"\xCC\xE5\xEB\xFC\xED\xE8\xF6\xE0 \xF1\xE3\xEE\xF0\xE5\xEB\xE0 \xED\xEE\xF7\xFC\xFE.";
        let cyrillic = decode_page(&page("iso-8859-1", cyrillic), None).unwrap();
        assert!(cyrillic.text.ends_with("Мельница сгорела ночью."), "{}", cyrillic.text);
        assert!(cyrillic.remark.is_some());
    }

    #[test]
    fn an_invalid_byte_keeps_offsets_valid() {
        let bytes = page("utf-8", "Zoë’s café in Łódź \u{e9}\u{e9}".as_bytes());
        let bytes = &bytes[..bytes.len() - 1];
        let decoded = decode_page(bytes, None).unwrap();
        assert_eq!((decoded.text.len(), decoded.encoding), (bytes.len(), Encoding::Utf8));
        assert!(decoded.remark.unwrap().1.contains("except for 1 invalid"));
    }
}
