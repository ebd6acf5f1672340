//! Source maps: which bytes of a source text each part of an extracted text comes from.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A stretch of a text and the range of the source text that it was extracted from.
///
/// Text extracted from markup, or decoded from a string of a container, is a list of stretches in the same order
/// in both texts. Text without a stretch, such as the line break between two paragraphs, is not in the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// The byte range in the extracted text.
    pub text: Range<usize>,
    /// The byte range in the source text.
    pub source: Range<usize>,
    /// How the two ranges correspond.
    pub form: Form,
}

/// How a stretch of text corresponds to its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// Byte for byte.
    Plain,
    /// As a whole: the source is a character reference, an escape or white space that was collapsed.
    Coded,
}

/// Composes two source maps: `upper` maps a text to an intermediate text, `lower` maps that text to the file.
/// Returns the map from the text to the file.
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
                let whole = below.map(|below| source_of(below, source)).reduce(|a, b| a.start..b.end);
                if let Some(source) = whole {
                    add(&mut composed, Stretch { text: text.clone(), source, form: Form::Coded });
                }
            }
        }
    }
    composed
}

/// Returns the part of a plain upper stretch that one lower stretch covers, mapped to the file.
fn plain(text: &Range<usize>, source: &Range<usize>, below: &Stretch) -> Stretch {
    let (start, end) = (source.start.max(below.text.start), source.end.min(below.text.end));
    let shift = |at: usize| text.start + (at - source.start);
    Stretch { text: shift(start)..shift(end), source: source_of(below, source), form: below.form }
}

/// Returns the range of the file for the part of a lower stretch inside a range of the intermediate text.
fn source_of(below: &Stretch, layer: &Range<usize>) -> Range<usize> {
    match below.form {
        Form::Coded => below.source.clone(),
        Form::Plain => {
            let at = |at: usize| below.source.start + (at - below.text.start);
            at(layer.start.max(below.text.start))..at(layer.end.min(below.text.end))
        }
    }
}

/// Adds a stretch; merges it with the last one if their sources overlap or both are plain and adjacent.
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

    /// HTML in a JSON string: `a\u003cb>mill&amp;co`, which decodes to `a<b>mill&amp;co`.
    #[test]
    fn two_maps_compose_to_one() {
        let lower = [
            stretch(0..1, 0, 1, Form::Plain),
            stretch(1..2, 1, 7, Form::Coded),
            stretch(2..15, 7, 20, Form::Plain),
        ];
        // The extracted words: "a", "mill", "&", "co".
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
    fn a_character_coded_twice_is_one_stretch() {
        // `&amp;eacute;` decodes to `&eacute;`, which decodes to `é`.
        let lower = [stretch(0..1, 0, 5, Form::Coded), stretch(1..8, 5, 12, Form::Plain)];
        let upper = [stretch(0..2, 0, 8, Form::Coded)];
        assert_eq!(compose(&upper, &lower), [stretch(0..2, 0, 12, Form::Coded)]);
        // Text that is not in the file has no stretch.
        assert_eq!(compose(&[stretch(0..1, 8, 9, Form::Plain)], &lower), []);
    }
}
