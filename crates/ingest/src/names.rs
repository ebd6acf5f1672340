//! What file names say: the format, the id, and which ids no file system keeps apart.

use unicode_normalization::UnicodeNormalization;

/// The name without its folders.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The name without its folders and its last extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = file_name(path);
    match name.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => name,
    }
}

/// Whether a name has an extension of plain text or Markdown.
pub(crate) fn is_text(path: &str) -> bool {
    let extension = file_name(path).rsplit_once('.').map_or("", |(_, extension)| extension);
    ["md", "markdown", "txt", "text"].iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// A stem as the least discerning file system sees it: without case or Unicode form.
pub(crate) fn neutral(stem: &str) -> String {
    stem.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::{is_text, neutral, stem};

    #[test]
    fn stems_and_formats() {
        assert_eq!(stem("a/b.c.md"), "b.c");
        assert_eq!(stem("a.b/c"), "c");
        assert_eq!(stem(".md"), ".md");
        assert!(is_text("a/b.MD") && is_text("b.text") && !is_text("b.html") && !is_text("md"));
    }

    #[test]
    fn case_and_unicode_form_are_neutral() {
        assert_eq!(neutral("Ho\u{300}a"), neutral("hÒa"));
        assert_ne!(neutral("hoa"), neutral("hÒa"));
    }
}
