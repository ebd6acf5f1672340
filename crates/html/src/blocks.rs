//! The blocks that a browser would show a page as, each with its runs of text.

use std::collections::BTreeMap;

use annals_knowledge::{PagePart, Pages};
use dom_query::{Document, NodeRef};

use crate::BlockKind;
use crate::marks::marks_in;

/// Words longer than this are no caption, byline or date, whatever their element is called.
const LONGEST_NOTE: usize = 600;
const LONGEST_LABEL: usize = 200;

/// A block of a page, whether of the article or not.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) kind: BlockKind,
    /// Level of a heading.
    pub(crate) level: Option<u8>,
    pub(crate) pieces: Vec<Piece>,
    /// Code points, and how many of them are words of links.
    pub(crate) length: usize,
    pub(crate) linked: usize,
    /// The element that it is the text of, as a number in [`Drafts::elements`].
    pub(crate) element: usize,
    pub(crate) is_standfirst: bool,
    /// A paragraph, a heading or an item by its element, not loose text.
    pub(crate) is_told: bool,
}

/// What a block is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A run of text, by number.
    Run(usize),
    /// A line break.
    Break,
}

impl Draft {
    pub(crate) fn runs(&self) -> impl Iterator<Item = usize> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Run(run) => Some(*run),
            Piece::Break => None,
        })
    }

    /// Whether most of it is links.
    pub(crate) fn is_links(&self) -> bool {
        self.linked * 2 > self.length
    }
}

/// An element that stands around blocks.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) parent: Option<usize>,
    /// What it is, as far as its own names tell.
    pub(crate) name: String,
    /// Its name or names say that it holds nothing of the article.
    pub(crate) is_furniture: bool,
    /// By its name, the article or the page without what is around it.
    pub(crate) is_main: bool,
}

/// The blocks of a page, in order, and the elements around them.
#[derive(Debug, Default)]
pub(crate) struct Drafts {
    pub(crate) blocks: Vec<Draft>,
    pub(crate) elements: Vec<Element>,
}

impl Drafts {
    /// An element and those around it, from the inside.
    pub(crate) fn around(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(element), |element| self.elements.get(*element)?.parent)
    }
}

/// What holds for the text at a place.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    element: usize,
    /// The innermost of them that begins on a line of its own.
    block: usize,
    part: Option<PagePart>,
    heading: Option<u8>,
    in_link: bool,
    in_item: bool,
    is_told: bool,
    /// The innermost row of a table, and that table, as elements.
    row: Option<usize>,
    table: Option<usize>,
}

enum Step<'a> {
    Enter(NodeRef<'a>, Around),
    /// The end of a block-level element.
    Close,
}

pub(crate) fn cut(document: &Document, pages: &Pages) -> Drafts {
    let mut cutter =
        Cutter { pages, drafts: Drafts::default(), open: None, breaks: 0, last: None, cells: Vec::new() };
    cutter.drafts.elements.push(Element {
        parent: None,
        name: String::new(),
        is_furniture: false,
        is_main: false,
    });
    let mut steps = vec![Step::Enter(document.root(), Around::default())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Close => cutter.close(),
            Step::Enter(node, around) => cutter.enter(&node, around, &mut steps),
        }
    }
    cutter.close();
    let Cutter { mut drafts, cells, .. } = cutter;
    mark_rows(&mut drafts, &cells);
    drafts
}

struct Cutter<'p> {
    pages: &'p Pages,
    drafts: Drafts,
    open: Option<(Draft, Around)>,
    /// Line breaks since the last word.
    breaks: usize,
    /// The last character, unless white space follows.
    last: Option<char>,
    /// Of each block its row and table.
    cells: Vec<Option<(usize, usize)>>,
}

