//! What file names say: the format, the id, and which ids no file system keeps apart.

use annals_containers::{Container, Packing};
use annals_text::is_unseen;
use unicode_normalization::UnicodeNormalization;

/// The name without its folders.
pub(crate) fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The name without its folders and its extension: the last one, and of what is packed both.
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

/// What a file is, by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// One article.
    Article(Format),
    /// Many of them.
    Collection(Container, Packing),
}

/// What a name's extension tells, if it is one that is read.
pub(crate) fn kind(path: &str) -> Option<Kind> {
    let collection =
        || Container::from_name(file_name(path)).map(|(it, packing)| Kind::Collection(it, packing));
    format(path).map(Kind::Article).or_else(collection)
}

/// How an article is written down, by the extension of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    /// Plain text or Markdown.
    Text,
    /// A saved web page.
    Page,
    /// A web page saved with all that it shows, as MHTML.
    Archive,
}

/// The format that a name's extension tells, if it is one that is read.
pub(crate) fn format(path: &str) -> Option<Format> {
    let (_, extension) = file_name(path).rsplit_once('.')?;
    let is_one = |known: &[&str]| known.iter().any(|known| extension.eq_ignore_ascii_case(known));
    match () {
        () if is_one(&["md", "markdown", "txt", "text"]) => Some(Format::Text),
        () if is_one(&["html", "htm", "xhtml"]) => Some(Format::Page),
        () if is_one(&["mhtml", "mht"]) => Some(Format::Archive),
        () => None,
    }
}

/// A stem as the least discerning file system and eye see it: without case, Unicode form and what
/// nobody sees.
pub(crate) fn neutral(stem: &str) -> String {
    stem.nfkc().filter(|c| !is_unseen(*c)).flat_map(char::to_lowercase).nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::{Format, format, neutral, stem};

    #[test]
    fn stems_and_formats() {
        assert_eq!(stem("a/b.c.md"), "b.c");
        assert_eq!(stem("a.b/c"), "c");
        assert_eq!(stem(".md"), ".md");
        assert_eq!((stem("a/b.warc.gz"), stem("b.zip"), stem("b.c.gz")), ("b", "b", "b.c"));
        assert_eq!((format("a/b.MD"), format("b.htm")), (Some(Format::Text), Some(Format::Page)));
        assert_eq!((format("b.pdf"), format("md")), (None, None));
    }

    #[test]
    fn case_and_unicode_form_are_neutral() {
        assert_eq!(neutral("Ho\u{300}a"), neutral("hÒa"));
        assert_ne!(neutral("hoa"), neutral("hÒa"));
        assert_eq!(neutral("mi\u{200b}ll\u{202e}"), neutral("mill"));
    }
}
