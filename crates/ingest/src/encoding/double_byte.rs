//! Decodes double-byte encodings of East Asia: one byte per ASCII character, two per other character.
//!
//! A few of their characters have another length. Offsets of bytes then do not follow from offsets of characters, so a
//! page with such a character is refused.

use annals_model::Encoding;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS};

use super::decoded::{DecodeError, Decoded};

/// Decodes a page that declares a double-byte encoding; `None` if it declares another one or most of its bytes are
/// invalid in it.
pub(super) fn decode(
    bytes: &[u8],
    declared: &'static encoding_rs::Encoding,
) -> Option<Result<Decoded, DecodeError>> {
    if ![BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS].contains(&declared) {
        return None;
    }
    let name = declared.name();
    if let Some(at) = first_invalid(bytes, declared) {
        let (text, _) = declared.decode_without_bom_handling(bytes);
        let invalid = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        let non_ascii = text.chars().filter(|c| !c.is_ascii()).count();
        let message =
            format!("the page declares {name}, but the bytes are invalid in it; expected valid characters");
        return (invalid * 2 <= non_ascii).then_some(Err(DecodeError { at, message }));
    }
    if let Some((at, length)) = first_irregular(bytes, declared) {
        let size = match length {
            Some(1) => "one byte",
            Some(3) => "three bytes",
            Some(_) => "four bytes",
            None => "two code points in one",
        };
        let message = format!(
            "a non-ASCII character of {size} in {name}, so that positions cannot be computed; expected characters of \
             two bytes, or the page in UTF-8"
        );
        return Some(Err(DecodeError { at, message }));
    }
    let (text, _) = declared.decode_without_bom_handling(bytes);
    Some(Ok(Decoded { text: text.into_owned(), encoding: Encoding::DoubleByte, remark: None }))
}

/// Returns the first invalid byte.
fn first_invalid(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Option<usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = String::with_capacity(4096);
    let mut at = 0;
    while let Some(rest) = bytes.get(at..) {
        buffer.clear();
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut buffer, true);
        at += read;
        match result {
            encoding_rs::DecoderResult::InputEmpty => return None,
            encoding_rs::DecoderResult::OutputFull => {}
            encoding_rs::DecoderResult::Malformed(length, following) => {
                return Some(at.saturating_sub(usize::from(length) + usize::from(following)));
            }
        }
    }
    None
}

/// Returns the offset and length of the first character of valid bytes that is neither ASCII nor two bytes long.
///
/// The length is `None` if two bytes are two code points.
fn first_irregular(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Option<(usize, Option<usize>)> {
    let mut at = 0;
    while let Some((first, rest)) = bytes.get(at..).and_then(<[u8]>::split_first) {
        if first.is_ascii() {
            at += 1;
            continue;
        }
        match length(*first, rest.first().copied().unwrap_or_default(), encoding) {
            Some(2) => at += 2,
            other => return Some((at, other)),
        }
    }
    None
}

/// Returns the length of a non-ASCII character by its first two bytes; `None` if they are two code points.
fn length(first: u8, second: u8, encoding: &'static encoding_rs::Encoding) -> Option<usize> {
    let is = |other| encoding == other;
    Some(match (first, second) {
        (0x80 | 0xA0..=0xDF, _) if is(SHIFT_JIS) => 1,
        (0x8F, _) if is(EUC_JP) => 3,
        (0x80, _) if is(GBK) || is(GB18030) => 1,
        (_, b'0'..=b'9') if is(GBK) || is(GB18030) => 4,
        (0x88, 0x62 | 0x64 | 0xA3 | 0xA5) if is(BIG5) => return None,
        _ => 2,
    })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, SHIFT_JIS};

    use super::{decode, length};

    const ALL: [&Encoding; 6] = [BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS];

    fn whole(bytes: &[u8], encoding: &'static Encoding) -> Option<String> {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(String::from)
    }

    #[test]
    fn lengths_agree_with_the_decoder() {
        for encoding in ALL {
            for first in 0x80..=0xFF_u8 {
                let alone = whole(&[first], encoding);
                for second in 0..=0xFF_u8 {
                    let Some(text) = whole(&[first, second], encoding) else { continue };
                    let is_one = text.chars().count() == 1 && !text.is_ascii();
                    let length = length(first, second, encoding);
                    assert_eq!(
                        length == Some(2),
                        is_one,
                        "{} {first:#X} {second:#X} {text}",
                        encoding.name()
                    );
                    assert_eq!(length == Some(1), alone.is_some(), "{} {first:#X}", encoding.name());
                }
            }
        }
    }

    #[test]
    fn irregular_characters_are_refused_at_their_offset() {
        let refuse = |bytes: &[u8], encoding| {
            let refused = decode(bytes, encoding).unwrap().unwrap_err();
            (refused.at, refused.message)
        };
        let (at, message) = refuse(b"a \x93\xFA\xB1", SHIFT_JIS);
        assert_eq!(at, 4);
        assert!(message.contains("one byte"), "{message}");
        assert_eq!(refuse(b"\xC6\xFC\x8F\xB0\xA1", EUC_JP).0, 2);
        assert_eq!(refuse(b"ab\x81\x30\x81\x30", GB18030).0, 2);
        assert_eq!(refuse(b"ab\x88\x62", BIG5).0, 2);
    }

    #[test]
    fn invalid_bytes_are_refused_and_other_encodings_are_not_decoded() {
        let refused = decode(b"\xC6\xFC\xCB\xDC\xFF.", EUC_JP).unwrap().unwrap_err();
        assert_eq!(refused.at, 4);
        assert!(refused.message.contains("declares EUC-JP"), "{}", refused.message);
        assert_eq!(decode(b"\xC6\xFC\xCB", EUC_JP).unwrap().unwrap_err().at, 2);
        assert!(decode(b"The caf\xE9 in Orl\xE9 ans", EUC_KR).is_none());
        assert!(decode(b"\xC6\xFC", encoding_rs::WINDOWS_1252).is_none());
    }
}
