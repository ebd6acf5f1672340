//! Splits a page into the blocks that a browser displays, each with its runs of text.

use std::collections::BTreeMap;

use annals_knowledge::{PagePart, Pages};
use dom_query::{Document, NodeRef};

use crate::elements::{is_block_level, is_boilerplate, is_hidden, is_unreadable, signature};
use crate::marks;
use crate::page::BlockKind;

/// Maximum length of a caption, in code points without white space.
const MAX_CAPTION: usize = 600;
/// Maximum length of a heading, credit, byline or date.
const MAX_LABEL: usize = 200;

/// A block of a page, whether of the article or not.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub(crate) kind: BlockKind,
    /// The level of a heading, from 1 to 3.
    pub(crate) level: Option<u8>,
    pub(crate) fragments: Vec<Fragment>,
    /// Code points without white space.
    pub(crate) length: usize,
    /// Those of them within links.
    pub(crate) link_length: usize,
    /// The innermost element around the block, as an index of [`PageBlocks::elements`].
    pub(crate) element: usize,
    pub(crate) is_standfirst: bool,
    /// Whether the block is an element such as a paragraph, a heading or an item, not loose text.
    pub(crate) is_explicit: bool,
}

/// A part of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fragment {
    /// A run of text, by number.
    Run(usize),
    LineBreak,
}

impl Candidate {
    pub(crate) fn runs(&self) -> impl Iterator<Item = usize> {
        self.fragments.iter().filter_map(|fragment| match fragment {
            Fragment::Run(run) => Some(*run),
            Fragment::LineBreak => None,
        })
    }

    /// Whether most of the text is within links.
    pub(crate) fn is_mostly_links(&self) -> bool {
        self.link_length * 2 > self.length
    }
}

/// An element around blocks.
#[derive(Clone, Debug)]
pub(crate) struct Element {
    pub(crate) parent: Option<usize>,
    /// Tag name and class.
    pub(crate) signature: String,
    /// Whether the element is boilerplate by its tag, role or class.
    pub(crate) is_boilerplate: bool,
    /// Whether the element is the article or the main part of the page by its tag or item property.
    pub(crate) is_main: bool,
}

/// The blocks of a page in document order, and the elements around them.
///
/// The index of an element is greater than those of its ancestors.
#[derive(Debug, Default)]
pub(crate) struct PageBlocks {
    pub(crate) blocks: Vec<Candidate>,
    pub(crate) elements: Vec<Element>,
}

impl PageBlocks {
    /// Returns an element and its ancestors, from the inside out.
    pub(crate) fn ancestors(&self, element: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(element), |element| self.elements.get(*element)?.parent)
    }

    /// Whether a block is within an element.
    pub(crate) fn is_within(&self, block: &Candidate, element: usize) -> bool {
        self.ancestors(block.element).any(|ancestor| ancestor == element)
    }
}

/// The properties that a text inherits from the elements around it.
#[derive(Clone, Copy, Debug, Default)]
struct Inherited {
    element: usize,
    /// The innermost block-level element.
    block: usize,
    part: Option<PagePart>,
    heading: Option<u8>,
    in_link: bool,
    in_item: bool,
    is_explicit: bool,
    /// The innermost table row, as an element.
    row: Option<usize>,
    /// The innermost table, as an element.
    table: Option<usize>,
}

/// A step of the depth-first walk over the document.
enum Step<'a> {
    Enter(NodeRef<'a>, Inherited),
    /// The end of a block-level element.
    Leave,
}

/// Splits a page into blocks.
pub(crate) fn extract(document: &Document, pages: &Pages) -> PageBlocks {
    let mut extractor = Extractor {
        pages,
        result: PageBlocks::default(),
        open: None,
        breaks: 0,
        last: None,
        cells: Vec::new(),
    };
    extractor.result.elements.push(Element {
        parent: None,
        signature: String::new(),
        is_boilerplate: false,
        is_main: false,
    });
    let mut steps = vec![Step::Enter(document.root(), Inherited::default())];
    while let Some(step) = steps.pop() {
        match step {
            Step::Leave => extractor.close(),
            Step::Enter(node, inherited) => extractor.enter(&node, inherited, &mut steps),
        }
    }
    extractor.close();
    let Extractor { mut result, cells, .. } = extractor;
    mark_table_cells(&mut result, &cells);
    result
}

