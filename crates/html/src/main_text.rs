//! Which blocks of a page are its article.
//!
//! A copy of Mozilla's Readability finds the main text; what it kept shows by the marks. It is made
//! for showing an article, not for reading one: it drops headlines, captions and short paragraphs,
//! and keeps teasers. What is furniture by its element, its heading or its links is taken out; what
//! stands in the article's element, below its headline, is put back.

use annals_knowledge::Pages;
use dom_query::Document;
use dom_smoothie::{CandidateSelectMode, Config, Readability};
use rustc_hash::FxHashSet;

use crate::blocks::{Draft, Drafts};
use crate::furniture;
use crate::headline;
use crate::marks::{Marked, marks_in};
use crate::metadata::Metadata;
use crate::words::{Chosen, line};
use crate::{BlockKind, Extent};

/// Blocks below a headline among which a byline may be.
const NOTES: usize = 6;
/// Code points from which on loose words are a paragraph.
const PARAGRAPH: usize = 40;

pub(crate) fn choose(
    document: Document,
    extent: Extent,
    drafts: Drafts,
    marked: &Marked,
    html: &str,
    metadata: &Metadata,
    pages: &Pages,
) -> Vec<Chosen> {
    let kept = match extent {
        Extent::Page => main_text(document),
        Extent::Article => (0..marked.runs.len()).collect(),
    };
    let lines = drafts.blocks.iter().map(|draft| line(html, &marked.runs, &draft.pieces)).collect();
    let chooser = Chooser { drafts: &drafts, lines, metadata, pages };
    let chosen = chooser.choose(&kept);
    let blocks = drafts.blocks.into_iter().zip(chosen);
    blocks.filter_map(|(draft, kind)| Some(Chosen { kind: kind?, pieces: draft.pieces })).collect()
}

/// The runs that Readability keeps: none, where it finds no article.
fn main_text(document: Document) -> FxHashSet<usize> {
    let config = Config {
        candidate_select_mode: CandidateSelectMode::DomSmoothie,
        disable_json_ld: true,
        char_threshold: 200,
        ..Config::default()
    };
    let article =
        Readability::with_document(document, None, Some(config)).and_then(|mut found| found.parse());
    article.map(|article| marks_in(&article.content).collect()).unwrap_or_default()
}

struct Chooser<'a> {
    drafts: &'a Drafts,
    /// The words of each block.
    lines: Vec<String>,
    metadata: &'a Metadata,
    pages: &'a Pages,
}

