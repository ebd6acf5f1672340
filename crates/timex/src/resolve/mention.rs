//! Mentions: the expressions of a text before resolution.

use std::ops::Range;

use crate::document::{SegmentRole, TextSegment};
use crate::grammar::Grammar;
use crate::lex::Item;
use crate::matcher::{Group, PatternMatch};
use crate::slots::{Slots, Value};
use crate::timex3::Relation;

/// The mentions of a segment, in text order.
#[derive(Clone, Debug)]
pub(crate) struct SegmentMentions {
    pub(super) role: SegmentRole,
    pub(super) range: Range<usize>,
    pub(super) groups: Vec<MentionGroup>,
}

/// The mentions of one match of a pattern.
#[derive(Clone, Debug)]
pub(super) struct MentionGroup {
    /// The index of the pattern.
    pub(super) pattern: usize,
    pub(super) mentions: Vec<Mention>,
}

/// An expression before resolution.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) range: Range<usize>,
    pub(super) slots: Slots,
    pub(super) relation: Relation,
    /// The month of the next year in which the period ends whose start this is.
    pub(super) until_month: Option<u8>,
}

impl SegmentMentions {
    pub(crate) fn new(segment: &TextSegment) -> Self {
        Self { role: segment.role, range: segment.range.clone(), groups: Vec::new() }
    }

    /// Adds the matches among the items of one run.
    pub(crate) fn add(
        &mut self,
        grammar: &Grammar,
        items: &[Item],
        matches: impl Iterator<Item = PatternMatch>,
    ) {
        self.groups.extend(matches.map(|found| {
            let mentions = found.groups.into_iter().filter_map(|group| mention(grammar, items, group));
            MentionGroup { pattern: found.pattern, mentions: mentions.collect() }
        }));
    }
}

fn mention(grammar: &Grammar, items: &[Item], group: Group) -> Option<Mention> {
    let (first, last) = (items.get(group.first)?, items.get(group.after.checked_sub(1)?)?);
    let before = group.first.checked_sub(1).and_then(|at| items.get(at));
    let relation = grammar.relation.zip(before).and_then(|(class, item)| {
        grammar.passes.holds(item.kind, class).then(|| item.value(&grammar.lexicon, class))
    });
    let relation = match relation {
        Some(Value::Relation(relation)) => relation,
        _ => Relation::At,
    };
    let range = first.range().start..last.range().end;
    Some(Mention { range, slots: group.slots, relation, until_month: None })
}
