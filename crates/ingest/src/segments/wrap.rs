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
    pub(crate) fn of(lines: &[Measured<'_>]) -> Self {
        let Some(width) = width(lines) else { return Self { is_dense: is_dense(lines), ..Self::default() } };
        let share = |gap: usize| Share::of(lines, gap, width);
        let (close, spaced) = (share(0), share(1));
        if close.pairs >= 3 && close.is_wrapped(60) {
            return Self { width: Some(width), is_double_spaced: false, is_dense: false };
        }
        if spaced.pairs >= 6 && close.pairs * 5 <= spaced.pairs && spaced.is_wrapped(70) {
            return Self { width: Some(width), is_double_spaced: true, is_dense: false };
        }
        Self { is_dense: is_dense(lines), ..Self::default() }
    }

    /// Whether lines are broken at a width.
    pub(crate) fn is_broken(self) -> bool {
        self.width.is_some()
    }

    /// Whether a line of words goes on in the next one.
    pub(crate) fn joins(self, line: &str, next: &str, gap: usize) -> bool {
        let length = line.chars().count();
        let is_open = !is_terminated(line);
        match (gap, self.width) {
            (0, _) if closes(next) || is_open && goes_on(line, next) => true,
            (0, Some(width)) => is_full(length, next, width),
            // Too few lines to tell: one that breaks off where a line of print would.
            (0, None) => is_open && !self.is_dense && (50..=120).contains(&length) && next.chars().count() <= 120,
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
        Self { words, length: words.chars().count(), gap }
    }
}

/// How many lines are followed by a word for which they had no room.
struct Share {
    pairs: usize,
    full: usize,
    open: usize,
}

impl Share {
    fn of(lines: &[Measured<'_>], gap: usize, width: usize) -> Self {
        let mut share = Self { pairs: 0, full: 0, open: 0 };
        for pair in lines.windows(2) {
            let [line, next] = pair else { continue };
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
fn width(lines: &[Measured<'_>]) -> Option<usize> {
    let mut lengths = [0_usize; WIDEST + 1];
    for line in lines {
        if let Some(count) = lengths.get_mut(line.length) {
            *count += 1;
        }
    }
    let wanted = lines.len() * 19 / 20;
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

fn is_dense(lines: &[Measured<'_>]) -> bool {
    let close = lines.iter().skip(1).filter(|line| line.gap == 0).count();
    close * 2 > lines.len().saturating_sub(1)
}

/// Whether words end as a sentence does, or open what follows.
pub(crate) fn is_terminated(words: &str) -> bool {
    let closes = |c: char| matches!(c, '"' | '”' | '’' | '\'' | '»' | ')' | ']' | '*' | '_') || c.is_whitespace();
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
pub(crate) fn measured<'t>(text: &'t str, shapes: &[Shape<'_>]) -> Vec<Measured<'t>> {
    let mut gap = 0;
    let mut lines = Vec::new();
    for shape in shapes {
        match shape {
            Shape::Blank => gap += 1,
            Shape::Text(range) => {
                lines.push(Measured::new(text.get(range.clone()).unwrap_or_default(), gap));
                gap = 0;
            }
            // What is no line of words parts what stands around it.
            _ => gap = usize::MAX / 2,
        }
    }
    lines
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
        Wrap::of(&lines)
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
        assert!(is_terminated("He left.") && is_terminated("“He left.”") && is_terminated("He left .[12][3]"));
        assert!(is_terminated("He said :") && is_terminated("(1989 est.)"));
        assert!(!is_terminated("The mill (left)") && !is_terminated("The mill [a]") && !is_terminated(""));
    }
}
