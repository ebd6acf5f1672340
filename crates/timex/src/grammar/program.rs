//! Programs: the compiled form of patterns, which [`crate::matcher`] runs.

use crate::slots::Slot;

/// The index of a test: whether an item belongs to a class or is a literal word.
pub(crate) type Test = u16;

/// One step of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The next item must pass. Continue with the item after it.
    Take(Test),
    /// The same, and the value of the item fills a slot.
    Bind(Test, Slot),
    /// The next item must follow the one before without a gap.
    Touch,
    /// The next item must begin a segment or a paragraph.
    Start,
    /// The next item must fail.
    Not(Test),
    /// Continue at the first step or, if that fails, at the second.
    Try(u16, u16),
    /// Continue at a step.
    Go(u16),
    /// Start of an expression.
    Open,
    /// End of an expression.
    Close,
    /// The pattern matches.
    Done,
}

impl Step {
    pub(crate) fn is_take(&self) -> bool {
        matches!(self, Self::Take(_) | Self::Bind(..))
    }
}

/// Whether a program can match without taking an item.
pub(crate) fn can_be_empty(program: &[Step]) -> bool {
    let mut seen = vec![false; program.len()];
    let mut left = vec![0];
    while let Some(at) = left.pop() {
        if seen.get_mut(at).is_some_and(|seen| std::mem::replace(seen, true)) {
            continue;
        }
        match program.get(at) {
            Some(Step::Take(_) | Step::Bind(..)) => {}
            Some(Step::Try(first, second)) => left.extend([usize::from(*first), usize::from(*second)]),
            Some(Step::Go(target)) => left.push(usize::from(*target)),
            Some(Step::Touch | Step::Start | Step::Not(_) | Step::Open | Step::Close) => left.push(at + 1),
            Some(Step::Done) | None => return true,
        }
    }
    false
}
