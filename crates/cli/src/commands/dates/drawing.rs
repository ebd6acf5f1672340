//! Draws how a time expression is resolved, as annotations under the text.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::report::output::neutral_line;
use crate::sources::LineIndex;
use annals_knowledge::Language;
use annals_timex::{AnchorSource, Basis, Explanation, QuotedSpan, TimeExpression, TimexRecord};

/// The number of bytes of context on either side of an annotation.
const CONTEXT: usize = 48;

/// The width of the terminal for the renderer: large enough that it never truncates a label.
const RENDER_WIDTH: usize = 10_000;

/// An annotation of a byte range.
struct Mark {
    range: Range<usize>,
    kind: AnnotationKind,
    label: String,
}

impl Mark {
    fn of(words: &QuotedSpan<'_>, kind: AnnotationKind, label: String) -> Self {
        Self { range: words.range.clone(), kind, label }
    }
}

/// A text and its origin.
pub(super) struct Drawing<'t> {
    file: String,
    text: &'t str,
    lines: LineIndex<'t>,
    language: &'t Language,
}

impl<'t> Drawing<'t> {
    pub(super) fn new(file: &str, text: &'t str, language: &'t Language) -> Self {
        Self { file: neutral_line(file), text, lines: LineIndex::new(text), language }
    }

    /// Draws an expression with its slots, its anchor and its result.
    pub(super) fn draw(
        &self,
        row: &TimexRecord<'_>,
        expression: &TimeExpression,
        explanation: &Explanation<'_>,
    ) -> String {
        let (near, far) = self.marks(expression, explanation);
        let means = row.edtf.map_or_else(|| row.value.to_owned(), ToString::to_string);
        let place = self.lines.place_of_byte(expression.range.start);
        let title = format!("{}:{place}: “{}” is {means}", self.file, neutral_line(row.text));
        let title = Level::NOTE.no_name().primary_title(title);
        let mut group = Group::with_title(title).element(self.snippet(&near));
        for mark in far {
            group = group.element(self.snippet(&[mark]));
        }
        let notes = self.notes(row, expression, explanation).into_iter();
        let group = group.elements(notes.map(|(name, text)| Level::NOTE.with_name(name).message(text)));
        let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(RENDER_WIDTH);
        renderer.render(&[group]) + "\n\n"
    }

    /// Returns the marks near the expression, on the same line, and those far from it.
    fn marks(&self, expression: &TimeExpression, explanation: &Explanation<'_>) -> (Vec<Mark>, Vec<Mark>) {
        let range = &expression.range;
        let mut near =
            vec![Mark { range: range.clone(), kind: AnnotationKind::Visible, label: String::new() }];
        let mut far = Vec::new();
        for slot in &explanation.slots {
            if let Some(words) = &slot.words {
                let label = format!("{} {}", slot.slot, slot.value);
                self.add(&mut near, &mut far, Mark::of(words, AnnotationKind::Primary, label));
            }
        }
        let anchor = explanation.anchor.as_ref();
        if let Some(AnchorSource::Words(words)) = anchor.map(|anchor| &anchor.source) {
            let mark = Mark::of(words, AnnotationKind::Context, "anchor".to_owned());
            self.add(&mut near, &mut far, mark);
        }
        // Without slots, the whole expression is marked.
        if let [only] = near.as_mut_slice() {
            only.kind = AnnotationKind::Primary;
        }
        (near, far)
    }

