//! The bytes and code points of every span are its quote.

use crate::program::{self, Corpus};
use annals_model::{Reading, Span};

use super::every_file;

/// Encodings of a file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Form {
    Utf8,
    Utf8WithMark,
    Utf16Le,
    Utf16Be,
    Windows1252,
}

pub(crate) const FORMS: [Form; 5] =
    [Form::Utf8, Form::Utf8WithMark, Form::Utf16Le, Form::Utf16Be, Form::Windows1252];

impl Form {
    /// Encodes a text; none where the encoding lacks one of its characters.
    pub(crate) fn encode(self, text: &str) -> Option<Vec<u8>> {
        let marked = format!("\u{feff}{text}");
        match self {
            Self::Utf8 => Some(text.as_bytes().to_vec()),
            Self::Utf8WithMark => Some(marked.into_bytes()),
            Self::Utf16Le => Some(marked.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Self::Utf16Be => Some(marked.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Self::Windows1252 => {
                let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
                (!lost).then(|| bytes.into_owned())
            }
        }
    }

    /// Decodes a part of a file.
    pub(crate) fn decode(self, bytes: &[u8]) -> String {
        let units = |unit: fn([u8; 2]) -> u16| -> String {
            assert!(bytes.len().is_multiple_of(2), "half a unit");
            let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
            char::decode_utf16(units).map(Result::unwrap).collect()
        };
        match self {
            Self::Utf8 | Self::Utf8WithMark => String::from_utf8(bytes.to_vec()).unwrap(),
            Self::Utf16Le => units(u16::from_le_bytes),
            Self::Utf16Be => units(u16::from_be_bytes),
            Self::Windows1252 => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        }
    }
}

/// Every span of a reading with its quote.
fn evidence(reading: &Reading) -> Vec<(Span, &str)> {
    let mut all: Vec<(Span, &str)> = Vec::new();
    all.extend(reading.claims.iter().map(|claim| (claim.evidence.span, claim.evidence.quote.as_str())));
    let dates = reading.claims.iter().filter_map(|claim| claim.date.as_ref());
    all.extend(dates.map(|date| (date.span, date.text.as_str())));
    all.extend(reading.positions.iter().map(|row| (row.evidence.span, row.evidence.quote.as_str())));
    all.extend(reading.quotations.iter().map(|row| (row.evidence.span, row.evidence.quote.as_str())));
    all.extend(reading.quantities.iter().map(|row| (row.evidence.span, row.evidence.quote.as_str())));
    all.extend(
        reading.relations.arithmetic.iter().map(|row| (row.evidence.span, row.evidence.quote.as_str())),
    );
    all
}

/// Checks every span of an article against the file; returns their number.
pub(crate) fn check(path: &str, form: Form, bytes: &[u8]) -> usize {
    let Corpus { readings, release, .. } = program::files(&[(path, bytes)]);
    let characters: Vec<char> = form.decode(bytes).chars().collect();
    let mut checked = 0;
    let mut check_span = |span: Span, quote: &str| {
        let words: String = characters[span.start..span.end].iter().collect();
        assert_eq!(words, quote, "{path} {form:?}: code points {span:?}");
        let words = form.decode(&bytes[span.byte_start..span.byte_end]);
        assert_eq!(words, quote, "{path} {form:?}: bytes {span:?}");
        checked += 1;
    };
    for (span, quote) in readings.iter().flat_map(evidence) {
        assert!(!quote.is_empty(), "{path}: {span:?}");
        check_span(span, quote);
    }
    for row in &release.claims {
        check_span(row.span, &row.quote);
    }
    for row in &release.positions {
        check_span(row.span, &row.quote);
    }
    for row in &release.quotations {
        check_span(row.span, &row.text);
    }
    for row in &release.quantities {
        check_span(row.span, &row.quote);
    }
    checked
}

/// The files of the corpora, decoded.
fn texts() -> Vec<(String, String)> {
    let text = |bytes: &[u8]| match bytes {
        [0xFF, 0xFE, rest @ ..] => Form::Utf16Le.decode(rest),
        _ => String::from_utf8(bytes.to_vec()).unwrap_or_else(|_| Form::Windows1252.decode(bytes)),
    };
    every_file().into_iter().map(|(path, bytes)| (path, text(&bytes))).collect()
}

#[test]
fn spans_give_their_quotes_in_every_encoding() {
    let mut checked = [0; FORMS.len()];
    for (path, text) in texts() {
        for (number, form) in FORMS.into_iter().enumerate() {
            // Windows-1252 is recognised only by letters beyond ASCII.
            let Some(bytes) = form.encode(&text).filter(|_| form != Form::Windows1252 || !text.is_ascii())
            else {
                continue;
            };
            checked[number] += check(&path, form, &bytes);
        }
    }
    assert!(checked.iter().all(|count| *count > 100), "{checked:?}");
}

#[test]
fn files_as_received_give_their_quotes() {
    for (path, bytes) in every_file() {
        let form = match bytes.as_slice() {
            [0xFF, 0xFE, ..] => Form::Utf16Le,
            bytes if std::str::from_utf8(bytes).is_err() => Form::Windows1252,
            _ => Form::Utf8,
        };
        check(&path, form, &bytes);
    }
}

#[test]
fn the_encoding_and_line_ends_do_not_change_what_is_read() {
    let rows = |path: &str, bytes: &[u8]| {
        let release = program::files(&[(path, bytes)]).release;
        let claims = release.claims.iter().map(|claim| {
            format!(
                "{} {:?} {} {:?} {:?} {}",
                claim.kind, claim.date, claim.name, claim.modality, claim.participants, claim.quote
            )
        });
        let others =
            release.positions.iter().map(|row| format!("{} {:?} {:?}", row.person_id, row.rank, row.office));
        let quotations = release.quotations.iter().map(|row| format!("{:?} {}", row.speaker, row.text));
        let quantities = release.quantities.iter().map(|row| format!("{} {}", row.value, row.unit));
        let mut rows: Vec<String> = claims.chain(others).chain(quotations).chain(quantities).collect();
        rows.sort();
        rows.join("\n").replace('\r', "")
    };
    for (path, text) in texts() {
        let expected = rows(&path, text.as_bytes());
        for form in FORMS {
            let Some(bytes) = form.encode(&text) else { continue };
            assert_eq!(rows(&path, &bytes), expected, "{path} {form:?}");
        }
        let windows = text.replace('\n', "\r\n");
        assert_eq!(rows(&path, windows.as_bytes()), expected, "{path} with CRLF");
        assert!(check(&path, Form::Utf8, windows.as_bytes()) > 0 || expected.is_empty());
    }
}
