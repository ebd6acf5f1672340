//! Standard output and standard error: colours, JSON lines, and neutralising of control characters.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};

use anstream::AutoStream;
use serde::Serialize;

use crate::failure::Failure;

/// An ANSI style. `anstream` removes it if the stream is not a terminal.
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

/// Returns standard output for data: bytes are not changed.
pub(crate) fn data() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(io::stdout().lock())
}

/// Returns standard output for text with colours, which are removed if it is not a terminal.
pub(crate) fn styled() -> BufWriter<AutoStream<StdoutLock<'static>>> {
    BufWriter::new(anstream::stdout().lock())
}

/// Writes a line to standard error. Errors of writing are ignored.
pub(crate) fn report_line(line: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{line}");
}

/// Whether standard error is a terminal outside of CI.
pub(crate) fn is_interactive() -> bool {
    let ci =
        std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false" && value != "0");
    io::stderr().is_terminal() && !ci
}

/// Writes a record as a line of JSON.
pub(crate) fn json_line(out: &mut impl Write, record: &impl Serialize) -> Result<(), Failure> {
    serde_json::to_writer(&mut *out, record).map_err(Failure::Json)?;
    out.write_all(b"\n").map_err(Failure::Output)
}

/// Returns the word that a value is serialised to.
pub(crate) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// Replaces control characters and bidirectional formatting characters by visible ones, so that text of articles cannot
/// control the terminal. Line breaks and tabs are kept.
pub(crate) fn neutral(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| visible(c) == c) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(visible).collect())
}

/// Like [`neutral`], with line breaks and tabs replaced by spaces.
pub(crate) fn neutral_line(text: &str) -> String {
    text.chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { visible(c) }).collect()
}

/// Shortens a text to one line of at most `limit` characters, with an ellipsis if it is truncated.
pub(crate) fn shorten(text: &str, limit: usize) -> String {
    let line = neutral_line(text);
    match line.char_indices().nth(limit) {
        None => line,
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default().trim_end()),
    }
}

fn visible(c: char) -> char {
    match c {
        '\n' | '\t' => c,
        '\u{7f}' => '\u{2421}',
        // The control pictures have the same order as the control characters.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{80}'..='\u{9f}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            '\u{fffd}'
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::{neutral, neutral_line, shorten};

    #[test]
    fn control_characters_become_visible() {
        assert_eq!(neutral("a\x1b[31mb\u{9b}2Jc\u{202e}d"), "a␛[31mb\u{fffd}2Jc\u{fffd}d");
        assert_eq!(neutral("plain – text\n"), "plain – text\n");
        assert_eq!(neutral_line("a\r\nb"), "a  b");
    }

    #[test]
    fn texts_are_shortened_between_characters() {
        assert_eq!(shorten("ééé", 2), "éé…");
        assert_eq!(shorten("éé", 2), "éé");
    }
}
