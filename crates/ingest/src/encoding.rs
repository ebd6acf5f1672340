//! Bytes into text, so that every place in the text can be found again in the bytes.

use annals_model::span::Encoding;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{WINDOWS_1252, WINDOWS_1258};

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
        Some(at) => Err(NotText { at: at.min(bytes.len()), message: format!("this looks binary; {EXPECTED}") }),
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
    let remark = (broken_at, format!("byte {byte:#04X} is not UTF-8; read as {name}"));
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
