//! Slugs: the readable part of identifiers.

use annals_text::is_unseen;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Returns lower-case ASCII words joined by hyphens: the readable part of an identifier.
///
/// Drops combining marks, apostrophes and invisible characters, and spells out letters with a stroke and ligatures,
/// so that spelling variants of a name have the same slug. Letters of other scripts are kept.
///
/// ```
/// use annals_model::slug;
///
/// assert_eq!(slug("Łódź  People’s Army"), "lodz-peoples-army");
/// ```
#[must_use]
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    if text.is_ascii() {
        for byte in text.bytes().filter(|byte| *byte != b'\'') {
            if !byte.is_ascii_alphanumeric() {
                gap = !slug.is_empty();
                continue;
            }
            if std::mem::take(&mut gap) {
                slug.push('-');
            }
            slug.push(char::from(byte.to_ascii_lowercase()));
        }
        return slug;
    }
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        let spelled = match c {
            'đ' | 'ð' => "d",
            'ø' => "o",
            'ł' => "l",
            'ħ' => "h",
            'ı' => "i",
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'þ' => "th",
            // An apostrophe does not separate words: "people's" is one word.
            '\'' | '’' | '‘' | 'ʼ' => continue,
            c if is_unseen(c) => continue,
            _ => "",
        };
        if spelled.is_empty() && !c.is_alphanumeric() {
            gap = !slug.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            slug.push('-');
        }
        if spelled.is_empty() {
            slug.push(c);
        } else {
            slug.push_str(spelled);
        }
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::slug;

    #[test]
    fn spelling_variants_have_the_same_slug() {
        assert_eq!(slug("Đặng Văn  Ngữ"), "dang-van-ngu");
        assert_eq!(slug("The People’s Army"), "the-peoples-army");
        assert_eq!(slug("The People's Army"), "the-peoples-army");
        assert_eq!(slug("\u{202e}Ada\u{202c} Mo\u{200b}reau"), "ada-moreau");
        assert_eq!(slug(" -- "), "");
        // The ASCII fast path gives the same result.
        assert_eq!(slug("A'b  C-1. \u{300}"), slug("A'b  C-1. "));
    }
}
