//! A text's lines, without the white space around their words.

use std::ops::Range;

use memchr::memchr2;

/// A line of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its first byte.
    pub(crate) start: usize,
    /// Its words: bytes of the text. Empty for a blank line.
    pub(crate) range: Range<usize>,
    /// The byte behind its line break.
    pub(crate) next: usize,
}

impl Line {
    pub(crate) fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }
}

/// The lines of a part of a text. They end with LF, CR or CR LF.
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
        Some(Line { start, range: trimmed(text, start..start + length), next: at })
    })
}

/// A range without the white space, byte order marks and zero-width spaces at its ends.
pub(crate) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let from_start = words.trim_start_matches(is_blank);
    let start = range.start + (words.len() - from_start.len());
    start..start + from_start.trim_end_matches(is_blank).len()
}

/// Whether a character shows nothing.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn all_line_breaks_part_and_no_break_spaces_are_blank() {
        let text = "\u{feff}a b\u{a0}\r\n \u{a0}\rc\n\nd";
        let words: Vec<&str> = lines(text, 0..text.len()).map(|line| line.words(text)).collect();
        assert_eq!(words, ["a b", "", "c", "", "d"]);
        let ends: Vec<usize> = lines(text, 0..text.len()).map(|line| line.next).collect();
        assert_eq!(ends.last(), Some(&text.len()));
    }
}
