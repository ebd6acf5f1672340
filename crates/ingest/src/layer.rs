//! A text out of a file: the file's own, or a layer over it.

use std::borrow::Cow;

use annals_model::{
    Article, ArticleId, Diagnostic, DiagnosticKind, Encoding, Excerpt, Member, Offset, Stretch, compose,
};

/// A text and the way back to the bytes of its file.
///
/// What a page shows, what a string of a container stands for, and a page within such a string are
/// layers: made of stretches of the text below, in the end of the file's own.
#[derive(Clone, Debug)]
pub(crate) struct Layer<'f> {
    /// The file's own text, decoded, or the piece of it that is of use.
    file: Cow<'f, str>,
    from: Offset,
    encoding: Encoding,
    /// The text, where it is not the file's, and the stretches of the file's that it is made of.
    over: Option<(String, Vec<Stretch>)>,
}

/// What an article is called and where it is from.
#[derive(Clone, Debug)]
pub(crate) struct Name<'p> {
    pub(crate) id: ArticleId,
    pub(crate) path: &'p str,
    pub(crate) member: Option<Member>,
    pub(crate) sha256: String,
    /// The address that it came from, by what it came in.
    pub(crate) address: Option<String>,
}

impl<'f> Layer<'f> {
    /// The text of a whole file.
    pub(crate) fn of_file(text: impl Into<Cow<'f, str>>, encoding: Encoding) -> Self {
        Self { file: text.into(), from: Offset::default(), encoding, over: None }
    }

    pub(crate) fn text(&self) -> &str {
        self.over.as_ref().map_or(&self.file, |(text, _)| text)
    }

    /// The text of the file itself.
    pub(crate) fn into_file(self) -> String {
        self.file.into_owned()
    }

    /// A text that is made of stretches of this one's.
    pub(crate) fn over(self, text: String, stretches: Vec<Stretch>) -> Self {
        let stretches = match &self.over {
            Some((_, lower)) => compose(&stretches, lower),
            None => stretches,
        };
        Self { over: Some((text, stretches)), ..self }
    }

    /// An article of this text, without metadata or segments yet.
    pub(crate) fn into_article(self, name: Name<'_>) -> Article {
        let Name { id, path, member, sha256, address: _ } = name;
        let Self { file, from, encoding, over } = self;
        let mut article = match over {
            None => Article::new(id, path.to_owned(), sha256, file.into_owned(), encoding),
            Some((text, stretches)) => {
                let file = Excerpt { text: &file, from, encoding };
                Article::cut_out(id, path.to_owned(), sha256, text, &stretches, file)
            }
        };
        article.member = member;
        article
    }

    /// A problem with the words at a byte of the text.
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

    /// The byte of the file's text that a byte of the text stands for.
    fn source(&self, at: usize) -> usize {
        let Some((_, stretches)) = &self.over else { return at };
        let behind = stretches.partition_point(|stretch| stretch.text.start <= at);
        let Some(stretch) = behind.checked_sub(1).and_then(|index| stretches.get(index)) else { return 0 };
        (stretch.source.start + (at - stretch.text.start)).min(stretch.source.end)
    }
}

/// Line and column, from 1, columns in code points, of a byte of a text.
fn line_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..text.floor_char_boundary(at)).unwrap_or(text);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (line, before.get(start..).unwrap_or_default().chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use annals_model::DiagnosticKind;
    use annals_model::{Encoding, Form, Stretch};

    use super::Layer;

    #[test]
    fn a_problem_is_told_where_the_file_has_it() {
        let file = Layer::of_file("{\n \"a\": \"<b>x\"}", Encoding::Utf8);
        let stretch = Stretch { text: 0..4, source: 8..12, form: Form::Plain };
        let layer = file.over("<b>x".to_owned(), vec![stretch]);
        let words = Stretch { text: 0..1, source: 3..4, form: Form::Plain };
        let words = layer.over("x".to_owned(), vec![words]);
        let diagnostic = words.diagnostic("a.json", 0, DiagnosticKind::Markup, String::new());
        assert_eq!((words.text(), diagnostic.line, diagnostic.column), ("x", 2, 10));
    }
}
