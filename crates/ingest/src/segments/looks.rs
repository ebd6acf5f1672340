//! What a piece of text looks like, and what its neighbours make of that.

use annals_knowledge::{Outlets, TailKind};
use annals_text::is_all_capitals;

use super::Known;
use super::pieces::{Mark, Piece};
use super::wrap::is_terminated;

/// What a piece is, judged by its form and its place among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// No words of the article.
    Apart,
    /// A short line without a sentence's end, with something below it.
    Heading,
    /// Names of agencies and nothing else.
    Tag,
    /// Sentences, or what can be nothing else.
    Body,
}

/// Headings in a row beyond which they are a text of fragments.
const MOST_HEADINGS: usize = 3;
/// Lines of `label: text` in a row from which on they are a text of fields.
const FEWEST_FIELDS: usize = 3;

pub(crate) fn looks(known: Known<'_>, text: &str, pieces: &[Piece<'_>]) -> Vec<Look> {
    let ends_article = |words: &str| known.rules.tail(words, &[TailKind::SourceTag]).is_some();
    let fields = runs(pieces, |piece| piece.is_text() && is_field(piece.words(text)));
    let mut looks: Vec<Look> = pieces
        .iter()
        .zip(fields)
        .map(|(piece, fields)| match piece.mark {
            Mark::Table
            | Mark::Bars
            | Mark::Rule
            | Mark::Note
            | Mark::Known(_)
            | Mark::Heading(_)
            | Mark::Caption => Look::Apart,
            Mark::Item | Mark::Framed(_) => Look::Body,
            Mark::Text if is_tag(piece.words(text), known.outlets) => Look::Tag,
            Mark::Text if fields >= FEWEST_FIELDS || !is_heading(piece.words(text)) => Look::Body,
            Mark::Text if ends_article(piece.words(text)) => Look::Body,
            Mark::Text => Look::Heading,
        })
        .collect();
    demote(pieces, &mut looks);
    looks
}

/// Too many headings in a row, and those with nothing below them, are none.
fn demote(pieces: &[Piece<'_>], looks: &mut [Look]) {
    let marks: Vec<bool> = looks.iter().map(|look| *look == Look::Heading).collect();
    let lengths = run_lengths(&marks);
    let mut is_first = true;
    for (look, length) in looks.iter_mut().zip(lengths) {
        if *look == Look::Heading && length > MOST_HEADINGS && !is_first {
            *look = Look::Body;
        }
        is_first &= *look == Look::Apart;
    }
    let is_below = |(look, piece): (&Look, &Piece<'_>)| {
        *look == Look::Body || matches!(piece.mark, Mark::Table | Mark::Note)
    };
    let last = looks.iter().zip(pieces).rposition(is_below);
    for look in looks.iter_mut().skip(last.map_or(0, |last| last + 1)) {
        if *look == Look::Heading {
            *look = Look::Body;
        }
    }
}

/// For each piece that a test holds for, how many of its neighbours and itself in a row it holds for.
fn runs(pieces: &[Piece<'_>], holds: impl Fn(&Piece<'_>) -> bool) -> Vec<usize> {
    let marks: Vec<bool> = pieces.iter().map(holds).collect();
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

/// Whether words have the form of a heading: few, and no end of a sentence.
pub(crate) fn is_heading(words: &str) -> bool {
    words.len() <= 400
        && words.chars().count() <= 160
        && words.split_whitespace().count() <= 20
        && words.chars().any(char::is_alphanumeric)
        && !words.ends_with([',', ';'])
        && !is_terminated(words)
}

/// Whether words have the form `Label: text`.
fn is_field(words: &str) -> bool {
    let Some(head) = words.get(..words.floor_char_boundary(80)) else { return false };
    let Some((label, rest)) = head.split_once(':') else { return false };
    let is_label = |c: char| c.is_alphanumeric() || c.is_whitespace() || "()-/,'’&.".contains(c);
    rest.starts_with(char::is_whitespace)
        && label.starts_with(|c: char| c.is_uppercase() || c.is_numeric())
        && label.chars().all(is_label)
        && label.split_whitespace().count() <= 6
}

/// Whether words are names of outlets, beside them initials of writers, and nothing else.
pub(crate) fn is_tag(words: &str, outlets: &Outlets) -> bool {
    if words.len() > 60 {
        return false;
    }
    let is_initials = |name: &str| name.chars().count() <= 5 && is_all_capitals(name);
    let (mut known, mut others) = (0, 0);
    for name in agencies(words) {
        match outlets.by_name(name) {
            Some(_) => known += 1,
            None if is_initials(name) => others += 1,
            None => return false,
        }
    }
    known > 0 && others <= 2
}

/// The names in a tag: `(ABC/DEF)`, `- ABC, DEF -`.
pub(crate) fn agencies(tag: &str) -> impl Iterator<Item = &str> {
    let is_mark = |c: char| !c.is_alphanumeric();
    tag.split(['/', ',', ';', '&'])
        .map(move |name| name.trim_matches(is_mark))
        .filter(|name| !name.is_empty())
}

/// Whether a sentence ends within words, not only at their end.
pub(crate) fn has_sentences(words: &str) -> bool {
    let mut before: Option<&str> = None;
    for word in words.split_whitespace() {
        let ends = |last: &str| {
            let body = last.trim_end_matches(['.', '!', '?', '"', '”', '’', ')']);
            body.len() < last.len() && last.contains(['.', '!', '?']) && body.chars().count() > 4
        };
        if before.is_some_and(ends) && word.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
        {
            return true;
        }
        before = Some(word);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{agencies, has_sentences, is_field, is_heading};

    #[test]
    fn headings_fields_and_tags() {
        assert!(
            is_heading("The mill and its hands") && !is_heading("The mill burned.") && !is_heading("***")
        );
        assert!(is_field("Mill (old): built in 1931") && is_field("He said: it rained"));
        assert!(!is_field("the mill: built") && !is_field("Mill:built"));
        assert_eq!(agencies("(ABC/D E, FG)").collect::<Vec<_>>(), ["ABC", "D E", "FG"]);
    }

    #[test]
    fn sentences_within_words() {
        assert!(has_sentences("The mill burned. They fled."));
        assert!(!has_sentences("Lt. Gen. Lee and Dr. Chu at the mill."));
    }
}
