//! The segments of a web page: its markup tells what a line of plain text has to be asked.

use annals_html::{Block, BlockKind};
use annals_knowledge::{LayoutRules, LineKind, LineMatch};

use super::pieces::{Mark, Piece};
use super::wrap::Wrap;
use super::{Cut, Known, kinds, repeats};

/// Cuts the text of a page whose blocks are known.
pub(crate) fn cut<'t>(known: Known<'_>, text: &'t str, blocks: &[Block]) -> Cut<'t> {
    let pieces: Vec<Piece<'t>> = blocks.iter().map(|block| piece(known.rules, text, block)).collect();
    let mut cut = kinds::tell(known, text, &pieces, Wrap::default());
    repeats::mark(text, &mut cut.segments);
    cut
}

fn piece<'t>(rules: &LayoutRules, text: &'t str, block: &Block) -> Piece<'t> {
    let range = block.range.clone();
    let words = text.get(range.clone()).unwrap_or_default();
    let line = rules.line(words);
    let told = |kind: LineKind| {
        let name = line.as_ref().filter(|line| line.kind == kind).and_then(|line| line.name);
        Mark::Known(LineMatch { kind, name })
    };
    let mark = match block.kind {
        BlockKind::Title => Mark::Heading(1),
        BlockKind::Heading => Mark::Heading(2),
        BlockKind::Item => Mark::Item,
        BlockKind::Caption => Mark::Caption,
        BlockKind::Credit => told(LineKind::Credit),
        BlockKind::Byline => told(LineKind::Byline),
        BlockKind::Date => told(LineKind::Furniture),
        BlockKind::Row => Mark::Table,
        BlockKind::Paragraph => line.map_or(Mark::Text, Mark::Known),
    };
    Piece::alone(mark, range)
}
