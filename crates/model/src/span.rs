//! Positions in a file as received.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::{Form, Stretch};

/// A range of a file as received. Front matter and byte order mark are counted; ends are exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// The first code point.
    pub start: usize,
    /// The code point after the last.
    pub end: usize,
    /// The first byte.
    pub byte_start: usize,
    /// The byte after the last.
    pub byte_end: usize,
}

/// A character encoding, as far as it determines the number of bytes of each code point.
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
    /// Another encoding with one byte for each code point.
    SingleByte,
    /// An East Asian encoding with one byte for each ASCII character and two for each other code point.
    DoubleByte,
}

/// Distance in bytes between two entries of a [`SpanIndex`].
const STEP: usize = 256;

/// Maps byte ranges of an article's text to spans of its file.
///
/// A lookup takes constant time if the text is the whole file, otherwise logarithmic time in the number of pieces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SpanIndex {
    encoding: Encoding,
    places: Places,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Places {
    /// The text is the whole file: the offset of every `STEP`-th byte.
    Whole(Vec<Offset>),
    /// The text consists of pieces of the file, plain ones of at most about `STEP` bytes.
    Pieces(Vec<Piece>),
}

impl Default for Places {
    fn default() -> Self {
        Self::Whole(Vec::new())
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    text: Range<usize>,
    form: Form,
    /// The offsets in the file of its start and its end.
    start: Offset,
    end: Offset,
}

/// A position in the decoded text of a file, in all units needed to compute its byte in any [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offset {
    bytes: usize,
    chars: usize,
    units: usize,
    /// Non-ASCII code points.
    non_ascii: usize,
}

/// A decoded part of a file from which the text of an article is taken: the whole file or a record of a
/// collection.
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'f> {
    /// The decoded text.
    pub text: &'f str,
    /// The offset of its start in the file.
    pub from: Offset,
    /// The encoding of the file.
    pub encoding: Encoding,
}

impl Offset {
    /// Returns the offset after a text that starts at this offset.
    #[must_use]
    pub fn behind(self, text: &str) -> Self {
        self.after(text.as_bytes())
    }

    fn after(self, bytes: &[u8]) -> Self {
        // In UTF-8 every byte except continuation bytes starts a code point. Code points of four bytes have
        // two UTF-16 code units.
        let chars = bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count();
        let wide = bytes.iter().filter(|byte| **byte >= 0xF0).count();
        let non_ascii = bytes.iter().filter(|byte| **byte >= 0xC0).count();
        Self {
            bytes: self.bytes + bytes.len(),
            chars: self.chars + chars,
            units: self.units + chars + wide,
            non_ascii: self.non_ascii + non_ascii,
        }
    }

    /// Returns the code point and the byte of the file.
    fn place(self, encoding: Encoding) -> (usize, usize) {
        let byte = match encoding {
            Encoding::Utf8 => self.bytes,
            Encoding::Utf16Le | Encoding::Utf16Be => self.units * 2,
            Encoding::Windows1252 | Encoding::Windows1258 | Encoding::SingleByte => self.chars,
            Encoding::DoubleByte => self.chars + self.non_ascii,
        };
        (self.chars, byte)
    }
}

impl SpanIndex {
    /// Creates the index of a text that is the whole decoded file.
    #[must_use]
    pub fn new(text: &str, encoding: Encoding) -> Self {
        let mut marks = vec![Offset::default()];
        let mut counts = Offset::default();
        for chunk in text.as_bytes().chunks(STEP) {
            counts = counts.after(chunk);
            marks.push(counts);
        }
        Self { encoding, places: Places::Whole(marks) }
    }

    /// Creates the index of a text that consists of stretches of an excerpt. The stretches are in the same
    /// order in both texts.
    #[must_use]
    pub fn of_stretches(file: Excerpt<'_>, stretches: &[Stretch]) -> Self {
        let Excerpt { text: source, from, encoding } = file;
        let mut pieces = Vec::with_capacity(stretches.len());
        let (mut counts, mut at) = (from, 0);
        for Stretch { text, source: range, form } in stretches {
            let bytes = |range: Range<usize>| source.as_bytes().get(range).unwrap_or_default();
            let mut start = counts.after(bytes(at..range.start));
            let (mut here, mut word) = (range.start, text.start);
            while *form == Form::Plain && text.end - word > STEP {
                let next = source.floor_char_boundary(here + STEP);
                let end = start.after(bytes(here..next));
                pieces.push(Piece { text: word..word + (next - here), form: *form, start, end });
                (start, word, here) = (end, word + (next - here), next);
            }
            let end = start.after(bytes(here..range.end));
            pieces.push(Piece { text: word..text.end, form: *form, start, end });
            (counts, at) = (end, range.end);
        }
        Self { encoding, places: Places::Pieces(pieces) }
    }