impl Chooser<'_> {
    /// What each block is to the article, if it is of it.
    fn choose(&self, kept: &FxHashSet<usize>) -> Vec<Option<BlockKind>> {
        let blocks = &self.drafts.blocks;
        let mut is_kept: Vec<bool> = blocks.iter().map(|draft| is_kept(draft, kept)).collect();
        if !is_kept.contains(&true) {
            is_kept = blocks.iter().map(|draft| draft.length >= PARAGRAPH && !draft.is_links()).collect();
        }
        let title = headline::find(self.drafts, &self.lines, self.metadata, &is_kept);
        let furniture = furniture::mark(self.drafts, &self.lines, self.pages, &is_kept, title);
        for (kept, furniture) in is_kept.iter_mut().zip(&furniture) {
            *kept &= !furniture;
        }
        let repeated = self.repeated(&is_kept);
        let root = self.root(&is_kept, title);
        let (first, last) = (is_kept.iter().position(|kept| *kept), is_kept.iter().rposition(|kept| *kept));
        let is_title = |index: usize| title == Some(index);
        let (Some(first), Some(last)) = (first, last) else {
            return (0..blocks.len()).map(|index| is_title(index).then_some(BlockKind::Title)).collect();
        };
        let before: usize = (0..title.unwrap_or(0)).map(|index| self.weight(index, &is_kept)).sum();
        let all: usize = (0..blocks.len()).map(|index| self.weight(index, &is_kept)).sum();
        let top = if before * 5 <= all { title.unwrap_or(first.min(last)) } else { first };
        let mut kinds: Vec<Option<BlockKind>> = Vec::with_capacity(blocks.len());
        for (index, draft) in blocks.iter().enumerate() {
            let inside =
                || root.is_none_or(|root| self.drafts.around(draft.element).any(|around| around == root));
            let is_text = draft.is_told || draft.length >= PARAGRAPH;
            let is_in = match () {
                () if is_title(index) => true,
                () if index < top => false,
                () if index <= top + NOTES && self.is_author(index) => true,
                () if furniture.get(index) == Some(&true) => false,
                () if repeated.as_ref().is_some_and(|repeated| repeated.get(index) == Some(&false)) => false,
                () if is_kept.get(index) == Some(&true) => true,
                () if draft.is_links() => draft.kind == BlockKind::Byline && index <= top + NOTES,
                () if index < first => draft.is_standfirst || is_note(draft) || draft.length >= PARAGRAPH,
                () if index < last => inside() && (is_text || is_note(draft)),
                () => inside() && (is_text || is_note(draft)) || is_picture(draft),
            };
            let kind = if is_title(index) { BlockKind::Title } else { draft.kind };
            kinds.push(is_in.then_some(kind));
        }
        without_empty_headings(&mut kinds);
        kinds
    }

    /// Whether a block is no more than names of those who wrote the article, and a word or two.
    fn is_author(&self, index: usize) -> bool {
        const MOST: usize = 60;
        let line = self.lines.get(index).map(|line| fold(line)).unwrap_or_default();
        let named: Vec<String> = self.metadata.authors.iter().map(|author| fold(author)).collect();
        let named: usize =
            named.iter().filter(|name| name.len() > 3 && line.contains(name.as_str())).map(String::len).sum();
        named > 0 && line.len() <= named + MOST
    }

    fn weight(&self, index: usize, is_kept: &[bool]) -> usize {
        if is_kept.get(index) == Some(&true) {
            self.drafts.blocks.get(index).map_or(0, |draft| draft.length)
        } else {
            0
        }
    }

    /// Where the head of the page repeats the whole article: of each paragraph whether it does.
    fn repeated(&self, is_kept: &[bool]) -> Option<Vec<bool>> {
        /// Letters looked through at most.
        const MOST: usize = 1 << 28;
        let body = self
            .metadata
            .body
            .as_ref()
            .map(|body| fold(body))
            .filter(|body| body.len() > 400 && body.len() * self.lines.len() <= MOST)?;
        let (mut said, mut all) = (0, 0);
        let mut repeated = Vec::with_capacity(self.lines.len());
        for (index, (line, draft)) in self.lines.iter().zip(&self.drafts.blocks).enumerate() {
            let is_said = body.contains(&fold(line));
            let is_paragraph = matches!(draft.kind, BlockKind::Paragraph | BlockKind::Item);
            if is_kept.get(index) == Some(&true) && is_paragraph {
                all += draft.length;
                said += if is_said { draft.length } else { 0 };
            }
            repeated.push(is_said || !is_paragraph || draft.is_standfirst);
        }
        // One that breaks off repeats less.
        let covered: usize = self
            .lines
            .iter()
            .map(|line| fold(line))
            .filter(|line| body.contains(line.as_str()))
            .map(|line| line.len())
            .sum();
        (said * 2 > all && covered * 10 >= body.len() * 9).then_some(repeated)
    }

    /// The element around the article: the smallest that is one by name, or else the smallest
    /// with nearly all of the main text.
    fn root(&self, is_kept: &[bool], title: Option<usize>) -> Option<usize> {
        let weights = furniture::weights(self.drafts, is_kept);
        let total = weights.first().copied().filter(|total| *total > 0)?;
        let holds = |weight: &usize| *weight * 20 >= total * 19;
        // Those within come later.
        let smallest = weights.iter().rposition(holds)?;
        let title = title.and_then(|title| self.drafts.blocks.get(title));
        let around: Vec<usize> =
            title.map(|title| self.drafts.around(title.element).collect()).unwrap_or_default();
        let smallest =
            self.drafts.around(smallest).find(|element| around.is_empty() || around.contains(element))?;
        let named = self
            .drafts
            .around(smallest)
            .find(|element| self.drafts.elements.get(*element).is_some_and(|element| element.is_main));
        Some(named.unwrap_or_else(|| self.grown(smallest)))
    }

    /// An element, or one around it that goes on with long paragraphs of its own behind it.
    fn grown(&self, element: usize) -> usize {
        const PARAGRAPH: usize = 100;
        let blocks = &self.drafts.blocks;
        let is_in =
            |draft: &Draft, outer: usize| self.drafts.around(draft.element).any(|around| around == outer);
        let Some(last) = blocks.iter().rposition(|draft| is_in(draft, element)) else { return element };
        let Some(parent) = self.drafts.elements.get(element).and_then(|element| element.parent) else {
            return element;
        };
        let own = blocks.iter().skip(last + 1).take(4).filter(|draft| {
            draft.element == parent && draft.length >= PARAGRAPH && draft.linked * 5 <= draft.length
        });
        if own.count() > 0 { parent } else { element }
    }
}

/// Letters and digits in lower case: what two spellings of one text have in common.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn is_kept(draft: &Draft, kept: &FxHashSet<usize>) -> bool {
    let (mut all, mut in_it) = (0, 0);
    for run in draft.runs() {
        all += 1;
        in_it += usize::from(kept.contains(&run));
    }
    in_it * 2 > all
}

fn is_note(draft: &Draft) -> bool {
    is_picture(draft) || matches!(draft.kind, BlockKind::Byline | BlockKind::Date | BlockKind::Heading)
}

fn is_picture(draft: &Draft) -> bool {
    matches!(draft.kind, BlockKind::Caption | BlockKind::Credit)
}

/// Headings with nothing below them are none of the article's.
fn without_empty_headings(kinds: &mut [Option<BlockKind>]) {
    let is_body = |kind: &BlockKind| !matches!(kind, BlockKind::Heading);
    let last = kinds.iter().rposition(|kind| kind.as_ref().is_some_and(is_body));
    for kind in kinds.iter_mut().skip(last.map_or(0, |last| last + 1)) {
        if *kind == Some(BlockKind::Heading) {
            *kind = None;
        }
    }
}
