//! Joins lines into blocks: paragraphs, items and table rows.

use std::ops::Range;

use annals_knowledge::{LayoutRules, LineMatch, TailKind};

use super::line_shape::{LineShape, shape};
use super::line_wrapping::{self, LineWrapping, is_terminated};
use crate::lines::{Line, lines};

/// A block of consecutive lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TextBlock<'t> {
    pub(crate) mark: BlockMark<'t>,
    /// The text without markup.
    pub(crate) range: Range<usize>,
    /// The number of blank lines before the block.
    pub(crate) gap: usize,
    /// The last line without markup.
    last: Range<usize>,
}

/// The kind of a block by its lines alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BlockMark<'t> {
    Table,
    Bars,
    /// Text between bars, with the range that includes the bars.
    Framed(Range<usize>),
    Rule,
    /// A heading with its level.
    Heading(usize),
    Item,
    Footnote,
    /// A line that a layout pattern matches.
    Matched(LineMatch<'t>),
    Caption,
    Text,
}

impl<'t> TextBlock<'t> {
    /// Creates a block with blank lines around it.
    pub(crate) fn isolated(mark: BlockMark<'t>, range: Range<usize>) -> Self {
        Self { mark, range: range.clone(), gap: 1, last: range }
    }
}

impl TextBlock<'_> {
    pub(crate) fn content<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.range.clone()).unwrap_or_default()
    }

    pub(crate) fn is_text(&self) -> bool {
        self.mark == BlockMark::Text
    }
}

/// Splits a part of a text into blocks; also returns its line wrapping.
pub(crate) fn split<'t>(
    rules: &LayoutRules,
    text: &'t str,
    part: Range<usize>,
) -> (Vec<TextBlock<'t>>, LineWrapping) {
    let lines: Vec<Line> = lines(text, part).collect();
    let mut shapes: Vec<LineShape<'t>> = lines.iter().map(|line| shape(rules, text, line)).collect();
    number_items(&lines, &mut shapes);
    mark_open_tables(text, &mut shapes);
    let wrapping = LineWrapping::of(line_wrapping::measure(text, &shapes));
    let mut builder = BlockBuilder { rules, text, wrapping, blocks: Vec::new() };
    let mut gap = 0;
    for (line, shape) in lines.iter().zip(shapes) {
        if shape == LineShape::Blank {
            gap += 1;
        } else {
            builder.add(line, shape, gap);
            gap = 0;
        }
    }
    (builder.blocks, wrapping)
}

