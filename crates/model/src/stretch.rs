//! How a text is made of pieces of another one.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of a text and the piece of another text that it was read from.
///
/// A text that is cut out of markup, or that a string of a container stands for, is made of such
/// stretches, in order in both. What no stretch covers, such as the line break between two
/// paragraphs, stands nowhere in the other text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Bytes of the text.
    pub text: Range<usize>,
    /// Bytes of the text that it was read from.
    pub source: Range<usize>,
    /// How the one stands for the other.
    pub form: Form,
}

/// How a stretch of text stands in what it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Letter by letter.
    Plain,
    /// As a whole, in other letters: a character reference, or white space that was folded.
    Coded,
}

/// The stretches of a text that was read from a layer which was itself read from a file, as
/// stretches of the file: those over the layer first, then those of the layer over the file.
#[must_use]
pub fn compose(upper: &[Stretch], lower: &[Stretch]) -> Vec<Stretch> {
    let mut composed: Vec<Stretch> = Vec::with_capacity(upper.len().max(lower.len()));
    let mut first = 0;
    for Stretch { text, source, form } in upper {
        while lower.get(first).is_some_and(|below| below.text.end <= source.start) {
            first += 1;
        }
        let rest = lower.get(first..).unwrap_or_default();
        let below = rest.iter().take_while(|below| below.text.start < source.end);
        match form {
            Form::Plain => {
                for below in below {
                    add(&mut composed, plain(text, source, below));
                }
            }
            Form::Coded => {
                let whole = below.map(|below| piece_of(below, source)).reduce(|a, b| a.start..b.end);
                if let Some(source) = whole {
                    add(&mut composed, Stretch { text: text.clone(), source, form: Form::Coded });
                }
            }
        }
    }
    composed
}

/// The part of a letter-by-letter stretch over the layer that one stretch of the layer holds.
fn plain(text: &Range<usize>, source: &Range<usize>, below: &Stretch) -> Stretch {
    let (start, end) = (source.start.max(below.text.start), source.end.min(below.text.end));
    let shift = |at: usize| text.start + (at - source.start);
    Stretch { text: shift(start)..shift(end), source: piece_of(below, source), form: below.form }
}

/// What stands in the file for the part of a stretch that lies in a range of the layer.
fn piece_of(below: &Stretch, layer: &Range<usize>) -> Range<usize> {
    match below.form {
        Form::Coded => below.source.clone(),
        Form::Plain => {
            let at = |at: usize| below.source.start + (at - below.text.start);
            at(layer.start.max(below.text.start))..at(layer.end.min(below.text.end))
        }
    }
}

/// Adds a stretch; where it stands in the same bytes as the last, both are one.
fn add(stretches: &mut Vec<Stretch>, next: Stretch) {
    match stretches.last_mut() {
        Some(last) if next.source.start < last.source.end => {
            last.text.end = next.text.end;
            last.source.end = last.source.end.max(next.source.end);
            last.form = Form::Coded;
        }
        Some(last)
            if (last.form, next.form) == (Form::Plain, Form::Plain)
                && (last.text.end, last.source.end) == (next.text.start, next.source.start) =>
        {
            last.text.end = next.text.end;
            last.source.end = next.source.end;
        }
        _ => stretches.push(next),
    }
}

#[cfg(test)]
mod tests {
    use super::{Form, Stretch, compose};

    fn stretch(text: std::ops::Range<usize>, start: usize, end: usize, form: Form) -> Stretch {
        Stretch { text, source: start..end, form }
    }

    /// A page in a string of JSON: `a\u003cb>mill&amp;co`, whose layer is `a<b>mill&amp;co`.
    #[test]
    fn a_layer_over_a_layer_leads_to_the_file() {
        let lower = [
            stretch(0..1, 0, 1, Form::Plain),
            stretch(1..2, 1, 7, Form::Coded),
            stretch(2..15, 7, 20, Form::Plain),
        ];
        // The words: "a", "mill", "&", "co".
        let upper = [
            stretch(0..1, 0, 1, Form::Plain),
            stretch(1..5, 4, 8, Form::Plain),
            stretch(5..6, 8, 13, Form::Coded),
            stretch(6..8, 13, 15, Form::Plain),
        ];
        assert_eq!(
            compose(&upper, &lower),
            [
                stretch(0..1, 0, 1, Form::Plain),
                stretch(1..5, 9, 13, Form::Plain),
                stretch(5..6, 13, 18, Form::Coded),
                stretch(6..8, 18, 20, Form::Plain),
            ]
        );
    }

    #[test]
    fn what_is_coded_twice_is_one_piece() {
        // `&amp;eacute;`, whose layer is `&eacute;`, whose word is `é`.
        let lower = [stretch(0..1, 0, 5, Form::Coded), stretch(1..8, 5, 12, Form::Plain)];
        let upper = [stretch(0..2, 0, 8, Form::Coded)];
        assert_eq!(compose(&upper, &lower), [stretch(0..2, 0, 12, Form::Coded)]);
        // What stands nowhere in the file has no place.
        assert_eq!(compose(&[stretch(0..1, 8, 9, Form::Plain)], &lower), []);
    }
}
