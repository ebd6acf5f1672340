//! Classifies a line by itself: by the markup of Markdown and tables, and by the layout patterns.

use std::ops::Range;

use annals_knowledge::{LayoutRules, LineMatch};

use crate::lines::{Line, trim_range};

/// The shape of a line. Ranges exclude the markup.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LineShape<'t> {
    Blank,
    /// A row or a rule of a table.
    Table,
    /// Table bars without text, which content management systems leave around pictures.
    Bars,
    /// Text with a bar before or after it.
    Framed(Range<usize>),
    /// A row of one repeated character, or the fence of a code block.
    Rule,
    /// `# Text`, with the number of hashes.
    Heading(usize, Range<usize>),
    /// An item of a list.
    Item(Range<usize>),
    /// A number and text: an item, or the end of a sentence, depending on the other lines.
    Numbered(u32, Range<usize>),
    /// A footnote or its number alone.
    Footnote,
    /// A line that a layout pattern matches.
    Matched(LineMatch<'t>),
    /// Any other line.
    Text(Range<usize>),
}

/// Returns the shape of a line.
pub(crate) fn shape<'t>(rules: &LayoutRules, text: &'t str, line: &Line) -> LineShape<'t> {
    let content = line.text(text);
    let Some(first) = content.chars().next() else { return LineShape::Blank };
    let by_markup = match first {
        '#' => heading(text, line),
        '>' => return quoted(text, line),
        '-' | '*' | '+' | '_' | '=' | '~' | '`' => rule(content).or_else(|| item(text, line)),
        '•' | '‣' | '▪' | '●' | '◦' | '·' => item(text, line),
        '0'..='9' => numbered(text, line),
        '[' => footnote(content),
        _ => None,
    };
    by_markup
        .or_else(|| table(text, line))
        .or_else(|| rules.line(without_emphasis(content)).map(LineShape::Matched))
        .unwrap_or_else(|| LineShape::Text(line.range.clone()))
}

/// Returns a line without Markdown emphasis around the whole of it.
fn without_emphasis(content: &str) -> &str {
    let bare = content.trim_matches(['*', '_']);
    let is_around = content.starts_with(['*', '_']) && content.ends_with(['*', '_']);
    if is_around && !bare.contains(['*', '_']) { bare.trim() } else { content }
}

fn quoted<'t>(text: &'t str, line: &Line) -> LineShape<'t> {
    let content = line.text(text);
    let marker = content.len() - content.trim_start_matches(['>', ' ']).len();
    let range = trim_range(text, line.range.start + marker..line.range.end);
    if range.is_empty() { LineShape::Rule } else { LineShape::Text(range) }
}

fn heading<'t>(text: &'t str, line: &Line) -> Option<LineShape<'t>> {
    let content = line.text(text);
    let hashes = content.len() - content.trim_start_matches('#').len();
    let rest = content.get(hashes..).filter(|rest| hashes <= 6 && rest.starts_with(char::is_whitespace))?;
    let end = line.range.start + hashes + rest.trim_end_matches('#').len();
    let range = trim_range(text, line.range.start + hashes..end);
    (!range.is_empty()).then_some(LineShape::Heading(hashes, range))
}

fn rule<'t>(content: &str) -> Option<LineShape<'t>> {
    if content.starts_with("```") || content.starts_with("~~~") {
        return Some(LineShape::Rule);
    }
    let character = content.chars().next().filter(|c| matches!(c, '-' | '*' | '_' | '='))?;
    let mut count = 0;
    for c in content.chars() {
        match c {
            c if c == character => count += 1,
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    (count >= 3).then_some(LineShape::Rule)
}

fn item<'t>(text: &'t str, line: &Line) -> Option<LineShape<'t>> {
    let marker = line.text(text).chars().next().filter(|marker| !matches!(marker, '_' | '=' | '~' | '`'))?;
    let range = after_marker(text, line, marker.len_utf8())?;
    Some(if range.is_empty() { LineShape::Rule } else { LineShape::Item(range) })
}

fn numbered<'t>(text: &'t str, line: &Line) -> Option<LineShape<'t>> {
    let content = line.text(text);
    let digits = content.bytes().take_while(u8::is_ascii_digit).count();
    let number = content.get(..digits).filter(|_| digits <= 3)?.parse().ok()?;
    content.get(digits..)?.starts_with(['.', ')']).then_some(())?;
    let range = after_marker(text, line, digits + 1)?;
    (!range.is_empty()).then_some(LineShape::Numbered(number, range))
}

