//! Text as a cell of CSV: quoted (RFC 4180), harmless in a spreadsheet and on a terminal.

/// Joins the items of a list.
pub(crate) const DELIMITER: char = '|';

/// Stands before a delimiter, or before itself, inside an item.
pub(crate) const ESCAPE: char = '\\';

/// Defuses a cell that a spreadsheet would run.
pub(crate) const DEFUSER: char = '\'';

/// What a spreadsheet takes for the start of a formula, or drops before one. The wide forms are
/// what East Asian input methods type for the first four.
pub(crate) const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Whether a spreadsheet could run the cell; a cell that only looks defused is taken for one too,
/// so that taking one apostrophe away gives back the text.
fn needs_defusing(text: &str) -> bool {
    text.trim_start_matches(DEFUSER).starts_with(FORMULA_SIGNS)
}

/// Appends a cell.
pub(crate) fn push_cell(out: &mut Vec<u8>, text: &str) {
    let defused = needs_defusing(text);
    if !defused && text.bytes().all(is_plain) {
        out.extend_from_slice(text.as_bytes());
        return;
    }
    let quoted = text.bytes().any(|byte| matches!(byte, b'"' | b',' | b'\n' | b'\r'));
    let mut buffer = [0; 4];
    if quoted {
        out.push(b'"');
    }
    if defused {
        out.extend_from_slice(DEFUSER.encode_utf8(&mut buffer).as_bytes());
    }
    for c in text.chars() {
        if c == '"' {
            out.push(b'"');
        }
        out.extend_from_slice(visible(c).encode_utf8(&mut buffer).as_bytes());
    }
    if quoted {
        out.push(b'"');
    }
}

/// Whether the byte stands for itself wherever it is. (0xC2 begins the C1 control characters.)
fn is_plain(byte: u8) -> bool {
    !matches!(byte, 0..=0x1F | b'"' | b',' | 0x7F | 0xC2)
}

/// The picture of a control character, which could end a reader's line or steer a terminal.
fn visible(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\x1F' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7F' => '\u{2421}',
        '\u{80}'..='\u{9F}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    }
}

/// Appends an item to a list.
pub(crate) fn push_item(list: &mut String, item: &str) {
    for c in item.chars() {
        if c == DELIMITER || c == ESCAPE {
            list.push(ESCAPE);
        }
        list.push(c);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> String {
        let mut out = Vec::new();
        push_cell(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn quotes_where_needed() {
        assert_eq!(cell(""), "");
        assert_eq!(cell("plain words; and «more»"), "plain words; and «more»");
        assert_eq!(cell("a, b"), "\"a, b\"");
        assert_eq!(cell("a \"b\""), "\"a \"\"b\"\"\"");
        assert_eq!(cell("a\nb\rc"), "\"a\nb\rc\"");
    }

    #[test]
    fn defuses_formulas_reversibly() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("-0479"), "'-0479");
        assert_eq!(cell("@a, b"), "\"'@a, b\"");
        assert_eq!(cell("\ta"), "'\ta");
        assert_eq!(cell("＝1"), "'＝1");
        assert_eq!(cell("'=1"), "''=1");
        assert_eq!(cell("''+1"), "'''+1");
        assert_eq!(cell("'twas"), "'twas");
        assert_eq!(cell("1=1"), "1=1");
    }

    #[test]
    fn shows_control_characters() {
        assert_eq!(cell("a\0b\x1B[31m\x7F\u{9B}2J\u{A0}"), "a␀b␛[31m␡\u{FFFD}2J\u{A0}");
    }

    #[test]
    fn escapes_items() {
        let mut list = String::new();
        push_item(&mut list, "a|b\\c");
        assert_eq!(list, "a\\|b\\\\c");
    }
}