struct Extractor<'p> {
    pages: &'p Pages,
    result: PageBlocks,
    open: Option<(Candidate, Inherited)>,
    /// Line breaks since the last text.
    breaks: usize,
    /// The last character, unless white space follows it.
    last: Option<char>,
    /// The row and table of each block.
    cells: Vec<Option<(usize, usize)>>,
}

impl Extractor<'_> {
    fn enter<'a>(&mut self, node: &NodeRef<'a>, inherited: Inherited, steps: &mut Vec<Step<'a>>) {
        if node.is_text() {
            return self.text(&node.text(), inherited);
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            // The document node.
            return steps.extend(node.children_it(true).map(|child| Step::Enter(child, inherited)));
        };
        let name: &str = &name;
        if is_unreadable(name) || is_hidden(node, name) {
            return;
        }
        if name == "br" {
            self.breaks += 1;
            if self.breaks > 1 {
                self.close();
            }
            return;
        }
        let is_block = is_block_level(name);
        if is_block {
            self.close();
            steps.push(Step::Leave);
        }
        let inner = self.inherit(node, name, is_block, inherited);
        steps.extend(node.children_it(true).map(|child| Step::Enter(child, inner)));
    }

    /// Returns the properties that an element's content inherits, and registers the element.
    fn inherit(&mut self, node: &NodeRef<'_>, name: &str, is_block: bool, outer: Inherited) -> Inherited {
        let part = self.part(node, name);
        let mut inner = outer;
        let is_boilerplate = is_boilerplate(name) && part != Some(PagePart::Facts)
            || part == Some(PagePart::Boilerplate) && name != "body";
        if is_block || is_boilerplate {
            inner.element = self.result.elements.len();
            if is_block {
                inner.block = inner.element;
            }
            self.result.elements.push(Element {
                parent: Some(outer.element),
                signature: signature(node, name),
                is_boilerplate,
                is_main: matches!(name, "main" | "article")
                    || node.attr("itemprop").is_some_and(|property| &*property == "articleBody"),
            });
        }
        if let Some(part) = part.filter(|part| !matches!(part, PagePart::Boilerplate | PagePart::Facts)) {
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
        inner.is_explicit = match name {
            "p" | "li" | "blockquote" | "figcaption" | "dd" => true,
            _ if is_block => inner.heading.is_some(),
            _ => outer.is_explicit,
        };
        inner
    }

    /// Returns the part of the page that an element is by its role, name, class and similar attributes.
    fn part(&self, node: &NodeRef<'_>, name: &str) -> Option<PagePart> {
        if node.attr("role").is_some_and(|role| self.pages.is_boilerplate_role(&role)) {
            return Some(PagePart::Boilerplate);
        }
        let custom_element = name.contains('-').then(|| self.pages.part(name)).flatten();
        if custom_element == Some(PagePart::Boilerplate) {
            return custom_element;
        }
        let mut first = custom_element;
        for key in ["class", "id", "itemprop", "rel", "data-testid", "data-component", "data-module"] {
            let Some(names) = node.attr(key) else { continue };
            match self.pages.part(&names) {
                Some(PagePart::Boilerplate) => return Some(PagePart::Boilerplate),
                part => first = first.or(part),
            }
        }
        first
    }

    fn text(&mut self, text: &str, inherited: Inherited) {
        let mut runs = marks::decode(text).peekable();
        if runs.peek().is_none() {
            return;
        }
        let characters: usize = text.chars().filter(|c| !c.is_whitespace()).count();
        let length = characters.saturating_sub(2 * marks::decode(text).count());
        let mut visible = text.chars().filter(|c| !marks::is_mark(*c));
        let head = [visible.next(), visible.next()];
        if self.breaks > 0 && is_indented(text) || self.breaks == 0 && are_separate_lines(self.last, head) {
            self.close();
        }
        self.last = visible.next_back().or(head[1]).or(head[0]).filter(|c| !c.is_whitespace());
        if length == 0 && self.open.is_none() {
            return;
        }
        let follows_break = std::mem::take(&mut self.breaks) > 0;
        let (block, known) = self.open.get_or_insert_with(|| {
            let block = Candidate {
                kind: BlockKind::Paragraph,
                level: inherited.heading,
                fragments: Vec::new(),
                length: 0,
                link_length: 0,
                element: inherited.element,
                is_standfirst: inherited.part == Some(PagePart::Standfirst),
                is_explicit: inherited.is_explicit,
            };
            (block, inherited)
        });
        if follows_break && !block.fragments.is_empty() {
            block.fragments.push(Fragment::LineBreak);
        }
        // A part name that applies to some of the block only does not apply to the block.
        if known.part != inherited.part && length > 0 {
            known.part = None;
        }
        if known.element != inherited.element && length > 0 {
            (known.element, block.element) = (inherited.block, inherited.block);
        }
        block.fragments.extend(runs.map(Fragment::Run));
        block.length += length;
        block.link_length += if inherited.in_link { length } else { 0 };
    }

    fn close(&mut self) {
        (self.breaks, self.last) = (0, None);
        let Some((mut block, inherited)) = self.open.take().filter(|(block, _)| block.length > 0) else {
            return;
        };
        let length = block.length;
        block.kind = match inherited.part {
            _ if block.level.is_some() && length <= MAX_LABEL => BlockKind::Heading,
            Some(PagePart::Caption) if length <= MAX_CAPTION => BlockKind::Caption,
            Some(PagePart::Credit) if length <= MAX_LABEL => BlockKind::Credit,
            Some(PagePart::Byline) if length <= MAX_LABEL => BlockKind::Byline,
            Some(PagePart::Date) if length <= MAX_LABEL => BlockKind::Date,
            _ if inherited.in_item => BlockKind::Item,
            _ => BlockKind::Paragraph,
        };
        self.cells.push(inherited.row.zip(inherited.table));
        self.result.blocks.push(block);
    }
}

