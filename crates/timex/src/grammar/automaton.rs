//! A filter for patterns: which of them can match a sequence of items.
//!
//! A deterministic automaton over the kinds of items. It ignores conditions that do not depend on kinds of matched
//! items (gaps, starts, negations), and it stops when at most one pattern is left. The program of the pattern decides.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::lexicon::Kind;
use super::program::{Step, Test};

/// Finds the patterns that can match items of given kinds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Automaton {
    states: Vec<State>,
    /// The rows of all states, overlapped: the transition of a state for a kind is at `row` + kind, if its `from` is the
    /// state.
    transitions: Vec<Transition>,
    /// The patterns that can end in a state, grouped by state.
    patterns: Vec<u16>,
}

#[derive(Clone, Copy, Debug, Default)]
struct State {
    row: u32,
    /// The end of its patterns. They start at the end of the patterns of the state before.
    patterns: u32,
}

/// A transition; absent if `to` is 0, because no transition leads to the first state.
#[derive(Clone, Copy, Debug, Default)]
struct Transition {
    from: u16,
    to: u16,
}

/// How far back a free place for a row is searched.
const WINDOW: usize = 300;

/// Number of states after which transitions are no longer followed.
const MAX_STATES: usize = 4000;

impl Automaton {
    /// Builds the automaton of these programs. `kinds` contains the tests that each kind passes, `tests` is the number
    /// of tests.
    pub(super) fn new(programs: &[&[Step]], kinds: &[Vec<Test>], tests: usize) -> Self {
        let mut builder = Builder::new(programs, kinds, tests);
        let mut number = 0;
        while let Some(marks) = builder.sets.get_mut(number).map(std::mem::take) {
            builder.finish(number, &marks);
            number += 1;
        }
        builder.automaton
    }

    /// Returns the patterns that can match a prefix of items of these kinds. A pattern can occur more than once.
    #[inline]
    pub(crate) fn run(&self, kinds: impl Iterator<Item = Kind>) -> impl Iterator<Item = u16> {
        let mut state = 0;
        let states = kinds.map_while(move |kind| {
            let row = self.states.get(usize::from(state))?.row as usize;
            let transition = self.transitions.get(row + usize::from(kind))?;
            let leads_on = transition.from == state && transition.to != 0;
            state = transition.to;
            leads_on.then_some(state)
        });
        states.flat_map(|state| self.patterns(state)).copied()
    }

    #[inline]
    fn patterns(&self, state: u16) -> &[u16] {
        let end = |state: usize| self.states.get(state).map_or(0, |state| state.patterns as usize);
        let start = usize::from(state).checked_sub(1).map_or(0, end);
        self.patterns.get(start..end(usize::from(state))).unwrap_or_default()
    }
}

/// A step of a program that takes an item.
struct Take {
    test: Test,
    pattern: u16,
    /// The marks that can follow it, in `Builder::following`.
    following: Range<usize>,
}

/// Builds an [`Automaton`].
///
/// A state is a set of marks: the indices of the takes that can be next and, offset by the number of takes, the indices
/// of the patterns that can end here.
struct Builder {
    takes: Vec<Take>,
    following: Vec<u32>,
    /// The kinds that pass each test.
    kinds: Vec<Vec<Kind>>,
    numbers: FxHashMap<Vec<u32>, u16>,
    /// The marks of each state.
    sets: Vec<Vec<u32>>,
    automaton: Automaton,
}

impl Builder {
    fn new(programs: &[&[Step]], kinds: &[Vec<Test>], tests: usize) -> Self {
        let mut builder = Self {
            takes: Vec::new(),
            following: Vec::new(),
            kinds: vec![Vec::new(); tests],
            numbers: FxHashMap::default(),
            sets: Vec::new(),
            automaton: Automaton::default(),
        };
        for (kind, tests) in (0..).zip(kinds) {
            for test in tests {
                if let Some(kinds) = builder.kinds.get_mut(usize::from(*test)) {
                    kinds.push(kind);
                }
            }
        }
        let is_take = |step: &Step| matches!(step, Step::Take(_) | Step::Bind(..));
        let all: usize =
            programs.iter().map(|program| program.iter().filter(|step| is_take(step)).count()).sum();
        let mut starts = Vec::new();
        for (pattern, program) in (0..).zip(programs) {
            let marks = Marks::new(program, builder.takes.len(), all + usize::from(pattern));
            starts.extend(marks.from(0));
            for (at, step) in program.iter().enumerate() {
                if let Step::Take(test) | Step::Bind(test, _) = step {
                    let start = builder.following.len();
                    builder.following.extend(marks.from(at + 1));
                    let following = start..builder.following.len();
                    builder.takes.push(Take { test: *test, pattern, following });
                }
            }
        }
        builder.sets.push(starts);
        builder
    }

