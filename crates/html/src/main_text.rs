//! Selects the blocks of a page that belong to the article.
//!
//! `dom_smoothie`, an implementation of Mozilla's Readability, extracts the main text; the marks show what it keeps. It
//! is made for displaying articles: it drops headlines, captions and short paragraphs, and keeps teasers. So boilerplate
//! by element, heading or links is removed from its result, and other blocks of the article's element below the headline
//! are added.

use annals_knowledge::Pages;
use dom_query::Document;
use dom_smoothie::{CandidateSelectMode, Config, Readability};
use rustc_hash::FxHashSet;

use crate::blocks::{Candidate, PageBlocks};
use crate::boilerplate;
use crate::headline;
use crate::marks::{self, MarkedPage};
use crate::metadata::Metadata;
use crate::page::{BlockKind, Extent};
use crate::text::{SelectedBlock, comparison_key, line};

/// A byline is at most this many blocks after the headline.
const BLOCKS_TO_BYLINE: usize = 6;
/// Minimum length of loose text that counts as a paragraph.
const MIN_PARAGRAPH: usize = 40;

/// Selects the blocks of the article.
pub(crate) fn select(
    document: Document,
    extent: Extent,
    page: PageBlocks,
    marked: &MarkedPage,
    html: &str,
    metadata: &Metadata,
    pages: &Pages,
) -> Vec<SelectedBlock> {
    let runs = match extent {
        Extent::Page => main_text_runs(document),
        Extent::Article => (0..marked.runs.len()).collect(),
    };
    let lines = page.blocks.iter().map(|block| line(html, &marked.runs, &block.fragments)).collect();
    let selector = Selector { page: &page, lines, metadata, pages };
    let kinds = selector.select(&runs);
    let blocks = page.blocks.into_iter().zip(kinds);
    blocks
        .filter_map(|(block, kind)| Some(SelectedBlock { kind: kind?, fragments: block.fragments }))
        .collect()
}

/// Returns the runs that Readability keeps; none if it finds no article.
fn main_text_runs(document: Document) -> FxHashSet<usize> {
    let config = Config {
        candidate_select_mode: CandidateSelectMode::DomSmoothie,
        disable_json_ld: true,
        char_threshold: 200,
        ..Config::default()
    };
    let article =
        Readability::with_document(document, None, Some(config)).and_then(|mut found| found.parse());
    article.map(|article| marks::decode(&article.content).collect()).unwrap_or_default()
}

struct Selector<'a> {
    page: &'a PageBlocks,
    /// The text of each block.
    lines: Vec<String>,
    metadata: &'a Metadata,
    pages: &'a Pages,
}

/// The positions and properties by which blocks are selected.
struct Criteria {
    title: Option<usize>,
    /// The first block that can belong to the article.
    top: usize,
    /// The first and the last kept block.
    kept: (usize, usize),
    is_kept: Vec<bool>,
    is_boilerplate: Vec<bool>,
    /// Whether the metadata repeats each block, if it repeats the article.
    is_repeated: Option<Vec<bool>>,
    /// The article's element.
    root: Option<usize>,
}

