//! Items → [`Candidate`]s: every reading that some pattern has of them.

use crate::grammar::{Build, Grammar, Slot, Slots, Step, Test};
use crate::lex::Item;

/// What a pattern read, which another may read otherwise.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    /// Number of the pattern.
    pub(crate) pattern: usize,
    /// First item and item after the last, context included.
    pub(crate) whole: (usize, usize),
    /// Its expressions, at least one.
    pub(crate) groups: Vec<Group>,
}

/// One expression of a candidate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Group {
    /// First item.
    pub(crate) first: usize,
    /// Item after the last.
    pub(crate) after: usize,
    pub(crate) slots: Slots,
}

/// Steps after which a pattern gives up: it is a bound for mistaken grammars, which no text can reach
/// with a sane one.
const PATIENCE: usize = 4096;

/// The candidates of a run; `starts` tells whether a part of the text begins with it.
pub(crate) fn candidates(grammar: &Grammar, items: &[Item], starts: bool) -> Vec<Candidate> {
    let filter = &grammar.filter;
    let end = grammar.lexicon.kinds().len();
    let kind = |at: usize| items.get(at).map_or(end, |item| usize::from(item.kind));
    let mut found = Vec::new();
    let mut machine = Machine { grammar, items, starts, backtrack: Vec::new(), bound: Vec::new() };
    for (at, item) in items.iter().enumerate() {
        if item.kind == crate::grammar::UNKNOWN {
            continue;
        }
        let [first, second, third] = [kind(at), kind(at + 1), kind(at + 2)].map(|kind| kind * filter.width);
        for block in 0..filter.width {
            let bits = |place: usize, from: usize| filter.bits[place].get(from + block).copied().unwrap_or(0);
            let mut live = bits(0, first) & bits(1, second) & bits(2, third);
            while live != 0 {
                let pattern = block * 64 + live.trailing_zeros() as usize;
                live &= live - 1;
                found.extend(machine.run(pattern, at));
            }
        }
    }
    found
}

struct Machine<'g> {
    grammar: &'g Grammar,
    items: &'g [Item],
    starts: bool,
    backtrack: Vec<(usize, usize, usize)>,
    bound: Vec<Bound>,
}

#[derive(Clone, Copy)]
enum Bound {
    Open(usize),
    Close(usize),
    Slot(usize, Test, Slot),
}

impl Machine<'_> {
    /// The reading of one pattern from the item at `start` on, if it has one.
    fn run(&mut self, number: usize, start: usize) -> Option<Candidate> {
        let pattern = self.grammar.patterns.get(number)?;
        self.backtrack.clear();
        self.bound.clear();
        let (mut step, mut at) = (0, start);
        for _ in 0..PATIENCE {
            let goes_on = match *pattern.steps.get(step)? {
                Step::Take(test) => {
                    let passes = self.passes(at, test);
                    at += 1;
                    passes
                }
                Step::Bind(test, slot) => {
                    let passes = self.passes(at, test);
                    self.bound.push(Bound::Slot(at, test, slot));
                    at += 1;
                    passes
                }
                Step::Touch => self.items.get(at).is_some_and(|item| item.touches),
                Step::Start => self.starts && at == 0,
                Step::Not(test) => !self.passes(at, test),
                Step::Try(first, second) => {
                    self.backtrack.push((usize::from(second), at, self.bound.len()));
                    step = usize::from(first);
                    continue;
                }
                Step::Go(target) => {
                    step = usize::from(target);
                    continue;
                }
                Step::Open => {
                    self.bound.push(Bound::Open(at));
                    true
                }
                Step::Close => {
                    self.bound.push(Bound::Close(at));
                    true
                }
                Step::Done => return Some(self.candidate(number, start, at)),
            };
            if goes_on {
                step += 1;
            } else {
                let bound;
                (step, at, bound) = self.backtrack.pop()?;
                self.bound.truncate(bound);
            }
        }
        None
    }

    fn passes(&self, at: usize, test: Test) -> bool {
        self.items.get(at).is_some_and(|item| self.grammar.passes.holds(item.kind, test))
    }

    fn candidate(&self, number: usize, start: usize, after: usize) -> Candidate {
        let pattern = &self.grammar.patterns[number];
        let whole = (start, after);
        if pattern.build == Build::Nothing {
            let group = Group { first: start, after, slots: Slots::default() };
            return Candidate { pattern: number, whole, groups: vec![group] };
        }
        let mut groups: Vec<Group> = Vec::with_capacity(2);
        // Slots that are bound outside of an expression belong to the next, or else to the last.
        let mut waiting = Slots::default();
        let mut is_open = false;
        for bound in &self.bound {
            match *bound {
                Bound::Open(at) => {
                    groups.push(Group { first: at, after: at, slots: std::mem::take(&mut waiting) });
                    is_open = true;
                }
                Bound::Close(at) => {
                    if let Some(group) = groups.last_mut() {
                        group.after = at;
                    }
                    is_open = false;
                }
                Bound::Slot(at, test, slot) => {
                    let Some(item) = self.items.get(at) else { continue };
                    let value = item.value(&self.grammar.lexicon, test);
                    match groups.last_mut() {
                        Some(group) if is_open => group.slots.set(slot, value),
                        _ => waiting.set(slot, value),
                    }
                }
            }
        }
        for group in &mut groups {
            for (slot, value) in &pattern.constants {
                group.slots.default_to(*slot, Some(*value));
            }
        }
        Candidate { pattern: number, whole, groups }
    }
}
