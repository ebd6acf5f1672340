//! Encodings of East Asia: one byte for each character of ASCII, two for each other one.
//!
//! A few of their characters are written otherwise. By those no one can count, so a page with one
//! of them is refused by name, rather than quoted from the wrong place.

use annals_model::Encoding;
use encoding_rs::{BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS};

use super::{Decoded, NotText};

/// Decodes what declares such an encoding; nothing where it declares another one, or most of its
/// bytes are not of it.
pub(super) fn decode(
    bytes: &[u8],
    declared: &'static encoding_rs::Encoding,
) -> Option<Result<Decoded, NotText>> {
    if ![BIG5, EUC_JP, EUC_KR, GB18030, GBK, SHIFT_JIS].contains(&declared) {
        return None;
    }
    let name = declared.name();
    if let Some(at) = broken(bytes, declared) {
        let (text, _) = declared.decode_without_bom_handling(bytes);
        let lost = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        let beyond = text.chars().filter(|c| !c.is_ascii()).count();
        let message =
            format!("the page declares {name}, of which these bytes are none; expected whole characters");
        return (lost * 2 <= beyond).then_some(Err(NotText { at, message }));
    }
    if let Some((at, length)) = odd(bytes, declared) {
        let what = match length {
            Some(1) => "one byte",
            Some(3) => "three bytes",
            Some(_) => "four bytes",
            None => "two code points in one",
        };
        let message = format!(
            "a character of {what}, which {name} has beside those of two bytes; expected the page in UTF-8, \
             as its places could not be told"
        );
        return Some(Err(NotText { at, message }));
    }
    let (text, _) = declared.decode_without_bom_handling(bytes);
    Some(Ok(Decoded { text: text.into_owned(), encoding: Encoding::DoubleByte, remark: None }))
}

/// The first byte that is of no character.
fn broken(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Option<usize> {
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
            encoding_rs::DecoderResult::Malformed(length, behind) => {
                return Some(at.saturating_sub(usize::from(length) + usize::from(behind)));
            }
        }
    }
    None
}

/// The first character of sound bytes that is neither ASCII in one byte nor another one in two:
/// its place and length, which it has none of where it is two code points.
fn odd(bytes: &[u8], encoding: &'static encoding_rs::Encoding) -> Option<(usize, Option<usize>)> {
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

/// How many bytes a character beyond ASCII has, by the first two of them.
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
    fn every_pair_of_bytes_is_as_long_as_told() {
        for encoding in ALL {
            for first in 0x80..=0xFF_u8 {
                let alone = whole(&[first], encoding);
                for second in 0..=0xFF_u8 {
                    let Some(text) = whole(&[first, second], encoding) else { continue };
                    let is_one = text.chars().count() == 1 && !text.is_ascii();
                    let told = length(first, second, encoding);
                    assert_eq!(told == Some(2), is_one, "{} {first:#X} {second:#X} {text}", encoding.name());
                    assert_eq!(told == Some(1), alone.is_some(), "{} {first:#X}", encoding.name());
                }
            }
        }
    }

    #[test]
    fn what_cannot_be_counted_is_refused_where_it_stands() {
        let told = |bytes: &[u8], encoding| {
            let refused = decode(bytes, encoding).unwrap().unwrap_err();
            (refused.at, refused.message)
        };
        let (at, message) = told(b"a \x93\xFA\xB1", SHIFT_JIS);
        assert_eq!(at, 4);
        assert!(message.contains("one byte"), "{message}");
        assert_eq!(told(b"\xC6\xFC\x8F\xB0\xA1", EUC_JP).0, 2);
        assert_eq!(told(b"ab\x81\x30\x81\x30", GB18030).0, 2);
        assert_eq!(told(b"ab\x88\x62", BIG5).0, 2);
    }

    #[test]
    fn broken_bytes_are_named_and_other_encodings_left_to_others() {
        let refused = decode(b"\xC6\xFC\xCB\xDC\xFF.", EUC_JP).unwrap().unwrap_err();
        assert_eq!(refused.at, 4);
        assert!(refused.message.contains("declares EUC-JP"), "{}", refused.message);
        assert_eq!(decode(b"\xC6\xFC\xCB", EUC_JP).unwrap().unwrap_err().at, 2);
        assert!(decode(b"The caf\xE9 in Orl\xE9 ans", EUC_KR).is_none());
        assert!(decode(b"\xC6\xFC", encoding_rs::WINDOWS_1252).is_none());
    }
}
