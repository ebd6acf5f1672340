//! Extracts the article from a saved web page.
#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod blocks;
mod boilerplate;
mod elements;
mod error;
mod headline;
mod main_text;
mod marks;
mod metadata;
mod page;
mod text;

use annals_knowledge::Pages;

pub use error::PageError;
pub use metadata::Metadata;
pub use page::{Block, BlockKind, Extent, Page};

/// Extracts the article from a decoded page.
///
/// # Errors
/// The page is nested too deeply, has too many runs of text, or cannot be parsed.
///
/// # Examples
///
/// ```
/// use annals_html::{BlockKind, Extent, read};
/// use annals_knowledge::Pages;
///
/// let html = "<h1>The mill &amp; the fire</h1><p>It burned all night.</p>";
/// let page = read(html, Extent::Article, &Pages::default())?;
/// assert_eq!(page.text, "The mill & the fire\n\nIt burned all night.");
/// assert_eq!(page.texts(BlockKind::Title).collect::<Vec<_>>(), ["The mill & the fire"]);
///
/// let stretch = page.stretches.iter().find(|stretch| &page.text[stretch.text.clone()] == "&").unwrap();
/// assert_eq!(&html[stretch.source.clone()], "&amp;");
/// # Ok::<(), annals_html::PageError>(())
/// ```
pub fn read(html: &str, extent: Extent, pages: &Pages) -> Result<Page, PageError> {
    let marked = marks::insert(html)?;
    let document = dom_query::Document::from(marked.html.as_str());
    let mut metadata = metadata::read(&document);
    let layout = blocks::extract(&document, pages);
    let selected = main_text::select(document, extent, layout, &marked, html, &metadata, pages);
    let (text, stretches, blocks) = text::render(html, &marked.runs, &selected)?;
    let mut page = Page { text, stretches, blocks, metadata: Metadata::default() };
    if metadata.site.is_none()
        && let Some((window, title)) =
            metadata.window_title.as_deref().zip(page.texts(BlockKind::Title).next())
    {
        metadata.site = headline::site_name(window, title);
    }
    page.metadata = metadata;
    Ok(page)
}
