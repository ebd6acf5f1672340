//! Detects the blocks of a page that are not part of its article: by their element, by the heading above them, or as
//! teasers of other articles.

use annals_knowledge::Pages;

use crate::blocks::{Candidate, PageBlocks};
use crate::page::BlockKind;

/// Maximum length of an element that is the teaser of another article.
const MAX_TEASER: usize = 600;
/// Minimum length of a paragraph of the article, as opposed to a label.
const MIN_PARAGRAPH: usize = 80;

/// Returns whether each block is boilerplate.
pub(crate) fn detect(
    page: &PageBlocks,
    lines: &[String],
    pages: &Pages,
    is_kept: &[bool],
    title: Option<usize>,
) -> Vec<bool> {
    let lengths = element_sums(page, |block| block.length);
    let is_inside = boilerplate_elements(page, is_kept, title, &lengths);
    let mut sections =
        Sections { page, pages, lengths: &lengths, article_elements: Vec::new(), scope: Scope::None };
    let mut found = Vec::with_capacity(page.blocks.len());
    for (index, (block, line)) in page.blocks.iter().zip(lines).enumerate() {
        let inside = is_inside.get(block.element).copied().unwrap_or(false);
        let is_link = block.link_length * 10 > block.length * 9 && block.kind != BlockKind::Byline;
        if title == Some(index) {
            sections.scope = Scope::None;
            sections.add_article_text(block.element);
        }
        let is_kept = is_kept.get(index) == Some(&true);
        let is_below_heading = sections.is_boilerplate(block, line, is_kept);
        let is_boilerplate = inside || is_link || is_below_heading;
        let is_article_text = title.is_none_or(|title| index >= title) && is_kept && !is_boilerplate;
        if is_article_text && block.length >= MIN_PARAGRAPH {
            sections.add_article_text(block.element);
        }
        found.push(title != Some(index) && is_boilerplate);
    }
    found
}

/// Returns whether each element is boilerplate or within boilerplate.
fn boilerplate_elements(
    page: &PageBlocks,
    is_kept: &[bool],
    title: Option<usize>,
    lengths: &[usize],
) -> Vec<bool> {
    let weights = element_weights(page, is_kept);
    let total = weights.first().copied().unwrap_or_default();
    let mut is_boilerplate: Vec<bool> = page.elements.iter().map(|element| element.is_boilerplate).collect();
    for (index, block) in page.blocks.iter().enumerate() {
        let is_linked_heading = block.level.is_some() && block.link_length * 5 > block.length * 4;
        if title != Some(index)
            && is_linked_heading
            && let Some(card) = page.elements.get(block.element).and_then(|element| element.parent)
            && lengths.get(card).is_some_and(|length| *length <= MAX_TEASER)
            && let Some(mark) = is_boilerplate.get_mut(card)
        {
            *mark = true;
        }
    }
    mark_teaser_lists(page, title, &mut is_boilerplate);
    let mut is_inside: Vec<bool> = Vec::with_capacity(is_boilerplate.len());
    for ((element, marked), weight) in page.elements.iter().zip(&is_boilerplate).zip(&weights) {
        let outer = element.parent.and_then(|parent| is_inside.get(parent)).copied().unwrap_or(false);
        // An element with most of the main text is not boilerplate, whatever its name.
        is_inside.push(outer || *marked && *weight * 2 <= total);
    }
    is_inside
}

/// The blocks to which a heading above boilerplate applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scope {
    None,
    /// The rest of an element.
    Element(usize),
    /// The next child of an element, and the children like it that follow.
    NextChild(usize),
    /// A child of an element, and the children like it that follow.
    Siblings {
        outer: usize,
        child: usize,
    },
    /// All blocks up to the next paragraph of the main text.
    UntilParagraph,
}

/// Tracks headings above boilerplate in document order.
struct Sections<'a> {
    page: &'a PageBlocks,
    pages: &'a Pages,
    /// Length of the text in each element.
    lengths: &'a [usize],
    /// Sorted elements around the title and the article's paragraphs so far.
    article_elements: Vec<usize>,
    scope: Scope,
}

