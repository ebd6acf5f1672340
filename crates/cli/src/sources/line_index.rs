//! Line and column of positions in a text.

use std::borrow::Cow;

/// The distance in code points between two marks.
const STEP: usize = 512;

/// The position of every `STEP`-th code point.
#[derive(Clone, Copy)]
struct Mark {
    /// The byte of the code point.
    byte: usize,
    line: usize,
    /// From 1, in code points.
    column: usize,
}

/// Maps positions in a text to lines and columns, each in constant time.
pub(crate) struct LineIndex<'t> {
    text: Cow<'t, str>,
    marks: Vec<Mark>,
}

/// A line and a column, both from 1, columns in code points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

impl<'t> LineIndex<'t> {
    pub(crate) fn new(text: impl Into<Cow<'t, str>>) -> Self {
        let text = text.into();
        let mut at = Mark { byte: 0, line: 1, column: 1 };
        let mut marks = Vec::with_capacity(text.len() / STEP + 1);
        for (count, c) in text.chars().enumerate() {
            if count % STEP == 0 {
                marks.push(at);
            }
            at = after(at, c);
        }
        if marks.is_empty() {
            marks.push(at);
        }
        Self { text, marks }
    }

    /// Returns line and column of a code point, counted from 0.
    pub(crate) fn place(&self, point: usize) -> Place {
        let at = self.walk(point);
        Place { line: at.line, column: at.column }
    }

    /// Returns line and column of a byte.
    pub(crate) fn place_of_byte(&self, byte: usize) -> Place {
        let next = self.marks.partition_point(|mark| mark.byte <= byte);
        let at = next.checked_sub(1).and_then(|number| self.marks.get(number)).copied();
        let at = at.unwrap_or(Mark { byte: 0, line: 1, column: 1 });
        let rest = self.text.get(at.byte..byte).unwrap_or_default();
        let at = rest.chars().fold(at, after);
        Place { line: at.line, column: at.column }
    }

    fn walk(&self, point: usize) -> Mark {
        let number = (point / STEP).min(self.marks.len().saturating_sub(1));
        let at = self.marks.get(number).copied().unwrap_or(Mark { byte: 0, line: 1, column: 1 });
        let rest = self.text.get(at.byte..).unwrap_or_default();
        rest.chars().take(point - number * STEP).fold(at, after)
    }
}

fn after(at: Mark, c: char) -> Mark {
    let byte = at.byte + c.len_utf8();
    if c == '\n' {
        Mark { byte, line: at.line + 1, column: 1 }
    } else {
        Mark { byte, line: at.line, column: at.column + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::LineIndex;

    #[test]
    fn every_position_has_line_and_column() {
        let text = "é one\ntwo\n\n".repeat(300);
        let lines = LineIndex::new(text.as_str());
        let (mut line, mut column) = (1, 1);
        for (point, (byte, c)) in text.char_indices().enumerate() {
            let place = lines.place(point);
            assert_eq!((place.line, place.column), (line, column));
            assert_eq!(lines.place_of_byte(byte), place);
            (line, column) = if c == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
        assert_eq!(LineIndex::new("").place(3).line, 1);
    }
}
