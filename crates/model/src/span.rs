//! Where words stand in a file as received.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A piece of a file as received, front matter and byte order mark included. Ends are exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First code point.
    pub start: usize,
    /// Code point after the last.
    pub end: usize,
    /// First byte of the file.
    pub byte_start: usize,
    /// Byte after the last.
    pub byte_end: usize,
}

/// How the bytes of a file stand for its code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    #[default]
    Utf8,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
    /// ISO 8859-1 and its superset Windows-1252.
    Windows1252,
    /// Windows-1258, for Vietnamese.
    Windows1258,
}

/// Distance in bytes between two entries of a [`SpanIndex`].
const STEP: usize = 256;

/// Turns byte ranges of a decoded text into spans of its file, each in constant time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SpanIndex {
    encoding: Encoding,
    /// Code points and UTF-16 units before every `STEP` bytes.
    marks: Vec<Counts>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    chars: usize,
    units: usize,
}

impl Counts {
    fn after(self, bytes: &[u8]) -> Self {
        // In UTF-8 every byte but a continuation begins a code point; those of four bytes take
        // two units in UTF-16.
        let chars = bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count();
        let wide = bytes.iter().filter(|byte| **byte >= 0xF0).count();
        Self { chars: self.chars + chars, units: self.units + chars + wide }
    }
}

impl SpanIndex {
    /// Counts through a decoded text once.
    #[must_use]
    pub fn new(text: &str, encoding: Encoding) -> Self {
        let mut marks = vec![Counts::default()];
        let mut counts = Counts::default();
        for chunk in text.as_bytes().chunks(STEP) {
            counts = counts.after(chunk);
            marks.push(counts);
        }
        Self { encoding, marks }
    }

    /// The span of a byte range of the text that the index was made of.
    #[must_use]
    pub fn span(&self, text: &str, range: Range<usize>) -> Span {
        let (start, byte_start) = self.place(text, range.start);
        let (end, byte_end) = self.place(text, range.end);
        Span { start, end, byte_start, byte_end }
    }

    fn place(&self, text: &str, at: usize) -> (usize, usize) {
        let at = at.min(text.len());
        let mark = at / STEP;
        let counts = self.marks.get(mark).copied().unwrap_or_default();
        let counts = counts.after(text.as_bytes().get(mark * STEP..at).unwrap_or_default());
        let byte = match self.encoding {
            Encoding::Utf8 => at,
            Encoding::Utf16Le | Encoding::Utf16Be => counts.units * 2,
            Encoding::Windows1252 | Encoding::Windows1258 => counts.chars,
        };
        (counts.chars, byte)
    }
}
