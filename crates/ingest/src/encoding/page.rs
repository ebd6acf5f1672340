//! The bytes of a web page, which declares its encoding, rightly or not.

use annals_model::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{ISO_2022_JP, REPLACEMENT, UTF_8, WINDOWS_1252, WINDOWS_1258};

use super::{Decoded, NotText, controls, decode, double, is_damaged_utf8};

/// Stands for a byte that is none of a text's: one byte long, so that places stay right.
const BROKEN: char = '\u{1a}';
/// Bytes at the head of a page among which it declares its encoding.
const HEAD: usize = 4096;
const EXPECTED: &str =
    "expected UTF-8, UTF-16, an encoding of one byte for each letter, or a declared one of two";

/// Decodes a page: by its byte order mark, as UTF-8 where it is that, as what it declares where
/// that fits, or as what its bytes look like. What it came in may have told another one, which
/// counts before what it declares.
pub(crate) fn decode_page(bytes: &[u8], told: Option<&str>) -> Result<Decoded, NotText> {
    let told = told.and_then(|label| encoding_rs::Encoding::for_label(label.as_bytes()));
    let declared = told.or_else(|| declared(bytes));
    let says = |encoding: &'static encoding_rs::Encoding| format!("the page declares {}", encoding.name());
    if let Some(at) = declared.and_then(|declared| shift(bytes, declared)) {
        // It is ASCII to the eye of a machine, and would be read as nonsense.
        let message = format!(
            "the page declares an encoding that changes its alphabet on the way (ISO-2022-JP, HZ or one like \
             them), of which no piece can be read by itself; {EXPECTED}"
        );
        return Err(NotText { at, message });
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let first = text.find(|c: char| !c.is_ascii());
        let other = declared.filter(|declared| *declared != UTF_8 && !is_utf16(declared));
        let mut decoded = decode(bytes)?;
        if let Some((declared, first)) = other.zip(first).filter(|_| decoded.encoding == Encoding::Utf8) {
            decoded.remark = Some((first, format!("{}, but is UTF-8; read as UTF-8", says(declared))));
        }
        return Ok(decoded);
    }
    let is_marked = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    if is_marked || super::unmarked_utf16(bytes).is_some() {
        return decode(bytes);
    }
    if let Some(at) = controls(bytes) {
        return Err(NotText { at, message: "this looks binary; expected a web page".to_owned() });
    }
    if is_damaged_utf8(bytes) {
        return Ok(patched(bytes));
    }
    if let Some(read) = declared.and_then(|declared| double::decode(bytes, declared)) {
        return read;
    }
    let broken_at = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().len());
    let detected = detected(bytes);
    let real = match declared.filter(|declared| declared.is_single_byte()) {
        Some(declared) if is_plausible(bytes, declared, detected) => declared,
        _ => detected,
    };
    if !real.is_single_byte() {
        let message = format!("this looks like {}, which the page does not declare; {EXPECTED}", real.name());
        return Err(NotText { at: broken_at, message });
    }
    let (text, lost) = real.decode_without_bom_handling(bytes);
    let at = text.char_indices().nth(broken_at).map_or(0, |(at, _)| at);
    let mut message = match declared {
        Some(declared) if declared == real => String::new(),
        Some(declared) => format!("{}, but is not; read as {}", says(declared), real.name()),
        None => format!("the page declares no encoding and is not UTF-8; read as {}", real.name()),
    };
    if lost {
        message.push_str(if message.is_empty() { "" } else { "; " });
        message.push_str("bytes that stand for no letter became U+FFFD");
    }
    let remark = (!message.is_empty()).then_some((at, message));
    let encoding = match real {
        real if real == WINDOWS_1252 => Encoding::Windows1252,
        real if real == WINDOWS_1258 => Encoding::Windows1258,
        _ => Encoding::SingleByte,
    };
    Ok(Decoded { text: text.into_owned(), encoding, remark })
}

/// UTF-8 with a few bytes that are none, as where a page system cut a text in the middle of a letter.
fn patched(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let (mut count, mut first) = (0_usize, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if count == 0 {
            first = text.len();
        }
        count += chunk.invalid().len();
        text.extend(chunk.invalid().iter().map(|_| BROKEN));
    }
    let message = format!("not UTF-8, as the rest is: bytes like this one, {count} in all, became U+FFFD");
    Decoded { text, encoding: Encoding::Utf8, remark: Some((first, message)) }
}

/// The encoding that the bytes look like.
fn detected(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether bytes can be of the encoding declared. Western letters are what is declared without
/// thought: letters of another script speak against them.
fn is_plausible(
    bytes: &[u8],
    declared: &'static encoding_rs::Encoding,
    detected: &'static encoding_rs::Encoding,
) -> bool {
    let (text, lost) = declared.decode_without_bom_handling(bytes);
    if lost || text.chars().any(|c| matches!(c, '\u{80}'..='\u{9f}')) {
        return detected == declared || !detected.is_single_byte();
    }
    if declared != WINDOWS_1252 || detected == declared || !detected.is_single_byte() {
        return true;
    }
    let (other, _) = detected.decode_without_bom_handling(bytes);
    let is_other = |c: &char| c.is_alphabetic() && u32::from(*c) >= 0x370;
    let letters = other.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).count();
    detected != WINDOWS_1258 && other.chars().filter(is_other).count() * 2 <= letters
}

/// The first change of alphabet in what declares an encoding that changes it on the way: ISO-2022 of
/// any country, or HZ.
fn shift(bytes: &[u8], declared: &'static encoding_rs::Encoding) -> Option<usize> {
    if declared != ISO_2022_JP && declared != REPLACEMENT {
        return None;
    }
    let hz = || memchr::memmem::find(bytes, b"~{").filter(|_| declared == REPLACEMENT);
    memchr::memchr(0x1B, bytes).or_else(hz)
}

fn is_utf16(encoding: &encoding_rs::Encoding) -> bool {
    encoding == encoding_rs::UTF_16LE || encoding == encoding_rs::UTF_16BE
}

/// The encoding that the head of a page declares: `charset=` in a `<meta>`, or `encoding=` in an
/// XML declaration.
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

/// The value behind a name and an equals sign.
fn value_of<'t>(tag: &'t [u8], name: &[u8]) -> Option<&'t [u8]> {
    let at = tag.windows(name.len()).position(|window| window == name)? + name.len();
    let rest = tag.get(at..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let is_of_it = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':' | b'.');
    rest.get(..rest.iter().take_while(|byte| is_of_it(byte)).count())
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
    fn what_is_declared_rightly_needs_no_remark() {
        let decoded = decode_page(&page("iso-8859-2", b"\xA3\xF3d\xBC."), None).unwrap();
        assert!(decoded.text.ends_with("Łódź."), "{}", decoded.text);
        assert_eq!((decoded.encoding, decoded.remark), (Encoding::SingleByte, None));
    }

    #[test]
    fn an_alphabet_that_changes_on_the_way_is_refused() {
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
    fn what_is_declared_wrongly_is_settled_and_told() {
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
    fn a_broken_byte_keeps_its_place() {
        let bytes = page("utf-8", "Zoë’s café in Łódź \u{e9}\u{e9}".as_bytes());
        let bytes = &bytes[..bytes.len() - 1];
        let decoded = decode_page(bytes, None).unwrap();
        assert_eq!((decoded.text.len(), decoded.encoding), (bytes.len(), Encoding::Utf8));
        assert!(decoded.remark.unwrap().1.contains("1 in all"));
    }
}
