//! Which blocks of a page are no part of its article: by the element that they stand in, by the
//! heading above them, or as teasers of other articles.

use annals_knowledge::Pages;

use crate::blocks::{Draft, Drafts};

/// A card with more code points than this is more than the teaser of an article.
const TEASER: usize = 600;
/// Code points from which on a paragraph is one of an article, not a label.
const PARAGRAPH: usize = 80;

/// Of each block whether it is furniture.
pub(crate) fn mark(
    drafts: &Drafts,
    lines: &[String],
    pages: &Pages,
    is_kept: &[bool],
    title: Option<usize>,
) -> Vec<bool> {
    let weights = weights(drafts, is_kept);
    let all = weigh(drafts, |_| true);
    let total = weights.first().copied().unwrap_or_default();
    let mut is_furniture: Vec<bool> = drafts.elements.iter().map(|element| element.is_furniture).collect();
    for (index, draft) in drafts.blocks.iter().enumerate() {
        if title != Some(index)
            && draft.level.is_some()
            && draft.linked * 5 > draft.length * 4
            && let Some(card) = drafts.elements.get(draft.element).and_then(|element| element.parent)
            && all.get(card).is_some_and(|length| *length <= TEASER)
            && let Some(mark) = is_furniture.get_mut(card)
        {
            *mark = true;
        }
    }
    let mut is_inside: Vec<bool> = Vec::with_capacity(is_furniture.len());
    for ((element, marked), weight) in drafts.elements.iter().zip(&is_furniture).zip(&weights) {
        // An element is numbered before those in it. One that most of the article stands in is no
        // furniture, whatever it is called.
        let outer = element.parent.and_then(|parent| is_inside.get(parent)).copied().unwrap_or(false);
        is_inside.push(outer || *marked && *weight * 2 <= total);
    }
    let mut below = Below { drafts, pages, weights: &weights, all: &all, scope: Scope::Nothing };
    let mut found = Vec::with_capacity(drafts.blocks.len());
    for (index, (draft, line)) in drafts.blocks.iter().zip(lines).enumerate() {
        let inside = is_inside.get(draft.element).copied().unwrap_or(false);
        let is_link = draft.linked * 10 > draft.length * 9;
        if title == Some(index) {
            below.scope = Scope::Nothing;
        }
        let is_below = below.is_furniture(draft, line, is_kept.get(index) == Some(&true));
        found.push(title != Some(index) && (inside || is_link || is_below));
    }
    found
}

/// What a heading over furniture stands above.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    Nothing,
    /// The rest of an element.
    Element(usize),
    /// All up to the next paragraph that Readability keeps.
    Open,
}

struct Below<'a> {
    drafts: &'a Drafts,
    pages: &'a Pages,
    /// Code points of the main text, and all, in each element.
    weights: &'a [usize],
    all: &'a [usize],
    scope: Scope,
}

impl Below<'_> {
    fn is_furniture(&mut self, draft: &Draft, line: &str, is_kept: bool) -> bool {
        if self.pages.is_furniture_label(line) {
            return true;
        }
        if let Some(rest) = self.pages.furniture_heading(line) {
            if rest.is_empty() || draft.level.is_some() && rest.split_whitespace().count() <= 6 {
                self.scope = self.scope_of(draft);
                return true;
            }
            // "Read also: …", with the link to what it is about.
            if draft.linked * 3 > draft.length && draft.length < 300 {
                return true;
            }
        }
        match self.scope {
            Scope::Nothing => {}
            Scope::Element(element) => {
                if !self.drafts.around(draft.element).any(|around| around == element) {
                    self.scope = Scope::Nothing;
                }
            }
            Scope::Open => {
                let is_text = draft.level.is_none() && draft.linked * 3 <= draft.length;
                if is_kept && is_text && draft.length >= PARAGRAPH {
                    self.scope = Scope::Nothing;
                }
            }
        }
        self.scope != Scope::Nothing
    }

    /// The smallest element that holds more than the heading, unless that holds much of the
    /// article too.
    fn scope_of(&self, draft: &Draft) -> Scope {
        let total = self.weights.first().copied().unwrap_or_default();
        let is_more = |element: &usize| self.all.get(*element).is_some_and(|length| *length > draft.length);
        let Some(element) = self.drafts.around(draft.element).find(is_more) else { return Scope::Open };
        let weight = self.weights.get(element).copied().unwrap_or_default();
        if weight * 3 <= total { Scope::Element(element) } else { Scope::Open }
    }
}

/// The code points of the main text in each element.
pub(crate) fn weights(drafts: &Drafts, is_kept: &[bool]) -> Vec<usize> {
    weigh(drafts, |index| is_kept.get(index) == Some(&true))
}

fn weigh(drafts: &Drafts, counts: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut weights = vec![0_usize; drafts.elements.len()];
    for (index, draft) in drafts.blocks.iter().enumerate() {
        if counts(index)
            && let Some(weight) = weights.get_mut(draft.element)
        {
            *weight += draft.length;
        }
    }
    // An element is numbered after those around it.
    for index in (1..weights.len()).rev() {
        let weight = weights.get(index).copied().unwrap_or_default();
        let parent = drafts.elements.get(index).and_then(|element| element.parent);
        if let Some(outer) = parent.and_then(|parent| weights.get_mut(parent)) {
            *outer += weight;
        }
    }
    weights
}
