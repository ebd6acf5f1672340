//! The text of an article while it is written, with the offsets of its parts.

use serde::Serialize;

/// A position in the text, in bytes and in code points.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    byte: usize,
    char: usize,
}

/// A range of the text, in code points and in bytes from the start of the file.
#[derive(Debug, Clone, Copy, Serialize)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) byte_start: usize,
    pub(crate) byte_end: usize,
}

/// The quotation marks of an article.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Quotes {
    Straight,
    Curly,
}

/// The text of an article.
#[derive(Debug)]
pub(crate) struct Page {
    text: String,
    chars: usize,
    quotes: Quotes,
    capital: bool,
}

impl Page {
    pub(crate) fn new(quotes: Quotes) -> Self {
        Self { text: String::with_capacity(6000), chars: 0, quotes, capital: false }
    }

    pub(crate) fn push(&mut self, text: &str) {
        for char in text.chars() {
            let char = match (self.quotes, char) {
                (Quotes::Straight, '“' | '”') => '"',
                (Quotes::Straight, '’') => '\'',
                (Quotes::Curly, '\'') => '’',
                (_, char) => char,
            };
            if self.capital {
                self.capital = false;
                for upper in char.to_uppercase() {
                    self.push_char(upper);
                }
            } else {
                self.push_char(char);
            }
        }
    }

    /// Adds text that keeps its quotation marks.
    pub(crate) fn push_verbatim(&mut self, text: &str) {
        self.text.push_str(text);
        self.chars += text.chars().count();
    }

    fn push_char(&mut self, char: char) {
        self.text.push(char);
        self.chars += 1;
    }

    /// Makes the next letter a capital.
    pub(crate) fn begin_sentence(&mut self) {
        self.capital = true;
    }

    /// Removes a final space, as before an empty slot.
    pub(crate) fn remove_space(&mut self) {
        if self.text.ends_with(' ') {
            self.text.pop();
            self.chars -= 1;
        }
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark { byte: self.text.len(), char: self.chars }
    }

    pub(crate) fn since(&self, mark: Mark) -> (&str, Span) {
        let span =
            Span { start: mark.char, end: self.chars, byte_start: mark.byte, byte_end: self.text.len() };
        (self.text.get(mark.byte..).unwrap_or_default(), span)
    }

    pub(crate) fn ends_with(&self, text: &str) -> bool {
        self.text.ends_with(text)
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_counted_in_bytes_and_code_points() {
        let mut page = Page::new(Quotes::Curly);
        page.push_verbatim("a: 'é'\n");
        let mark = page.mark();
        page.begin_sentence();
        page.push("über's ");
        page.remove_space();
        let (text, span) = page.since(mark);
        assert_eq!(text, "Über’s");
        assert_eq!((span.start, span.end), (7, 13));
        assert_eq!((span.byte_start, span.byte_end), (8, 17));
    }

    #[test]
    fn a_straight_page_has_no_curly_marks() {
        let mut page = Page::new(Quotes::Straight);
        page.push("“it’s”");
        assert_eq!(page.into_text(), "\"it's\"");
    }
}
