//! The block of a page that is the article's headline.

use crate::blocks::{Draft, Drafts};
use crate::main_text::fold;
use crate::metadata::Metadata;

/// Blocks behind the first of the main text among which a headline may still be.
const BEHIND: usize = 3;
/// Code points from which on a block of it is surely a paragraph.
const PARAGRAPH: usize = 60;

/// The heading, or else the block, that says what the head of the page says; or else the last
/// heading of the first level before the text.
pub(crate) fn find(
    drafts: &Drafts,
    lines: &[String],
    metadata: &Metadata,
    is_kept: &[bool],
) -> Option<usize> {
    let is_paragraph =
        |(draft, kept): (&Draft, &bool)| *kept && draft.length >= PARAGRAPH && !draft.is_links();
    let first = drafts.blocks.iter().zip(is_kept).position(is_paragraph);
    let first = first.or_else(|| is_kept.iter().position(|kept| *kept))?;
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
    if let Some(title) = metadata.title.as_deref() {
        for part in long_parts(title) {
            let begins = |(index, draft): &&(usize, &Draft)| {
                let line = lines.get(*index).map(|line| fold(line));
                draft.length <= 200 && line.is_some_and(|line| line.starts_with(part.as_str()))
            };
            let found: Vec<&(usize, &Draft)> = blocks.iter().filter(begins).collect();
            let headed = found.iter().rfind(|(_, draft)| draft.level.is_some());
            let loose = || found.iter().rfind(|(_, draft)| draft.linked == 0);
            if let Some((index, _)) = headed.or_else(loose) {
                return Some(*index);
            }
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

/// The parts of a title that hold more than the outlet's name may, from the last.
fn long_parts(title: &str) -> Vec<String> {
    let parts = parts(title);
    let long = parts.iter().rev().map(|part| fold(part)).filter(|part| part.chars().count() >= 16);
    if parts.len() > 1 { long.collect() } else { Vec::new() }
}

/// What stands between the signs that page systems put between headline, section and outlet.
fn parts(title: &str) -> Vec<&str> {
    const SIGNS: [&str; 7] = [" | ", " - ", " – ", " — ", ": ", " » ", " · "];
    let mut parts = vec![title];
    for sign in SIGNS {
        parts = parts.iter().flat_map(|part| part.split(sign)).collect();
    }
    parts
}

/// The outlet that the words of `<title>` name behind the headline, or else before it.
pub(crate) fn site(window: &str, headline: &str) -> Option<String> {
    let headline = fold(headline);
    let parts = parts(window);
    let is_it = |part: &&str| {
        let part = fold(part);
        !part.is_empty() && headline.contains(&part)
    };
    let (first, last) = (parts.first().filter(|part| !is_it(part)), parts.last().filter(|part| !is_it(part)));
    // Words on both sides may be of a longer headline than the one shown.
    match (first, last, parts.iter().any(is_it)) {
        (None, Some(site), true) | (Some(site), None, true) => Some(site.trim().to_owned()),
        _ => None,
    }
}
