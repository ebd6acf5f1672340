//! Detects hard-wrapped text, whose lines continue in the next line.

use super::line_shape::LineShape;

/// The line wrapping of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LineWrapping {
    /// The width in code points at which lines are wrapped; `None` if they are not.
    width: Option<usize>,
    /// Whether blank lines separate the lines of a paragraph.
    is_double_spaced: bool,
    /// Whether no blank lines separate paragraphs.
    pub(crate) is_dense: bool,
}

/// A line of text and the number of blank lines before it.
#[derive(Clone, Copy)]
pub(crate) struct MeasuredLine<'t> {
    content: &'t str,
    length: usize,
    gap: usize,
}

/// Maximum width of wrapped lines, in code points.
const MAX_WIDTH: usize = 160;
/// Minimum width of wrapped lines.
const MIN_WIDTH: usize = 30;

impl LineWrapping {
    /// Detects the wrapping of lines of text.
    pub(crate) fn of<'t>(lines: impl Iterator<Item = MeasuredLine<'t>> + Clone) -> Self {
        let is_dense = is_dense(lines.clone());
        let Some(width) = width(lines.clone()) else { return Self { is_dense, ..Self::default() } };
        let (close, spaced) =
            (WrapStatistics::of(lines.clone(), 0, width), WrapStatistics::of(lines, 1, width));
        if close.pairs >= 3 && close.is_wrapped(60) {
            return Self { width: Some(width), is_double_spaced: false, is_dense: false };
        }
        if spaced.pairs >= 6 && close.pairs * 5 <= spaced.pairs && spaced.is_wrapped(70) {
            return Self { width: Some(width), is_double_spaced: true, is_dense: false };
        }
        Self { is_dense, ..Self::default() }
    }

    /// Whether lines are wrapped at a width.
    pub(crate) fn is_wrapped(self) -> bool {
        self.width.is_some()
    }

    /// Whether a line continues in the next one; `gap` is the number of blank lines between them.
    pub(crate) fn joins(self, line: &str, next: &str, gap: usize) -> bool {
        let length = length(line);
        let is_open = !is_terminated(line);
        match (gap, self.width) {
            (0, _) if begins_with_closing(next) || is_open && is_continued(line, next) => true,
            (0, Some(width)) => is_full(length, next, width),
            // Without a known width, an incomplete line of usual length continues.
            (0, None) => {
                is_open && !self.is_dense && (50..=120).contains(&length) && self::length(next) <= 120
            }
            (1, Some(width)) if self.is_double_spaced => {
                is_full(length, next, width)
                    || is_open
                        && (length * 2 >= width || is_continued(line, next) || are_capitals(line, next))
            }
            _ => false,
        }
    }
}

impl<'t> MeasuredLine<'t> {
    pub(crate) fn new(content: &'t str, gap: usize) -> Self {
        Self { content, length: length(content), gap }
    }
}

/// Returns the length of a line in code points; an estimate for lines far beyond the maximum width.
fn length(content: &str) -> usize {
    if content.len() > 4 * MAX_WIDTH { content.len() / 4 } else { content.chars().count() }
}

/// Counts the lines that have no room for the first word of the next line.
struct WrapStatistics {
    pairs: usize,
    full: usize,
    open: usize,
}

impl WrapStatistics {
    fn of<'t>(lines: impl Iterator<Item = MeasuredLine<'t>> + Clone, gap: usize, width: usize) -> Self {
        let mut statistics = Self { pairs: 0, full: 0, open: 0 };
        for (line, next) in lines.clone().zip(lines.skip(1)) {
            if next.gap != gap {
                continue;
            }
            statistics.pairs += 1;
            if is_full(line.length, next.content, width) {
                statistics.full += 1;
                statistics.open += usize::from(!is_terminated(line.content));
            }
        }
        statistics
    }

    fn is_wrapped(&self, percent: usize) -> bool {
        self.full * 100 >= self.pairs * percent && self.open * 5 >= self.full * 2
    }
}

/// Returns the width that 95 % of the lines do not exceed, if it is a plausible width of wrapped lines.
fn width<'t>(lines: impl Iterator<Item = MeasuredLine<'t>>) -> Option<usize> {
    let mut lengths = [0_usize; MAX_WIDTH + 1];
    let mut total = 0_usize;
    for line in lines {
        total += 1;
        if let Some(count) = lengths.get_mut(line.length) {
            *count += 1;
        }
    }
    let wanted = total * 19 / 20;
    let mut kept = 0;
    let width = lengths.iter().position(|count| {
        kept += count;
        kept >= wanted.max(1)
    })?;
    (width >= MIN_WIDTH).then_some(width)
}

