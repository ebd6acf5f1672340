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

/// The tests that the first, second and third item can be put to; `None`: any item at all will do.
#[derive(Clone, Debug, Default)]
pub(crate) struct Prefix(pub(crate) [Option<Vec<Test>>; 3]);

pub(crate) fn prefix(program: &[Step]) -> Prefix {
    let mut reached = vec![0];
    let mut open = false;
    let sets = std::array::from_fn(|_| {
        let mut tests = Vec::new();
        let mut next = Vec::new();
        let mut seen = vec![false; program.len()];
        while let Some(at) = reached.pop() {
            if seen.get(at).is_none_or(|seen| *seen) {
                continue;
            }
            if let Some(seen) = seen.get_mut(at) {
                *seen = true;
            }
            match program.get(at) {
                Some(Step::Take(test) | Step::Bind(test, _)) => {
                    tests.push(*test);
                    next.push(at + 1);
                }
                Some(Step::Try(first, second)) => reached.extend([usize::from(*first), usize::from(*second)]),
                Some(Step::Go(target)) => reached.push(usize::from(*target)),
                Some(Step::Touch | Step::Start | Step::Not(_) | Step::Open | Step::Close) => {
                    reached.push(at + 1)
                }
                Some(Step::Done) | None => open = true,
            }
        }
        reached = next;
        tests.sort_unstable();
        tests.dedup();
        (!open).then_some(tests)
    });
    Prefix(sets)
}