    /// Whether the text is the whole file.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        matches!(self.places, Places::Whole(_))
    }

    /// Returns the span of a byte range of `text`, the text that the index was created from.
    #[must_use]
    pub fn span(&self, text: &str, range: Range<usize>) -> Span {
        let (start, byte_start) = self.place(text, range.start, Side::First);
        let (end, byte_end) = self.place(text, range.end, Side::Last);
        // The ends of an empty range may be in reverse order.
        Span { start, end: end.max(start), byte_start, byte_end: byte_end.max(byte_start) }
    }

    /// Returns the byte range of `text` that a span of the file covers.
    #[must_use]
    pub fn range(&self, text: &str, span: Span) -> Range<usize> {
        let start = self.byte(text, span.start, Side::First);
        start..self.byte(text, span.end, Side::Last).max(start)
    }

    fn byte(&self, text: &str, point: usize, side: Side) -> usize {
        let walk = |from: usize, points: usize| {
            let rest = text.get(from..).unwrap_or_default();
            from + rest.char_indices().nth(points).map_or(rest.len(), |(at, _)| at)
        };
        match &self.places {
            Places::Whole(marks) => {
                let mark = marks.partition_point(|mark| mark.chars <= point).saturating_sub(1);
                let counts = marks.get(mark).copied().unwrap_or_default();
                // A mark may be inside a character, whose code point is already counted.
                let from = text.ceil_char_boundary(counts.bytes);
                walk(from, point.saturating_sub(counts.chars))
            }
            Places::Pieces(pieces) => {
                let found = match side {
                    Side::First => pieces.get(pieces.partition_point(|piece| piece.end.chars <= point)),
                    Side::Last => {
                        let after = pieces.partition_point(|piece| piece.start.chars < point);
                        after.checked_sub(1).and_then(|index| pieces.get(index))
                    }
                };
                match (found, side) {
                    (Some(piece), Side::First) if piece.form == Form::Coded => piece.text.start,
                    (Some(piece), Side::Last) if piece.form == Form::Coded => piece.text.end,
                    (Some(piece), _) => {
                        walk(piece.text.start, point.saturating_sub(piece.start.chars)).min(piece.text.end)
                    }
                    (None, Side::First) => text.len(),
                    (None, Side::Last) => 0,
                }
            }
        }
    }

    fn place(&self, text: &str, at: usize, side: Side) -> (usize, usize) {
        let at = at.min(text.len());
        let counts = match &self.places {
            Places::Whole(marks) => {
                let mark = at / STEP;
                let counts = marks.get(mark).copied().unwrap_or_default();
                counts.after(text.as_bytes().get(mark * STEP..at).unwrap_or_default())
            }
            Places::Pieces(pieces) => in_pieces(pieces, text, at, side),
        };
        counts.place(self.encoding)
    }
}

/// Which end of a span a position is. Between two pieces, a start belongs to the following piece and an end to the
/// preceding one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    First,
    Last,
}

fn in_pieces(pieces: &[Piece], text: &str, at: usize, side: Side) -> Offset {
    let found = match side {
        Side::First => pieces.get(pieces.partition_point(|piece| piece.text.end <= at)),
        Side::Last => {
            pieces.partition_point(|piece| piece.text.start < at).checked_sub(1).and_then(|i| pieces.get(i))
        }
    };
    match (found, side) {
        (Some(piece), Side::First) if at <= piece.text.start || piece.form == Form::Coded => piece.start,
        (Some(piece), Side::Last) if at >= piece.text.end || piece.form == Form::Coded => piece.end,
        (Some(piece), _) => piece.start.after(text.as_bytes().get(piece.text.start..at).unwrap_or_default()),
        (None, Side::First) => pieces.last().map_or(Offset::default(), |piece| piece.end),
        (None, Side::Last) => pieces.first().map_or(Offset::default(), |piece| piece.start),
    }
}
