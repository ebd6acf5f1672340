//! Turns blocks into segments; splits datelines, credits and source tags off.

use std::ops::Range;

use annals_knowledge::{DatelineMatch, LineKind, LineMatch, TailKind};
use annals_model::{Segment, SegmentKind};

use super::block_roles::{BlockRole, agencies, has_sentences, is_heading, is_tag, roles};
use super::blocks::{BlockMark, TextBlock};
use super::line_wrapping::{LineWrapping, is_terminated};
use super::segmentation::{Context, DatelineText, Segmentation};
use crate::lines::trim_range;

/// Maximum length of a caption, in bytes.
const MAX_CAPTION: usize = 600;

/// Classifies blocks as segments and extracts metadata.
pub(crate) fn classify<'t>(
    context: Context<'_>,
    text: &'t str,
    blocks: &[TextBlock<'t>],
    wrapping: LineWrapping,
) -> Segmentation<'t> {
    let roles = roles(context, text, blocks);
    let last_body = roles.iter().rposition(|role| *role == BlockRole::Body);
    let mut classifier = Classifier {
        context,
        text,
        wrapping,
        segmentation: Segmentation::default(),
        picture: Picture::None,
        has_begun: false,
    };
    for (index, (block, role)) in blocks.iter().zip(&roles).enumerate() {
        let neighbour = |index: usize| blocks.get(index).is_some_and(|other| other.mark == BlockMark::Table);
        let in_table = index.checked_sub(1).is_some_and(neighbour) || neighbour(index + 1);
        let is_end = last_body.is_none_or(|last| index >= last);
        classifier.block(block, *role, Place { in_table, is_end });
    }
    classifier.segmentation
}

/// The position of a block.
#[derive(Clone, Copy)]
struct Place {
    /// Next to a row of a table.
    in_table: bool,
    /// No body text follows.
    is_end: bool,
}

/// The trace of a picture directly before a block.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Picture {
    None,
    /// The file name, or the bars around the picture.
    Marker,
    /// The caption.
    Caption,
}

struct Classifier<'k, 't> {
    context: Context<'k>,
    text: &'t str,
    wrapping: LineWrapping,
    segmentation: Segmentation<'t>,
    picture: Picture,
    /// Whether body text has been seen.
    has_begun: bool,
}