    /// Returns names and texts of the notes below the drawing.
    fn notes(
        &self,
        row: &TimexRecord<'_>,
        expression: &TimeExpression,
        explanation: &Explanation<'_>,
    ) -> Vec<(String, String)> {
        let mut notes = Vec::new();
        let mut note = |name: &str, text: String| notes.push((name.to_owned(), text));
        let pattern = explanation.pattern;
        let file = self.language.time_file(pattern.file);
        note("pattern", format!("`{}`, {file}:{}", pattern.name, pattern.line));
        let given = explanation.slots.iter().filter(|slot| slot.words.is_none());
        let given: Vec<_> = given.map(|slot| format!("{} {}", slot.slot, slot.value)).collect();
        if !given.is_empty() {
            note("set by the pattern", given.join(", "));
        }
        let anchor = explanation.anchor.as_ref();
        if let Some(anchor) = anchor {
            let place = match &anchor.source {
                AnchorSource::Words(words) => format!("{}: ", self.lines.place_of_byte(words.range.start)),
                AnchorSource::Published | AnchorSource::Dateline => String::new(),
            };
            note("anchored to", neutral_line(&format!("{place}{anchor}")));
        }
        if anchor.is_none() && expression.basis == Basis::Resolved {
            note("anchored to", "unknown".to_owned());
        }
        note("result", result(row));
        notes
    }

    /// Adds a mark to `near` if it is on the same line and close to the others, otherwise to `far`.
    fn add(&self, near: &mut Vec<Mark>, far: &mut Vec<Mark>, mark: Mark) {
        let (start, end) = hull(near);
        let Range { start: from, end: to } = mark.range;
        let is_near = from <= end + CONTEXT && start <= to + CONTEXT;
        let between = if is_near { end.min(to)..start.max(from) } else { 0..0 };
        let is_near = is_near && !self.text.get(between).unwrap_or_default().contains('\n');
        if is_near { near } else { far }.push(mark);
    }

    /// Returns a part of a line with its annotations.
    fn snippet(&self, marks: &[Mark]) -> Snippet<'static, Annotation<'static>> {
        let (start, end) = hull(marks);
        let cut = self.text.ceil_char_boundary(start.saturating_sub(CONTEXT));
        let before = self.text.get(cut..start).unwrap_or_default();
        let (from, lead) = match (before.rfind('\n'), before.find(' ')) {
            (Some(newline), _) => (cut + newline + 1, ""),
            (None, _) if cut == 0 => (cut, ""),
            (None, space) => (space.map_or(cut, |space| cut + space + 1), "… "),
        };
        let cut = self.text.floor_char_boundary(end.saturating_add(CONTEXT));
        let after = self.text.get(end..cut).unwrap_or_default();
        let (to, tail) = match (after.find('\n'), after.rfind(' ')) {
            (Some(newline), _) => (end + newline, ""),
            (None, _) if cut == self.text.len() => (cut, ""),
            (None, space) => (space.map_or(cut, |space| end + space), " …"),
        };
        let shown = |range: Range<usize>| neutral_line(self.text.get(range).unwrap_or_default());
        let source = format!("{lead}{}{tail}", shown(from..to).trim_end());
        let at = |byte: usize| lead.len() + shown(from..byte).len();
        let annotations = marks.iter().map(|mark| {
            let span = at(mark.range.start)..at(mark.range.end);
            mark.kind.span(span).label((!mark.label.is_empty()).then(|| neutral_line(&mark.label)))
        });
        let number = self.lines.place_of_byte(start).line;
        Snippet::source(source).line_start(number).annotations(annotations)
    }
}

/// Returns the first and the last byte of some marks.
fn hull(marks: &[Mark]) -> (usize, usize) {
    let start = marks.iter().map(|mark| mark.range.start).min().unwrap_or_default();
    let end = marks.iter().map(|mark| mark.range.end).max().unwrap_or_default();
    (start, end)
}

/// Formats the result in all notations.
fn result(row: &TimexRecord<'_>) -> String {
    let kind = serde_json::to_value(row.kind).ok();
    let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default();
    let modifier = row.modifier.map_or_else(String::new, |modifier| format!(" {}", modifier.timex3()));
    let mut text = format!("TIMEX3 {kind} {}{modifier}", row.value);
    if let Some(edtf) = row.edtf {
        text.push_str(&format!(", EDTF {edtf}"));
    }
    if let (Some(earliest), Some(latest)) = (row.earliest, row.latest) {
        text.push_str(&format!(", {earliest} to {latest}"));
    }
    if let Some(period) = row.period {
        text.push_str(&format!(", part of the period {period}"));
    }
    text
}
