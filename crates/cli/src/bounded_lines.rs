//! Reads lines of limited length from a stream.

use std::io::{self, BufRead, Read as _};

/// A line of a stream.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The bytes without the line end.
    Complete(Vec<u8>),
    /// The line exceeds the limit and was skipped.
    TooLong,
}

/// Reads the next line of at most `limit` bytes. Returns `None` at the end of the stream.
pub(crate) fn next_line(input: &mut impl BufRead, limit: u64) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    if input.by_ref().take(limit.saturating_add(1)).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if u64::try_from(line.len()).is_ok_and(|length| length > limit) {
        drop(line);
        input.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Complete(line)))
}

#[cfg(test)]
mod tests {
    use super::{Line, next_line};

    #[test]
    fn lines_beyond_the_limit_are_skipped() {
        let long = "x".repeat(100_000);
        let text = format!("one\n{long}\n\ntwelve bytes\n{long}");
        let mut input = text.as_bytes();
        let mut lines = Vec::new();
        while let Some(line) = next_line(&mut input, 12).unwrap() {
            lines.push(line);
        }
        let complete = |text: &str| Line::Complete(text.as_bytes().to_vec());
        let expected =
            [complete("one"), Line::TooLong, complete(""), complete("twelve bytes"), Line::TooLong];
        assert_eq!(lines, expected);
    }
}
