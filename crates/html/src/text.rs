//! Renders blocks as text: decodes character references and collapses white space.

use std::ops::Range;

use annals_model::{Form, Stretch};

use crate::blocks::Fragment;
use crate::error::PageError;
use crate::marks::MAX_RUNS;
use crate::page::{Block, BlockKind};

/// A block of the article.
#[derive(Debug)]
pub(crate) struct SelectedBlock {
    pub(crate) kind: BlockKind,
    pub(crate) fragments: Vec<Fragment>,
}

/// Renders the blocks of an article; returns the text, its alignment to the page, and the blocks' ranges.
pub(crate) fn render(
    html: &str,
    runs: &[Range<usize>],
    selected: &[SelectedBlock],
) -> Result<(String, Vec<Stretch>, Vec<Block>), PageError> {
    let mut renderer = Renderer::new(html, Space::None);
    let mut blocks = Vec::with_capacity(selected.len());
    for (kind, fragments) in in_page_order(html, runs, selected) {
        let length = renderer.text.len();
        if length > 0 {
            renderer.text.push_str("\n\n");
        }
        let start = renderer.text.len();
        renderer.space = Space::Leading;
        renderer.block(runs, &fragments);
        if renderer.stretches.len() > MAX_RUNS {
            let at = renderer.stretches.get(MAX_RUNS).map_or(0, |stretch| stretch.source.start);
            return Err(PageError::TooMany { at, limit: MAX_RUNS });
        }
        if renderer.text.len() == start {
            renderer.text.truncate(length);
        } else {
            blocks.push(Block { kind, range: start..renderer.text.len() });
        }
    }
    Ok((renderer.text, renderer.stretches, blocks))
}

/// Splits and sorts blocks so that each is all the text of the page between its first and its last byte, and no two
/// overlap.
///
/// A browser moves misplaced text, such as text between table rows, and displays a paragraph without the hidden text in
/// it. A block is split at such places.
fn in_page_order(
    html: &str,
    runs: &[Range<usize>],
    selected: &[SelectedBlock],
) -> Vec<(BlockKind, Vec<Fragment>)> {
    let has_text = |run: usize| {
        let text = runs.get(run).and_then(|range| html.get(range.clone()));
        text.is_some_and(|text| !text.trim_ascii().is_empty())
    };
    let mut parts: Vec<(usize, BlockKind, Vec<Fragment>)> = Vec::with_capacity(selected.len());
    for SelectedBlock { kind, fragments } in selected {
        let mut last: Option<usize> = None;
        for fragment in fragments {
            let Fragment::Run(run) = *fragment else {
                if let (Some(_), Some((_, _, part))) = (last, parts.last_mut()) {
                    part.push(*fragment);
                }
                continue;
            };
            let continues = last.is_some_and(|last| last < run && !(last + 1..run).any(has_text));
            match parts.last_mut() {
                Some((_, _, part)) if continues => part.push(*fragment),
                _ => parts.push((run, *kind, vec![*fragment])),
            }
            last = Some(run);
        }
    }
    parts.sort_by_key(|(first, ..)| *first);
    let mut end = 0;
    parts.retain(|(first, _, fragments)| {
        let runs = fragments.iter().filter_map(|fragment| match fragment {
            Fragment::Run(run) => Some(*run),
            Fragment::LineBreak => None,
        });
        let is_new = *first >= end;
        end = if is_new { runs.max().map_or(end, |run| run + 1) } else { end };
        is_new
    });
    parts.into_iter().map(|(_, kind, fragments)| (kind, fragments)).collect()
}

/// Renders the text of a block for comparisons.
pub(crate) fn line(html: &str, runs: &[Range<usize>], fragments: &[Fragment]) -> String {
    let mut renderer = Renderer::new(html, Space::Leading);
    renderer.block(runs, fragments);
    renderer.text
}

/// Returns the letters and digits of a text in lower case, by which two spellings of a text are compared.
pub(crate) fn comparison_key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// White space that is written once text follows.
#[derive(Clone, Debug)]
enum Space {
    None,
    /// White space at the beginning of a block, which is dropped.
    Leading,
    /// A line break element.
    LineBreak,
    /// White space in the page.
    Source(Range<usize>),
}

struct Renderer<'h> {
    html: &'h str,
    text: String,
    stretches: Vec<Stretch>,
    space: Space,
}

impl<'h> Renderer<'h> {
    fn new(html: &'h str, space: Space) -> Self {
        Self { html, text: String::new(), stretches: Vec::new(), space }
    }

    fn block(&mut self, runs: &[Range<usize>], fragments: &[Fragment]) {
        let mut last = None;
        for fragment in fragments {
            match fragment {
                Fragment::LineBreak => self.line_break(),
                Fragment::Run(run) => {
                    // Runs of white space have no mark, but separate words.
                    for between in last.map_or(0..0, |last: usize| last + 1..*run) {
                        let range = runs.get(between).cloned().unwrap_or_default();
                        if self.html.get(range.clone()).is_some_and(|text| text.trim_ascii().is_empty()) {
                            self.white_space(range);
                        }
                    }
                    if let Some(range) = runs.get(*run) {
                        self.run(range.clone());
                    }
                    last = Some(*run);
                }
            }
        }
    }

    fn line_break(&mut self) {
        if matches!(self.space, Space::None) {
            self.space = Space::LineBreak;
        }
    }

    fn white_space(&mut self, range: Range<usize>) {
        self.space = match std::mem::replace(&mut self.space, Space::None) {
            Space::Leading => Space::Leading,
            Space::Source(first) => Space::Source(first.start..range.end),
            Space::None | Space::LineBreak => Space::Source(range),
        };
    }

