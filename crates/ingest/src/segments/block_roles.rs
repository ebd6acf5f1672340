//! Determines the role of each block by its form and its neighbours.

use annals_knowledge::{Outlets, TailKind};
use annals_text::is_all_capitals;

use super::blocks::{BlockMark, TextBlock};
use super::line_wrapping::is_terminated;
use super::segmentation::Context;

/// The role of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BlockRole {
    /// No body text.
    Other,
    /// A short line without the end of a sentence, with a block below it.
    Heading,
    /// Only names of agencies.
    Tag,
    /// Sentences and other body text.
    Body,
}

/// Maximum number of consecutive headings; more are fragments of body text.
const MAX_HEADINGS: usize = 3;
/// Minimum number of consecutive lines `Label: text` that are body text.
const MIN_FIELDS: usize = 3;

/// Returns the role of each block.
pub(crate) fn roles(context: Context<'_>, text: &str, blocks: &[TextBlock<'_>]) -> Vec<BlockRole> {
    let ends_article = |content: &str| context.rules.tail(content, &[TailKind::SourceTag]).is_some();
    let fields = runs(blocks, |block| block.is_text() && is_field(block.content(text)));
    let mut roles: Vec<BlockRole> = blocks
        .iter()
        .zip(fields)
        .map(|(block, fields)| match block.mark {
            BlockMark::Table
            | BlockMark::Bars
            | BlockMark::Rule
            | BlockMark::Footnote
            | BlockMark::Matched(_)
            | BlockMark::Heading(_)
            | BlockMark::Caption => BlockRole::Other,
            BlockMark::Item | BlockMark::Framed(_) => BlockRole::Body,
            BlockMark::Text if is_tag(block.content(text), context.outlets) => BlockRole::Tag,
            BlockMark::Text if fields >= MIN_FIELDS || !is_heading(block.content(text)) => BlockRole::Body,
            BlockMark::Text if ends_article(block.content(text)) => BlockRole::Body,
            BlockMark::Text => BlockRole::Heading,
        })
        .collect();
    demote(blocks, &mut roles);
    roles
}

/// Turns headings into body text if there are too many in a row or nothing is below them.
fn demote(blocks: &[TextBlock<'_>], roles: &mut [BlockRole]) {
    let marks: Vec<bool> = roles.iter().map(|role| *role == BlockRole::Heading).collect();
    let lengths = run_lengths(&marks);
    let mut is_first = true;
    for (role, length) in roles.iter_mut().zip(lengths) {
        if *role == BlockRole::Heading && length > MAX_HEADINGS && !is_first {
            *role = BlockRole::Body;
        }
        is_first &= *role == BlockRole::Other;
    }
    let is_below = |(role, block): (&BlockRole, &TextBlock<'_>)| {
        *role == BlockRole::Body || matches!(block.mark, BlockMark::Table | BlockMark::Footnote)
    };
    let last = roles.iter().zip(blocks).rposition(is_below);
    for role in roles.iter_mut().skip(last.map_or(0, |last| last + 1)) {
        if *role == BlockRole::Heading {
            *role = BlockRole::Body;
        }
    }
}

/// Returns for each block that meets a condition the length of its run of such blocks; 0 for the others.
fn runs(blocks: &[TextBlock<'_>], holds: impl Fn(&TextBlock<'_>) -> bool) -> Vec<usize> {
    let marks: Vec<bool> = blocks.iter().map(holds).collect();
    run_lengths(&marks)
}

fn run_lengths(marks: &[bool]) -> Vec<usize> {
    marks
        .chunk_by(|a, b| a == b)
        .flat_map(|run| {
            let length = if run.first() == Some(&true) { run.len() } else { 0 };
            std::iter::repeat_n(length, run.len())
        })
        .collect()
}

/// Whether a text has the form of a heading: short, without the end of a sentence.
pub(crate) fn is_heading(content: &str) -> bool {
    content.len() <= 400
        && content.chars().count() <= 160
        && content.split_whitespace().count() <= 20
        && content.chars().any(char::is_alphanumeric)
        && !content.ends_with([',', ';'])
        && !is_terminated(content)
}

/// Whether a text has the form `Label: text`.
fn is_field(content: &str) -> bool {
    let Some(head) = content.get(..content.floor_char_boundary(80)) else { return false };
    let Some((label, rest)) = head.split_once(':') else { return false };
    let is_label = |c: char| c.is_alphanumeric() || c.is_whitespace() || "()-/,'’&.".contains(c);
    rest.starts_with(char::is_whitespace)
        && label.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && label.chars().all(is_label)
        && label.split_whitespace().count() <= 6
}

/// Whether a text consists of names of outlets and possibly initials of authors.
pub(crate) fn is_tag(content: &str, outlets: &Outlets) -> bool {
    if content.len() > 60 {
        return false;
    }
    let is_initials = |name: &str| name.chars().count() <= 5 && is_all_capitals(name);
    let (mut known, mut others) = (0, 0);
    for name in agencies(content) {
        match outlets.by_name(name) {
            Some(_) => known += 1,
            None if is_initials(name) => others += 1,
            None => return false,
        }
    }
    known > 0 && others <= 2
}

/// Returns the names in a source tag such as `(ABC/DEF)` or `- ABC, DEF -`.
pub(crate) fn agencies(tag: &str) -> impl Iterator<Item = &str> {
    let is_mark = |c: char| !c.is_alphanumeric();
    tag.split(['/', ',', ';', '&'])
        .map(move |name| name.trim_matches(is_mark))
        .filter(|name| !name.is_empty())
}

/// Whether a sentence ends within a text, not only at its end.
pub(crate) fn has_sentences(content: &str) -> bool {
    let mut previous: Option<&str> = None;
    for word in content.split_whitespace() {
        let ends = |last: &str| {
            let bare = last.trim_end_matches(['.', '!', '?', '"', '”', '’', ')']);
            bare.len() < last.len() && last.contains(['.', '!', '?']) && bare.chars().count() > 4
        };
        if previous.is_some_and(ends)
            && word.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
        {
            return true;
        }
        previous = Some(word);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{agencies, has_sentences, is_field, is_heading};

    #[test]
    fn headings_fields_and_tags_are_recognised() {
        assert!(
            is_heading("The mill and its hands") && !is_heading("The mill burned.") && !is_heading("***")
        );
        assert!(is_field("Mill (old): built in 1931") && is_field("He said: it rained"));
        assert!(!is_field("the mill: built") && !is_field("Mill:built"));
        assert_eq!(agencies("(ABC/D E, FG)").collect::<Vec<_>>(), ["ABC", "D E", "FG"]);
    }

    #[test]
    fn sentences_within_a_text_are_recognised() {
        assert!(has_sentences("The mill burned. They fled."));
        assert!(!has_sentences("Lt. Gen. Lee and Dr. Chu at the mill."));
    }
}
