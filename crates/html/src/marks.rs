//! Inserts a mark into each run of text of a page.
//!
//! The tree builder and the main text extractor do not report positions in the file. A mark is a pair of private use
//! characters that encodes the number of a run. It stays with the text through both, so that their output can be traced
//! to the bytes of the page.

use std::cell::{Cell, RefCell};
use std::ops::Range;
use std::rc::Rc;

use lol_html::html_content::{ContentType, TextChunk, TextType};
use lol_html::{EndTagHandler, HtmlRewriter, Settings, doc_text, element};

use crate::elements::has_optional_end_tag;
use crate::error::PageError;

/// Maximum nesting depth of elements; browsers flatten deeper ones.
const MAX_DEPTH: usize = 512;
/// Maximum number of runs.
pub(crate) const MAX_RUNS: usize = 1_000_000;
/// First code point of the high digit of a mark: the first plane of private use.
const HIGH: u32 = 0xF_0000;
/// First code point of the low digit of a mark: the second plane of private use.
const LOW: u32 = 0x10_0000;
/// The base of the digits.
const BASE: u32 = 0xF000;

/// A page with marks.
#[derive(Debug)]
pub(crate) struct MarkedPage {
    /// The page with a mark at the beginning of each run that is not white space only.
    pub(crate) html: String,
    /// The runs as bytes of the original page, in order.
    pub(crate) runs: Vec<Range<usize>>,
}

/// The state that the parser's handlers share.
#[derive(Default)]
struct State {
    runs: RefCell<Vec<Range<usize>>>,
    /// The end of the last run, if the next chunk may continue it.
    open: Cell<Option<usize>>,
    depth: Cell<usize>,
    error: RefCell<Option<PageError>>,
}

/// Inserts marks into a page.
pub(crate) fn insert(html: &str) -> Result<MarkedPage, PageError> {
    let state = Rc::new(State::default());
    let mut marked = Vec::with_capacity(html.len() + html.len() / 8);
    let text = doc_text!({
        let state = Rc::clone(&state);
        move |chunk| state.text(chunk)
    });
    let elements = element!("*", {
        let state = Rc::clone(&state);
        move |element| {
            let at = element.source_location().bytes().start;
            if has_optional_end_tag(&element.tag_name()) || !element.can_have_content() {
                return Ok(());
            }
            state.enter(at)?;
            let state = Rc::clone(&state);
            if let Some(handlers) = element.end_tag_handlers() {
                let leave: EndTagHandler<'static> = Box::new(move |_| {
                    state.depth.set(state.depth.get().saturating_sub(1));
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
    if let Some(error) = state.error.take() {
        return Err(error);
    }
    result.map_err(|error| PageError::Malformed(error.to_string()))?;
    let html = String::from_utf8(marked).map_err(|error| PageError::Malformed(error.to_string()))?;
    Ok(MarkedPage { html, runs: state.runs.take() })
}

type HandlerResult = Result<(), Box<dyn std::error::Error + Send + Sync>>;

impl State {
    fn text(&self, chunk: &mut TextChunk<'_>) -> HandlerResult {
        let place = chunk.source_location().bytes();
        let continues = self.open.replace(None) == Some(place.start);
        if !matches!(chunk.text_type(), TextType::Data) {
            return Ok(());
        }
        let mut runs = self.runs.borrow_mut();
        if let Some(last) = runs.last_mut().filter(|_| continues) {
            last.end = place.end;
        } else {
            let Some(mark) = encode(runs.len()) else {
                return self.fail(PageError::TooMany { at: place.start, limit: MAX_RUNS });
            };
            // A mark in white space would become text where HTML allows none, such as between table rows.
            if !chunk.as_str().trim_ascii().is_empty() {
                chunk.before(&mark, ContentType::Text);
            }
            runs.push(place.clone());
        }
        self.open.set((!chunk.last_in_text_node()).then_some(place.end));
        Ok(())
    }

    fn enter(&self, at: usize) -> HandlerResult {
        self.depth.set(self.depth.get() + 1);
        if self.depth.get() > MAX_DEPTH {
            return self.fail(PageError::TooDeep { at, limit: MAX_DEPTH });
        }
        Ok(())
    }

    fn fail(&self, error: PageError) -> HandlerResult {
        let message = error.to_string();
        *self.error.borrow_mut() = Some(error);
        Err(message.into())
    }
}

/// Returns the mark of a run; `None` beyond the maximum number of runs.
fn encode(run: usize) -> Option<String> {
    let run = u32::try_from(run).ok().filter(|_| run < MAX_RUNS)?;
    let (high, low) = (char::from_u32(HIGH + run / BASE)?, char::from_u32(LOW + run % BASE)?);
    Some([high, low].iter().collect())
}

/// Returns the numbers of the runs whose marks a text contains, in the order of the marks.
pub(crate) fn decode(text: &str) -> impl Iterator<Item = usize> {
    let digit = |c: char, plane: u32| u32::from(c).checked_sub(plane).filter(|digit| *digit < BASE);
    let mut previous = None;
    text.chars().filter_map(move |c| {
        let high = previous.replace(c).and_then(|c| digit(c, HIGH))?;
        usize::try_from(high * BASE + digit(c, LOW)?).ok()
    })
}

/// Whether a character can be part of a mark.
pub(crate) fn is_mark(c: char) -> bool {
    u32::from(c) >= HIGH
}

#[cfg(test)]
mod tests {
    use super::{decode, insert};
    use crate::error::PageError;

    #[test]
    fn marks_encode_the_runs_of_text() {
        let html = "<p>The <b>old</b> mill &amp; its <!-- no --> wheel<script>var a = '<p>x';</script><p>end";
        let marked = insert(html).unwrap();
        let runs: Vec<&str> = marked.runs.iter().map(|run| &html[run.clone()]).collect();
        assert_eq!(runs, ["The ", "old", " mill &amp; its ", " wheel", "end"]);
        assert_eq!(decode(&marked.html).collect::<Vec<_>>(), [0, 1, 2, 3, 4]);
    }

    #[test]
    fn only_elements_with_end_tags_count_as_nested() {
        assert!(insert(&"<p>a<br><td>".repeat(5_000)).is_ok());
        let deep = "<div>".repeat(5_000);
        assert!(matches!(insert(&deep), Err(PageError::TooDeep { at: 2_560, .. })));
    }
}
