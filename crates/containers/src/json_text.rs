//! Strings of JSON, and where their letters stand.

use annals_model::{Form, Stretch};

/// What a string stands for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct JsonText {
    pub(crate) text: String,
    /// Pieces of the record.
    pub(crate) stretches: Vec<Stretch>,
}

/// Half of a character outside the basic plane without its other half, at a byte of the string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct LoneSurrogate {
    pub(crate) at: usize,
}

/// Reads a string with its quotation marks, valid JSON, that begins at a byte of its record.
pub(crate) fn read(raw: &str, from: usize) -> Result<JsonText, LoneSurrogate> {
    let inner = raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or_default();
    let from = from + 1;
    let mut read = JsonText::default();
    let mut at = 0;
    while let Some(rest) = inner.get(at..).filter(|rest| !rest.is_empty()) {
        let plain = memchr::memchr(b'\\', rest.as_bytes()).unwrap_or(rest.len());
        read.push(rest.get(..plain).unwrap_or(rest), from + at..from + at + plain, Form::Plain);
        at += plain;
        let Some(escape) = inner.get(at..).filter(|rest| !rest.is_empty()) else { break };
        let (letter, length) = letter(escape).ok_or(LoneSurrogate { at: from + at })?;
        read.push(letter.encode_utf8(&mut [0; 4]), from + at..from + at + length, Form::Coded);
        at += length;
    }
    Ok(read)
}

/// The letter that an escape stands for, and its length.
fn letter(escape: &str) -> Option<(char, usize)> {
    let letter = match escape.as_bytes().get(1)? {
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => return coded(escape),
        other => char::from(*other),
    };
    Some((letter, 2))
}

fn coded(escape: &str) -> Option<(char, usize)> {
    let unit = |at: usize| {
        let digits = escape.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u32::from_str_radix(digits, 16).ok()
    };
    let first = unit(0)?;
    if let Some(letter) = char::from_u32(first) {
        return Some((letter, 6));
    }
    let second = unit(6).filter(|low| (0xDC00..0xE000).contains(low) && first < 0xDC00)?;
    Some((char::from_u32(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))?, 12))
}

impl JsonText {
    fn push(&mut self, words: &str, source: std::ops::Range<usize>, form: Form) {
        if words.is_empty() {
            return;
        }
        let start = self.text.len();
        self.text.push_str(words);
        self.stretches.push(Stretch { text: start..self.text.len(), source, form });
    }
}

#[cfg(test)]
mod tests {
    use annals_model::Form;
    use proptest::prelude::*;

    use super::{LoneSurrogate, read};

    #[test]
    fn a_lone_half_is_told_where_it_stands() {
        assert_eq!(read(r#""ab\ud83dc""#, 10), Err(LoneSurrogate { at: 13 }));
        assert_eq!(read(r#""\udca9""#, 0), Err(LoneSurrogate { at: 1 }));
        assert_eq!(read(r#""\ud83d\ud83d""#, 0), Err(LoneSurrogate { at: 1 }));
        assert_eq!(read(r#""\ud83d\udca9""#, 0).unwrap().text, "\u{1F4A9}");
    }

    proptest! {
        #[test]
        fn it_reads_what_serde_json_writes(words in any::<String>()) {
            let raw = serde_json::to_string(&words).unwrap();
            let found = read(&raw, 0).unwrap();
            prop_assert_eq!(&found.text, &words);
            let mut end = 0;
            for stretch in &found.stretches {
                prop_assert_eq!(stretch.text.start, end);
                end = stretch.text.end;
                if stretch.form == Form::Plain {
                    prop_assert_eq!(&raw[stretch.source.clone()], &words[stretch.text.clone()]);
                }
            }
            prop_assert_eq!(end, words.len());
        }
    }
}
