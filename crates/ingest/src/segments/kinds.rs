//! The kind of each piece, with what stands at its head and its end cut off.

use std::ops::Range;

use annals_knowledge::{DatelineMatch, LineKind, LineMatch, TailKind};
use annals_model::{Segment, SegmentKind};

use super::lines::trimmed;
use super::looks::{Look, agencies, has_sentences, is_heading, is_tag, looks};
use super::pieces::{Mark, Piece};
use super::wrap::{Wrap, is_terminated};
use super::{Cut, Dateline, Known};

/// A caption beyond this many bytes is a paragraph.
const LONGEST_CAPTION: usize = 600;

/// Segments and metadata out of pieces.
pub(crate) fn tell<'t>(known: Known<'_>, text: &'t str, pieces: &[Piece<'t>], wrap: Wrap) -> Cut<'t> {
    let looks = looks(known, text, pieces);
    let last_body = looks.iter().rposition(|look| *look == Look::Body);
    let mut teller =
        Teller { known, text, wrap, cut: Cut::default(), picture: Picture::None, has_begun: false };
    for (index, (piece, look)) in pieces.iter().zip(&looks).enumerate() {
        let neighbour = |index: usize| pieces.get(index).is_some_and(|other| other.mark == Mark::Table);
        let in_table = index.checked_sub(1).is_some_and(neighbour) || neighbour(index + 1);
        let is_end = last_body.is_none_or(|last| index >= last);
        teller.piece(piece, *look, Place { in_table, is_end });
    }
    teller.cut
}

/// Where a piece stands.
#[derive(Clone, Copy)]
struct Place {
    /// Beside a row of a table.
    in_table: bool,
    /// No body follows.
    is_end: bool,
}

/// What is left of a picture just before a piece.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Picture {
    None,
    /// Its name, or bars around it.
    Mark,
    /// Its caption.
    Caption,
}

struct Teller<'k, 't> {
    known: Known<'k>,
    text: &'t str,
    wrap: Wrap,
    cut: Cut<'t>,
    picture: Picture,
    /// Whether a sentence of the article has been seen.
    has_begun: bool,
}

