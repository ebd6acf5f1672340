//! Decodes JSON strings and aligns the text to the source.

use annals_model::{Form, Stretch};

/// A decoded string.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct JsonString {
    pub(crate) text: String,
    /// The alignment of `text` to the record.
    pub(crate) stretches: Vec<Stretch>,
}

/// An unpaired UTF-16 surrogate in an escape, at a byte of the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UnpairedSurrogate {
    pub(crate) at: usize,
}

/// Decodes a valid JSON string with its quotation marks; `start` is its byte offset in the record.
///
/// # Errors
/// An escape is an unpaired surrogate.
pub(crate) fn decode(raw: &str, start: usize) -> Result<JsonString, UnpairedSurrogate> {
    let inner = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    let start = start + 1;
    let mut decoded = JsonString::default();
    let mut at = 0;
    while let Some(rest) = inner.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        decoded.push(rest.get(..plain).unwrap_or(rest), start + at..start + at + plain, Form::Plain);
        at += plain;
        let Some(escape) = inner.get(at..).filter(|rest| !rest.is_empty()) else { break };
        let (character, length) = unescape(escape).ok_or(UnpairedSurrogate { at: start + at })?;
        decoded.push(character.encode_utf8(&mut [0; 4]), start + at..start + at + length, Form::Coded);
        at += length;
    }
    Ok(decoded)
}

/// Returns the character that an escape stands for and the escape's length in bytes.
fn unescape(escape: &str) -> Option<(char, usize)> {
    let character = match escape.as_bytes().get(1)? {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return unescape_unicode(escape),
        other => char::from(*other),
    };
    Some((character, 2))
}

fn unescape_unicode(escape: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = escape.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let first = unit(0)?;
    if let Some(character) = char::from_u32(first) {
        return Some((character, 6));
    }
    let second = unit(6).filter(|low| (0xDC00..0xE000).contains(low) && first < 0xDC00)?;
    Some((char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))?, 12))
}

impl JsonString {
    fn push(&mut self, text: &str, source: std::ops::Range<usize>, form: Form) {
        if text.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(text);
        self.stretches.push(Stretch { text: start..self.text.len(), source, form });
    }
}

#[cfg(test)]
mod tests {
    use annals_model::Form;
    use proptest::prelude::*;

    use super::{UnpairedSurrogate, decode};

    #[test]
    fn an_unpaired_surrogate_is_reported_at_its_offset() {
        assert_eq!(decode(r#""ab\ud83dc""#, 10), Err(UnpairedSurrogate { at: 13 }));
        assert_eq!(decode(r#""\udca9""#, 0), Err(UnpairedSurrogate { at: 1 }));
        assert_eq!(decode(r#""\ud83d\ud83d""#, 0), Err(UnpairedSurrogate { at: 1 }));
        assert_eq!(decode(r#""\ud83d\udca9""#, 0).unwrap().text, "\u{1F4A9}");
    }

    proptest! {
        #[test]
        fn output_of_serde_json_is_decoded(text in any::<String>()) {
            let raw = serde_json::to_string(&text).unwrap();
            let decoded = decode(&raw, 0).unwrap();
            prop_assert_eq!(&decoded.text, &text);
            let mut end = 0;
            for stretch in &decoded.stretches {
                prop_assert_eq!(stretch.text.start, end);
                end = stretch.text.end;
                if stretch.form == Form::Plain {
                    prop_assert_eq!(&raw[stretch.source.clone()], &text[stretch.text.clone()]);
                }
            }
            prop_assert_eq!(end, text.len());
        }
    }
}
