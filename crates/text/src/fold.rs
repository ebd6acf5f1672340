//! The form in which words are looked up, and tests of single words and characters.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// Returns the form in which a word is looked up, so that tables need one spelling.
///
/// Letters become lower case, typographic apostrophes, quotation marks and dashes become ASCII, letters are composed
/// with the combining marks that follow them (NFC), and invisible characters are removed.
///
/// ```
/// assert_eq!(annals_text::fold("People’s"), "people's");
/// ```
#[must_use]
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    Cow::Owned(composed(word).chars().flat_map(folded).collect())
}

/// Folds one character of a composed word.
pub(crate) fn folded(c: char) -> std::char::ToLowercase {
    let plain = match c {
        '’' | '‘' | 'ʼ' | '′' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '“' | '”' | '„' | '«' | '»' => '"',
        other => other,
    };
    plain.to_lowercase()
}

/// Returns the word in NFC without invisible characters.
pub(crate) fn composed(word: &str) -> Cow<'_, str> {
    let is_plain = !word.chars().any(|c| matches!(c, '\u{300}'..='\u{36f}') || is_unseen(c));
    if is_plain {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.chars().filter(|c| !is_unseen(*c)).nfc().collect())
    }
}

/// Returns whether a character is invisible: soft hyphens, joiners, zero-width spaces, byte order marks and
/// directional formatting characters.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// Returns whether a word begins with a capital letter.
#[must_use]
pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Returns whether a word has at least two capital letters and no lower-case letter.
#[must_use]
pub fn is_all_capitals(word: &str) -> bool {
    let mut letters = 0;
    for c in word.chars() {
        if c.is_lowercase() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
    }
    letters > 1
}

#[cfg(test)]
mod tests {
    use super::{fold, is_all_capitals};

    #[test]
    fn typography_is_folded() {
        assert_eq!(fold("People’s"), "people's");
        assert_eq!(fold("–"), "-");
        assert_eq!(fold("ĐÔNG"), "đông");
    }

    #[test]
    fn combining_marks_are_composed() {
        for word in ["Ngày", "Nga\u{300}y", "NGA\u{300}Y"] {
            assert_eq!(fold(word), "ngày");
        }
        for word in ["quyền", "quyê\u{300}n", "quye\u{302}\u{300}n", "QUYE\u{302}\u{300}N"] {
            assert_eq!(fold(word), "quyền");
        }
    }

    #[test]
    fn invisible_characters_are_removed() {
        for word in ["Mo\u{200b}reau", "\u{202e}Moreau\u{202c}", "More\u{ad}a\u{feff}u"] {
            assert_eq!(fold(word), "moreau");
        }
    }

    #[test]
    fn an_initial_is_not_all_capitals() {
        assert!(!is_all_capitals("J"));
        assert!(is_all_capitals("NATO"));
        assert!(!is_all_capitals("NATo"));
    }
}
