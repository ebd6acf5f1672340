//! Bytes into text, so that every place in the text can be found again in the bytes.

use annals_model::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{WINDOWS_1252, WINDOWS_1258};

mod double;
mod page;

pub(crate) use page::decode_page;

/// A file's text. A byte order mark stays its first character.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    /// What had to be settled, and the byte of the text that shows it.
    pub(crate) remark: Option<(usize, String)>,
}

/// Why bytes are no text, and how many of them still are.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct NotText {
    /// The first byte of the file that shows it.
    pub(crate) at: usize,
    pub(crate) message: String,
}

const EXPECTED: &str = "expected text in UTF-8, UTF-16, Windows-1252 or Windows-1258";
const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Decodes a file.
pub(crate) fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    let decoded = match bytes {
        [0xFF, 0xFE, ..] => utf16(bytes, Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => utf16(bytes, Encoding::Utf16Be),
        _ => match unmarked_utf16(bytes) {
            Some(encoding) => utf16(bytes, encoding),
            None => match std::str::from_utf8(bytes) {
                Ok(text) => Decoded { text: text.to_owned(), encoding: Encoding::Utf8, remark: None },
                Err(error) => single_byte(bytes, error.valid_up_to())?,
            },
        },
    };
    match controls(decoded.text.as_bytes()) {
        Some(at) => {
            Err(NotText { at: at.min(bytes.len()), message: format!("this looks binary; {EXPECTED}") })
        }
        None => Ok(decoded),
    }
}

/// The first control character, if there are too many for a text.
fn controls(bytes: &[u8]) -> Option<usize> {
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C);
    let count = bytes.iter().filter(|byte| is_control(byte)).count();
    if count * 100 > bytes.len() { bytes.iter().position(is_control) } else { None }
}

