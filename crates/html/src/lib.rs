//! The article in a saved web page: its words, each with its place in the page, and what the page
//! says of it.
//!
//! [`read`] sends a page through four steps: `marks` finds the runs of text with the bytes that
//! they stand at and puts a mark into each; `blocks` builds the tree that a browser would and
//! cuts it into blocks, by the marks; `main_text` tells which blocks are the article's;
//! `words` decodes them. `metadata` reads what the head says.

#![forbid(unsafe_code)]

mod blocks;
mod furniture;
mod headline;
mod main_text;
mod marks;
mod metadata;
mod words;

use std::ops::Range;

use annals_knowledge::Pages;
use annals_model::Stretch;

pub use metadata::Metadata;

/// The article in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Its words: the blocks in order, with blank lines between them.
    pub text: String,
    /// Where they stand in the page.
    pub stretches: Vec<Stretch>,
    /// What the parts of the text are.
    pub blocks: Vec<Block>,
    /// What the page says of the article.
    pub metadata: Metadata,
}

impl Page {
    /// The words of each block of a kind.
    pub fn words(&self, kind: BlockKind) -> impl Iterator<Item = &str> {
        let blocks = self.blocks.iter().filter(move |block| block.kind == kind);
        blocks.filter_map(|block| self.text.get(block.range.clone()))
    }
}

/// A part of an article's text, such as a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of [`Page::text`].
    pub range: Range<usize>,
}

/// What a block of a page is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The article's headline.
    Title,
    /// A heading between paragraphs.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list.
    Item,
    /// Words under a picture.
    Caption,
    /// Who took the picture.
    Credit,
    /// Who wrote the article.
    Byline,
    /// When it was published.
    Date,
    /// A row of a table.
    Row,
}

/// Why a page can't be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PageError {
    /// Elements are nested too deep.
    #[error("elements are nested more than {most} deep here; expected a page that a browser could show")]
    TooDeep {
        /// The byte of the page where the bound is passed.
        at: usize,
        /// The bound.
        most: usize,
    },
    /// There are too many pieces of text.
    #[error("there are more than {most} pieces of text; expected the page of one article")]
    TooMany {
        /// The byte of the page where the bound is passed.
        at: usize,
        /// The bound.
        most: usize,
    },
    /// The parser gave up.
    #[error("{0}; expected HTML")]
    Broken(String),
}

impl PageError {
    /// The byte of the page that shows it.
    #[must_use]
    pub fn at(&self) -> usize {
        match self {
            Self::TooDeep { at, .. } | Self::TooMany { at, .. } => *at,
            Self::Broken(_) => 0,
        }
    }
}

/// How much of a page there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All that a server sent, of which the article is a part.
    Page,
    /// The article alone, as feeds and records hold it.
    Article,
}

impl Extent {
    /// Whether HTML is a whole page, by the elements that only a page has.
    #[must_use]
    pub fn of(html: &str) -> Self {
        const HEAD: usize = 4096;
        let head = html.get(..html.floor_char_boundary(HEAD)).unwrap_or(html).to_ascii_lowercase();
        let is_page = ["<html", "<body", "<head>", "<!doctype"].iter().any(|tag| head.contains(tag));
        if is_page { Self::Page } else { Self::Article }
    }
}

/// Finds the article in a page, which has been decoded.
///
/// # Errors
/// The page is nested too deep, has too many parts, or can't be parsed at all.
pub fn read(html: &str, extent: Extent, pages: &Pages) -> Result<Page, PageError> {
    let marked = marks::mark(html)?;
    let document = dom_query::Document::from(marked.html.as_str());
    let mut metadata = metadata::read(&document);
    let drafts = blocks::cut(&document, pages);
    let chosen = main_text::choose(document, extent, drafts, &marked, html, &metadata, pages);
    let (text, stretches, blocks) = words::spell(html, &marked.runs, &chosen)?;
    let mut page = Page { text, stretches, blocks, metadata: Metadata::default() };
    if metadata.site.is_none()
        && let Some((window, title)) = metadata.window.as_deref().zip(page.words(BlockKind::Title).next())
    {
        metadata.site = headline::site(window, title);
    }
    page.metadata = metadata;
    Ok(page)
}
