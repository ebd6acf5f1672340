//! Lines joined to the paragraphs, items and tables that they are lines of.

use std::ops::Range;

use annals_knowledge::{LayoutRules, LineMatch, TailKind};

use super::lines::{Line, lines};
use super::shape::{Shape, shape};
use super::wrap::{self, Wrap, is_terminated};

/// A run of lines that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece<'t> {
    pub(crate) mark: Mark<'t>,
    /// Its words, without the mark.
    pub(crate) range: Range<usize>,
    /// Blank lines before it.
    pub(crate) gap: usize,
    /// Its last line, without the mark.
    last: Range<usize>,
}

/// What the lines of a piece show by themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Mark<'t> {
    Table,
    Bars,
    /// Words framed by bars; the range holds the bars too.
    Framed(Range<usize>),
    Rule,
    /// With its level.
    Heading(usize),
    Item,
    Note,
    Known(LineMatch<'t>),
    Caption,
    Text,
}

impl<'t> Piece<'t> {
    /// A piece with blank lines around it.
    pub(crate) fn alone(mark: Mark<'t>, range: Range<usize>) -> Self {
        Self { mark, range: range.clone(), gap: 1, last: range }
    }
}

impl Piece<'_> {
    pub(crate) fn words<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    pub(crate) fn is_text(&self) -> bool {
        self.mark == Mark::Text
    }
}

/// The pieces of a part of a text, in order, and how its lines were broken.
pub(crate) fn pieces<'t>(rules: &LayoutRules, text: &'t str, part: Range<usize>) -> (Vec<Piece<'t>>, Wrap) {
    let lines: Vec<Line> = lines(text, part).collect();
    let mut shapes: Vec<Shape<'t>> = lines.iter().map(|line| shape(rules, text, line)).collect();
    number_items(&lines, &mut shapes);
    open_tables(text, &mut shapes);
    let wrap = Wrap::of(wrap::measured(text, &shapes));
    let mut joiner = Joiner { rules, text, wrap, pieces: Vec::new() };
    let mut gap = 0;
    for (line, shape) in lines.iter().zip(shapes) {
        if shape == Shape::Blank {
            gap += 1;
        } else {
            joiner.add(line, shape, gap);
            gap = 0;
        }
    }
    (joiner.pieces, wrap)
}

