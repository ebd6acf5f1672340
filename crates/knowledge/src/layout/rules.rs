//! Matching of lines, paragraph ends, datelines and captions.

use super::table::Table;

/// The kind of a line that a pattern determines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineKind {
    /// The translator.
    Translator,
    /// The author.
    Byline,
    /// The photographer or agency of a picture.
    Credit,
    /// The name of a picture file.
    FileName,
    /// A placeholder of a picture.
    Image,
    /// Identifiers, navigation and other boilerplate of a web page.
    Furniture,
    /// An agency's tag or end mark.
    SourceTag,
}

/// The kind of a paragraph end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TailKind {
    /// The photographer or agency of a picture. The text before it is the caption.
    Credit,
    /// An agency's tag or end mark.
    SourceTag,
}

/// A line that a pattern matches completely.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineMatch<'t> {
    /// What it is.
    pub kind: LineKind,
    /// The person or agency that it names.
    pub name: Option<&'t str>,
}

/// The end of a paragraph that a pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TailMatch<'t> {
    /// What it is.
    pub kind: TailKind,
    /// The first byte in the paragraph.
    pub start: usize,
    /// The person or agency that it names.
    pub name: Option<&'t str>,
}

/// A dateline at the start of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatelineMatch<'t> {
    /// The byte after it in the paragraph.
    pub end: usize,
    /// The place of the report.
    pub place: Option<&'t str>,
    /// The date expression.
    pub date: Option<&'t str>,
    /// The news agency.
    pub agency: Option<&'t str>,
}

/// The group of a name.
pub(super) const NAME: &str = "name";
/// The group of the text to cut off, if the pattern matches more than that.
pub(super) const CUT: &str = "cut";
/// The groups of a dateline.
pub(super) const DATELINE: [&str; 3] = ["place", "date", "agency"];

/// The number of bytes that are searched at the start of a paragraph.
const HEAD: usize = 160;
/// The number of bytes that are searched at the end of a paragraph.
const TAIL: usize = 240;
/// The maximum length of a line in bytes; a longer one is a paragraph.
const MAX_LINE: usize = 300;

/// Compiled patterns.
#[derive(Clone, Debug)]
pub struct Rules {
    pub(super) lines: Table<LineKind>,
    pub(super) tails: Table<TailKind>,
    pub(super) datelines: Table<()>,
    pub(super) captions: Table<()>,
}

impl Rules {
    /// Matches a trimmed line.
    #[must_use]
    pub fn line<'t>(&self, line: &'t str) -> Option<LineMatch<'t>> {
        if line.len() > MAX_LINE {
            return None;
        }
        let (rule, captures) =
            self.lines.candidates(line).find_map(|rule| Some((rule, rule.regex.captures(line)?)))?;
        let name = captures.name(NAME).map(|group| group.as_str().trim());
        Some(LineMatch { kind: rule.kind, name })
    }

    /// Matches the end of a paragraph with the patterns of these kinds.
    #[must_use]
    pub fn tail<'t>(&self, paragraph: &'t str, kinds: &[TailKind]) -> Option<TailMatch<'t>> {
        let from = paragraph.ceil_char_boundary(paragraph.len().saturating_sub(TAIL));
        let tail = paragraph.get(from..)?;
        let mut rules = self.tails.candidates(tail).filter(|rule| kinds.contains(&rule.kind));
        let (rule, captures) = rules.find_map(|rule| Some((rule, rule.regex.captures(tail)?)))?;
        let cut = captures.name(CUT).or_else(|| captures.get(0))?;
        let name = captures.name(NAME).map(|group| group.as_str().trim());
        Some(TailMatch { kind: rule.kind, start: from + cut.start(), name })
    }

    /// Matches the dateline at the start of a paragraph.
    #[must_use]
    pub fn dateline<'t>(&self, paragraph: &'t str) -> Option<DatelineMatch<'t>> {
        let head = paragraph.get(..paragraph.floor_char_boundary(HEAD))?;
        let captures = self.datelines.candidates(head).find_map(|rule| rule.regex.captures(head))?;
        let end = captures.name(CUT).or_else(|| captures.get(0))?.end();
        let [place, date, agency] =
            DATELINE.map(|group| captures.name(group).map(|group| group.as_str().trim()));
        // A match up to the cut is not reliable: the pattern may require the end of the line.
        (end < head.len() || head.len() == paragraph.len()).then_some(DatelineMatch {
            end,
            place,
            date,
            agency,
        })
    }

    /// Whether a single line is a caption.
    #[must_use]
    pub fn is_caption(&self, line: &str) -> bool {
        self.captions.candidates(line).any(|rule| rule.regex.is_match(line))
    }
}
