//! Draws annotations under the lines of an article.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use annals_model::Article;
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::marks::{Mark, Weight};
use crate::report::output::neutral_line;
use crate::sources::{LineIndex, Place};

/// The number of characters of a row. A paragraph, which may be one line of the file, is wrapped into rows.
const WIDTH: usize = 96;

/// The width of the terminal for the renderer: large enough that it never truncates a label.
const RENDER_WIDTH: usize = 10_000;

/// Draws the lines of an article that have annotations.
pub(crate) fn article(file: &Path, article: &Article, lines: &LineIndex<'_>, marks: &[Mark]) -> String {
    let text = article.text();
    let mut drawing = String::new();
    for (start, marks) in by_line(text, marks) {
        let end =
            text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |length| start + length);
        let place = lines.place(article.span(start..start).start);
        drawing.push_str(&line(file, text.get(start..end).unwrap_or_default().trim_end(), place, &marks));
        drawing.push('\n');
    }
    drawing
}

/// The part of a mark on one line or row.
#[derive(Clone)]
struct Piece<'m> {
    /// The byte range in the line or row.
    range: Range<usize>,
    mark: &'m Mark,
    /// Whether the mark ends here. The label is drawn at the last piece.
    ends: bool,
}

/// Groups marks by line, keyed by the first byte of the line.
fn by_line<'m>(text: &str, marks: &'m [Mark]) -> BTreeMap<usize, Vec<Piece<'m>>> {
    let mut lines: BTreeMap<usize, Vec<Piece>> = BTreeMap::new();
    let (mut line, mut seen) = (0, 0);
    for mark in marks {
        // Marks are in the order of the text: it is searched once.
        if let Some(newline) = text.get(seen..mark.range.start).and_then(|between| between.rfind('\n')) {
            line = seen + newline + 1;
        }
        seen = mark.range.start.max(seen);
        let (mut line, mut at) = (line, mark.range.start);
        for words in text.get(mark.range.clone()).unwrap_or_default().split_inclusive('\n') {
            let end = at + words.len();
            let range = at - line..at - line + words.trim_end().len();
            if !range.is_empty() {
                lines.entry(line).or_default().push(Piece { range, mark, ends: end == mark.range.end });
            }
            (line, at) = (end, end);
        }
    }
    lines
}

/// Draws one line of the file.
fn line(file: &Path, line: &str, place: Place, pieces: &[Piece]) -> String {
    let rows = wrap(line);
    let mut source = String::with_capacity(line.len());
    let mut starts = Vec::with_capacity(rows.len());
    for row in &rows {
        starts.push(source.len());
        source.push_str(&neutral_line(line.get(row.clone()).unwrap_or_default()));
        source.push('\n');
    }
    let mut annotations = Vec::new();
    for piece in pieces {
        let kind = match piece.mark.weight {
            Weight::Main => AnnotationKind::Primary,
            Weight::Side => AnnotationKind::Context,
        };
        let first = rows.partition_point(|row| row.end <= piece.range.start);
        for (row, start) in
            rows.iter().zip(&starts).skip(first).take_while(|(row, _)| row.start < piece.range.end)
        {
            let shown =
                |byte: usize| start + neutral_line(line.get(row.start..byte).unwrap_or_default()).len();
            let span = shown(piece.range.start.max(row.start))..shown(piece.range.end.min(row.end));
            let ends = piece.ends && piece.range.end <= row.end;
            annotations.push(kind.span(span).label(ends.then(|| neutral_line(&piece.mark.label))));
        }
    }
    let file = neutral_line(&file.display().to_string());
    let snippet = Snippet::source(source).line_start(place.line).line_numbering(rows.len() == 1).fold(false);
    let title = Level::NOTE.no_name().primary_title(format!("{file}:{place}"));
    let group = Group::with_title(title).element(snippet.annotations(annotations));
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(RENDER_WIDTH);
    let mut drawing = renderer.render(&[group]);
    drawing.push('\n');
    drawing
}

/// Wraps a line into rows, between words if possible.
fn wrap(line: &str) -> Vec<Range<usize>> {
    let mut rows = Vec::new();
    let (mut start, mut width, mut gap) = (0, 0, None);
    for (byte, c) in line.char_indices() {
        if width == WIDTH {
            let cut = gap.take().unwrap_or(byte);
            rows.push(start..cut);
            width = line.get(cut..byte).map_or(0, |rest| rest.chars().count());
            start = cut;
        }
        width += 1;
        if c.is_whitespace() {
            gap = Some(byte + c.len_utf8());
        }
    }
    rows.push(start..line.len());
    rows
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, wrap};

    #[test]
    fn rows_join_to_the_line() {
        for line in ["", "short", &"word ".repeat(60), &"é".repeat(300), &" ".repeat(200)] {
            let rows = wrap(line);
            let joined: String = rows.iter().filter_map(|row| line.get(row.clone())).collect();
            assert_eq!(joined, *line);
            assert!(rows.iter().all(|row| line[row.clone()].chars().count() <= WIDTH));
        }
    }
}
