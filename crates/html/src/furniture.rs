//! Which blocks of a page are no part of its article: by the element that they stand in, by the
//! heading above them, or as teasers of other articles.

use annals_knowledge::Pages;

use crate::BlockKind;
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
    let all = sum(drafts, |draft| draft.length);
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
    let told = |index: usize| title.is_none_or(|title| index >= title) && is_kept.get(index) == Some(&true);
    mark_lists(drafts, title, &mut is_furniture);
    let mut is_inside: Vec<bool> = Vec::with_capacity(is_furniture.len());
    for ((element, marked), weight) in drafts.elements.iter().zip(&is_furniture).zip(&weights) {
        // An element is numbered before those in it. One that most of the article stands in is no
        // furniture, whatever it is called.
        let outer = element.parent.and_then(|parent| is_inside.get(parent)).copied().unwrap_or(false);
        is_inside.push(outer || *marked && *weight * 2 <= total);
    }
    let mut below = Below { drafts, pages, all: &all, told: Vec::new(), scope: Scope::Nothing };
    let mut found = Vec::with_capacity(drafts.blocks.len());
    for (index, (draft, line)) in drafts.blocks.iter().zip(lines).enumerate() {
        let inside = is_inside.get(draft.element).copied().unwrap_or(false);
        let is_link = draft.linked * 10 > draft.length * 9 && draft.kind != BlockKind::Byline;
        if title == Some(index) {
            below.scope = Scope::Nothing;
            below.tell(draft.element);
        }
        let is_below = below.is_furniture(draft, line, is_kept.get(index) == Some(&true));
        if told(index) && !(inside || is_link || is_below) && draft.length >= PARAGRAPH {
            below.tell(draft.element);
        }
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
    /// What comes next within an element: its next child, and those like it.
    Next(usize),
    /// A child of an element, and those that come next and are like it.
    Like {
        outer: usize,
        child: usize,
    },
    /// All up to the next paragraph that Readability keeps.
    Open,
}

struct Below<'a> {
    drafts: &'a Drafts,
    pages: &'a Pages,
    /// Code points in each element.
    all: &'a [usize],
    /// Elements around the title and the paragraphs told so far.
    told: Vec<usize>,
    scope: Scope,
}

impl Below<'_> {
    fn is_furniture(&mut self, draft: &Draft, line: &str, is_kept: bool) -> bool {
        if self.pages.is_furniture_label(line) || self.pages.is_notice(line) {
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
            Scope::Next(outer) => self.scope = self.next_of(draft, outer, None),
            Scope::Like { outer, child } => {
                if !self.drafts.around(draft.element).any(|around| around == child) {
                    self.scope = self.next_of(draft, outer, Some(child));
                }
            }
            Scope::Open => {}
        }
        if self.scope == Scope::Open {
            let is_text = draft.kind != BlockKind::Item
                && draft.level.is_none()
                && draft.linked * 3 <= draft.length
                && draft.length >= PARAGRAPH;
            if is_kept && is_text {
                self.scope = Scope::Nothing;
            }
        }
        self.scope != Scope::Nothing
    }

    /// Takes down that text of the article stands in an element.
    fn tell(&mut self, element: usize) {
        for around in self.drafts.around(element) {
            if let Err(place) = self.told.binary_search(&around) {
                self.told.insert(place, around);
            }
        }
    }

    /// The smallest element that holds more than the heading, unless that holds some of the
    /// article before it.
    fn scope_of(&self, draft: &Draft) -> Scope {
        let is_more = |element: &usize| self.all.get(*element).is_some_and(|length| *length > draft.length);
        let Some(element) = self.drafts.around(draft.element).find(is_more) else { return Scope::Open };
        if self.told.binary_search(&element).is_ok() || self.told.is_empty() {
            Scope::Next(element)
        } else {
            Scope::Element(element)
        }
    }

    /// What a heading's scope is from a block on, once it has left the child before.
    fn next_of(&self, draft: &Draft, outer: usize, before: Option<usize>) -> Scope {
        let mut around = self.drafts.around(draft.element).peekable();
        let mut child = None;
        while let Some(element) = around.next_if(|element| *element != outer) {
            child = Some(element);
        }
        let (Some(child), Some(_)) = (child, around.next()) else { return Scope::Open };
        // A paragraph by itself may be one of the article's.
        let is_card = self.all.get(child).is_some_and(|length| *length > draft.length);
        let name = |element: usize| self.drafts.elements.get(element).map(|element| element.name.as_str());
        let is_like = before.is_none_or(|before| name(before) == name(child));
        if is_card && is_like { Scope::Like { outer, child } } else { Scope::Open }
    }
}

/// Lists of headlines that are links, with no more than a teaser to each.
fn mark_lists(drafts: &Drafts, title: Option<usize>, is_furniture: &mut [bool]) {
    const FEWEST: usize = 3;
    /// Blocks that such a list has at most: a bound on the work.
    const LONGEST: usize = 200;
    let mut ranges: Vec<Option<(usize, usize)>> = vec![None; drafts.elements.len()];
    for (index, draft) in drafts.blocks.iter().enumerate() {
        for around in drafts.around(draft.element) {
            let Some(range) = ranges.get_mut(around) else { continue };
            let (first, _) = range.unwrap_or((index, index));
            *range = Some((first, index + 1));
            if index - first > LONGEST {
                break;
            }
        }
    }
    let holds = |first: usize, last: usize| title.is_some_and(|title| (first..last).contains(&title));
    for (range, mark) in ranges.iter().zip(is_furniture) {
        let Some((first, last)) =
            range.filter(|(first, last)| last - first <= LONGEST && !holds(*first, *last))
        else {
            continue;
        };
        let blocks = drafts.blocks.get(first..last).unwrap_or_default();
        *mark |= are_teasers(blocks, FEWEST);
    }
}

/// Whether blocks are headlines, each a link, with no more than a teaser to each.
fn are_teasers(blocks: &[Draft], fewest: usize) -> bool {
    const HEADLINE: usize = 15;
    const WORDS: usize = 220;
    let (mut headlines, mut words) = (0, 0);
    for draft in blocks {
        let own = draft.length - draft.linked.min(draft.length);
        if draft.linked >= HEADLINE && draft.linked * 4 >= draft.length && own <= WORDS {
            headlines += 1;
            words = own;
        } else {
            words += draft.length;
        }
        if words > WORDS {
            return false;
        }
    }
    headlines >= fewest
}

/// The code points of the main text in each element.
pub(crate) fn weights(drafts: &Drafts, is_kept: &[bool]) -> Vec<usize> {
    let mut kept = is_kept.iter();
    sum(drafts, |draft| if kept.next() == Some(&true) { draft.length } else { 0 })
}

/// Of each element the sum of what its blocks count.
fn sum(drafts: &Drafts, mut counts: impl FnMut(&Draft) -> usize) -> Vec<usize> {
    let mut weights = vec![0_usize; drafts.elements.len()];
    for draft in &drafts.blocks {
        let count = counts(draft);
        if let Some(weight) = weights.get_mut(draft.element) {
            *weight += count;
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
