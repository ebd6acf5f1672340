//! The block of a page that is the article's headline.

use crate::blocks::{Draft, Drafts};
use crate::main_text::fold;
use crate::metadata::Metadata;

/// Blocks behind the first of the main text among which a headline may still be.
const BEHIND: usize = 3;

/// The heading, or else the block, that says what the head of the page says; or else the last
/// heading of the first level before the text.
pub(crate) fn find(
    drafts: &Drafts,
    lines: &[String],
    metadata: &Metadata,
    is_kept: &[bool],
) -> Option<usize> {
    let first = is_kept.iter().position(|kept| *kept)?;
    let blocks: Vec<(usize, &Draft)> = drafts.blocks.iter().enumerate().take(first + BEHIND).collect();
    if let Some(title) = metadata.title.as_deref().map(fold) {
        let says = |(index, draft): &&(usize, &Draft)| {
            draft.length <= 400 && lines.get(*index).is_some_and(|line| is_of(&fold(line), &title))
        };
        let found: Vec<&(usize, &Draft)> = blocks.iter().filter(says).collect();
        let headed = found.iter().rfind(|(_, draft)| draft.level.is_some()).or(found.last());
        if let Some((index, _)) = headed {
            return Some(*index);
        }
    }
    let level = |wanted: u8| {
        let is_one = |(_, draft): &&(usize, &Draft)| draft.level == Some(wanted);
        blocks.iter().rfind(is_one).map(|(index, _)| *index)
    };
    level(1).or_else(|| level(2))
}

/// Whether a block's words are what a page calls its title, perhaps beside the outlet's name.
fn is_of(words: &str, title: &str) -> bool {
    let is_long = words.chars().count() >= 12;
    !words.is_empty() && (words == title || is_long && (title.starts_with(words) || title.ends_with(words)))
}
