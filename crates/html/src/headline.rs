//! Finds the headline among the blocks of a page, and the site's name in the window title.

use crate::blocks::{Candidate, PageBlocks};
use crate::metadata::Metadata;
use crate::text::comparison_key;

/// The headline is at most this many blocks after the start of the main text.
const BLOCKS_AFTER_START: usize = 3;
/// Minimum length of a block of the main text that is certainly a paragraph.
const MIN_PARAGRAPH: usize = 60;

type IndexedBlock<'a> = (usize, &'a Candidate);

/// Returns the index of the headline.
///
/// The headline is the last heading, or else the last block, with the title that the page's metadata states; or else a
/// block that begins with a long part of that title; or else the last heading of level 1 or 2 before the text.
pub(crate) fn find(
    page: &PageBlocks,
    lines: &[String],
    metadata: &Metadata,
    is_kept: &[bool],
) -> Option<usize> {
    let is_paragraph = |(block, kept): (&Candidate, &bool)| {
        *kept && block.length >= MIN_PARAGRAPH && !block.is_mostly_links()
    };
    let start = page.blocks.iter().zip(is_kept).position(is_paragraph);
    let start = start.or_else(|| is_kept.iter().position(|kept| *kept))?;
    let blocks: Vec<IndexedBlock<'_>> =
        page.blocks.iter().enumerate().take(start + BLOCKS_AFTER_START).collect();
    if let Some(title) = metadata.title.as_deref()
        && let Some(index) = by_title(&blocks, lines, title).or_else(|| by_title_part(&blocks, lines, title))
    {
        return Some(index);
    }
    let level = |wanted: u8| {
        let is_of_level = |(_, block): &&IndexedBlock<'_>| block.level == Some(wanted);
        blocks.iter().rfind(is_of_level).map(|(index, _)| *index)
    };
    level(1).or_else(|| level(2))
}

fn by_title(blocks: &[IndexedBlock<'_>], lines: &[String], title: &str) -> Option<usize> {
    let title = comparison_key(title);
    let matches = |(index, block): &&IndexedBlock<'_>| {
        block.length <= 400 && lines.get(*index).is_some_and(|line| is_title(&comparison_key(line), &title))
    };
    let found: Vec<&IndexedBlock<'_>> = blocks.iter().filter(matches).collect();
    let heading = found.iter().rfind(|(_, block)| block.level.is_some()).or(found.last());
    heading.map(|(index, _)| *index)
}

fn by_title_part(blocks: &[IndexedBlock<'_>], lines: &[String], title: &str) -> Option<usize> {
    long_parts(title).iter().find_map(|part| {
        let begins = |(index, block): &&IndexedBlock<'_>| {
            let line = lines.get(*index).map(|line| comparison_key(line));
            block.length <= 200 && line.is_some_and(|line| line.starts_with(part.as_str()))
        };
        let found: Vec<&IndexedBlock<'_>> = blocks.iter().filter(begins).collect();
        let heading = found.iter().rfind(|(_, block)| block.level.is_some());
        let unlinked = || found.iter().rfind(|(_, block)| block.link_length == 0);
        heading.or_else(unlinked).map(|(index, _)| *index)
    })
}

/// Whether a block is the title, possibly without the site's name before or after it. Both are comparison keys.
fn is_title(block: &str, title: &str) -> bool {
    let is_long = block.chars().count() >= 12;
    !block.is_empty() && (block == title || is_long && (title.starts_with(block) || title.ends_with(block)))
}

/// Returns the comparison keys of the parts of a title that are too long for a site's name, from the last.
fn long_parts(title: &str) -> Vec<String> {
    let parts = parts(title);
    let long = parts.iter().rev().map(|part| comparison_key(part)).filter(|part| part.chars().count() >= 16);
    if parts.len() > 1 { long.collect() } else { Vec::new() }
}

/// Splits a title at the separators between headline, section and site.
fn parts(title: &str) -> Vec<&str> {
    const SEPARATORS: [&str; 7] = [" | ", " - ", " – ", " — ", ": ", " » ", " · "];
    let mut parts = vec![title];
    for separator in SEPARATORS {
        parts = parts.iter().flat_map(|part| part.split(separator)).collect();
    }
    parts
}

/// Returns the site's name: the part of the window title after the headline, or else before it.
pub(crate) fn site_name(window_title: &str, headline: &str) -> Option<String> {
    let headline = comparison_key(headline);
    let parts = parts(window_title);
    let is_headline = |part: &&str| {
        let part = comparison_key(part);
        !part.is_empty() && headline.contains(&part)
    };
    let first = parts.first().filter(|part| !is_headline(part));
    let last = parts.last().filter(|part| !is_headline(part));
    // Other parts on both sides can belong to a headline that is longer than the displayed one.
    match (first, last, parts.iter().any(is_headline)) {
        (None, Some(site), true) | (Some(site), None, true) => Some(site.trim().to_owned()),
        _ => None,
    }
}