impl<'t> Classifier<'_, 't> {
    fn block(&mut self, block: &TextBlock<'t>, role: BlockRole, place: Place) {
        let picture = std::mem::replace(&mut self.picture, Picture::None);
        match &block.mark {
            BlockMark::Table => self.table(block.range.clone()),
            BlockMark::Bars => {
                self.table(block.range.clone());
                self.picture = Picture::Marker;
            }
            BlockMark::Framed(outer) if place.in_table => self.table(outer.clone()),
            BlockMark::Framed(outer) => self.framed(outer.clone(), block.range.clone()),
            BlockMark::Rule | BlockMark::Footnote => self.push(SegmentKind::Furniture, block.range.clone()),
            BlockMark::Heading(_) => self.heading(block.range.clone(), 1),
            BlockMark::Item => {
                self.has_begun = true;
                self.push(SegmentKind::Item, block.range.clone());
            }
            BlockMark::Caption => self.caption(block.range.clone()),
            BlockMark::Matched(line) => self.line(block.range.clone(), *line, picture),
            BlockMark::Text => self.text(block, role, picture, place),
        }
    }

    fn text(&mut self, block: &TextBlock<'t>, role: BlockRole, picture: Picture, place: Place) {
        let range = block.range.clone();
        let content = self.content(&range);
        if role == BlockRole::Tag && (place.is_end || picture == Picture::Caption) {
            let kind = if picture == Picture::Caption { SegmentKind::Credit } else { SegmentKind::SourceTag };
            if kind == SegmentKind::SourceTag {
                self.add_agencies(content);
            }
            return self.push(kind, range);
        }
        if let Some(dateline) = self.context.rules.dateline(content)
            && let Some(rest) = self.dateline(range.clone(), dateline)
        {
            if !rest.is_empty() {
                self.prose(rest, place);
            }
            return;
        }
        if self.is_caption(block, picture) {
            return self.caption(range);
        }
        if !self.has_begun && self.context.title.is_some_and(|title| is_same(title, content)) {
            return self.heading(range, 1);
        }
        let is_question = !self.has_begun && !place.is_end && self.segmentation.title.is_none() && {
            let bare = content.trim_end_matches(['?', '!']);
            bare.len() < content.len() && is_heading(bare) && !has_sentences(content)
        };
        if role == BlockRole::Heading || is_question {
            return self.heading(range, 2);
        }
        self.prose(range, place);
    }

    /// Splits a dateline off and returns the rest; `None` if it is not a dateline in its context.
    fn dateline(&mut self, range: Range<usize>, found: DatelineMatch<'t>) -> Option<Range<usize>> {
        let head = trim_range(self.text, range.start..range.start + found.end);
        let rest = trim_range(self.text, head.end..range.end);
        let has_date = found.date.is_some();
        let DatelineMatch { place, date, agency, .. } = found;
        // After body text, only unambiguous datelines count.
        if self.has_begun && !(has_date && (rest.is_empty() || agency.is_some())) {
            return None;
        }
        if !self.has_begun && self.segmentation.dateline.is_none() {
            self.segmentation.dateline = Some(DatelineText { place, date, agency });
            self.segmentation.agencies.extend(agency.into_iter().flat_map(agencies));
        }
        self.push(SegmentKind::Dateline, head);
        Some(rest)
    }

    fn is_caption(&self, block: &TextBlock<'t>, picture: Picture) -> bool {
        let content = self.content(&block.range);
        if content.len() > MAX_CAPTION {
            return false;
        }
        let rules = self.context.rules;
        if rules.tail(content, &[TailKind::Credit]).is_some() {
            return true;
        }
        let is_one = || !is_terminated(content) || !has_sentences(content);
        if is_one() && rules.is_caption(content) {
            return true;
        }
        picture == Picture::Marker
            && (!is_terminated(content)
                || block.gap == 0 && !self.wrapping.is_dense && !has_sentences(content))
    }

    /// Adds a caption and the credit at its end.
    fn caption(&mut self, range: Range<usize>) {
        let content = self.content(&range);
        let credit = self.context.rules.tail(content, &[TailKind::Credit]).map(|tail| tail.start);
        let credit = credit.or_else(|| self.signature(content));
        let at = range.start + credit.unwrap_or(content.len());
        self.push(SegmentKind::Caption, trim_range(self.text, range.start..at));
        self.push(SegmentKind::Credit, trim_range(self.text, at..range.end));
        self.picture = Picture::Caption;
    }

    /// Returns the start of an agency's name in parentheses at the end of a text.
    fn signature(&self, content: &str) -> Option<usize> {
        let inner = content.trim_end_matches('.').strip_suffix(')')?;
        let start = inner.rfind('(')?;
        is_tag(inner.get(start..)?, self.context.outlets).then_some(start)
    }

    /// Records the agencies in a source tag; initials of authors are not agencies.
    fn add_agencies(&mut self, tag: &'t str) {
        let outlets = self.context.outlets;
        self.segmentation.agencies.extend(agencies(tag).filter(|name| outlets.by_name(name).is_some()));
    }

    /// Adds a heading; the first one with enough content is the title.
    fn heading(&mut self, range: Range<usize>, min_words: usize) {
        let content = self.content(&range);
        let is_title = !self.has_begun
            && self.segmentation.title.is_none()
            && content.split_whitespace().nth(min_words - 1).is_some();
        if is_title {
            self.segmentation.title = Some(content);
        }
        self.push(if is_title { SegmentKind::Title } else { SegmentKind::Heading }, range);
    }

    /// Adds a paragraph and the source tag at its end.
    fn prose(&mut self, range: Range<usize>, place: Place) {
        self.has_begun = true;
        let content = self.content(&range);
        let mut at = content.len();
        if let Some(tail) = self.context.rules.tail(content, &[TailKind::SourceTag]) {
            at = tail.start;
            self.segmentation.agencies.extend(tail.name.into_iter().flat_map(agencies));
        } else if let Some(start) = self.signature(content)
            && (place.is_end || content.get(..start).is_some_and(is_terminated))
        {
            at = start;
            self.add_agencies(content.get(start..).unwrap_or_default());
        }
        let at = range.start + at;
        self.push(SegmentKind::Prose, trim_range(self.text, range.start..at));
        self.push(SegmentKind::SourceTag, trim_range(self.text, at..range.end));
    }

    fn framed(&mut self, outer: Range<usize>, inner: Range<usize>) {
        self.table(trim_range(self.text, outer.start..inner.start));
        if inner.len() > MAX_CAPTION {
            self.push(SegmentKind::Prose, inner.clone());
        } else if !inner.is_empty() {
            self.caption(inner.clone());
        }
        self.table(trim_range(self.text, inner.end..outer.end));
        self.picture = Picture::None;
    }

    fn line(&mut self, range: Range<usize>, line: LineMatch<'t>, picture: Picture) {
        let LineMatch { kind, name } = line;
        let kind = match kind {
            LineKind::Translator => {
                self.segmentation.translator = self.segmentation.translator.or(name);
                SegmentKind::Translator
            }
            LineKind::Byline => {
                self.segmentation.author = self.segmentation.author.or(name);
                SegmentKind::Byline
            }
            LineKind::SourceTag => {
                self.segmentation.agencies.extend(name.into_iter().flat_map(agencies));
                SegmentKind::SourceTag
            }
            LineKind::Credit => {
                self.picture = picture;
                SegmentKind::Credit
            }
            LineKind::FileName => {
                self.picture = Picture::Marker;
                SegmentKind::FileName
            }
            LineKind::Image => {
                self.picture = Picture::Marker;
                SegmentKind::Furniture
            }
            LineKind::Furniture => SegmentKind::Furniture,
        };
        self.push(kind, range);
    }

    /// Adds a table; consecutive rows and bars are one table.
    fn table(&mut self, range: Range<usize>) {
        match self.segmentation.segments.last_mut() {
            Some(last) if last.kind == SegmentKind::Table && !range.is_empty() => last.range.end = range.end,
            _ => self.push(SegmentKind::Table, range),
        }
    }

    fn push(&mut self, kind: SegmentKind, range: Range<usize>) {
        if !range.is_empty() {
            self.segmentation.segments.push(Segment { kind, range, repeats: None });
        }
    }

    fn content(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

/// Whether two headlines are the same up to white space.
fn is_same(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}