impl Sections<'_> {
    /// Whether a block is boilerplate by its own text or by a heading above it.
    fn is_boilerplate(&mut self, block: &Candidate, line: &str, is_kept: bool) -> bool {
        if self.pages.is_boilerplate_label(line) || self.pages.is_notice(line) {
            return true;
        }
        if let Some(rest) = self.pages.boilerplate_heading(line) {
            if rest.is_empty() || block.level.is_some() && rest.split_whitespace().count() <= 6 {
                self.scope = self.scope_of(block);
                return true;
            }
            // "Read also: …" with a link to another article.
            if block.link_length * 3 > block.length && block.length < 300 {
                return true;
            }
        }
        self.advance(block);
        if self.scope == Scope::UntilParagraph {
            let is_paragraph = block.kind != BlockKind::Item
                && block.level.is_none()
                && block.link_length * 3 <= block.length
                && block.length >= MIN_PARAGRAPH;
            if is_kept && is_paragraph {
                self.scope = Scope::None;
            }
        }
        self.scope != Scope::None
    }

    /// Updates the scope for the next block.
    fn advance(&mut self, block: &Candidate) {
        match self.scope {
            Scope::None | Scope::UntilParagraph => {}
            Scope::Element(element) => {
                if !self.page.is_within(block, element) {
                    self.scope = Scope::None;
                }
            }
            Scope::NextChild(outer) => self.scope = self.next_child(block, outer, None),
            Scope::Siblings { outer, child } => {
                if !self.page.is_within(block, child) {
                    self.scope = self.next_child(block, outer, Some(child));
                }
            }
        }
    }

    /// Records that an element has text of the article.
    fn add_article_text(&mut self, element: usize) {
        for ancestor in self.page.ancestors(element) {
            if let Err(place) = self.article_elements.binary_search(&ancestor) {
                self.article_elements.insert(place, ancestor);
            }
        }
    }

    /// Returns the scope of a heading: the innermost element with more text than the heading, unless the element has
    /// text of the article before it.
    fn scope_of(&self, heading: &Candidate) -> Scope {
        let has_more =
            |element: &usize| self.lengths.get(*element).is_some_and(|length| *length > heading.length);
        let Some(element) = self.page.ancestors(heading.element).find(has_more) else {
            return Scope::UntilParagraph;
        };
        if self.article_elements.binary_search(&element).is_ok() || self.article_elements.is_empty() {
            Scope::NextChild(element)
        } else {
            Scope::Element(element)
        }
    }

    /// Returns the scope at the first block after the heading, or after the child `previous`.
    fn next_child(&self, block: &Candidate, outer: usize, previous: Option<usize>) -> Scope {
        let mut ancestors = self.page.ancestors(block.element).peekable();
        let mut child = None;
        while let Some(element) = ancestors.next_if(|element| *element != outer) {
            child = Some(element);
        }
        let (Some(child), Some(_)) = (child, ancestors.next()) else { return Scope::UntilParagraph };
        // A child that is a single block can be a paragraph of the article.
        let has_more = self.lengths.get(child).is_some_and(|length| *length > block.length);
        let signature =
            |element: usize| self.page.elements.get(element).map(|element| element.signature.as_str());
        let is_alike = previous.is_none_or(|previous| signature(previous) == signature(child));
        if has_more && is_alike { Scope::Siblings { outer, child } } else { Scope::UntilParagraph }
    }
}

/// Marks elements that are lists of linked headlines with at most a teaser each.
fn mark_teaser_lists(page: &PageBlocks, title: Option<usize>, is_boilerplate: &mut [bool]) {
    /// Bounds the work.
    const MAX_BLOCKS: usize = 200;
    let mut ranges: Vec<Option<(usize, usize)>> = vec![None; page.elements.len()];
    for (index, block) in page.blocks.iter().enumerate() {
        for ancestor in page.ancestors(block.element) {
            let Some(range) = ranges.get_mut(ancestor) else { continue };
            let (first, _) = range.unwrap_or((index, index));
            *range = Some((first, index + 1));
            if index - first > MAX_BLOCKS {
                break;
            }
        }
    }
    let has_title = |first: usize, end: usize| title.is_some_and(|title| (first..end).contains(&title));
    for (range, mark) in ranges.iter().zip(is_boilerplate) {
        let is_candidate =
            |(first, end): &(usize, usize)| end - first <= MAX_BLOCKS && !has_title(*first, *end);
        let Some((first, end)) = range.filter(is_candidate) else { continue };
        *mark |= are_teasers(page.blocks.get(first..end).unwrap_or_default());
    }
}

/// Whether blocks are linked headlines with at most a teaser each.
fn are_teasers(blocks: &[Candidate]) -> bool {
    const MIN_HEADLINES: usize = 3;
    const MIN_HEADLINE: usize = 15;
    /// Maximum length of the text that follows a headline.
    const MAX_TEXT: usize = 220;
    let (mut headlines, mut text) = (0, 0);
    for block in blocks {
        let unlinked = block.length - block.link_length.min(block.length);
        let is_headline = block.link_length >= MIN_HEADLINE && block.link_length * 4 >= block.length;
        if is_headline && unlinked <= MAX_TEXT {
            headlines += 1;
            text = unlinked;
        } else {
            text += block.length;
        }
        if text > MAX_TEXT {
            return false;
        }
    }
    headlines >= MIN_HEADLINES
}

/// Returns the length of the main text in each element.
pub(crate) fn element_weights(page: &PageBlocks, is_kept: &[bool]) -> Vec<usize> {
    let mut kept = is_kept.iter();
    element_sums(page, |block| if kept.next() == Some(&true) { block.length } else { 0 })
}

/// Returns for each element the sum of a value over its blocks.
fn element_sums(page: &PageBlocks, mut value: impl FnMut(&Candidate) -> usize) -> Vec<usize> {
    let mut sums = vec![0_usize; page.elements.len()];
    for block in &page.blocks {
        let value = value(block);
        if let Some(sum) = sums.get_mut(block.element) {
            *sum += value;
        }
    }
    // Descendants have greater indices than their ancestors.
    for index in (1..sums.len()).rev() {
        let sum = sums.get(index).copied().unwrap_or_default();
        let parent = page.elements.get(index).and_then(|element| element.parent);
        if let Some(outer) = parent.and_then(|parent| sums.get_mut(parent)) {
            *outer += sum;
        }
    }
    sums
}