/// Recognises a footnote or its number: `[12] Text`, `[12]`, `[12][13]`.
fn footnote<'t>(content: &str) -> Option<LineShape<'t>> {
    let mut rest = content;
    while let Some(inner) = rest.strip_prefix('[') {
        let (number, following) = inner.split_once(']')?;
        let is_number = (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        rest = Some(following).filter(|_| is_number)?;
    }
    let is_separate = rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_separate.then_some(LineShape::Footnote)
}

/// Returns the text after a marker of `marker` bytes, if white space follows the marker.
fn after_marker(text: &str, line: &Line, marker: usize) -> Option<Range<usize>> {
    let rest = line.text(text).get(marker..)?;
    let is_separate = rest.is_empty() || rest.starts_with(char::is_whitespace);
    is_separate.then(|| trim_range(text, line.range.start + marker..line.range.end))
}

fn table<'t>(text: &'t str, line: &Line) -> Option<LineShape<'t>> {
    let content = line.text(text);
    let bars = memchr::memchr_iter(b'|', content.as_bytes()).count();
    let (opens, closes) = (content.starts_with('|'), content.ends_with('|'));
    if !(opens || closes || content.starts_with('+') || is_dashed_row(content, bars)) {
        return None;
    }
    if content.chars().all(|c| c == '|' || c.is_whitespace()) {
        return Some(LineShape::Bars);
    }
    if content.chars().all(|c| matches!(c, '|' | '+' | '-' | '=' | ':') || c.is_whitespace()) {
        return Some(LineShape::Table);
    }
    match bars.saturating_sub(usize::from(opens) + usize::from(closes)) {
        0 if opens || closes => {
            let start = line.range.start + usize::from(opens);
            let end = line.range.end - usize::from(closes);
            Some(LineShape::Framed(trim_range(text, start..end.max(start))))
        }
        0 => None,
        _ => Some(LineShape::Table),
    }
}

/// Recognises `---|---`, the rule below the header of a table without outer bars.
fn is_dashed_row(content: &str, bars: usize) -> bool {
    bars > 0 && content.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use annals_knowledge::{Files, Layout};

    use super::{LineShape, shape};
    use crate::lines::lines;

    fn described(text: &str) -> String {
        let layout = Layout::load(&Files::default()).unwrap();
        let line = lines(text, 0..text.len()).next().unwrap();
        match shape(layout.rules(None), text, &line) {
            LineShape::Heading(level, range) => format!("heading {level} {}", &text[range]),
            LineShape::Numbered(number, range) => format!("item {number} {}", &text[range]),
            LineShape::Item(range) => format!("item {}", &text[range]),
            LineShape::Framed(range) => format!("framed {}", &text[range]),
            LineShape::Text(range) => format!("text {}", &text[range]),
            other => format!("{other:?}").to_lowercase(),
        }
    }

    #[test]
    fn markup_determines_the_shape() {
        assert_eq!(described(" "), "blank");
        assert_eq!(described("## The mill ##"), "heading 2 The mill");
        assert_eq!(described("#mill"), "text #mill");
        assert_eq!(described("-   The mill"), "item The mill");
        assert_eq!(described("• The mill"), "item The mill");
        assert_eq!(described("-- The mill"), "text -- The mill");
        assert_eq!(described("-"), "rule");
        assert_eq!(described("12) The mill"), "item 12 The mill");
        assert_eq!(described("1953. The mill"), "text 1953. The mill");
        assert_eq!(described("3.5 mills"), "text 3.5 mills");
        assert_eq!(described("> The mill"), "text The mill");
        assert_eq!(described("* * *"), "rule");
        assert_eq!(described("====="), "rule");
        assert!(described("[12] Ann Lee, The Mill") == "footnote" && described("[1][2]") == "footnote");
        assert!(described("[the] mill").starts_with("text") && described("[1").starts_with("text"));
    }

    #[test]
    fn bars_are_tables_or_frames() {
        assert_eq!(described("|"), "bars");
        assert_eq!(described("| |"), "bars");
        assert_eq!(described("+---+:==+"), "table");
        assert_eq!(described("---|:--"), "table");
        assert_eq!(described("| mill | river |"), "table");
        assert_eq!(described("The mill at noon. |"), "framed The mill at noon.");
        assert_eq!(described("| The mill |"), "framed The mill");
        assert_eq!(described("| The mill"), "framed The mill");
        assert_eq!(described("mill | river"), "text mill | river");
        assert_eq!(described("+1 mill"), "text +1 mill");
    }
}
