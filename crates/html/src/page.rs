//! The article of a page and its blocks.

use std::ops::Range;

use annals_model::Stretch;

use crate::metadata::Metadata;

/// The article of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The text of the blocks in their order, separated by blank lines.
    pub text: String,
    /// The alignment of `text` to the page.
    pub stretches: Vec<Stretch>,
    /// The blocks of `text`.
    pub blocks: Vec<Block>,
    /// The metadata that the page states.
    pub metadata: Metadata,
}

impl Page {
    /// Returns the text of each block of a kind.
    pub fn texts(&self, kind: BlockKind) -> impl Iterator<Item = &str> {
        let blocks = self.blocks.iter().filter(move |block| block.kind == kind);
        blocks.filter_map(|block| self.text.get(block.range.clone()))
    }
}

/// A block of an article, such as a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The kind of the block.
    pub kind: BlockKind,
    /// The bytes of [`Page::text`].
    pub range: Range<usize>,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// The caption of a picture.
    Caption,
    /// The credit of a picture.
    Credit,
    /// The author line.
    Byline,
    /// The publication date.
    Date,
    /// A cell of a data table.
    Row,
}

/// The extent of an HTML text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A whole page with navigation and other boilerplate.
    Page,
    /// The article only, as in feeds and records.
    Article,
}

impl Extent {
    /// Determines the extent by elements that only a whole page has.
    ///
    /// # Examples
    ///
    /// ```
    /// use annals_html::Extent;
    ///
    /// assert_eq!(Extent::of("<!DOCTYPE html><html><p>It rained."), Extent::Page);
    /// assert_eq!(Extent::of("<p>It rained."), Extent::Article);
    /// ```
    #[must_use]
    pub fn of(html: &str) -> Self {
        const HEAD: usize = 4096;
        let head = html.get(..html.floor_char_boundary(HEAD)).unwrap_or(html).to_ascii_lowercase();
        let is_page = ["<html", "<body", "<head>", "<!doctype"].iter().any(|tag| head.contains(tag));
        if is_page { Self::Page } else { Self::Article }
    }
}
