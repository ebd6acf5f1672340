//! A text with its mapping to the bytes of its file.

use std::borrow::Cow;

use annals_model::{Article, Diagnostic, DiagnosticKind, Encoding, Excerpt, Offset, Stretch, compose};

use crate::origin::ArticleOrigin;

/// A text that is mapped to the decoded text of its file.
///
/// The visible text of a page, a decoded string of a container, and a page within such a string consist of stretches of
/// an underlying text. Mappings are composed down to the file.
#[derive(Clone, Debug)]
pub(crate) struct MappedText<'f> {
    /// The decoded text of the file, or of a record in it.
    file: Cow<'f, str>,
    start: Offset,
    encoding: Encoding,
    /// The text and its alignment to `file`; `None` if the text is `file` itself.
    mapping: Option<(String, Vec<Stretch>)>,
}

impl<'f> MappedText<'f> {
    /// Creates the text of a whole file or record.
    pub(crate) fn of_file(text: impl Into<Cow<'f, str>>, encoding: Encoding) -> Self {
        Self { file: text.into(), start: Offset::default(), encoding, mapping: None }
    }

    pub(crate) fn text(&self) -> &str {
        self.mapping.as_ref().map_or(&self.file, |(text, _)| text)
    }

    /// Returns the decoded text of the file.
    pub(crate) fn into_file(self) -> String {
        self.file.into_owned()
    }

    /// Replaces the text by one that consists of stretches of it.
    pub(crate) fn map(self, text: String, stretches: Vec<Stretch>) -> Self {
        let stretches = match &self.mapping {
            Some((_, lower)) => compose(&stretches, lower),
            None => stretches,
        };
        Self { mapping: Some((text, stretches)), ..self }
    }

    /// Creates an article of this text, without metadata and segments.
    pub(crate) fn into_article(self, origin: ArticleOrigin<'_>) -> Article {
        let ArticleOrigin { id, path, member, sha256, url: _ } = origin;
        let Self { file, start, encoding, mapping } = self;
        let mut article = match mapping {
            None => Article::new(id, path.to_owned(), sha256, file.into_owned(), encoding),
            Some((text, stretches)) => {
                let file = Excerpt { text: &file, from: start, encoding };
                Article::cut_out(id, path.to_owned(), sha256, text, &stretches, file)
            }
        };
        article.member = member;
        article
    }

    /// Creates a diagnostic at a byte of the text, with the place in the file.
    pub(crate) fn diagnostic(
        &self,
        path: &str,
        at: usize,
        kind: DiagnosticKind,
        message: String,
    ) -> Diagnostic {
        let (line, column) = line_column(&self.file, self.source(at));
        Diagnostic { path: path.to_owned(), line, column, kind, message }
    }

    /// Returns the byte of the file's text for a byte of the text.
    fn source(&self, at: usize) -> usize {
        let Some((_, stretches)) = &self.mapping else { return at };
        let following = stretches.partition_point(|stretch| stretch.text.start <= at);
        let Some(stretch) = following.checked_sub(1).and_then(|index| stretches.get(index)) else { return 0 };
        (stretch.source.start + (at - stretch.text.start)).min(stretch.source.end)
    }
}

/// Returns the line and the column in code points of a byte of a text, both from 1.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let preceding = text.get(..text.floor_char_boundary(at)).unwrap_or(text);
    let line = preceding.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let start = preceding.rfind('\n').map_or(0, |newline| newline + 1);
    (line, preceding.get(start..).unwrap_or_default().chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use annals_model::{DiagnosticKind, Encoding, Form, Stretch};

    use super::MappedText;

    #[test]
    fn diagnostics_have_the_place_in_the_file() {
        let file = MappedText::of_file("{\n \"a\": \"<b>x\"}", Encoding::Utf8);
        let stretch = Stretch { text: 0..4, source: 8..12, form: Form::Plain };
        let html = file.map("<b>x".to_owned(), vec![stretch]);
        let stretch = Stretch { text: 0..1, source: 3..4, form: Form::Plain };
        let text = html.map("x".to_owned(), vec![stretch]);
        let diagnostic = text.diagnostic("a.json", 0, DiagnosticKind::Markup, String::new());
        assert_eq!((text.text(), diagnostic.line, diagnostic.column), ("x", 2, 10));
    }
}
