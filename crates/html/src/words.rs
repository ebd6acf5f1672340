//! The words of blocks as a reader sees them: character references decoded, white space folded.

use std::ops::Range;

use annals_model::{Form, Stretch};

use crate::blocks::Piece;
use crate::marks::MOST_RUNS;
use crate::{Block, BlockKind, PageError};

/// A block of the article.
#[derive(Debug)]
pub(crate) struct Chosen {
    pub(crate) kind: BlockKind,
    pub(crate) pieces: Vec<Piece>,
}

/// The text of the blocks, where it stands, and where each of them is in it.
pub(crate) fn spell(
    html: &str,
    runs: &[Range<usize>],
    chosen: &[Chosen],
) -> Result<(String, Vec<Stretch>, Vec<Block>), PageError> {
    let mut speller = Speller { html, text: String::new(), stretches: Vec::new(), space: Space::None };
    let mut blocks = Vec::with_capacity(chosen.len());
    for (kind, pieces) in in_order(html, runs, chosen) {
        let length = speller.text.len();
        if length > 0 {
            speller.text.push_str("\n\n");
        }
        let start = speller.text.len();
        speller.space = Space::Before;
        speller.block(runs, &pieces);
        if speller.stretches.len() > MOST_RUNS {
            let at = speller.stretches.get(MOST_RUNS).map_or(0, |stretch| stretch.source.start);
            return Err(PageError::TooMany { at, most: MOST_RUNS });
        }
        if speller.text.len() == start {
            speller.text.truncate(length);
        } else {
            blocks.push(Block { kind, range: start..speller.text.len() });
        }
    }
    Ok((speller.text, speller.stretches, blocks))
}

/// The blocks in the order of the page. A browser moves what stands where none may stand, and shows
/// a paragraph without what is hidden in it: there the block ends, so that no two of them overlap
/// and each is all the words between its first and its last byte.
fn in_order(html: &str, runs: &[Range<usize>], chosen: &[Chosen]) -> Vec<(BlockKind, Vec<Piece>)> {
    let is_worded = |run: usize| {
        let words = runs.get(run).and_then(|range| html.get(range.clone()));
        words.is_some_and(|words| !words.trim_ascii().is_empty())
    };
    let mut parts: Vec<(usize, BlockKind, Vec<Piece>)> = Vec::with_capacity(chosen.len());
    for Chosen { kind, pieces } in chosen {
        let mut last: Option<usize> = None;
        for piece in pieces {
            let Piece::Run(run) = *piece else {
                if let (Some(_), Some((_, _, part))) = (last, parts.last_mut()) {
                    part.push(*piece);
                }
                continue;
            };
            let goes_on = last.is_some_and(|last| last < run && !(last + 1..run).any(is_worded));
            match parts.last_mut() {
                Some((_, _, part)) if goes_on => part.push(*piece),
                _ => parts.push((run, *kind, vec![*piece])),
            }
            last = Some(run);
        }
    }
    parts.sort_by_key(|(first, ..)| *first);
    let mut end = 0;
    parts.retain(|(first, _, pieces)| {
        let runs =
            pieces.iter().filter_map(|piece| if let Piece::Run(run) = piece { Some(*run) } else { None });
        let is_new = *first >= end;
        end = if is_new { runs.max().map_or(end, |run| run + 1) } else { end };
        is_new
    });
    parts.into_iter().map(|(_, kind, pieces)| (kind, pieces)).collect()
}

/// The words of runs in one line, as for comparing them.
pub(crate) fn line(html: &str, runs: &[Range<usize>], pieces: &[Piece]) -> String {
    let mut speller = Speller { html, text: String::new(), stretches: Vec::new(), space: Space::Before };
    speller.block(runs, pieces);
    speller.text
}

/// White space that is not written yet.
#[derive(Clone, Debug)]
enum Space {
    None,
    /// None is wanted: nothing has been written.
    Before,
    /// That of a line break, which has no bytes of its own.
    Break,
    /// Bytes of the page.
    At(Range<usize>),
}

struct Speller<'h> {
    html: &'h str,
    text: String,
    stretches: Vec<Stretch>,
    space: Space,
}

