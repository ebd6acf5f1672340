//! A text cut into typed segments: lines → [`shape`] of each → [`pieces`] that belong together →
//! [`looks`] by form and place → [`kinds`], with heads and tails cut off → [`repeats`] marked.

pub(crate) mod kinds;
pub(crate) mod lines;
pub(crate) mod looks;
mod page;
mod pieces;
mod repeats;
mod shape;
mod wrap;

use std::ops::Range;

use annals_knowledge::{LayoutRules, Outlets};
use annals_model::Segment;

/// The segments of a text, and what they say of the article.
#[derive(Debug, Default)]
pub(crate) struct Cut<'t> {
    pub(crate) segments: Vec<Segment>,
    pub(crate) title: Option<&'t str>,
    pub(crate) author: Option<&'t str>,
    pub(crate) translator: Option<&'t str>,
    pub(crate) dateline: Option<Dateline<'t>>,
    /// As written, from the dateline and the source tags.
    pub(crate) agencies: Vec<&'t str>,
}

/// The words of the dateline that the article begins with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dateline<'t> {
    pub(crate) place: Option<&'t str>,
    pub(crate) date: Option<&'t str>,
    pub(crate) agency: Option<&'t str>,
}

/// What is known before a text is cut.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) rules: &'a LayoutRules,
    pub(crate) outlets: &'a Outlets,
    /// The title that the front matter or the page states.
    pub(crate) title: Option<&'a str>,
}

pub(crate) use page::cut as cut_page;

/// Cuts a part of a text.
pub(crate) fn cut<'t>(known: Known<'_>, text: &'t str, part: Range<usize>) -> Cut<'t> {
    let (pieces, wrap) = pieces::pieces(known.rules, text, part);
    let mut cut = kinds::tell(known, text, &pieces, wrap);
    repeats::mark(text, &mut cut.segments);
    cut
}
