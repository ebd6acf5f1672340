//! Splits a text into typed segments.
//!
//! Lines are classified by [`line_shape`] and joined into [`blocks`]; [`block_roles`] determines roles by form and
//! context; [`classify`] turns blocks into segments; [`repeats`] marks repeated ones.

mod block_roles;
mod blocks;
mod classify;
mod line_shape;
mod line_wrapping;
mod page_blocks;
mod repeats;
mod segmentation;

use std::ops::Range;

use annals_html::Block;

use line_wrapping::LineWrapping;
pub(crate) use segmentation::{Context, Segmentation};

/// Segments a part of a plain text or Markdown.
pub(crate) fn segment_text<'t>(context: Context<'_>, text: &'t str, part: Range<usize>) -> Segmentation<'t> {
    let (blocks, wrapping) = blocks::split(context.rules, text, part);
    let mut segmentation = classify::classify(context, text, &blocks, wrapping);
    repeats::mark(text, &mut segmentation.segments);
    segmentation
}

/// Segments the text of a web page by its blocks.
pub(crate) fn segment_page<'t>(context: Context<'_>, text: &'t str, blocks: &[Block]) -> Segmentation<'t> {
    let blocks = page_blocks::convert(context.rules, text, blocks);
    let mut segmentation = classify::classify(context, text, &blocks, LineWrapping::default());
    repeats::mark(text, &mut segmentation.segments);
    segmentation
}