impl Speller<'_> {
    fn block(&mut self, runs: &[Range<usize>], pieces: &[Piece]) {
        let mut last = None;
        for piece in pieces {
            match piece {
                Piece::Break => self.break_line(),
                Piece::Run(run) => {
                    // White space alone has no mark, but parts words as well.
                    for between in last.map_or(0..0, |last: usize| last + 1..*run) {
                        let range = runs.get(between).cloned().unwrap_or_default();
                        if self.html.get(range.clone()).is_some_and(|words| words.trim_ascii().is_empty()) {
                            self.wait(range);
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

    fn break_line(&mut self) {
        if matches!(self.space, Space::None) {
            self.space = Space::Break;
        }
    }

    /// White space that is written once words follow.
    fn wait(&mut self, range: Range<usize>) {
        self.space = match std::mem::replace(&mut self.space, Space::None) {
            Space::Before => Space::Before,
            Space::At(first) => Space::At(first.start..range.end),
            Space::None | Space::Break => Space::At(range),
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
                '&' => reference(rest),
                BROKEN => (1, Some('\u{fffd}'.to_string())),
                first => (first.len_utf8(), None),
            };
            let range = at..at + length;
            match decoded.as_deref().unwrap_or(if first == '&' { "&" } else { " " }) {
                _ if is_unseen(first) => {}
                words if words.chars().all(char::is_whitespace) => self.wait(range),
                words if words.chars().all(is_unseen) => {}
                words => self.write(range, if decoded.is_some() { Form::Coded } else { Form::Plain }, words),
            }
            at += length;
        }
    }

    fn write(&mut self, source: Range<usize>, form: Form, words: &str) {
        match std::mem::replace(&mut self.space, Space::None) {
            Space::None | Space::Before => {}
            Space::Break => self.text.push('\n'),
            Space::At(range) => {
                let form = if self.html.get(range.clone()) == Some(" ") { Form::Plain } else { Form::Coded };
                self.put(range, form, " ");
            }
        }
        self.put(source, form, words);
    }

    fn put(&mut self, source: Range<usize>, form: Form, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
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

/// Stands for a byte that is no letter in the encoding of the page.
const BROKEN: char = '\u{1a}';

fn is_special(c: char) -> bool {
    c == '&' || c == BROKEN || c.is_whitespace() || is_unseen(c)
}

/// Characters that a reader does not see and that part no words: soft hyphens, byte order marks
/// and NUL.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{feff}' | '\0' | '\u{200b}' | '\u{2060}')
}

/// The bytes of a character reference at the beginning of a text, and what it stands for, unless
/// it is a bare ampersand.
fn reference(text: &str) -> (usize, Option<String>) {
    const LONGEST: usize = 40;
    let is_name = |(_, c): &(usize, char)| c.is_ascii_alphanumeric() || *c == '#';
    let name = text.char_indices().skip(1).take(LONGEST).take_while(is_name).count() + 1;
    let length = name + usize::from(text.get(name..).is_some_and(|rest| rest.starts_with(';')));
    let Some(written) = text.get(..length) else { return (1, None) };
    let decoded = htmlize::unescape(written);
    if decoded == written {
        return (1, None);
    }
    // "&ampmill" stands for "&mill": the letters behind the reference are not of it.
    let mut behind = 0;
    for (a, b) in decoded.bytes().rev().zip(written.bytes().rev()) {
        if a != b || !a.is_ascii_alphanumeric() || decoded.len() - behind <= 1 {
            break;
        }
        behind += 1;
    }
    if written.ends_with(';') {
        behind = 0;
    }
    match decoded.get(..decoded.len() - behind) {
        Some(character) => (length - behind, Some(character.to_owned())),
        None => (1, None),
    }
}

#[cfg(test)]
mod tests {
    use super::{Chosen, reference, spell};
    use crate::BlockKind;
    use crate::blocks::Piece;
    use crate::marks::mark;

    #[test]
    fn references_are_decoded_whole() {
        let told = |text: &str| {
            let (length, decoded) = reference(text);
            (text[..length].to_owned(), decoded)
        };
        assert_eq!(told("&amp;x"), ("&amp;".to_owned(), Some("&".to_owned())));
        assert_eq!(told("&#x41;"), ("&#x41;".to_owned(), Some("A".to_owned())));
        assert_eq!(told("& mill"), ("&".to_owned(), None));
        assert_eq!(told("&mill;"), ("&".to_owned(), None));
    }

    #[test]
    fn every_word_leads_back_to_its_bytes() {
        let html = "<p>The&nbsp;<b>old</b>\n  mill&rsquo;s<br>wheel <i>turned</i> <i>again</i>  </p>";
        let marked = mark(html).unwrap();
        let mut pieces: Vec<Piece> = (0..marked.runs.len()).map(Piece::Run).collect();
        let wheel = marked.runs.iter().position(|run| html[run.clone()].starts_with("wheel")).unwrap();
        pieces.insert(wheel, Piece::Break);
        let chosen = Chosen { kind: BlockKind::Paragraph, pieces };
        let (text, stretches, blocks) = spell(html, &marked.runs, &[chosen]).unwrap();
        assert_eq!(text, "The old mill’s\nwheel turned again");
        assert_eq!(blocks.len(), 1);
        for stretch in &stretches {
            let (word, source) = (&text[stretch.text.clone()], &html[stretch.source.clone()]);
            assert!(word == source || source.starts_with('&') || word == " ", "{word:?} {source:?}");
        }
    }
}