    fn run(&mut self, run: Range<usize>) {
        let html = self.html;
        let mut at = run.start;
        while let Some(rest) = html.get(at..run.end).filter(|rest| !rest.is_empty()) {
            let plain = rest.find(is_special).unwrap_or(rest.len());
            if plain > 0 {
                self.write(at..at + plain, Form::Plain, rest.get(..plain).unwrap_or_default());
                at += plain;
                continue;
            }
            let Some(first) = rest.chars().next() else { return };
            let (length, decoded) = match first {
                '&' => character_reference(rest),
                INVALID_BYTE => (1, Some(char::REPLACEMENT_CHARACTER.to_string())),
                first => (first.len_utf8(), None),
            };
            let range = at..at + length;
            match decoded.as_deref().unwrap_or(if first == '&' { "&" } else { " " }) {
                _ if is_ignored(first) => {}
                text if text.chars().all(char::is_whitespace) => self.white_space(range),
                text if text.chars().all(is_ignored) => {}
                text => self.write(range, if decoded.is_some() { Form::Coded } else { Form::Plain }, text),
            }
            at += length;
        }
    }

    fn write(&mut self, source: Range<usize>, form: Form, text: &str) {
        match std::mem::replace(&mut self.space, Space::None) {
            Space::None | Space::Leading => {}
            Space::LineBreak => self.text.push('\n'),
            Space::Source(range) => {
                let form = if self.html.get(range.clone()) == Some(" ") { Form::Plain } else { Form::Coded };
                self.push(range, form, " ");
            }
        }
        self.push(source, form, text);
    }

    fn push(&mut self, source: Range<usize>, form: Form, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        let text = start..self.text.len();
        if let Some(last) = self.stretches.last_mut()
            && form == Form::Plain
            && last.form == Form::Plain
            && last.text.end == text.start
            && last.source.end == source.start
        {
            (last.text.end, last.source.end) = (text.end, source.end);
        } else {
            self.stretches.push(Stretch { text, source, form });
        }
    }
}

/// Represents a byte that is invalid in the encoding of the page.
const INVALID_BYTE: char = '\u{1a}';

fn is_special(c: char) -> bool {
    c == '&' || c == INVALID_BYTE || c.is_whitespace() || is_ignored(c)
}

/// Whether a character is invisible and does not separate words: soft hyphen, byte order mark, NUL, zero width space or
/// word joiner.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{feff}' | '\0' | '\u{200b}' | '\u{2060}')
}

/// Returns the length of the character reference at the beginning of a text and what it stands for; `None` for a bare
/// ampersand.
fn character_reference(text: &str) -> (usize, Option<String>) {
    const MAX_NAME: usize = 40;
    let is_name = |(_, c): &(usize, char)| c.is_ascii_alphanumeric() || *c == '#';
    let name = text.char_indices().skip(1).take(MAX_NAME).take_while(is_name).count() + 1;
    let length = name + usize::from(text.get(name..).is_some_and(|rest| rest.starts_with(';')));
    let Some(written) = text.get(..length) else { return (1, None) };
    let decoded = htmlize::unescape(written);
    if decoded == written {
        return (1, None);
    }
    // In "&ampmill", which stands for "&mill", the letters after the reference are not part of it.
    let mut following = 0;
    for (a, b) in decoded.bytes().rev().zip(written.bytes().rev()) {
        if a != b || !a.is_ascii_alphanumeric() || decoded.len() - following <= 1 {
            break;
        }
        following += 1;
    }
    if written.ends_with(';') {
        following = 0;
    }
    match decoded.get(..decoded.len() - following) {
        Some(character) => (length - following, Some(character.to_owned())),
        None => (1, None),
    }
}

#[cfg(test)]
mod tests {
    use super::{SelectedBlock, character_reference, render};
    use crate::blocks::Fragment;
    use crate::marks;
    use crate::page::BlockKind;

    #[test]
    fn only_the_reference_itself_is_decoded() {
        let decode = |text: &str| {
            let (length, decoded) = character_reference(text);
            (text[..length].to_owned(), decoded)
        };
        assert_eq!(decode("&amp;x"), ("&amp;".to_owned(), Some("&".to_owned())));
        assert_eq!(decode("&#x41;"), ("&#x41;".to_owned(), Some("A".to_owned())));
        assert_eq!(decode("& mill"), ("&".to_owned(), None));
        assert_eq!(decode("&mill;"), ("&".to_owned(), None));
    }

    #[test]
    fn stretches_align_the_text_to_the_page() {
        let html = "<p>The&nbsp;<b>old</b>\n  mill&rsquo;s<br>wheel <i>turned</i> <i>again</i>  </p>";
        let marked = marks::insert(html).unwrap();
        let mut fragments: Vec<Fragment> = (0..marked.runs.len()).map(Fragment::Run).collect();
        let wheel = marked.runs.iter().position(|run| html[run.clone()].starts_with("wheel")).unwrap();
        fragments.insert(wheel, Fragment::LineBreak);
        let selected = SelectedBlock { kind: BlockKind::Paragraph, fragments };
        let (text, stretches, blocks) = render(html, &marked.runs, &[selected]).unwrap();
        assert_eq!(text, "The old mill’s\nwheel turned again");
        assert_eq!(blocks.len(), 1);
        for stretch in &stretches {
            let (word, source) = (&text[stretch.text.clone()], &html[stretch.source.clone()]);
            assert!(word == source || source.starts_with('&') || word == " ", "{word:?} {source:?}");
        }
    }
}