/// Resolves numbered lines: a number that is 1 or follows the previous number marks an item.
fn number_items(lines: &[Line], shapes: &mut [LineShape<'_>]) {
    let mut last = 0;
    for (line, shape) in lines.iter().zip(shapes) {
        let LineShape::Numbered(number, range) = shape else { continue };
        if *number == 1 || *number == last + 1 {
            last = *number;
            *shape = LineShape::Item(range.clone());
        } else {
            *shape = LineShape::Text(line.range.clone());
        }
    }
}

/// Marks lines with bars around a dashed row as rows of a table without outer bars.
fn mark_open_tables(text: &str, shapes: &mut [LineShape<'_>]) {
    let has_bar = |shape: &LineShape<'_>| match shape {
        LineShape::Text(range) => text.get(range.clone()).is_some_and(|content| content.contains('|')),
        _ => false,
    };
    let mut is_inside = false;
    for index in 0..shapes.len() {
        let (before, rest) = shapes.split_at_mut(index);
        let Some(shape) = rest.first_mut() else { continue };
        if *shape == LineShape::Table {
            if let Some(head) = before.last_mut().filter(|head| has_bar(head)) {
                *head = LineShape::Table;
            }
            is_inside = true;
        } else if is_inside && has_bar(shape) {
            *shape = LineShape::Table;
        } else {
            is_inside = false;
        }
    }
}

struct BlockBuilder<'a, 't> {
    rules: &'a LayoutRules,
    text: &'t str,
    wrapping: LineWrapping,
    blocks: Vec<TextBlock<'t>>,
}

impl<'t> BlockBuilder<'_, 't> {
    fn add(&mut self, line: &Line, shape: LineShape<'t>, gap: usize) {
        let (mark, range) = match shape {
            LineShape::Blank => return,
            LineShape::Table => (BlockMark::Table, line.range.clone()),
            LineShape::Bars => (BlockMark::Bars, line.range.clone()),
            LineShape::Rule => return self.rule(line, gap),
            LineShape::Framed(range) => (BlockMark::Framed(line.range.clone()), range),
            LineShape::Heading(level, range) => (BlockMark::Heading(level), range),
            LineShape::Item(range) | LineShape::Numbered(_, range) => (BlockMark::Item, range),
            LineShape::Footnote => (BlockMark::Footnote, line.range.clone()),
            LineShape::Matched(_) if self.is_within_paragraph(line, gap) => {
                (BlockMark::Text, line.range.clone())
            }
            LineShape::Matched(known) => (BlockMark::Matched(known), line.range.clone()),
            LineShape::Text(range) => (BlockMark::Text, range),
        };
        if mark == BlockMark::Text && self.continues(line, &range, gap) {
            if let Some(block) = self.blocks.last_mut() {
                block.range.end = range.end;
                block.last = range;
            }
            return;
        }
        self.blocks.push(TextBlock { mark, range: range.clone(), gap, last: range });
    }

    /// Whether a line that a pattern matches is a part of a wrapped paragraph.
    fn is_within_paragraph(&self, line: &Line, gap: usize) -> bool {
        let Some(block) = self.blocks.last().filter(|block| block.is_text()) else { return false };
        let last = self.text.get(block.last.clone()).unwrap_or_default();
        self.wrapping.is_wrapped()
            && !is_terminated(last)
            && self.wrapping.joins(last, line.text(self.text), gap)
    }

    fn continues(&self, line: &Line, range: &Range<usize>, gap: usize) -> bool {
        let Some(block) = self.blocks.last() else { return false };
        let last = self.text.get(block.last.clone()).unwrap_or_default();
        let content = self.text.get(range.clone()).unwrap_or_default();
        let joins = || {
            self.wrapping.joins(last, content, gap) && (self.wrapping.is_wrapped() || !self.is_caption(last))
        };
        match block.mark {
            BlockMark::Text => joins(),
            BlockMark::Item => gap == 0 && (line.range.start - line.start >= 2 || joins()),
            _ => false,
        }
    }

    fn is_caption(&self, content: &str) -> bool {
        self.rules.is_caption(content) || self.rules.tail(content, &[TailKind::Credit]).is_some()
    }

    /// Adds a row of one repeated character, which can underline the line before it as a heading.
    fn rule(&mut self, line: &Line, gap: usize) {
        let level = match line.text(self.text).chars().next() {
            Some('=') => Some(1),
            Some('-') => Some(2),
            _ => None,
        };
        if let (Some(level), Some(block), 0) = (level, self.blocks.last_mut(), gap)
            && block.is_text()
            && block.range == block.last
        {
            block.mark = BlockMark::Heading(level);
        }
        self.blocks.push(TextBlock {
            mark: BlockMark::Rule,
            range: line.range.clone(),
            gap,
            last: line.range.clone(),
        });
    }
}

#[cfg(test)]
mod tests {
    use annals_knowledge::{Files, Layout};

    use super::{BlockMark, split};

    fn described(text: &str) -> Vec<String> {
        let layout = Layout::load(&Files::default()).unwrap();
        let (blocks, _) = split(layout.rules(None), text, 0..text.len());
        let descriptions = blocks.iter().map(|block| match block.mark {
            BlockMark::Text => format!("text {}", block.content(text)),
            BlockMark::Item => format!("item {}", block.content(text)),
            BlockMark::Heading(level) => format!("heading {level} {}", block.content(text)),
            ref other => format!("{other:?} {}", block.content(text)),
        });
        descriptions.map(|line| line.replace('\n', "/")).collect()
    }

    #[test]
    fn numbered_lines_are_items() {
        let text = "1. A mill.\n2. A river\n   with a bridge.\n\nThe flood came on May\n14. It was high.";
        assert_eq!(
            described(text),
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
            described("The mill\n---\nIt rained.\n\n---\n"),
            ["heading 2 The mill", "Rule ---", "text It rained.", "Rule ---"]
        );
    }

    #[test]
    fn a_dashed_row_marks_a_table() {
        assert_eq!(
            described("mill | river\n---|---\nAnn | Bo\nIt rained."),
            ["Table mill | river", "Table ---|---", "Table Ann | Bo", "text It rained."]
        );
    }
}
