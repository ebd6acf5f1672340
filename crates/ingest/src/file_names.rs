//! Derives format and identifier from file names, and compares identifiers.

use annals_containers::{Container, Packing};
use annals_text::is_unseen;
use unicode_normalization::UnicodeNormalization;

/// Returns a path's last component.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Returns the file name without its extension; without both extensions for a compressed collection.
pub(crate) fn stem(path: &str) -> &str {
    let name = file_name(path);
    let without_last = |name: &str| name.rfind('.').filter(|dot| *dot > 0);
    let Some(dot) = without_last(name) else { return name };
    let stem = name.get(..dot).unwrap_or(name);
    match Container::from_name(name) {
        Some((_, Packing::Gzip)) => stem.get(..without_last(stem).unwrap_or(stem.len())).unwrap_or(stem),
        _ => stem,
    }
}

/// The kind of a file by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileKind {
    /// One article.
    Article(Format),
    /// Many articles.
    Collection(Container, Packing),
}

/// Returns the kind of a file by its extension; `None` if the format is unknown.
pub(crate) fn kind(path: &str) -> Option<FileKind> {
    let collection =
        || Container::from_name(file_name(path)).map(|(it, packing)| FileKind::Collection(it, packing));
    format(path).map(FileKind::Article).or_else(collection)
}

/// The format of an article's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text or Markdown.
    Text,
    /// A saved web page.
    Page,
    /// A web page saved as MHTML.
    Mhtml,
}

/// Returns the format of an article by the extension of its file; `None` for other extensions.
pub(crate) fn format(path: &str) -> Option<Format> {
    let (_, extension) = file_name(path).rsplit_once('.')?;
    let is_one = |known: &[&str]| known.iter().any(|known| extension.eq_ignore_ascii_case(known));
    match () {
        () if is_one(&["md", "markdown", "txt", "text"]) => Some(Format::Text),
        () if is_one(&["html", "htm", "xhtml"]) => Some(Format::Page),
        () if is_one(&["mhtml", "mht"]) => Some(Format::Mhtml),
        () => None,
    }
}

/// Normalises an identifier: without case, Unicode form and invisible characters, which not every file system and no
/// reader distinguishes.
pub(crate) fn normalized(stem: &str) -> String {
    stem.nfkc().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase).nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::{Format, format, normalized, stem};

    #[test]
    fn stems_and_formats_follow_from_names() {
        assert_eq!(stem("a/b.c.md"), "b.c");
        assert_eq!(stem("a.b/c"), "c");
        assert_eq!(stem(".md"), ".md");
        assert_eq!((stem("a/b.warc.gz"), stem("b.zip"), stem("b.c.gz")), ("b", "b", "b.c"));
        assert_eq!((format("a/b.MD"), format("b.htm")), (Some(Format::Text), Some(Format::Page)));
        assert_eq!((format("b.pdf"), format("md")), (None, None));
    }

    #[test]
    fn case_and_unicode_form_are_ignored() {
        assert_eq!(normalized("Ho\u{300}a"), normalized("hÒa"));
        assert_ne!(normalized("hoa"), normalized("hÒa"));
        assert_eq!(normalized("mi\u{200b}ll\u{202e}"), normalized("mill"));
    }
}