    /// Follows the transitions of a state. States must be finished in order.
    fn finish(&mut self, number: usize, marks: &[u32]) {
        let takes = || marks.iter().filter_map(|mark| self.takes.get(*mark as usize));
        let first = takes().next().map(|take| take.pattern);
        let is_settled = number > 0 && takes().all(|take| Some(take.pattern) == first);
        let follows = !is_settled && self.sets.len() < MAX_STATES;
        let mut patterns: Vec<u16> =
            if follows { Vec::new() } else { takes().map(|take| take.pattern).collect() };
        let ends = marks.iter().filter_map(|mark| (*mark as usize).checked_sub(self.takes.len()));
        patterns.extend(ends.filter_map(|pattern| u16::try_from(pattern).ok()));
        patterns.sort_unstable();
        patterns.dedup();
        self.automaton.patterns.extend(patterns);
        let row = if follows { self.row(number, marks) } else { 0 };
        self.automaton.states.push(State { row, patterns: self.automaton.patterns.len() as u32 });
    }

    /// Places the transitions of a state, and returns the start of its row.
    fn row(&mut self, number: usize, marks: &[u32]) -> u32 {
        let mut takes: Vec<&Take> = marks.iter().filter_map(|mark| self.takes.get(*mark as usize)).collect();
        takes.sort_unstable_by_key(|take| take.test);
        // The marks that can follow each test, and the kinds that pass it.
        let mut following: Vec<Vec<u32>> = Vec::new();
        let mut passed: Vec<(Kind, usize)> = Vec::new();
        for same in takes.chunk_by(|a, b| a.test == b.test) {
            let kinds = same.first().and_then(|take| self.kinds.get(usize::from(take.test)));
            passed.extend(kinds.into_iter().flatten().map(|kind| (*kind, following.len())));
            following.push(union(same.iter().filter_map(|take| self.following.get(take.following.clone()))));
        }
        passed.sort_unstable();
        // Most kinds pass the same tests as another kind.
        let mut targets: FxHashMap<Vec<usize>, u16> = FxHashMap::default();
        let mut row = Vec::new();
        for same in passed.chunk_by(|(a, _), (b, _)| a == b) {
            let tests: Vec<usize> = same.iter().map(|(_, test)| *test).collect();
            let target = match targets.get(&tests) {
                Some(target) => *target,
                None => {
                    let target = self.state(union(tests.iter().filter_map(|test| following.get(*test))));
                    targets.insert(tests, target);
                    target
                }
            };
            row.extend(same.first().map(|(kind, _)| (*kind, target)));
        }
        self.place(number, &row)
    }

    /// Returns the state with these marks, a new one if there is none.
    fn state(&mut self, marks: Vec<u32>) -> u16 {
        let fresh = u16::try_from(self.sets.len()).unwrap_or(u16::MAX);
        *self.numbers.entry(marks).or_insert_with_key(|marks| {
            self.sets.push(marks.clone());
            fresh
        })
    }

    /// Places a row where its transitions overlap no other transition.
    fn place(&mut self, number: usize, row: &[(Kind, u16)]) -> u32 {
        let transitions = &mut self.automaton.transitions;
        let is_free = |at: usize| transitions.get(at).is_none_or(|transition| transition.to == 0);
        let fits = |start: &usize| row.iter().all(|(kind, _)| is_free(start + usize::from(*kind)));
        let start = (transitions.len().saturating_sub(WINDOW)..transitions.len())
            .find(fits)
            .unwrap_or(transitions.len());
        let len = start + row.last().map_or(0, |(kind, _)| usize::from(*kind) + 1);
        if transitions.len() < len {
            transitions.resize(len, Transition::default());
        }
        for (kind, to) in row {
            if let Some(transition) = transitions.get_mut(start + usize::from(*kind)) {
                *transition = Transition { from: u16::try_from(number).unwrap_or(u16::MAX), to: *to };
            }
        }
        u32::try_from(start).unwrap_or(u32::MAX)
    }
}

/// Returns the sorted union of some sets of marks.
fn union<'m>(sets: impl Iterator<Item = impl AsRef<[u32]> + 'm>) -> Vec<u32> {
    let mut marks = Vec::new();
    for set in sets {
        marks.extend_from_slice(set.as_ref());
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Finds the marks that can be next in one program.
struct Marks<'p> {
    program: &'p [Step],
    /// The mark of each take, by step.
    takes: Vec<usize>,
    /// The mark of the end of the program.
    end: usize,
}

impl<'p> Marks<'p> {
    fn new(program: &'p [Step], first: usize, end: usize) -> Self {
        let mut next = first;
        let number = |step: &Step| {
            let this = next;
            next += usize::from(step.is_take());
            this
        };
        Self { program, takes: program.iter().map(number).collect(), end }
    }

    /// Returns the marks that can be next from a step on.
    fn from(&self, start: usize) -> Vec<u32> {
        let mut marks = Vec::new();
        let mut seen = vec![false; self.program.len()];
        let mut left = vec![start];
        while let Some(at) = left.pop() {
            if seen.get_mut(at).is_none_or(|seen| std::mem::replace(seen, true)) {
                continue;
            }
            match self.program.get(at) {
                Some(Step::Take(_) | Step::Bind(..)) => marks.extend(self.takes.get(at)),
                Some(Step::Try(one, other)) => left.extend([usize::from(*one), usize::from(*other)]),
                Some(Step::Go(target)) => left.push(usize::from(*target)),
                Some(Step::Touch | Step::Start | Step::Not(_) | Step::Open | Step::Close) => {
                    left.push(at + 1)
                }
                Some(Step::Done) => marks.push(self.end),
                None => {}
            }
        }
        marks.into_iter().map(|mark| u32::try_from(mark).unwrap_or(u32::MAX)).collect()
    }
}