/// UTF-16 without a byte order mark shows by the zero half of most of its letters.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let sample = bytes.get(..bytes.len().min(4096))?;
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair.first() == Some(&0));
        odd += usize::from(pair.last() == Some(&0));
    }
    let pairs = sample.len() / 2;
    let (most, few) = (pairs * 2 / 5, pairs / 20);
    match (even, odd) {
        _ if pairs < 2 => None,
        (even, odd) if odd > most && even <= few => Some(Encoding::Utf16Le),
        (even, odd) if even > most && odd <= few => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// Half of a surrogate pair becomes one U+FFFD: one unit as well, so that offsets stay right.
fn utf16(bytes: &[u8], encoding: Encoding) -> Decoded {
    let units = bytes.chunks_exact(2).map(|pair| match (pair, encoding) {
        ([low, high], Encoding::Utf16Le) => u16::from_le_bytes([*low, *high]),
        ([high, low], _) => u16::from_be_bytes([*high, *low]),
        _ => 0,
    });
    let mut broken = 0;
    let mut first = 0;
    let mut text = String::with_capacity(bytes.len() / 2);
    for unit in char::decode_utf16(units) {
        text.push(unit.unwrap_or_else(|_| {
            if broken == 0 {
                first = text.len();
            }
            broken += 1;
            char::REPLACEMENT_CHARACTER
        }));
    }
    let order = if encoding == Encoding::Utf16Le { "little-endian" } else { "big-endian" };
    let mut message = format!("read as UTF-16, {order}; expected UTF-8");
    if broken > 0 {
        message.push_str(&format!("; {broken} unpaired surrogates became U+FFFD"));
    }
    if bytes.len() % 2 == 1 {
        message.push_str("; the last byte is half a code unit and was left out");
    }
    Decoded { text, encoding, remark: Some((first, message)) }
}

/// Text that is not UTF-8 from a byte on: Windows-1252, or 1258 where the letters say so.
fn single_byte(bytes: &[u8], broken_at: usize) -> Result<Decoded, NotText> {
    let byte = bytes.get(broken_at).copied().unwrap_or_default();
    let refuse = |message: String| Err(NotText { at: broken_at, message });
    if bytes.starts_with(UTF8_MARK) {
        return refuse(format!("byte {byte:#04X} breaks the UTF-8 that the byte order mark promises"));
    }
    if is_damaged_utf8(bytes) {
        return refuse(format!("byte {byte:#04X} breaks a text that is UTF-8 elsewhere; {EXPECTED}"));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let (western, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    let (text, encoding, name) = if guess == WINDOWS_1258 {
        let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
        (text, Encoding::Windows1258, "Windows-1258")
    } else {
        // Many encodings agree on the marks and the common letters.
        let same = guess == WINDOWS_1252 || guess.decode_without_bom_handling(bytes).0 == western;
        if !same {
            return refuse(format!("this looks like {}; {EXPECTED}", guess.name()));
        }
        (western, Encoding::Windows1252, "Windows-1252")
    };
    // Each byte is one character here.
    let at = text.char_indices().nth(broken_at).map_or(0, |(at, _)| at);
    let remark = (at, format!("byte {byte:#04X} is not UTF-8; read as {name}"));
    Ok(Decoded { text: text.into_owned(), encoding, remark: Some(remark) })
}

/// Whether most of what is not ASCII is sound UTF-8: read as anything else it would be garbled.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    sound >= broken
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
    fn utf8_is_left_alone() {
        let decoded = decode("\u{feff}The mill 🌊".as_bytes()).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), ("\u{feff}The mill 🌊", Encoding::Utf8));
        assert_eq!(decoded.remark, None);
    }

    #[test]
    fn western_and_vietnamese_letters_are_told_apart() {
        let western = decode(b"The caf\xE9 in Orl\xE9ans \x93burned\x94.").unwrap();
        assert_eq!(western.text, "The café in Orléans “burned”.");
        assert_eq!((western.encoding, western.remark.unwrap().0), (Encoding::Windows1252, 7));
        // Trời mưa, đường ướt.
        let vietnamese = decode(b"Tr\xF5\xCCi m\xFDa, \xF0\xFD\xF5\xCCng \xFD\xF5\xECt.").unwrap();
        assert_eq!(vietnamese.text, "Trơ\u{300}i mưa, đươ\u{300}ng ươ\u{301}t.");
        assert_eq!(vietnamese.encoding, Encoding::Windows1258);
    }

    #[test]
    fn utf16_shows_by_its_mark_or_its_zeros() {
        let text = "\u{feff}The mill 🌊 burned.";
        let decoded = decode(&utf16_bytes(text, u16::to_le_bytes)).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, Encoding::Utf16Le));
        let decoded = decode(&utf16_bytes(text, u16::to_be_bytes)).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, Encoding::Utf16Be));
        let unmarked = decode(&utf16_bytes("The mill burned.", u16::to_be_bytes)).unwrap();
        assert_eq!((unmarked.text.as_str(), unmarked.encoding), ("The mill burned.", Encoding::Utf16Be));
    }

    #[test]
    fn half_characters_keep_the_count() {
        let decoded = utf16(b"\xFF\xFEa\0\x00\xD8b\0\n", Encoding::Utf16Le);
        assert_eq!(decoded.text, "\u{feff}a\u{fffd}b");
        assert!(decoded.remark.unwrap().1.contains("1 unpaired"));
    }

    #[test]
    fn what_would_be_garbled_is_refused() {
        let binary: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert!(decode(&binary).unwrap_err().message.starts_with("this looks binary"));
        // Cyrillic, in Windows-1251.
        let cyrillic = b"\xCC\xE5\xEB\xFC\xED\xE8\xF6\xE0 \xF1\xE3\xEE\xF0\xE5\xEB\xE0 \xED\xEE\xF7\xFC\xFE.";
        assert!(decode(cyrillic).unwrap_err().message.contains("windows-1251"));
        let damaged =
            decode(b"The \xE2\x80\x9Cmill\xE2\x80\x9D in Orl\xC3\xA9ans \xE2\x80 burned").unwrap_err();
        assert_eq!(damaged.at, 27);
    }
}
