//! Detects invisible characters in an article's text.

use annals_model::{Diagnostic, DiagnosticKind};
use annals_text::is_unseen;

use crate::mapped_text::MappedText;

/// Reports the first suspicious invisible character.
///
/// Not suspicious are soft hyphens, directional marks in a text with right-to-left script, and joiners and zero width
/// spaces except between two letters of Latin, Greek, Cyrillic and other alphabets before Hebrew in Unicode.
pub(crate) fn check(text: &MappedText<'_>, path: &str) -> Option<Diagnostic> {
    let content = text.text();
    if content.is_ascii() {
        return None;
    }
    let has_rtl = content.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}'));
    let mut found = content.char_indices().filter(|(at, c)| match c {
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => !has_rtl,
        '\u{ad}' => false,
        c if is_unseen(*c) => is_within_word(content, *at, c.len_utf8()),
        _ => false,
    });
    let (at, first) = found.next()?;
    let more = found.count();
    let message = format!(
        "invisible character U+{:04X}, and {more} more in the article; names are compared without such characters",
        u32::from(first)
    );
    Some(text.diagnostic(path, at, DiagnosticKind::Unseen, message))
}

/// Whether a character is between letters of alphabets without joiners.
fn is_within_word(text: &str, at: usize, length: usize) -> bool {
    let is_letter = |c: char| c.is_alphabetic() && c < '\u{590}';
    let is_visible = |c: &char| !is_unseen(*c);
    let preceding = text.get(..at).and_then(|text| text.chars().rev().find(is_visible));
    let following = text.get(at + length..).and_then(|text| text.chars().find(is_visible));
    preceding.is_some_and(is_letter) && following.is_some_and(is_letter)
}

#[cfg(test)]
mod tests {
    use annals_model::Encoding;

    use super::check;
    use crate::mapped_text::MappedText;

    fn checked(text: &str) -> Option<(usize, usize, String)> {
        let diagnostic = check(&MappedText::of_file(text, Encoding::Utf8), "a.md")?;
        Some((
            diagnostic.line,
            diagnostic.column,
            diagnostic.message.split(',').next().unwrap_or_default().to_owned(),
        ))
    }

    #[test]
    fn misleading_characters_are_reported() {
        let at = |line, column, code: &str| Some((line, column, format!("invisible character U+{code}")));
        assert_eq!(checked("The mill\nof Ada Mo\u{200b}reau."), at(2, 10, "200B"));
        assert_eq!(checked("Ada \u{202e}uaeroM\u{202c} said"), at(1, 5, "202E"));
        assert_eq!(checked("Мо\u{200d}рев"), at(1, 3, "200D"));
    }

    #[test]
    fn characters_that_scripts_need_are_not_reported() {
        assert_eq!(checked("a long\u{ad}ish word \u{feff}and\u{200b} ends"), None);
        assert_eq!(checked("\u{2067}\u{5e9}\u{5dc}\u{5d5}\u{5dd}\u{2069} said Ada"), None);
        assert_eq!(checked("\u{e27}\u{e31}\u{e19}\u{200b}\u{e19}\u{e35}\u{e49}"), None);
        assert_eq!(checked("\u{645}\u{6cc}\u{200c}\u{62e}"), None);
    }
}
