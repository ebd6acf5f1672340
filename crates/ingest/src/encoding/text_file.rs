//! Decodes text files.

use annals_model::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{WINDOWS_1252, WINDOWS_1258};

use super::decoded::{
    DecodeError, Decoded, UTF8_BOM, has_mostly_valid_utf8, too_many_controls, utf16_without_bom,
};

const EXPECTED: &str = "expected text in UTF-8, UTF-16, Windows-1252 or Windows-1258";

/// Decodes a text file in UTF-8, UTF-16, Windows-1252 or Windows-1258.
///
/// # Errors
/// The bytes are not text, or text in another encoding.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let decoded = match bytes {
        [0xFF, 0xFE, ..] => utf16(bytes, Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => utf16(bytes, Encoding::Utf16Be),
        _ => match utf16_without_bom(bytes) {
            Some(encoding) => utf16(bytes, encoding),
            None => match std::str::from_utf8(bytes) {
                Ok(text) => Decoded { text: text.to_owned(), encoding: Encoding::Utf8, remark: None },
                Err(error) => single_byte(bytes, error.valid_up_to())?,
            },
        },
    };
    match too_many_controls(decoded.text.as_bytes()) {
        Some(at) => Err(DecodeError {
            at: at.min(bytes.len()),
            message: format!("the file looks binary; {EXPECTED}"),
        }),
        None => Ok(decoded),
    }
}

/// Decodes UTF-16. An unpaired surrogate becomes U+FFFD, which is one code unit as well and so keeps offsets valid.
fn utf16(bytes: &[u8], encoding: Encoding) -> Decoded {
    let units = bytes.chunks_exact(2).map(|pair| match (pair, encoding) {
        ([low, high], Encoding::Utf16Le) => u16::from_le_bytes([*low, *high]),
        ([high, low], _) => u16::from_be_bytes([*high, *low]),
        _ => 0,
    });
    let mut unpaired = 0;
    let mut first = 0;
    let mut text = String::with_capacity(bytes.len() / 2);
    for unit in char::decode_utf16(units) {
        text.push(unit.unwrap_or_else(|_| {
            if unpaired == 0 {
                first = text.len();
            }
            unpaired += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    let order = if encoding == Encoding::Utf16Le { "little-endian" } else { "big-endian" };
    let mut message = format!("read as UTF-16, {order}; expected UTF-8");
    if unpaired > 0 {
        message.push_str(&format!("; {unpaired} unpaired surrogates became U+FFFD"));
    }
    if bytes.len() % 2 == 1 {
        message.push_str("; the last byte is half a code unit and was dropped");
    }
    Decoded { text, encoding, remark: Some((first, message)) }
}

/// Decodes a text that is invalid UTF-8 from a byte on: as Windows-1258 if detected, or else as Windows-1252.
fn single_byte(bytes: &[u8], invalid_at: usize) -> Result<Decoded, DecodeError> {
    let byte = bytes.get(invalid_at).copied().unwrap_or_default();
    let refuse = |message: String| Err(DecodeError { at: invalid_at, message });
    if bytes.starts_with(UTF8_BOM) {
        return refuse(format!(
            "byte {byte:#04X} is not UTF-8, which the byte order mark states; expected UTF-8"
        ));
    }
    if has_mostly_valid_utf8(bytes) {
        return refuse(format!("byte {byte:#04X} is not UTF-8, unlike most of the text; {EXPECTED}"));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let (western, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (text, encoding, name) = if guess == WINDOWS_1258 {
        let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
        (text, Encoding::Windows1258, "Windows-1258")
    } else {
        // Several encodings agree on punctuation and common letters.
        let same = guess == WINDOWS_1252 || guess.decode_without_bom_handling(bytes).0 == western;
        if !same {
            return refuse(format!("the encoding looks like {}; {EXPECTED}", guess.name()));
        }
        (western, Encoding::Windows1252, "Windows-1252")
    };
    // Each byte is one character in a single-byte encoding.
    let at = text.char_indices().nth(invalid_at).map_or(0, |(at, _)| at);
    let remark = (at, format!("byte {byte:#04X} is not UTF-8; read as {name}"));
    Ok(Decoded { text: text.into_owned(), encoding, remark: Some(remark) })
}

#[cfg(test)]
mod tests {
    use annals_model::Encoding;
    use encoding_rs::{WINDOWS_1252, WINDOWS_1258};

    use super::{decode, utf16};

    fn utf16_bytes(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn single_byte_encodings_give_one_character_for_each_byte() {
        let all: Vec<u8> = (0..=255).collect();
        for encoding in [WINDOWS_1252, WINDOWS_1258] {
            let (text, had_errors) = encoding.decode_without_bom_handling(&all);
            assert_eq!((text.chars().count(), had_errors), (256, false), "{}", encoding.name());
        }
    }

    #[test]
    fn utf8_is_unchanged() {
        let decoded = decode("\u{feff}The mill 🌊".as_bytes()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("\u{feff}The mill 🌊", Encoding::Utf8));
        assert_eq!(decoded.remark, None);
    }

    #[test]
    fn western_and_vietnamese_encodings_are_distinguished() {
        let western = decode(b"The caf\xE9 in Orl\xE9ans \x93burned\x94.").unwrap();
        assert_eq!(western.text, "The café in Orléans “burned”.");
        assert_eq!((western.encoding, western.remark.unwrap().0), (Encoding::Windows1252, 7));
        // Trời mưa, đường ướt.
        let vietnamese = decode(b"Tr\xF5\xCCi m\xFDa, \xF0\xFD\xF5\xCCng \xFD\xF5\xECt.").unwrap();
        assert_eq!(vietnamese.text, "Trơ\u{300}i mưa, đươ\u{300}ng ươ\u{301}t.");
        assert_eq!(vietnamese.encoding, Encoding::Windows1258);
    }

    #[test]
    fn utf16_is_detected_by_bom_or_zero_bytes() {
        let text = "\u{feff}The mill 🌊 burned.";
        let decoded = decode(&utf16_bytes(text, u16::to_le_bytes)).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, Encoding::Utf16Le));
        let decoded = decode(&utf16_bytes(text, u16::to_be_bytes)).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, Encoding::Utf16Be));
        let unmarked = decode(&utf16_bytes("The mill burned.", u16::to_be_bytes)).unwrap();
        assert_eq!((unmarked.text.as_str(), unmarked.encoding), ("The mill burned.", Encoding::Utf16Be));
    }

    #[test]
    fn unpaired_surrogates_keep_offsets_valid() {
        let decoded = utf16(b"\xFF\xFEa\0\x00\xD8b\0\n", Encoding::Utf16Le);
        assert_eq!(decoded.text, "\u{feff}a\u{fffd}b");
        assert!(decoded.remark.unwrap().1.contains("1 unpaired"));
    }

    #[test]
    fn other_encodings_and_binary_files_are_refused() {
        let binary: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert!(decode(&binary).unwrap_err().message.starts_with("the file looks binary"));
        // Cyrillic, in Windows-1251.
        let cyrillic = b"\xCC\xE5\xEB\xFC\xED\xE8\xF6\xE0 \xF1\xE3\xEE\xF0\xE5\xEB\xE0 \xED\xEE\xF7\xFC\xFE.";
        assert!(decode(cyrillic).unwrap_err().message.contains("windows-1251"));
        let damaged =
            decode(b"The \xE2\x80\x9Cmill\xE2\x80\x9D in Orl\xC3\xA9ans \xE2\x80 burned").unwrap_err();
        assert_eq!(damaged.at, 27);
    }
}
