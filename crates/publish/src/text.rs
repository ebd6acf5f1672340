//! Escapes text for a CSV cell: quoting (RFC 4180), spreadsheet formulas, control characters.

/// Separates the items of a list.
pub(crate) const DELIMITER: char = '|';

/// Escapes a delimiter, or itself, inside an item.
pub(crate) const ESCAPE: char = '\\';

/// Prefix of a cell that a spreadsheet would run as a formula.
pub(crate) const DEFUSER: char = '\'';

/// Characters that start a formula, or that spreadsheets skip before one. East Asian input methods type the
/// full-width forms of the first four.
pub(crate) const FORMULA_SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// How a byte of a cell must be handled.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// Copied.
    Plain,
    /// Copied, in a quoted cell.
    Quoted,
    /// The first byte of a quotation mark, or possibly of a control character, which must be decoded.
    Character,
}

const MARKS: [Mark; 256] = {
    let mut marks = [Mark::Plain; 256];
    let mut byte = 0;
    while byte < 256 {
        marks[byte] = match byte as u8 {
            b',' | b'\n' | b'\r' => Mark::Quoted,
            // 0xC2 is the first byte of the control characters U+0080 to U+009F.
            b'"' | 0..=0x08 | 0x0B | 0x0C | 0x0E..=0x1F | 0x7F | 0xC2 => Mark::Character,
            _ => Mark::Plain,
        };
        byte += 1;
    }
    marks
};

fn mark(byte: u8) -> Mark {
    MARKS.get(usize::from(byte)).copied().unwrap_or(Mark::Character)
}

/// Whether a spreadsheet could run the cell as a formula. A cell that already starts with apostrophes before a formula
/// sign is included, so that removing one apostrophe always restores the text.
fn needs_defusing(text: &str) -> bool {
    text.trim_start_matches(DEFUSER).starts_with(FORMULA_SIGNS)
}

/// Appends a cell.
pub(crate) fn push_cell(out: &mut Vec<u8>, text: &str) {
    let defused = needs_defusing(text);
    let worst = text.bytes().map(mark).max().unwrap_or(Mark::Plain);
    let quoted = worst > Mark::Plain && text.bytes().any(|byte| byte == b'"' || mark(byte) == Mark::Quoted);
    if quoted {
        out.push(b'"');
    }
    if defused {
        out.push(DEFUSER as u8);
    }
    if worst < Mark::Character {
        out.extend_from_slice(text.as_bytes());
    } else {
        push_escaped(out, text);
    }
    if quoted {
        out.push(b'"');
    }
}

/// Appends the text of a cell, with quotation marks doubled and control characters replaced.
fn push_escaped(out: &mut Vec<u8>, text: &str) {
    let mut rest = text;
    while let Some((plain, from)) =
        rest.bytes().position(|byte| mark(byte) == Mark::Character).and_then(|at| rest.split_at_checked(at))
    {
        out.extend_from_slice(plain.as_bytes());
        let mut chars = from.chars();
        match chars.next() {
            Some('"') => out.extend_from_slice(b"\"\""),
            Some(c) => out.extend_from_slice(visible(c).encode_utf8(&mut [0; 4]).as_bytes()),
            None => {}
        }
        rest = chars.as_str();
    }
    out.extend_from_slice(rest.as_bytes());
}

/// Returns the control picture of a control character, which could break a line or control a terminal.
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
    let mut rest = item;
    while let Some((plain, from)) = rest.find([DELIMITER, ESCAPE]).and_then(|at| rest.split_at_checked(at)) {
        list.push_str(plain);
        list.push(ESCAPE);
        let mut chars = from.chars();
        list.extend(chars.next());
        rest = chars.as_str();
    }
    list.push_str(rest);
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

    /// Restores the text of a cell as the codebook describes.
    fn undefused(cell: &str) -> &str {
        match cell.strip_prefix(DEFUSER) {
            Some(rest) if needs_defusing(rest) => rest,
            _ => cell,
        }
    }

    proptest::proptest! {
        #[test]
        fn the_text_can_be_restored(text in "[-=+@'\"|,;\\\\\t\n\r aé\u{1b}\u{85}＝]{0,12}|.{0,20}") {
            let line = format!("x,{}\n", cell(&text));
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
            let record = reader.records().next().unwrap().unwrap();
            proptest::prop_assert_eq!(record.len(), 2);
            let shown: String = text.chars().map(visible).collect();
            proptest::prop_assert_eq!(undefused(&record[1]), shown);
            proptest::prop_assert!(!record[1].starts_with(FORMULA_SIGNS));
        }

        #[test]
        fn items_can_be_separated(items in proptest::collection::vec("[a|\\\\é]{1,5}", 1..4)) {
            let mut list = String::new();
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    list.push(DELIMITER);
                }
                push_item(&mut list, item);
            }
            let mut apart = vec![String::new()];
            let mut chars = list.chars();
            while let Some(c) = chars.next() {
                match c {
                    ESCAPE => apart.last_mut().unwrap().extend(chars.next()),
                    DELIMITER => apart.push(String::new()),
                    _ => apart.last_mut().unwrap().push(c),
                }
            }
            proptest::prop_assert_eq!(apart, items);
        }
    }
}
