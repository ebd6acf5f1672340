//! Drawing how a time expression came to its meaning, under its own words.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use crate::lines::Lines;
use crate::output::neutral_line;
use annals_knowledge::Language;
use annals_timex::{AnchorSource, Basis, Explanation, QuotedSpan, TimeExpression, TimexRecord};

/// Bytes of a line that are shown on either side of what is told.
const AROUND: usize = 48;

/// Columns that a row never fills: labels are not to be cut.
const ROOM: usize = 10_000;

/// Words and what is said of them.
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

/// A text and where it is from.
pub(super) struct Page<'t> {
    file: String,
    text: &'t str,
    lines: Lines<'t>,
    language: &'t Language,
}

impl<'t> Page<'t> {
    pub(super) fn new(file: &str, text: &'t str, language: &'t Language) -> Self {
        Self { file: neutral_line(file), text, lines: Lines::new(text), language }
    }

    /// What was read in the words in `range`, and how.
    pub(super) fn draw(
        &self,
        row: &TimexRecord<'_>,
        told: &TimeExpression,
        explanation: &Explanation<'_>,
    ) -> String {
        let range = &told.range;
        let means = row.edtf.map_or_else(|| row.value.to_owned(), ToString::to_string);
        let place = self.lines.place_of_byte(range.start);
        let title = format!("{}:{place}: “{}” is {means}", self.file, neutral_line(row.text));
        let mut near =
            vec![Mark { range: range.clone(), kind: AnnotationKind::Visible, label: String::new() }];
        let mut far = Vec::new();
        for slot in &explanation.slots {
            if let Some(words) = &slot.words {
                let label = format!("{} {}", slot.slot, slot.value);
                self.put(&mut near, &mut far, Mark::of(words, AnnotationKind::Primary, label));
            }
        }
        let anchor = explanation.anchor.as_ref();
        if let Some(AnchorSource::Words(words)) = anchor.map(|anchor| &anchor.source) {
            let mark = Mark::of(words, AnnotationKind::Context, "anchor".to_owned());
            self.put(&mut near, &mut far, mark);
        }
        // Where no slot has words, all of them are marked.
        if let [only] = near.as_mut_slice() {
            only.kind = AnnotationKind::Primary;
        }
        let title = Level::NOTE.no_name().primary_title(title);
        let mut group = Group::with_title(title).element(self.snippet(&near));
        for mark in far {
            group = group.element(self.snippet(&[mark]));
        }
        let mut remarks = Vec::new();
        let mut remark = |name: &str, text: String| remarks.push((name.to_owned(), text));
        let pattern = explanation.pattern;
        let file = self.language.time_file(pattern.file);
        remark("pattern", format!("`{}`, {file}:{}", pattern.name, pattern.line));
        let given = explanation.slots.iter().filter(|slot| slot.words.is_none());
        let given: Vec<_> = given.map(|slot| format!("{} {}", slot.slot, slot.value)).collect();
        if !given.is_empty() {
            remark("by the pattern", given.join(", "));
        }
        if let Some(anchor) = anchor {
            let place = match &anchor.source {
                AnchorSource::Words(words) => format!("{}: ", self.lines.place_of_byte(words.range.start)),
                AnchorSource::Published | AnchorSource::Dateline => String::new(),
            };
            remark("anchor", neutral_line(&format!("{place}{anchor}")));
        }
        if anchor.is_none() && told.basis == Basis::Resolved {
            remark("anchor", "not known".to_owned());
        }
        remark("result", result(row));
        let remarks = remarks.into_iter();
        let group = group.elements(remarks.map(|(name, text)| Level::NOTE.with_name(name).message(text)));
        let renderer = Renderer::styled().decor_style(DecorStyle::Ascii).term_width(ROOM);
        renderer.render(&[group]) + "\n\n"
    }

    /// Puts a mark among those that stand on the same line near others, or among those far from them.
    fn put(&self, near: &mut Vec<Mark>, far: &mut Vec<Mark>, mark: Mark) {
        let (start, end) = hull(near);
        let Range { start: from, end: to } = mark.range;
        let is_near = from <= end + AROUND && start <= to + AROUND;
        let between = if is_near { end.min(to)..start.max(from) } else { 0..0 };
        let is_near = is_near && !self.text.get(between).unwrap_or_default().contains('\n');
        if is_near { near } else { far }.push(mark);
    }

    /// Part of a line with marks under it.
    fn snippet(&self, marks: &[Mark]) -> Snippet<'static, Annotation<'static>> {
        let (start, end) = hull(marks);
        let cut = self.text.ceil_char_boundary(start.saturating_sub(AROUND));
        let before = self.text.get(cut..start).unwrap_or_default();
        let (from, lead) = match (before.rfind('\n'), before.find(' ')) {
            (Some(newline), _) => (cut + newline + 1, ""),
            (None, _) if cut == 0 => (cut, ""),
            (None, space) => (space.map_or(cut, |space| cut + space + 1), "… "),
        };
        let cut = self.text.floor_char_boundary(end.saturating_add(AROUND));
        let behind = self.text.get(end..cut).unwrap_or_default();
        let (to, tail) = match (behind.find('\n'), behind.rfind(' ')) {
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

/// From the first byte of some marks to the last.
fn hull(marks: &[Mark]) -> (usize, usize) {
    let start = marks.iter().map(|mark| mark.range.start).min().unwrap_or_default();
    let end = marks.iter().map(|mark| mark.range.end).max().unwrap_or_default();
    (start, end)
}

/// What an expression means, in all notations.
fn result(row: &TimexRecord<'_>) -> String {
    let kind = serde_json::to_value(row.kind).ok();
    let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default();
    let modifier = row.modifier.map_or_else(String::new, |modifier| format!(" {}", modifier.timex3()));
    let mut told = format!("TIMEX3 {kind} {}{modifier}", row.value);
    if let Some(edtf) = row.edtf {
        told.push_str(&format!(", EDTF {edtf}"));
    }
    if let (Some(earliest), Some(latest)) = (row.earliest, row.latest) {
        told.push_str(&format!(", {earliest} to {latest}"));
    }
    if let Some(period) = row.period {
        told.push_str(&format!(", of the period {period}"));
    }
    told
}
