//! The result of decoding, and properties of bytes that both decoders use.

use annals_model::Encoding;

/// The decoded text of a file. A byte order mark remains its first character.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: Encoding,
    /// A remark on the encoding, at a byte of the text.
    pub(crate) remark: Option<(usize, String)>,
}

/// The reason why bytes cannot be decoded.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct DecodeError {
    /// The first byte of the file that shows the error.
    pub(crate) at: usize,
    pub(crate) message: String,
}

/// The byte order mark of UTF-8.
pub(super) const UTF8_BOM: &[u8] = b"\xEF\xBB\xBF";

/// Returns the first control character if more than 1 % of the bytes are control characters.
pub(super) fn too_many_controls(bytes: &[u8]) -> Option<usize> {
    let is_control = |byte: &u8| *byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C);
    let count = bytes.iter().filter(|byte| is_control(byte)).count();
    if count * 100 > bytes.len() { bytes.iter().position(is_control) } else { None }
}

/// Detects UTF-16 without a byte order mark by the zero byte of most of its code units.
pub(super) fn utf16_without_bom(bytes: &[u8]) -> Option<Encoding> {
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

/// Whether at least half of what is not ASCII is valid UTF-8, so that other encodings would garble the text.
pub(super) fn has_mostly_valid_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid >= invalid
}
