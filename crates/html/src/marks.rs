//! The runs of text in a page, and the page with a mark in each of them.
//!
//! Neither the parser that builds the tree of a page nor the finder of its main text knows where
//! in the file anything stood. So each run of text gets a mark of two characters that no text
//! has, which travels along with it: whatever comes out of both can be led back to the bytes.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use lol_html::html_content::{ContentType, TextChunk, TextType};
use lol_html::{EndTagHandler, HtmlRewriter, Settings, doc_text, element};

use crate::PageError;

/// Elements nested deeper than this are none that a browser keeps apart.
const DEEPEST: usize = 512;
/// Marks are one of these and one of those: the private use planes.
const HIGH: u32 = 0xF_0000;
const LOW: u32 = 0x10_0000;
const BASE: u32 = 0xF000;
/// Runs beyond which a file is no article.
pub(crate) const MOST_RUNS: usize = 1_000_000;

/// A page with its runs of text marked.
#[derive(Debug)]
pub(crate) struct Marked {
    /// The page with a mark at the beginning of each run.
    pub(crate) html: String,
    /// Bytes of the page without marks, in order; those of white space alone have none.
    pub(crate) runs: Vec<Range<usize>>,
}

/// What the parser's handlers share.
#[derive(Default)]
struct Seen {
    runs: RefCell<Vec<Range<usize>>>,
    /// The byte at which a run goes on, if the next chunk begins there.
    open: Cell<Option<usize>>,
    depth: Cell<usize>,
    refused: RefCell<Option<PageError>>,
}

pub(crate) fn mark(html: &str) -> Result<Marked, PageError> {
    let seen = Rc::new(Seen::default());
    let mut marked = Vec::with_capacity(html.len() + html.len() / 8);
    let text = doc_text!({
        let seen = Rc::clone(&seen);
        move |chunk| seen.text(chunk)
    });
    let elements = element!("*", {
        let seen = Rc::clone(&seen);
        move |element| {
            let at = element.source_location().bytes().start;
            if is_closed_by_others(&element.tag_name()) || !element.can_have_content() {
                return Ok(());
            }
            seen.enter(at)?;
            let seen = Rc::clone(&seen);
            if let Some(handlers) = element.end_tag_handlers() {
                let leave: EndTagHandler<'static> = Box::new(move |_| {
                    seen.depth.set(seen.depth.get().saturating_sub(1));
                    Ok(())
                });
                handlers.push(leave);
            }
            Ok(())
        }
    });
    let settings = Settings::new()
        .append_document_content_handler(text)
        .append_element_content_handler(elements)
        .with_strict(false);
    let mut rewriter = HtmlRewriter::new(settings, |bytes: &[u8]| marked.extend_from_slice(bytes));
    let result = rewriter.write(html.as_bytes()).and_then(|()| rewriter.end());
    if let Some(refused) = seen.refused.take() {
        return Err(refused);
    }
    result.map_err(|error| PageError::Broken(error.to_string()))?;
    let html = String::from_utf8(marked).map_err(|error| PageError::Broken(error.to_string()))?;
    Ok(Marked { html, runs: seen.runs.take() })
}

type Handled = Result<(), Box<dyn std::error::Error + Send + Sync>>;

impl Seen {
    fn text(&self, chunk: &mut TextChunk<'_>) -> Handled {
        let place = chunk.source_location().bytes();
        let continued = self.open.replace(None) == Some(place.start);
        if !matches!(chunk.text_type(), TextType::Data) {
            return Ok(());
        }
        let mut runs = self.runs.borrow_mut();
        if let Some(last) = runs.last_mut().filter(|_| continued) {
            last.end = place.end;
        } else {
            let Some(mark) = mark_of(runs.len()) else {
                return self.refuse(PageError::TooMany { at: place.start, most: MOST_RUNS });
            };
            // White space alone is not marked: it would come to be text where none may stand.
            if !chunk.as_str().trim_ascii().is_empty() {
                chunk.before(&mark, ContentType::Text);
            }
            runs.push(place.clone());
        }
        self.open.set((!chunk.last_in_text_node()).then_some(place.end));
        Ok(())
    }

    fn enter(&self, at: usize) -> Handled {
        self.depth.set(self.depth.get() + 1);
        if self.depth.get() > DEEPEST {
            return self.refuse(PageError::TooDeep { at, most: DEEPEST });
        }
        Ok(())
    }

    fn refuse(&self, error: PageError) -> Handled {
        let message = error.to_string();
        *self.refused.borrow_mut() = Some(error);
        Err(message.into())
    }
}

/// Elements that need no end tag: the next one closes them.
fn is_closed_by_others(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "li"
            | "dd"
            | "dt"
            | "td"
            | "th"
            | "tr"
            | "tbody"
            | "thead"
            | "tfoot"
            | "option"
            | "optgroup"
            | "colgroup"
            | "caption"
            | "rp"
            | "rt"
            | "html"
            | "head"
            | "body"
    )
}

fn mark_of(run: usize) -> Option<String> {
    let run = u32::try_from(run).ok().filter(|_| run < MOST_RUNS)?;
    let (high, low) = (char::from_u32(HIGH + run / BASE)?, char::from_u32(LOW + run % BASE)?);
    Some([high, low].iter().collect())
}

/// The runs whose marks stand in a text, as numbers in the order of the marks.
pub(crate) fn marks_in(text: &str) -> impl Iterator<Item = usize> {
    let digit = |c: char, plane: u32| u32::from(c).checked_sub(plane).filter(|digit| *digit < BASE);
    let mut before = None;
    text.chars().filter_map(move |c| {
        let high = before.replace(c).and_then(|c| digit(c, HIGH))?;
        usize::try_from(high * BASE + digit(c, LOW)?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::{mark, marks_in};
    use crate::PageError;

    #[test]
    fn marks_lead_back_to_the_bytes() {
        let html = "<p>The <b>old</b> mill &amp; its <!-- no --> wheel<script>var a = '<p>x';</script><p>end";
        let marked = mark(html).unwrap();
        let runs: Vec<&str> = marked.runs.iter().map(|run| &html[run.clone()]).collect();
        assert_eq!(runs, ["The ", "old", " mill &amp; its ", " wheel", "end"]);
        assert_eq!(marks_in(&marked.html).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn unclosed_paragraphs_nest_nothing_and_open_elements_do() {
        assert!(mark(&"<p>a<br><td>".repeat(5_000)).is_ok());
        let deep = "<div>".repeat(5_000);
        assert!(matches!(mark(&deep), Err(PageError::TooDeep { at: 2_560, .. })));
    }
}