/// Whether a text begins with at least two no-break or ideographic spaces, as a paragraph after a `<br>` does.
fn is_indented(text: &str) -> bool {
    let visible = text.chars().filter(|c| !marks::is_mark(*c));
    visible.take_while(|c| matches!(c, '\u{a0}' | '\u{3000}')).count() > 1
}

/// Whether the texts on both sides of a tag are separate lines by a style sheet only: "2023" and "Updated", but not
/// "T" and "he" or "m" and "2".
fn are_separate_lines(last: Option<char>, [first, second]: [Option<char>; 2]) -> bool {
    let (Some(last), Some(first)) = (last, first) else { return false };
    let begins_word = first.is_uppercase() && second.is_some_and(char::is_lowercase);
    match last {
        last if last.is_lowercase() => {
            first.is_uppercase() || first.is_numeric() && second.is_some_and(|c| matches!(c, ':' | '/' | '.'))
        }
        last => begins_word && (last.is_numeric() || matches!(last, '.' | '!' | '?' | ')')),
    }
}

/// Marks the cells of data tables, as opposed to layout tables: most rows have several cells, and cells are short.
fn mark_table_cells(page: &mut PageBlocks, cells: &[Option<(usize, usize)>]) {
    /// Maximum mean length of a cell; a single cell may be twice as long.
    const MAX_CELL: usize = 80;
    #[derive(Default)]
    struct Table {
        /// Cells by row.
        rows: BTreeMap<usize, usize>,
        longest: usize,
        link_length: usize,
        length: usize,
        cells: usize,
    }
    let mut tables: BTreeMap<usize, Table> = BTreeMap::new();
    for (block, cell) in page.blocks.iter().zip(cells) {
        let Some((row, table)) = cell else { continue };
        let table = tables.entry(*table).or_default();
        *table.rows.entry(*row).or_default() += 1;
        table.length += block.length;
        table.longest = table.longest.max(block.length);
        table.link_length += block.link_length;
        table.cells += 1;
    }
    for (block, cell) in page.blocks.iter_mut().zip(cells) {
        let Some(table) = cell.and_then(|(_, table)| tables.get(&table)) else { continue };
        let full_rows = table.rows.values().filter(|cells| **cells > 1).count();
        let is_data = table.longest <= MAX_CELL * 2
            && table.length <= MAX_CELL * table.cells
            && table.link_length * 5 <= table.length;
        if full_rows > 1 && full_rows * 2 > table.rows.len() && is_data {
            block.kind = BlockKind::Row;
        }
    }
}