impl Cutter<'_> {
    fn enter<'a>(&mut self, node: &NodeRef<'a>, around: Around, steps: &mut Vec<Step<'a>>) {
        if node.is_text() {
            return self.text(&node.text(), around);
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            // The document itself.
            return steps.extend(node.children_it(true).map(|child| Step::Enter(child, around)));
        };
        let name: &str = &name;
        if is_silent(name) || is_hidden(node, name) {
            return;
        }
        if name == "br" {
            self.breaks += 1;
            if self.breaks > 1 {
                self.close();
            }
            return;
        }
        let is_block = is_block(name);
        if is_block {
            self.close();
            steps.push(Step::Close);
        }
        let inner = self.inside(node, name, is_block, around);
        steps.extend(node.children_it(true).map(|child| Step::Enter(child, inner)));
    }

    /// What holds inside an element.
    fn inside(&mut self, node: &NodeRef<'_>, name: &str, is_block: bool, around: Around) -> Around {
        let part = self.part(node, name);
        let mut inner = around;
        let is_furniture = is_furniture(name) && part != Some(PagePart::Facts)
            || part == Some(PagePart::Furniture) && name != "body";
        if is_block || is_furniture {
            let parent = Some(around.element);
            inner.element = self.drafts.elements.len();
            let is_main = matches!(name, "main" | "article")
                || node.attr("itemprop").is_some_and(|property| &*property == "articleBody");
            if is_block {
                inner.block = inner.element;
            }
            self.drafts.elements.push(Element { parent, name: named(node, name), is_furniture, is_main });
        }
        if let Some(part) = part.filter(|part| !matches!(part, PagePart::Furniture | PagePart::Facts)) {
            inner.part = Some(part);
        }
        match name {
            "h1" => inner.heading = Some(1),
            "h2" => inner.heading = Some(2),
            "h3" | "h4" | "h5" | "h6" => inner.heading = Some(3),
            "a" => inner.in_link = true,
            "li" => inner.in_item = true,
            "figcaption" => inner.part = Some(PagePart::Caption),
            "time" => inner.part = Some(PagePart::Date),
            "address" => inner.part = Some(PagePart::Byline),
            "table" => (inner.table, inner.row) = (Some(inner.element), None),
            "tr" => inner.row = Some(inner.element),
            _ => {}
        }
        inner.is_told = match name {
            "p" | "li" | "blockquote" | "figcaption" | "dd" => true,
            _ if is_block => inner.heading.is_some(),
            _ => around.is_told,
        };
        inner
    }

    fn part(&self, node: &NodeRef<'_>, name: &str) -> Option<PagePart> {
        if node.attr("role").is_some_and(|role| self.pages.is_furniture_role(&role)) {
            return Some(PagePart::Furniture);
        }
        let custom = name.contains('-').then(|| self.pages.part(name)).flatten();
        if custom == Some(PagePart::Furniture) {
            return custom;
        }
        let mut first = custom;
        for key in ["class", "id", "itemprop", "rel", "data-testid", "data-component", "data-module"] {
            let Some(names) = node.attr(key) else { continue };
            match self.pages.part(&names) {
                Some(PagePart::Furniture) => return Some(PagePart::Furniture),
                part => first = first.or(part),
            }
        }
        first
    }

    fn text(&mut self, text: &str, around: Around) {
        let mut runs = marks_in(text).peekable();
        if runs.peek().is_none() {
            return;
        }
        let words: usize = text.chars().filter(|c| !c.is_whitespace()).count();
        let length = words.saturating_sub(2 * marks_in(text).count());
        let is_indented = || {
            let first = text.chars().filter(|c| !is_mark(*c));
            first.take_while(|c| matches!(c, '\u{a0}' | '\u{3000}')).count() > 1
        };
        let mut shown = text.chars().filter(|c| !is_mark(*c));
        let head = [shown.next(), shown.next()];
        if self.breaks > 0 && is_indented() || self.breaks == 0 && are_apart(self.last, head) {
            self.close();
        }
        self.last = shown.next_back().or(head[1]).or(head[0]).filter(|c| !c.is_whitespace());
        if length == 0 && self.open.is_none() {
            return;
        }
        let was_broken = std::mem::take(&mut self.breaks) > 0;
        let (draft, known) = self.open.get_or_insert_with(|| {
            let draft = Draft {
                kind: BlockKind::Paragraph,
                level: around.heading,
                pieces: Vec::new(),
                length: 0,
                linked: 0,
                element: around.element,
                is_standfirst: around.part == Some(PagePart::Standfirst),
                is_told: around.is_told,
            };
            (draft, around)
        });
        if was_broken && !draft.pieces.is_empty() {
            draft.pieces.push(Piece::Break);
        }
        // What only a part of a block is called does not hold for the whole.
        if known.part != around.part && length > 0 {
            known.part = None;
        }
        if known.element != around.element && length > 0 {
            (known.element, draft.element) = (around.block, around.block);
        }
        draft.pieces.extend(runs.map(Piece::Run));
        draft.length += length;
        draft.linked += if around.in_link { length } else { 0 };
    }

    fn close(&mut self) {
        (self.breaks, self.last) = (0, None);
        let Some((mut draft, around)) = self.open.take().filter(|(draft, _)| draft.length > 0) else {
            return;
        };
        let length = draft.length;
        draft.kind = match around.part {
            _ if draft.level.is_some() && length <= LONGEST_LABEL => BlockKind::Heading,
            Some(PagePart::Caption) if length <= LONGEST_NOTE => BlockKind::Caption,
            Some(PagePart::Credit) if length <= LONGEST_LABEL => BlockKind::Credit,
            Some(PagePart::Byline) if length <= LONGEST_LABEL => BlockKind::Byline,
            Some(PagePart::Date) if length <= LONGEST_LABEL => BlockKind::Date,
            _ if around.in_item => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        self.cells.push(around.row.zip(around.table));
        self.drafts.blocks.push(draft);
    }
}

