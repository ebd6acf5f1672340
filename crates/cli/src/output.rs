//! What is printed: data and drawings on standard output, reports for people on standard error.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};

use anstream::AutoStream;
use serde::Serialize;

use crate::failure::Failure;

/// A colour for a word; `anstream` takes it away where it would not be seen.
#[derive(Clone, Copy)]
pub(crate) struct Paint(&'static str);

pub(crate) const ERROR: Paint = Paint("\x1b[1;31m");
pub(crate) const WARNING: Paint = Paint("\x1b[1;33m");
pub(crate) const NOTE: Paint = Paint("\x1b[1;32m");
pub(crate) const HEAD: Paint = Paint("\x1b[1m");
pub(crate) const PLACE: Paint = Paint("\x1b[36m");

impl Paint {
    pub(crate) fn paint(self, text: impl Display) -> String {
        format!("{}{text}\x1b[0m", self.0)
    }
}

/// Standard output for data, byte for byte.
pub(crate) fn data() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Standard output for people: colours reach a terminal only.
pub(crate) fn page() -> BufWriter<AutoStream<StdoutLock<'static>>> {
    BufWriter::new(anstream::stdout().lock())
}

/// A line for people on standard error, where anybody listens.
pub(crate) fn say(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Whether a person watches standard error.
pub(crate) fn is_watched() -> bool {
    let ci =
        std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0");
    io::stderr().is_terminal() && !ci
}

/// Prints one record as a line of JSON.
pub(crate) fn json_line(out: &mut impl Write, record: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, record).map_err(Failure::Json)?;
    out.write_all(b"\n").map_err(Failure::Output)
}

/// A text from outside, such that a terminal shows it and obeys nothing in it.
///
/// Characters for control and for the direction of writing become visible signs; line breaks and
/// tabs stay.
pub(crate) fn neutral(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| shown(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(shown).collect())
}

/// The same on one line.
pub(crate) fn neutral_line(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { shown(c) }).collect()
}

/// At most so many characters of a text on one line, with a sign where it is cut.
pub(crate) fn brief(text: &str, most: usize) -> String {
    let line = neutral_line(text);
    match line.char_indices().nth(most) {
        None => line,
        Some((cut, _)) => format!("{}…", line.get(..cut).unwrap_or_default().trim_end()),
    }
}

fn shown(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\u{7f}' => '\u{2421}',
        // The pictures of the control characters stand in their order.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            '\u{fffd}'
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{brief, neutral, neutral_line};

    #[test]
    fn a_terminal_obeys_nothing_in_a_text() {
        assert_eq!(neutral("a\x1b[31mb\u{9b}2Jc\u{202e}d"), "a␛[31mb\u{fffd}2Jc\u{fffd}d");
        assert_eq!(neutral("plain – text\n"), "plain – text\n");
        assert_eq!(neutral_line("a\r\nb"), "a  b");
    }

    #[test]
    fn a_brief_text_is_cut_between_characters() {
        assert_eq!(brief("ééé", 2), "éé…");
        assert_eq!(brief("éé", 2), "éé");
    }
}
