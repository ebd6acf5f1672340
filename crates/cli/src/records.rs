//! Lines from a pipe, none of which is held beyond a bound.

use std::io::{self, BufRead, Read as _};

/// A line of a pipe.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Its bytes, without its end.
    Whole(Vec<u8>),
    /// It was passed over, having more bytes than it may.
    TooLong,
}

/// The next line; nothing at the end.
pub(crate) fn next_line(input: &mut impl BufRead, most: u64) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    if input.by_ref().take(most.saturating_add(1)).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
    } else if u64::try_from(line.len()).is_ok_and(|length| length > most) {
        drop(line);
        input.skip_until(b'\n')?;
        return Ok(Some(Line::TooLong));
    }
    Ok(Some(Line::Whole(line)))
}

#[cfg(test)]
mod tests {
    use super::{Line, next_line};

    #[test]
    fn a_line_without_end_is_passed_over() {
        let long = "x".repeat(100_000);
        let text = format!("one\n{long}\n\ntwelve bytes\n{long}");
        let mut input = text.as_bytes();
        let mut lines = Vec::new();
        while let Some(line) = next_line(&mut input, 12).unwrap() {
            lines.push(line);
        }
        let whole = |text: &str| Line::Whole(text.as_bytes().to_vec());
        let expected = [whole("one"), Line::TooLong, whole(""), whole("twelve bytes"), Line::TooLong];
        assert_eq!(lines, expected);
    }
}
