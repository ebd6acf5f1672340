//! Converts the blocks of a web page.

use annals_html::{Block, BlockKind};
use annals_knowledge::{LayoutRules, LineKind, LineMatch};

use super::blocks::{BlockMark, TextBlock};

/// Converts the blocks of a web page, whose kinds follow from the markup.
pub(crate) fn convert<'t>(rules: &LayoutRules, text: &'t str, blocks: &[Block]) -> Vec<TextBlock<'t>> {
    blocks.iter().map(|block| convert_block(rules, text, block)).collect()
}

fn convert_block<'t>(rules: &LayoutRules, text: &'t str, block: &Block) -> TextBlock<'t> {
    let range = block.range.clone();
    let line = rules.line(text.get(range.clone()).unwrap_or_default());
    let matched = |kind: LineKind| {
        let name = line.as_ref().filter(|line| line.kind == kind).and_then(|line| line.name);
        BlockMark::Matched(LineMatch { kind, name })
    };
    let mark = match block.kind {
        BlockKind::Title => BlockMark::Heading(1),
        BlockKind::Heading => BlockMark::Heading(2),
        BlockKind::Item => BlockMark::Item,
        BlockKind::Caption => BlockMark::Caption,
        BlockKind::Credit => matched(LineKind::Credit),
        BlockKind::Byline => matched(LineKind::Byline),
        BlockKind::Date => matched(LineKind::Furniture),
        BlockKind::Row => BlockMark::Table,
        BlockKind::Paragraph => line.map_or(BlockMark::Text, BlockMark::Matched),
    };
    TextBlock::isolated(mark, range)
}