impl<'t> Teller<'_, 't> {
    fn piece(&mut self, piece: &Piece<'t>, look: Look, place: Place) {
        let picture = std::mem::replace(&mut self.picture, Picture::None);
        match &piece.mark {
            Mark::Table => self.table(piece.range.clone()),
            Mark::Bars => {
                self.table(piece.range.clone());
                self.picture = Picture::Mark;
            }
            Mark::Framed(outer) if place.in_table => self.table(outer.clone()),
            Mark::Framed(outer) => self.framed(outer.clone(), piece.range.clone()),
            Mark::Rule | Mark::Note => self.push(SegmentKind::Furniture, piece.range.clone()),
            Mark::Heading(_) => self.heading(piece.range.clone(), 1),
            Mark::Item => {
                self.has_begun = true;
                self.push(SegmentKind::Item, piece.range.clone());
            }
            Mark::Caption => self.caption(piece.range.clone()),
            Mark::Known(line) => self.line(piece.range.clone(), *line, picture),
            Mark::Text => self.text(piece, look, picture, place),
        }
    }

    fn text(&mut self, piece: &Piece<'t>, look: Look, picture: Picture, place: Place) {
        let range = piece.range.clone();
        let words = self.words(&range);
        if look == Look::Tag && (place.is_end || picture == Picture::Caption) {
            let kind = if picture == Picture::Caption { SegmentKind::Credit } else { SegmentKind::SourceTag };
            if kind == SegmentKind::SourceTag {
                self.sign(words);
            }
            return self.push(kind, range);
        }
        if let Some(dateline) = self.known.rules.dateline(words)
            && let Some(rest) = self.dateline(range.clone(), dateline)
        {
            if !rest.is_empty() {
                self.prose(rest, place);
            }
            return;
        }
        if self.is_caption(piece, picture) {
            return self.caption(range);
        }
        if !self.has_begun && self.known.title.is_some_and(|title| is_same(title, words)) {
            return self.heading(range, 1);
        }
        let is_question = !self.has_begun && !place.is_end && self.cut.title.is_none() && {
            let bare = words.trim_end_matches(['?', '!']);
            bare.len() < words.len() && is_heading(bare) && !has_sentences(words)
        };
        if look == Look::Heading || is_question {
            return self.heading(range, 2);
        }
        self.prose(range, place);
    }

    /// Cuts a dateline off; what is left behind it, or nothing if there was none after all.
    fn dateline(&mut self, range: Range<usize>, found: DatelineMatch<'t>) -> Option<Range<usize>> {
        let head = trimmed(self.text, range.start..range.start + found.end);
        let rest = trimmed(self.text, head.end..range.end);
        let has_date = found.date.is_some();
        let DatelineMatch { place, date, agency, .. } = found;
        // Between other paragraphs, only what can be nothing else.
        if self.has_begun && !(has_date && (rest.is_empty() || agency.is_some())) {
            return None;
        }
        if !self.has_begun && self.cut.dateline.is_none() {
            self.cut.dateline = Some(Dateline { place, date, agency });
            self.cut.agencies.extend(agency.into_iter().flat_map(agencies));
        }
        self.push(SegmentKind::Dateline, head);
        Some(rest)
    }

    fn is_caption(&self, piece: &Piece<'t>, picture: Picture) -> bool {
        let words = self.words(&piece.range);
        if words.len() > LONGEST_CAPTION {
            return false;
        }
        let rules = self.known.rules;
        if rules.tail(words, &[TailKind::Credit]).is_some() {
            return true;
        }
        let is_one = || !is_terminated(words) || !has_sentences(words);
        if is_one() && rules.is_caption(words) {
            return true;
        }
        picture == Picture::Mark
            && (!is_terminated(words) || piece.gap == 0 && !self.wrap.is_dense && !has_sentences(words))
    }

    /// A caption, and the credit at its end.
    fn caption(&mut self, range: Range<usize>) {
        let words = self.words(&range);
        let credit = self.known.rules.tail(words, &[TailKind::Credit]).map(|tail| tail.start);
        let credit = credit.or_else(|| self.signed(words));
        let at = range.start + credit.unwrap_or(words.len());
        self.push(SegmentKind::Caption, trimmed(self.text, range.start..at));
        self.push(SegmentKind::Credit, trimmed(self.text, at..range.end));
        self.picture = Picture::Caption;
    }

    /// Where an agency's name in brackets begins that ends these words.
    fn signed(&self, words: &str) -> Option<usize> {
        let body = words.trim_end_matches('.').strip_suffix(')')?;
        let start = body.rfind('(')?;
        is_tag(body.get(start..)?, self.known.outlets).then_some(start)
    }

    /// Takes down the agencies that a tag names. Initials of writers beside them are none.
    fn sign(&mut self, tag: &'t str) {
        let outlets = self.known.outlets;
        self.cut.agencies.extend(agencies(tag).filter(|name| outlets.by_name(name).is_some()));
    }

    fn heading(&mut self, range: Range<usize>, fewest_words: usize) {
        let words = self.words(&range);
        let is_title = !self.has_begun
            && self.cut.title.is_none()
            && words.split_whitespace().nth(fewest_words - 1).is_some();
        if is_title {
            self.cut.title = Some(words);
        }
        self.push(if is_title { SegmentKind::Title } else { SegmentKind::Heading }, range);
    }

    /// A paragraph, and the source's tag at its end.
    fn prose(&mut self, range: Range<usize>, place: Place) {
        self.has_begun = true;
        let words = self.words(&range);
        let mut at = words.len();
        if let Some(tail) = self.known.rules.tail(words, &[TailKind::SourceTag]) {
            at = tail.start;
            self.cut.agencies.extend(tail.name.into_iter().flat_map(agencies));
        } else if let Some(start) = self.signed(words)
            && (place.is_end || words.get(..start).is_some_and(is_terminated))
        {
            at = start;
            self.sign(words.get(start..).unwrap_or_default());
        }
        let at = range.start + at;
        self.push(SegmentKind::Prose, trimmed(self.text, range.start..at));
        self.push(SegmentKind::SourceTag, trimmed(self.text, at..range.end));
    }

    fn framed(&mut self, outer: Range<usize>, inner: Range<usize>) {
        self.table(trimmed(self.text, outer.start..inner.start));
        if inner.len() > LONGEST_CAPTION {
            self.push(SegmentKind::Prose, inner.clone());
        } else if !inner.is_empty() {
            self.caption(inner.clone());
        }
        self.table(trimmed(self.text, inner.end..outer.end));
        self.picture = Picture::None;
    }

    fn line(&mut self, range: Range<usize>, line: LineMatch<'t>, picture: Picture) {
        let LineMatch { kind, name } = line;
        let kind = match kind {
            LineKind::Translator => {
                self.cut.translator = self.cut.translator.or(name);
                SegmentKind::Translator
            }
            LineKind::Byline => {
                self.cut.author = self.cut.author.or(name);
                SegmentKind::Byline
            }
            LineKind::SourceTag => {
                self.cut.agencies.extend(name.into_iter().flat_map(agencies));
                SegmentKind::SourceTag
            }
            LineKind::Credit => {
                self.picture = picture;
                SegmentKind::Credit
            }
            LineKind::FileName => {
                self.picture = Picture::Mark;
                SegmentKind::FileName
            }
            LineKind::Image => {
                self.picture = Picture::Mark;
                SegmentKind::Furniture
            }
            LineKind::Furniture => SegmentKind::Furniture,
        };
        self.push(kind, range);
    }

    /// Rows and bars that follow each other are one table.
    fn table(&mut self, range: Range<usize>) {
        match self.cut.segments.last_mut() {
            Some(last) if last.kind == SegmentKind::Table && !range.is_empty() => last.range.end = range.end,
            _ => self.push(SegmentKind::Table, range),
        }
    }

    fn push(&mut self, kind: SegmentKind, range: Range<usize>) {
        if !range.is_empty() {
            self.cut.segments.push(Segment { kind, range, repeats: None });
        }
    }

    fn words(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

/// Whether two headlines have the same words.
fn is_same(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
}
