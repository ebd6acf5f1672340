//! Characters within an article's words that nobody sees.

use annals_model::{Diagnostic, DiagnosticKind};
use annals_text::is_unseen;

use crate::layer::Layer;

/// Where the first one stands that has no business in words.
///
/// Soft hyphens have, marks of direction have in a text that holds words written from right to left, and
/// joiners and spaces without width in the scripts behind Hebrew, but not between two letters of Latin, Greek
/// or Cyrillic.
pub(crate) fn remark(text: &Layer<'_>, path: &str) -> Option<Diagnostic> {
    let words = text.text();
    if words.is_ascii() {
        return None;
    }
    let leftward = words.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'));
    let mut found = words.char_indices().filter(|(at, c)| match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => !leftward,
        '\u{ad}' => false,
        c if is_unseen(*c) => is_within_a_word(words, *at, c.len_utf8()),
        _ => false,
    });
    let (at, first) = found.next()?;
    let more = found.count();
    let message = format!(
        "U+{:04X} stands here, which nobody sees, and {more} more such characters in the article; names are \
         compared without them",
        u32::from(first)
    );
    Some(text.diagnostic(path, at, DiagnosticKind::Unseen, message))
}

/// Whether letters of alphabets that need no joiners stand on both sides.
fn is_within_a_word(text: &str, at: usize, length: usize) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && c < '\u{590}';
    let seen = |c: &char| !is_unseen(*c);
    let before = text.get(..at).and_then(|text| text.chars().rev().find(seen));
    let behind = text.get(at + length..).and_then(|text| text.chars().find(seen));
    before.is_some_and(is_letter) && behind.is_some_and(is_letter)
}

#[cfg(test)]
mod tests {
    use annals_model::Encoding;

    use super::remark;
    use crate::layer::Layer;

    fn told(text: &str) -> Option<(usize, usize, String)> {
        let diagnostic = remark(&Layer::of_file(text, Encoding::Utf8), "a.md")?;
        Some((
            diagnostic.line,
            diagnostic.column,
            diagnostic.message.split(',').next().unwrap_or_default().to_owned(),
        ))
    }

    #[test]
    fn what_misleads_the_eye_is_told() {
        let at = |line, column, code: &str| Some((line, column, format!("U+{code} stands here")));
        assert_eq!(told("The mill\nof Ada Mo\u{200b}reau."), at(2, 10, "200B"));
        assert_eq!(told("Ada \u{202e}uaeroM\u{202c} said"), at(1, 5, "202E"));
        assert_eq!(told("Мо\u{200d}рев"), at(1, 3, "200D"));
    }

    #[test]
    fn what_scripts_need_is_not() {
        assert_eq!(told("a long\u{ad}ish word \u{feff}and\u{200b} ends"), None);
        assert_eq!(told("\u{2067}\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{2069} said Ada"), None);
        assert_eq!(told("\u{e27}\u{e31}\u{e19}\u{200b}\u{e19}\u{e35}\u{e49}"), None);
        assert_eq!(told("\u{645}\u{6cc}\u{200c}\u{62e}"), None);
    }
}