impl Selector<'_> {
    /// Returns the kind of each block of the article, and `None` for other blocks.
    fn select(&self, runs: &FxHashSet<usize>) -> Vec<Option<BlockKind>> {
        let blocks = &self.page.blocks;
        let mut is_kept: Vec<bool> = blocks.iter().map(|block| is_mostly_of(block, runs)).collect();
        if !is_kept.contains(&true) {
            let is_text = |block: &Candidate| block.length >= MIN_PARAGRAPH && !block.is_mostly_links();
            is_kept = blocks.iter().map(is_text).collect();
        }
        let title = headline::find(self.page, &self.lines, self.metadata, &is_kept);
        let is_boilerplate = boilerplate::detect(self.page, &self.lines, self.pages, &is_kept, title);
        for (kept, boilerplate) in is_kept.iter_mut().zip(&is_boilerplate) {
            *kept &= !boilerplate;
        }
        let is_repeated = self.repeated(&is_kept);
        let root = self.root(&is_kept, title);
        let (first, last) = (is_kept.iter().position(|kept| *kept), is_kept.iter().rposition(|kept| *kept));
        let (Some(first), Some(last)) = (first, last) else {
            let is_title = |index: usize| (title == Some(index)).then_some(BlockKind::Title);
            return (0..blocks.len()).map(is_title).collect();
        };
        let before_title: usize = (0..title.unwrap_or(0)).map(|index| self.weight(index, &is_kept)).sum();
        let total: usize = (0..blocks.len()).map(|index| self.weight(index, &is_kept)).sum();
        let top = if before_title * 5 <= total { title.unwrap_or(first.min(last)) } else { first };
        let criteria =
            Criteria { title, top, kept: (first, last), is_kept, is_boilerplate, is_repeated, root };
        let mut kinds: Vec<Option<BlockKind>> = Vec::with_capacity(blocks.len());
        for (index, block) in blocks.iter().enumerate() {
            let kind = if title == Some(index) { BlockKind::Title } else { block.kind };
            kinds.push(self.is_selected(index, block, &criteria).then_some(kind));
        }
        drop_trailing_headings(&mut kinds);
        kinds
    }

    /// Whether a block belongs to the article.
    fn is_selected(&self, index: usize, block: &Candidate, criteria: &Criteria) -> bool {
        let Criteria { title, top, kept: (first, last), is_kept, is_boilerplate, is_repeated, root } =
            criteria;
        let is_within_root = || root.is_none_or(|root| self.page.is_within(block, root));
        let is_text = block.is_explicit || block.length >= MIN_PARAGRAPH;
        let may_be_byline = index <= top + BLOCKS_TO_BYLINE;
        let is_not_repeated =
            || is_repeated.as_ref().is_some_and(|repeated| repeated.get(index) == Some(&false));
        match () {
            () if *title == Some(index) => true,
            () if index < *top => false,
            () if may_be_byline && self.is_author_line(index) => true,
            () if is_boilerplate.get(index) == Some(&true) => false,
            () if is_not_repeated() => false,
            () if is_kept.get(index) == Some(&true) => true,
            () if block.is_mostly_links() => block.kind == BlockKind::Byline && may_be_byline,
            () if index < *first => {
                block.is_standfirst || is_secondary(block) || block.length >= MIN_PARAGRAPH
            }
            () if index < *last => is_within_root() && (is_text || is_secondary(block)),
            () => is_within_root() && (is_text || is_secondary(block)) || is_picture_text(block),
        }
    }

    /// Whether a block has names of the article's authors and little else.
    fn is_author_line(&self, index: usize) -> bool {
        const MAX_OTHER: usize = 60;
        let line = self.lines.get(index).map(|line| comparison_key(line)).unwrap_or_default();
        let names = self.metadata.authors.iter().map(|author| comparison_key(author));
        let named: usize =
            names.filter(|name| name.len() > 3 && line.contains(name.as_str())).map(|name| name.len()).sum();
        named > 0 && line.len() <= named + MAX_OTHER
    }

    fn weight(&self, index: usize, is_kept: &[bool]) -> usize {
        if is_kept.get(index) == Some(&true) {
            self.page.blocks.get(index).map_or(0, |block| block.length)
        } else {
            0
        }
    }

    /// Returns whether the metadata repeats each paragraph; `None` if the metadata does not repeat the whole article.
    fn repeated(&self, is_kept: &[bool]) -> Option<Vec<bool>> {
        /// Bounds the product of the lengths searched.
        const MAX_WORK: usize = 1 << 28;
        let article = self
            .metadata
            .article_body
            .as_ref()
            .map(|body| comparison_key(body))
            .filter(|body| body.len() > 400 && body.len() * self.lines.len() <= MAX_WORK)?;
        let (mut repeated_length, mut kept_length) = (0, 0);
        let mut repeated = Vec::with_capacity(self.lines.len());
        for (index, (line, block)) in self.lines.iter().zip(&self.page.blocks).enumerate() {
            let is_repeated = article.contains(&comparison_key(line));
            let is_paragraph = matches!(block.kind, BlockKind::Paragraph | BlockKind::Item);
            if is_kept.get(index) == Some(&true) && is_paragraph {
                kept_length += block.length;
                repeated_length += if is_repeated { block.length } else { 0 };
            }
            repeated.push(is_repeated || !is_paragraph || block.is_standfirst);
        }
        // The blocks must cover nearly all of the text in the metadata.
        let covered: usize = self
            .lines
            .iter()
            .map(|line| comparison_key(line))
            .filter(|line| article.contains(line.as_str()))
            .map(|line| line.len())
            .sum();
        (repeated_length * 2 > kept_length && covered * 10 >= article.len() * 9).then_some(repeated)
    }

    /// Returns the article's element: the innermost one that is the article by name around nearly all of the main text,
    /// or else the innermost one around it.
    fn root(&self, is_kept: &[bool], title: Option<usize>) -> Option<usize> {
        let page = self.page;
        let weights = boilerplate::element_weights(page, is_kept);
        let total = weights.first().copied().filter(|total| *total > 0)?;
        // Descendants have greater indices, so the last match is the innermost.
        let innermost = weights.iter().rposition(|weight| *weight * 20 >= total * 19)?;
        let title = title.and_then(|title| page.blocks.get(title));
        let around_title: Vec<usize> =
            title.map(|title| page.ancestors(title.element).collect()).unwrap_or_default();
        let innermost = page
            .ancestors(innermost)
            .find(|element| around_title.is_empty() || around_title.contains(element))?;
        let is_main = |element: &usize| page.elements.get(*element).is_some_and(|element| element.is_main);
        let named = page.ancestors(innermost).find(is_main);
        Some(named.unwrap_or_else(|| self.extend_to_parent(innermost)))
    }

    /// Returns an element, or its parent if long paragraphs of the parent follow the element.
    fn extend_to_parent(&self, element: usize) -> usize {
        const MIN_LONG_PARAGRAPH: usize = 100;
        let blocks = &self.page.blocks;
        let Some(last) = blocks.iter().rposition(|block| self.page.is_within(block, element)) else {
            return element;
        };
        let Some(parent) = self.page.elements.get(element).and_then(|element| element.parent) else {
            return element;
        };
        let continues = blocks.iter().skip(last + 1).take(4).any(|block| {
            block.element == parent
                && block.length >= MIN_LONG_PARAGRAPH
                && block.link_length * 5 <= block.length
        });
        if continues { parent } else { element }
    }
}

/// Whether most runs of a block are in a set.
fn is_mostly_of(block: &Candidate, runs: &FxHashSet<usize>) -> bool {
    let (mut total, mut contained) = (0, 0);
    for run in block.runs() {
        total += 1;
        contained += usize::from(runs.contains(&run));
    }
    contained * 2 > total
}

fn is_secondary(block: &Candidate) -> bool {
    is_picture_text(block) || matches!(block.kind, BlockKind::Byline | BlockKind::Date | BlockKind::Heading)
}

fn is_picture_text(block: &Candidate) -> bool {
    matches!(block.kind, BlockKind::Caption | BlockKind::Credit)
}

/// Drops the headings that no other block follows.
fn drop_trailing_headings(kinds: &mut [Option<BlockKind>]) {
    let is_content = |kind: &BlockKind| !matches!(kind, BlockKind::Heading);
    let last = kinds.iter().rposition(|kind| kind.as_ref().is_some_and(is_content));
    for kind in kinds.iter_mut().skip(last.map_or(0, |last| last + 1)) {
        if *kind == Some(BlockKind::Heading) {
            *kind = None;
        }
    }
}