/// A number and a full stop mark an item where they begin a count or go on with it.
fn number_items(lines: &[Line], shapes: &mut [Shape<'_>]) {
    let mut last = 0;
    for (line, shape) in lines.iter().zip(shapes) {
        let Shape::Numbered(number, range) = shape else { continue };
        if *number == 1 || *number == last + 1 {
            last = *number;
            *shape = Shape::Item(range.clone());
        } else {
            *shape = Shape::Text(line.range.clone());
        }
    }
}

/// Lines with bars around a dashed row are rows of a table without outer bars.
fn open_tables(text: &str, shapes: &mut [Shape<'_>]) {
    let has_bar = |shape: &Shape<'_>| match shape {
        Shape::Text(range) => text.get(range.clone()).is_some_and(|words| words.contains('|')),
        _ => false,
    };
    let mut is_inside = false;
    for index in 0..shapes.len() {
        let (before, rest) = shapes.split_at_mut(index);
        let Some(shape) = rest.first_mut() else { continue };
        if *shape == Shape::Table {
            if let Some(head) = before.last_mut().filter(|head| has_bar(head)) {
                *head = Shape::Table;
            }
            is_inside = true;
        } else if is_inside && has_bar(shape) {
            *shape = Shape::Table;
        } else {
            is_inside = false;
        }
    }
}

struct Joiner<'a, 't> {
    rules: &'a LayoutRules,
    text: &'t str,
    wrap: Wrap,
    pieces: Vec<Piece<'t>>,
}

impl<'t> Joiner<'_, 't> {
    fn add(&mut self, line: &Line, shape: Shape<'t>, gap: usize) {
        let (mark, range) = match shape {
            Shape::Blank => return,
            Shape::Table => (Mark::Table, line.range.clone()),
            Shape::Bars => (Mark::Bars, line.range.clone()),
            Shape::Rule => return self.rule(line, gap),
            Shape::Framed(range) => (Mark::Framed(line.range.clone()), range),
            Shape::Heading(level, range) => (Mark::Heading(level), range),
            Shape::Item(range) | Shape::Numbered(_, range) => (Mark::Item, range),
            Shape::Note => (Mark::Note, line.range.clone()),
            Shape::Known(_) if self.is_inside(line, gap) => (Mark::Text, line.range.clone()),
            Shape::Known(known) => (Mark::Known(known), line.range.clone()),
            Shape::Text(range) => (Mark::Text, range),
        };
        if mark == Mark::Text && self.continues(line, &range, gap) {
            if let Some(piece) = self.pieces.last_mut() {
                piece.range.end = range.end;
                piece.last = range;
            }
            return;
        }
        self.pieces.push(Piece { mark, range: range.clone(), gap, last: range });
    }

    /// Whether what looks like a line of its own is the end of a broken paragraph.
    fn is_inside(&self, line: &Line, gap: usize) -> bool {
        let Some(piece) = self.pieces.last().filter(|piece| piece.is_text()) else { return false };
        let last = self.text.get(piece.last.clone()).unwrap_or_default();
        self.wrap.is_broken() && !is_terminated(last) && self.wrap.joins(last, line.words(self.text), gap)
    }

    fn continues(&self, line: &Line, range: &Range<usize>, gap: usize) -> bool {
        let Some(piece) = self.pieces.last() else { return false };
        let last = self.text.get(piece.last.clone()).unwrap_or_default();
        let words = self.text.get(range.clone()).unwrap_or_default();
        let joins = || self.wrap.joins(last, words, gap) && (self.wrap.is_broken() || !self.is_caption(last));
        match piece.mark {
            Mark::Text => joins(),
            Mark::Item => gap == 0 && (line.range.start - line.start >= 2 || joins()),
            _ => false,
        }
    }

    fn is_caption(&self, words: &str) -> bool {
        self.rules.is_caption(words) || self.rules.tail(words, &[TailKind::Credit]).is_some()
    }

    /// A row of one sign underlines the line before it, or stands for itself.
    fn rule(&mut self, line: &Line, gap: usize) {
        let level = match line.words(self.text).chars().next() {
            Some('=') => Some(1),
            Some('-') => Some(2),
            _ => None,
        };
        if let (Some(level), Some(piece), 0) = (level, self.pieces.last_mut(), gap)
            && piece.is_text()
            && piece.range == piece.last
        {
            piece.mark = Mark::Heading(level);
        }
        self.pieces.push(Piece {
            mark: Mark::Rule,
            range: line.range.clone(),
            gap,
            last: line.range.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use annals_knowledge::{Files, Layout};

    use super::{Mark, pieces};

    fn told(text: &str) -> Vec<String> {
        let layout = Layout::load(&Files::default()).unwrap();
        let (pieces, _) = pieces(layout.rules(None), text, 0..text.len());
        let told = pieces.iter().map(|piece| match piece.mark {
            Mark::Text => format!("text {}", piece.words(text)),
            Mark::Item => format!("item {}", piece.words(text)),
            Mark::Heading(level) => format!("heading {level} {}", piece.words(text)),
            ref other => format!("{other:?} {}", piece.words(text)),
        });
        told.map(|line| line.replace('\n', "/")).collect()
    }

    #[test]
    fn counted_lines_are_items() {
        let text = "1. A mill.\n2. A river\n   with a bridge.\n\nThe flood came on May\n14. It was high.";
        assert_eq!(
            told(text),
            [
                "item A mill.",
                "item A river/   with a bridge.",
                "text The flood came on May",
                "text 14. It was high."
            ]
        );
    }

    #[test]
    fn underlined_lines_are_headings() {
        assert_eq!(
            told("The mill\n---\nIt rained.\n\n---\n"),
            ["heading 2 The mill", "Rule ---", "text It rained.", "Rule ---"]
        );
    }

    #[test]
    fn a_dashed_row_makes_a_table() {
        assert_eq!(
            told("mill | river\n---|---\nAnn | Bo\nIt rained."),
            ["Table mill | river", "Table ---|---", "Table Ann | Bo", "text It rained."]
        );
    }
}