fn is_full(length: usize, next: &str, width: usize) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    length + 1 + first.chars().take(width).count() > width - width / 8
}

fn is_dense<'t>(lines: impl Iterator<Item = MeasuredLine<'t>>) -> bool {
    let (mut close, mut all) = (0_usize, 0_usize);
    for line in lines.skip(1) {
        close += usize::from(line.gap == 0);
        all += 1;
    }
    close * 2 > all
}

/// Whether a text ends with the punctuation of a sentence, or with a colon.
pub(crate) fn is_terminated(content: &str) -> bool {
    let closes =
        |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*' | '_') || c.is_whitespace();
    let end = without_footnotes(content).trim_end_matches(closes);
    end.ends_with(['.', '!', '?', '…', ':', '。'])
}

/// Returns a text without the footnote references, such as `[12]`, at its end.
fn without_footnotes(mut content: &str) -> &str {
    while let Some(rest) = content.strip_suffix(']') {
        let inner = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        match inner.strip_suffix('[') {
            Some(preceding) if inner.len() < rest.len() => content = preceding,
            _ => break,
        }
    }
    content
}

/// Whether a line and the next one are parts of the same sentence by their punctuation and case.
fn is_continued(line: &str, next: &str) -> bool {
    next.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | '.' | '%'))
        || line.ends_with([',', ';', '-', '–', '('])
}

/// Whether a line begins with a closing bracket or quotation mark.
fn begins_with_closing(next: &str) -> bool {
    next.starts_with([')', ']', '”', '»'])
}

/// Whether both lines are in capitals, so that capitals do not distinguish a heading.
fn are_capitals(line: &str, next: &str) -> bool {
    !line.chars().chain(next.chars()).any(char::is_lowercase)
}

/// Measures the lines of text among line shapes.
pub(crate) fn measure<'t>(
    text: &'t str,
    shapes: &[LineShape<'t>],
) -> impl Iterator<Item = MeasuredLine<'t>> + Clone {
    let gaps = shapes.iter().scan(0_usize, |gap, shape| {
        let before = *gap;
        *gap = match shape {
            LineShape::Blank => before.saturating_add(1),
            LineShape::Text(_) => 0,
            // Any other line separates the lines around it.
            _ => usize::MAX / 2,
        };
        Some((before, shape))
    });
    gaps.filter_map(move |(gap, shape)| match shape {
        LineShape::Text(range) => Some(MeasuredLine::new(text.get(range.clone()).unwrap_or_default(), gap)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{LineWrapping, MeasuredLine, is_terminated};

    fn wrap(text: &str) -> LineWrapping {
        let mut gap = 0;
        let mut lines = Vec::new();
        for content in text.lines() {
            if content.is_empty() {
                gap += 1;
            } else {
                lines.push(MeasuredLine::new(content, gap));
                gap = 0;
            }
        }
        LineWrapping::of(lines.into_iter())
    }

    const WRAPPED: &str = "The mill by the river was built of stone\nthat came down from the hills on barges,\n\
        and it stood there for a hundred years.\nMany a farmer brought his grain to it\nand waited for his turn.";

    #[test]
    fn lines_wrapped_at_a_width_continue() {
        let close = wrap(WRAPPED);
        assert!(close.width.is_some() && !close.is_double_spaced);
        let spaced = wrap(&format!("{WRAPPED}\n{WRAPPED}").replace('\n', "\n\n"));
        assert!(spaced.width.is_some() && spaced.is_double_spaced);
        assert!(spaced.joins("The mill by the river was built of stone", "That came", 1));
    }

    #[test]
    fn lines_of_uneven_length_are_paragraphs() {
        let text = "It rained for a week.\nThe mill stood still, and all its hands went home to wait for the sun.\n\
            Nobody came.\nThen the river rose and took the bridge away with all that stood on it.\nIt was May.";
        let wrap = wrap(text);
        assert_eq!((wrap.width, wrap.is_dense), (None, true));
        assert!(!wrap.joins("Nobody came.", "Then the river rose", 0));
        assert!(wrap.joins("Eleanor, two ;", "and Bernard, one.", 0));
    }

    #[test]
    fn sentence_ends_are_recognised() {
        assert!(
            is_terminated("He left.") && is_terminated("“He left.”") && is_terminated("He left .[12][3]")
        );
        assert!(is_terminated("He said :") && is_terminated("(1989 est.)"));
        assert!(!is_terminated("The mill (left)") && !is_terminated("The mill [a]") && !is_terminated(""));
    }
}
