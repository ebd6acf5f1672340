//! The input of a reading: the segments of a text and its metadata.

use std::ops::Range;

use annals_edtf::Edtf;

/// A contiguous segment of a text. No expression crosses its bounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextSegment {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// The role of the segment in the text.
    pub role: SegmentRole,
}

/// The role of a [`TextSegment`] in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SegmentRole {
    /// The body text.
    Prose,
    /// The caption of a picture. Dates of prose are never anchored to its dates.
    Caption,
    /// A heading.
    Heading,
}

/// What is known of a document besides its text. By default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DocumentContext {
    /// The publication date.
    pub published: Option<Edtf>,
    /// The date of the dateline, on which the article was written.
    pub dateline: Option<Edtf>,
}

/// Maximum length of a heading, in bytes.
const MAX_HEADING: usize = 100;

impl TextSegment {
    /// Returns the paragraphs of a plain text, which are separated by blank lines. A paragraph of one short line that
    /// does not end with a punctuation mark is a heading.
    ///
    /// ```
    /// use annals_timex::{SegmentRole, TextSegment};
    ///
    /// let text = "The fire (1911)\n\nThe mill burnt down.\nIt stood again soon.\n";
    /// let segments = TextSegment::paragraphs(text);
    /// let roles: Vec<_> = segments.iter().map(|segment| segment.role).collect();
    /// assert_eq!(roles, [SegmentRole::Heading, SegmentRole::Prose]);
    /// ```
    #[must_use]
    pub fn paragraphs(text: &str) -> Vec<Self> {
        let mut segments = Vec::new();
        let (mut start, mut at) = (None, 0);
        let mut lines = 0;
        let mut end = |range: Range<usize>, lines| {
            let words = text.get(range.clone()).unwrap_or_default().trim_end();
            let is_heading = lines == 1
                && words.len() <= MAX_HEADING
                && words
                    .ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '\'' | '’' | '"' | '”'));
            let role = if is_heading { SegmentRole::Heading } else { SegmentRole::Prose };
            segments.push(Self { range, role });
        };
        for line in text.split_inclusive('\n') {
            if line.trim().is_empty() {
                if let Some(start) = start.take() {
                    end(start..at, std::mem::take(&mut lines));
                }
            } else {
                start.get_or_insert(at);
                lines += 1;
            }
            at += line.len();
        }
        if let Some(start) = start {
            end(start..at, lines);
        }
        segments
    }
}

#[cfg(test)]
mod tests {
    use super::{SegmentRole, TextSegment};

    #[test]
    fn blank_lines_separate_paragraphs() {
        let text = "\nThe first war (1911)\n \r\none\ntwo\r\n \r\nthree.";
        let segments = TextSegment::paragraphs(text);
        let words: Vec<_> = segments.iter().filter_map(|segment| text.get(segment.range.clone())).collect();
        assert_eq!(words, ["The first war (1911)\n", "one\ntwo\r\n", "three."]);
        let roles: Vec<_> = segments.iter().map(|segment| segment.role).collect();
        assert_eq!(roles, [SegmentRole::Heading, SegmentRole::Prose, SegmentRole::Prose]);
    }
}
