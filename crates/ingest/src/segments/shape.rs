//! What a line can be told to be by itself: the marks of Markdown and tables, and the layout
//! patterns.

use std::ops::Range;

use annals_knowledge::{LayoutRules, LineMatch};

use super::lines::{Line, trimmed};

/// What a line is by itself. Ranges are those of its words without the mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Shape<'t> {
    Blank,
    /// A row of a table, or its rules.
    Table,
    /// Table bars around nothing, such as a page system leaves around a picture.
    Bars,
    /// Words with one bar before or behind them.
    Framed(Range<usize>),
    /// A row of one repeated sign, or the fence of a code block.
    Rule,
    /// `# Words`, with the number of hashes.
    Heading(usize, Range<usize>),
    /// An item of a list.
    Item(Range<usize>),
    /// An item with a number, which only its neighbours tell from the end of a sentence.
    Numbered(u32, Range<usize>),
    /// A note below the article, or its number alone.
    Note,
    /// What the layout patterns say.
    Known(LineMatch<'t>),
    /// Nothing shows what it is.
    Text(Range<usize>),
}

pub(crate) fn shape<'t>(rules: &LayoutRules, text: &'t str, line: &Line) -> Shape<'t> {
    let words = line.words(text);
    let Some(first) = words.chars().next() else { return Shape::Blank };
    let marked = match first {
        '#' => heading(text, line),
        '>' => return quoted(text, line),
        '-' | '*' | '+' | '_' | '=' | '~' | '`' => rule(words).or_else(|| item(text, line)),
        '•' | '‣' | '▪' | '●' | '◦' | '·' => item(text, line),
        '0'..='9' => numbered(text, line),
        '[' => note(words),
        _ => None,
    };
    marked
        .or_else(|| table(text, line))
        .or_else(|| rules.line(unstressed(words)).map(Shape::Known))
        .unwrap_or_else(|| Shape::Text(line.range.clone()))
}

/// A line without the signs of emphasis around the whole of it.
fn unstressed(words: &str) -> &str {
    let bare = words.trim_matches(['*', '_']);
    let is_around = words.starts_with(['*', '_']) && words.ends_with(['*', '_']);
    if is_around && !bare.contains(['*', '_']) { bare.trim() } else { words }
}

fn quoted<'t>(text: &'t str, line: &Line) -> Shape<'t> {
    let words = line.words(text);
    let mark = words.len() - words.trim_start_matches(['>', ' ']).len();
    let range = trimmed(text, line.range.start + mark..line.range.end);
    if range.is_empty() { Shape::Rule } else { Shape::Text(range) }
}

fn heading<'t>(text: &'t str, line: &Line) -> Option<Shape<'t>> {
    let words = line.words(text);
    let hashes = words.len() - words.trim_start_matches('#').len();
    let rest = words.get(hashes..).filter(|rest| hashes <= 6 && rest.starts_with(char::is_whitespace))?;
    let end = line.range.start + hashes + rest.trim_end_matches('#').len();
    let range = trimmed(text, line.range.start + hashes..end);
    (!range.is_empty()).then_some(Shape::Heading(hashes, range))
}

fn rule<'t>(words: &str) -> Option<Shape<'t>> {
    if words.starts_with("```") || words.starts_with("~~~") {
        return Some(Shape::Rule);
    }
    let sign = words.chars().next().filter(|sign| matches!(sign, '-' | '*' | '_' | '='))?;
    let mut count = 0;
    for c in words.chars() {
        match c {
            c if c == sign => count += 1,
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    (count >= 3).then_some(Shape::Rule)
}

fn item<'t>(text: &'t str, line: &Line) -> Option<Shape<'t>> {
    let mark = line.words(text).chars().next().filter(|mark| !matches!(mark, '_' | '=' | '~' | '`'))?;
    let range = behind(text, line, mark.len_utf8())?;
    Some(if range.is_empty() { Shape::Rule } else { Shape::Item(range) })
}

fn numbered<'t>(text: &'t str, line: &Line) -> Option<Shape<'t>> {
    let words = line.words(text);
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let number = words.get(..digits).filter(|_| digits <= 3)?.parse().ok()?;
    words.get(digits..)?.starts_with(['.', ')']).then_some(())?;
    let range = behind(text, line, digits + 1)?;
    (!range.is_empty()).then_some(Shape::Numbered(number, range))
}