/// Whether what stands on both sides of a tag are words of two lines, which only a style sheet
/// keeps apart: "2023" and "Updated", not "T" and "he" or "m" and "2".
fn are_apart(last: Option<char>, [first, second]: [Option<char>; 2]) -> bool {
    let (Some(last), Some(first)) = (last, first) else { return false };
    let is_small = |c: char| c.is_lowercase();
    let begins_word = first.is_uppercase() && second.is_some_and(is_small);
    match last {
        last if last.is_lowercase() => {
            first.is_uppercase() || first.is_numeric() && second.is_some_and(|c| matches!(c, ':' | '/' | '.'))
        }
        last => begins_word && (last.is_numeric() || matches!(last, '.' | '!' | '?' | ')')),
    }
}

/// Cells of tables that hold data, not layout: several in a row, several rows, few words.
fn mark_rows(drafts: &mut Drafts, cells: &[Option<(usize, usize)>]) {
    const LONGEST: usize = 80;
    #[derive(Default)]
    struct Table {
        rows: BTreeMap<usize, usize>,
        longest: usize,
        linked: usize,
        length: usize,
        cells: usize,
    }
    let mut tables: BTreeMap<usize, Table> = BTreeMap::new();
    for (draft, cell) in drafts.blocks.iter().zip(cells) {
        let Some((row, table)) = cell else { continue };
        let table = tables.entry(*table).or_default();
        *table.rows.entry(*row).or_default() += 1;
        table.length += draft.length;
        table.longest = table.longest.max(draft.length);
        table.linked += draft.linked;
        table.cells += 1;
    }
    for (draft, cell) in drafts.blocks.iter_mut().zip(cells) {
        let Some(table) = cell.and_then(|(_, table)| tables.get(&table)) else { continue };
        let full = table.rows.values().filter(|cells| **cells > 1).count();
        let is_short = table.longest <= LONGEST * 2
            && table.length <= LONGEST * table.cells
            && table.linked * 5 <= table.length;
        if full > 1 && full * 2 > table.rows.len() && is_short {
            draft.kind = BlockKind::Row;
        }
    }
}

/// An element's tag and class, cut off where they are longer than any sensible ones.
fn named(node: &NodeRef<'_>, tag: &str) -> String {
    const LONGEST: usize = 80;
    let class = node.attr("class");
    let class = class.as_deref().unwrap_or_default();
    format!("{tag} {}", class.get(..class.floor_char_boundary(LONGEST)).unwrap_or_default())
}

fn is_mark(c: char) -> bool {
    u32::from(c) >= 0xF_0000
}

fn is_hidden(node: &NodeRef<'_>, name: &str) -> bool {
    // What is hidden from those who listen, such as a caption that repeats the picture's own
    // description, is there for those who look.
    let is_closed = || is_block(name) && node.attr("aria-hidden").is_some_and(|value| &*value == "true");
    if node.attr("hidden").is_some() || is_closed() {
        return true;
    }
    node.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).take(1_000).collect();
        let style = style.to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Elements without words for a reader.
fn is_silent(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "head"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "embed"
            | "canvas"
            | "audio"
            | "video"
            | "select"
            | "textarea"
            | "input"
            | "progress"
            | "meter"
            | "map"
    )
}

/// Elements that hold nothing of an article by what HTML says of them.
fn is_furniture(name: &str) -> bool {
    matches!(name, "nav" | "aside" | "footer" | "form" | "button" | "dialog" | "menu" | "fieldset" | "label")
}

/// Elements that begin on a line of their own.
fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "button"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "option"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
    ) || name.contains('-')
}
