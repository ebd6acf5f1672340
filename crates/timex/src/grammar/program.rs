//! Patterns as programs for [`crate::matcher`].

use super::slot::Slot;

/// Number of a test that an item passes or fails.
pub(crate) type Test = u16;

/// One step of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// The next item has to pass; on with the item after it.
    Take(Test),
    /// The same, and what it says fills a slot.
    Bind(Test, Slot),
    /// The next item has to touch the one before.
    Touch,
    /// The next item has to begin a part of the text or a sentence.
    Start,
    /// The next item has to fail.
    Not(Test),
    /// First the one, and if that leads nowhere the other.
    Try(u16, u16),
    /// On from there.
    Go(u16),
    /// An expression begins.
    Open,
    /// An expression ends.
    Close,
    /// All was read.
    Done,
}

impl Step {
    pub(crate) fn is_take(&self) -> bool {
        matches!(self, Self::Take(_) | Self::Bind(..))
    }
}

/// Whether a program can read nothing at all.
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