/// A note below an article, or its number: `[12] Words`, `[12]`, `[12][13]`.
fn note<'t>(words: &str) -> Option<Shape<'t>> {
    let mut rest = words;
    while let Some(inner) = rest.strip_prefix('[') {
        let (number, behind) = inner.split_once(']')?;
        let is_number = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        rest = Some(behind).filter(|_| is_number)?;
    }
    let is_parted = rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_parted.then_some(Shape::Note)
}

/// The words behind a mark of so many bytes, if white space parts them from it.
fn behind(text: &str, line: &Line, mark: usize) -> Option<Range<usize>> {
    let rest = line.words(text).get(mark..)?;
    let is_parted = rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_parted.then(|| trimmed(text, line.range.start + mark..line.range.end))
}

fn table<'t>(text: &'t str, line: &Line) -> Option<Shape<'t>> {
    let words = line.words(text);
    let bars = memchr::memchr_iter(b'|', words.as_bytes()).count();
    let (opens, closes) = (words.starts_with('|'), words.ends_with('|'));
    if !(opens || closes || words.starts_with('+') || is_dashed_row(words, bars)) {
        return None;
    }
    if words.chars().all(|c| c == '|' || c.is_whitespace()) {
        return Some(Shape::Bars);
    }
    if words.chars().all(|c| matches!(c, '|' | '+' | '-' | '=' | ':') || c.is_whitespace()) {
        return Some(Shape::Table);
    }
    match bars.saturating_sub(usize::from(opens) + usize::from(closes)) {
        0 if opens || closes => {
            let start = line.range.start + usize::from(opens);
            let end = line.range.end - usize::from(closes);
            Some(Shape::Framed(trimmed(text, start..end.max(start))))
        }
        0 => None,
        _ => Some(Shape::Table),
    }
}

/// `---|---`, below the head of a table without outer bars.
fn is_dashed_row(words: &str, bars: usize) -> bool {
    bars > 0 && words.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use annals_knowledge::{Files, Layout};

    use super::{Shape, shape};
    use crate::segments::lines::lines;

    fn told(text: &str) -> String {
        let layout = Layout::load(&Files::default()).unwrap();
        let line = lines(text, 0..text.len()).next().unwrap();
        match shape(layout.rules(None), text, &line) {
            Shape::Heading(level, range) => format!("heading {level} {}", &text[range]),
            Shape::Numbered(number, range) => format!("item {number} {}", &text[range]),
            Shape::Item(range) => format!("item {}", &text[range]),
            Shape::Framed(range) => format!("framed {}", &text[range]),
            Shape::Text(range) => format!("text {}", &text[range]),
            other => format!("{other:?}").to_lowercase(),
        }
    }

    #[test]
    fn marks_tell_what_a_line_is() {
        assert_eq!(told(" "), "blank");
        assert_eq!(told("## The mill ##"), "heading 2 The mill");
        assert_eq!(told("#mill"), "text #mill");
        assert_eq!(told("-   The mill"), "item The mill");
        assert_eq!(told("• The mill"), "item The mill");
        assert_eq!(told("-- The mill"), "text -- The mill");
        assert_eq!(told("-"), "rule");
        assert_eq!(told("12) The mill"), "item 12 The mill");
        assert_eq!(told("1953. The mill"), "text 1953. The mill");
        assert_eq!(told("3.5 mills"), "text 3.5 mills");
        assert_eq!(told("> The mill"), "text The mill");
        assert_eq!(told("* * *"), "rule");
        assert_eq!(told("====="), "rule");
        assert!(told("[12] Ann Lee, The Mill") == "note" && told("[1][2]") == "note");
        assert!(told("[the] mill").starts_with("text") && told("[1").starts_with("text"));
    }

    #[test]
    fn bars_make_tables_or_frames() {
        assert_eq!(told("|"), "bars");
        assert_eq!(told("| |"), "bars");
        assert_eq!(told("+---+:==+"), "table");
        assert_eq!(told("---|:--"), "table");
        assert_eq!(told("| mill | river |"), "table");
        assert_eq!(told("The mill at noon. |"), "framed The mill at noon.");
        assert_eq!(told("| The mill |"), "framed The mill");
        assert_eq!(told("| The mill"), "framed The mill");
        assert_eq!(told("mill | river"), "text mill | river");
        assert_eq!(told("+1 mill"), "text +1 mill");
    }
}
