//! Splits a text into lines.

use std::ops::Range;

use memchr::memchr2;

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// The first byte.
    pub(crate) start: usize,
    /// The bytes without white space at both ends; empty for a blank line.
    pub(crate) range: Range<usize>,
    /// The byte after the line break.
    pub(crate) next: usize,
}

impl Line {
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// Returns the lines of a part of a text. Line breaks are LF, CR and CR LF.
pub(crate) fn lines(text: &str, part: Range<usize>) -> impl Iterator<Item = Line> {
    let mut at = part.start;
    std::iter::from_fn(move || {
        let rest = text.get(at..part.end).filter(|rest| !rest.is_empty())?;
        let (length, next) = match memchr2(b'\n', b'\r', rest.as_bytes()) {
            Some(end) => (end, end + if rest.get(end..)?.starts_with("\r\n") { 2 } else { 1 }),
            None => (rest.len(), rest.len()),
        };
        let start = at;
        at += next;
        Some(Line { start, range: trim_range(text, start..start + length), next: at })
    })
}

/// Trims white space, byte order marks and zero width spaces from both ends of a range.
pub(crate) fn trim_range(text: &str, range: Range<usize>) -> Range<usize> {
    let content = text.get(range.clone()).unwrap_or_default();
    let from_start = content.trim_start_matches(is_blank);
    let start = range.start + (content.len() - from_start.len());
    start..start + from_start.trim_end_matches(is_blank).len()
}

/// Whether a character is white space or blank.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn all_line_breaks_split_and_no_break_spaces_are_blank() {
        let text = "\u{feff}a b\u{a0}\r\n \u{a0}\rc\n\nd";
        let contents: Vec<&str> = lines(text, 0..text.len()).map(|line| line.text(text)).collect();
        assert_eq!(contents, ["a b", "", "c", "", "d"]);
        let ends: Vec<usize> = lines(text, 0..text.len()).map(|line| line.next).collect();
        assert_eq!(ends.last(), Some(&text.len()));
    }
}
