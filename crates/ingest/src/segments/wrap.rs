//! Whether lines are broken where they are full, and so go on in the next line.

use crate::segments::shape::Shape;

/// How the lines of a text were broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wrap {
    /// The width, in code points, at which lines are broken, where they are.
    width: Option<usize>,
    /// Whether a blank line stands between the lines of one paragraph.
    is_double_spaced: bool,
    /// Whether paragraphs follow each other without blank lines.
    pub(crate) is_dense: bool,
}

/// A line of words and the blank lines before it.
#[derive(Clone, Copy)]
pub(crate) struct Measured<'t> {
    words: &'t str,
    length: usize,
    gap: usize,
}

/// Lines longer than this are not broken for a page or a terminal.
const WIDEST: usize = 160;
const NARROWEST: usize = 30;

impl Wrap {
    /// Measures the lines of words of a text, in order.
    pub(crate) fn of<'t>(lines: impl Iterator<Item = Measured<'t>> + Clone) -> Self {
        let is_dense = is_dense(lines.clone());
        let Some(width) = width(lines.clone()) else { return Self { is_dense, ..Self::default() } };
        let (close, spaced) = (Share::of(lines.clone(), 0, width), Share::of(lines, 1, width));
        if close.pairs >= 3 && close.is_wrapped(60) {
            return Self { width: Some(width), is_double_spaced: false, is_dense: false };
        }
        if spaced.pairs >= 6 && close.pairs * 5 <= spaced.pairs && spaced.is_wrapped(70) {
            return Self { width: Some(width), is_double_spaced: true, is_dense: false };
        }
        Self { is_dense, ..Self::default() }
    }

    /// Whether lines are broken at a width.
    pub(crate) fn is_broken(self) -> bool {
        self.width.is_some()
    }

    /// Whether a line of words goes on in the next one.
    pub(crate) fn joins(self, line: &str, next: &str, gap: usize) -> bool {
        let length = length(line);
        let is_open = !is_terminated(line);
        match (gap, self.width) {
            (0, _) if closes(next) || is_open && goes_on(line, next) => true,
            (0, Some(width)) => is_full(length, next, width),
            // Too few lines to tell: one that breaks off where a line of print would.
            (0, None) => {
                is_open && !self.is_dense && (50..=120).contains(&length) && self::length(next) <= 120
            }
            (1, Some(width)) if self.is_double_spaced => {
                is_full(length, next, width)
                    || is_open && (length * 2 >= width || goes_on(line, next) || is_capitals(line, next))
            }
            _ => false,
        }
    }
}

impl<'t> Measured<'t> {
    pub(crate) fn new(words: &'t str, gap: usize) -> Self {
        Self { words, length: length(words), gap }
    }
}

/// Code points of a line, up to more than any that is broken.
fn length(words: &str) -> usize {
    if words.len() > 4 * WIDEST { words.len() / 4 } else { words.chars().count() }
}

/// How many lines are followed by a word for which they had no room.
struct Share {
    pairs: usize,
    full: usize,
    open: usize,
}

impl Share {
    fn of<'t>(lines: impl Iterator<Item = Measured<'t>> + Clone, gap: usize, width: usize) -> Self {
        let mut share = Self { pairs: 0, full: 0, open: 0 };
        for (line, next) in lines.clone().zip(lines.skip(1)) {
            if next.gap != gap {
                continue;
            }
            share.pairs += 1;
            if is_full(line.length, next.words, width) {
                share.full += 1;
                share.open += usize::from(!is_terminated(line.words));
            }
        }
        share
    }

    fn is_wrapped(&self, percent: usize) -> bool {
        self.full * 100 >= self.pairs * percent && self.open * 5 >= self.full * 2
    }
}

/// The width that nineteen lines of twenty keep to, if it is one that lines are broken at.
fn width<'t>(lines: impl Iterator<Item = Measured<'t>>) -> Option<usize> {
    let mut lengths = [0_usize; WIDEST + 1];
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
    (width >= NARROWEST).then_some(width)
}

fn is_full(length: usize, next: &str, width: usize) -> bool {
    let first = next.split_whitespace().next().unwrap_or_default();
    length + 1 + first.chars().take(width).count() > width - width / 8
}

fn is_dense<'t>(lines: impl Iterator<Item = Measured<'t>>) -> bool {
    let (mut close, mut all) = (0_usize, 0_usize);
    for line in lines.skip(1) {
        close += usize::from(line.gap == 0);
        all += 1;
    }
    close * 2 > all
}

/// Whether words end as a sentence does, or open what follows.
pub(crate) fn is_terminated(words: &str) -> bool {
    let closes =
        |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*' | '_') || c.is_whitespace();
    let end = without_notes(words).trim_end_matches(closes);
    end.ends_with(['.', '!', '?', '…', ':', '。'])
}

/// Words without the note marks, such as `[12]`, at their end.
fn without_notes(mut words: &str) -> &str {
    while let Some(rest) = words.strip_suffix(']') {
        let body = rest.trim_end_matches(|c: char| c.is_ascii_digit());
        match body.strip_suffix('[') {
            Some(before) if body.len() < rest.len() => words = before,
            _ => break,
        }
    }
    words
}

/// Whether the next line begins in the middle of what this one says.
fn goes_on(line: &str, next: &str) -> bool {
    next.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';' | '.' | '%'))
        || line.ends_with([',', ';', '-', '–', '('])
}

/// Whether a line closes what the line before it opened.
fn closes(next: &str) -> bool {
    next.starts_with([')', ']', '”', '»'])
}

/// Whether a short line in capitals can't be told from a heading, as all lines are in capitals.
fn is_capitals(line: &str, next: &str) -> bool {
    !line.chars().chain(next.chars()).any(char::is_lowercase)
}

/// The lines of words among shapes, measured.
pub(crate) fn measured<'t>(
    text: &'t str,
    shapes: &[Shape<'t>],
) -> impl Iterator<Item = Measured<'t>> + Clone {
    let gaps = shapes.iter().scan(0_usize, |gap, shape| {
        let before = *gap;
        *gap = match shape {
            Shape::Blank => before.saturating_add(1),
            Shape::Text(_) => 0,
            // What is no line of words parts what stands around it.
            _ => usize::MAX / 2,
        };
        Some((before, shape))
    });
    gaps.filter_map(move |(gap, shape)| match shape {
        Shape::Text(range) => Some(Measured::new(text.get(range.clone()).unwrap_or_default(), gap)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Measured, Wrap, is_terminated};

    fn wrap(text: &str) -> Wrap {
        let mut gap = 0;
        let mut lines = Vec::new();
        for words in text.lines() {
            if words.is_empty() {
                gap += 1;
            } else {
                lines.push(Measured::new(words, gap));
                gap = 0;
            }
        }
        Wrap::of(lines.into_iter())
    }

    const BROKEN: &str = "The mill by the river was built of stone\nthat came down from the hills on barges,\n\
        and it stood there for a hundred years.\nMany a farmer brought his grain to it\nand waited for his turn.";

    #[test]
    fn lines_broken_at_a_width_go_on() {
        let close = wrap(BROKEN);
        assert!(close.width.is_some() && !close.is_double_spaced);
        let spaced = wrap(&format!("{BROKEN}\n{BROKEN}").replace('\n', "\n\n"));
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
    fn ends_of_sentences() {
        assert!(
            is_terminated("He left.") && is_terminated("“He left.”") && is_terminated("He left .[12][3]")
        );
        assert!(is_terminated("He said :") && is_terminated("(1989 est.)"));
        assert!(!is_terminated("The mill (left)") && !is_terminated("The mill [a]") && !is_terminated(""));
    }
}
