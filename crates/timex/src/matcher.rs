//! Matching: items → [`PatternMatch`]es. Of overlapping matches one is selected.

use std::cmp::Reverse;
use std::ops::Range;

use crate::grammar::{Build, Grammar, Pattern, Step, Test};
use crate::lex::Item;
use crate::slots::{Slot, Slots};

/// A match of a pattern, before the selection.
#[derive(Clone, Debug)]
struct Candidate {
    /// The index of the pattern.
    pattern: u16,
    /// The index of the first item of its first expression.
    first: usize,
    /// The index after the last item of its last expression.
    after: usize,
    /// The marks of its program, in [`Matcher::marks`].
    marks: Range<usize>,
}

/// A selected match.
#[derive(Clone, Debug)]
pub(crate) struct PatternMatch {
    /// The index of the pattern.
    pub(crate) pattern: usize,
    pub(crate) groups: Vec<Group>,
}

/// One expression of a match.
#[derive(Clone, Debug)]
pub(crate) struct Group {
    /// The index of its first item.
    pub(crate) first: usize,
    /// The index after its last item.
    pub(crate) after: usize,
    pub(crate) slots: Slots,
}

/// A mark that a program makes at an item.
#[derive(Clone, Copy, Debug)]
enum Mark {
    /// Start of an expression.
    Open(usize),
    /// End of an expression.
    Close(usize),
    /// The item fills a slot.
    Slot(usize, Test, Slot),
}

/// Maximum number of steps of a run of a program. Only an erroneous grammar can reach it.
const MAX_STEPS: usize = 4096;

/// Matches the patterns of a grammar against the items of one run after another.
#[derive(Debug)]
pub(crate) struct Matcher<'g> {
    grammar: &'g Grammar,
    candidates: Vec<Candidate>,
    marks: Vec<Mark>,
    /// Step, item and number of marks of each alternative of a program.
    backtrack: Vec<(usize, usize, usize)>,
    /// The patterns that were tried at the current item.
    tried: Vec<u16>,
}

impl<'g> Matcher<'g> {
    pub(crate) fn new(grammar: &'g Grammar) -> Self {
        Self { grammar, candidates: Vec::new(), marks: Vec::new(), backtrack: Vec::new(), tried: Vec::new() }
    }

    /// Returns the selected matches. Of overlapping matches, the one that begins first is selected, then the longest,
    /// then the one that is listed first in the grammar. `starts` is whether a segment or a paragraph begins with these
    /// items.
    pub(crate) fn read(&mut self, items: &[Item], starts: bool) -> impl Iterator<Item = PatternMatch> {
        self.candidates.clear();
        self.marks.clear();
        for at in 0..items.len() {
            let rest = items.get(at..).unwrap_or_default();
            self.tried.clear();
            for pattern in self.grammar.automaton.run(rest.iter().map(|item| item.kind)) {
                if !self.tried.contains(&pattern) {
                    self.tried.push(pattern);
                    self.candidate(pattern, items, at, starts);
                }
            }
        }
        self.candidates.sort_by_key(|found| (found.first, Reverse(found.after), found.pattern));
        let Self { grammar, candidates, marks, .. } = self;
        let mut covered = 0;
        candidates.iter().filter_map(move |candidate| {
            if candidate.first < covered {
                return None;
            }
            covered = candidate.after;
            let pattern = grammar.patterns.get(usize::from(candidate.pattern))?;
            let marks = marks.get(candidate.marks.clone())?;
            (pattern.build != Build::Nothing).then(|| PatternMatch {
                pattern: usize::from(candidate.pattern),
                groups: groups(grammar, pattern, items, marks),
            })
        })
    }

    /// Adds the match of a pattern that begins with the item at `start`, if there is one.
    fn candidate(&mut self, pattern_index: u16, items: &[Item], start: usize, starts: bool) {
        let Some(pattern) = self.grammar.patterns.get(usize::from(pattern_index)) else { return };
        let begin = self.marks.len();
        let candidate = self.run(&pattern.steps, items, start, starts).and_then(|after| {
            let marks = begin..self.marks.len();
            let (first, after) = extent(self.marks.get(marks.clone())?, start..after)?;
            Some(Candidate { pattern: pattern_index, first, after, marks })
        });
        match candidate {
            Some(candidate) => self.candidates.push(candidate),
            None => self.marks.truncate(begin),
        }
    }

    /// Runs a program from the item at `start` on, and returns the index after the last item that it takes; `None` if it
    /// does not match.
    fn run(&mut self, steps: &[Step], items: &[Item], start: usize, starts: bool) -> Option<usize> {
        let passes = &self.grammar.passes;
        let passes = |at: usize, test: Test| items.get(at).is_some_and(|item| passes.holds(item.kind, test));
        self.backtrack.clear();
        let (mut step, mut at) = (0, start);
        for _ in 0..MAX_STEPS {
            let goes_on = match *steps.get(step)? {
                Step::Take(test) => {
                    at += 1;
                    passes(at - 1, test)
                }
                Step::Bind(test, slot) => {
                    self.marks.push(Mark::Slot(at, test, slot));
                    at += 1;
                    passes(at - 1, test)
                }
                Step::Touch => items.get(at).is_some_and(|item| item.touches),
                Step::Start => starts && at == 0,
                Step::Not(test) => !passes(at, test),
                Step::Try(first, second) => {
                    self.backtrack.push((usize::from(second), at, self.marks.len()));
                    step = usize::from(first);
                    continue;
                }
                Step::Go(target) => {
                    step = usize::from(target);
                    continue;
                }
                Step::Open => {
                    self.marks.push(Mark::Open(at));
                    true
                }
                Step::Close => {
                    self.marks.push(Mark::Close(at));
                    true
                }
                Step::Done => return Some(at),
            };
            if goes_on {
                step += 1;
            } else {
                let marks;
                (step, at, marks) = self.backtrack.pop()?;
                self.marks.truncate(marks);
            }
        }
        None
    }
}

/// Returns the index of the first item of the first expression and the index after the last item of the last; `None`
/// if an expression is empty.
fn extent(marks: &[Mark], whole: Range<usize>) -> Option<(usize, usize)> {
    let mut first = None;
    let mut open: Option<Range<usize>> = None;
    for mark in marks {
        match *mark {
            Mark::Open(at) => {
                if open.replace(at..at).is_some_and(|before| before.is_empty()) {
                    return None;
                }
                first = first.or(Some(at));
            }
            Mark::Close(at) => {
                if let Some(open) = &mut open {
                    open.end = at;
                }
            }
            Mark::Slot(..) => {}
        }
    }
    match open {
        Some(last) if last.is_empty() => None,
        Some(last) => Some((first.unwrap_or(whole.start), last.end)),
        None => Some((whole.start, whole.end)),
    }
}

/// Returns the expressions of a match.
fn groups(grammar: &Grammar, pattern: &Pattern, items: &[Item], marks: &[Mark]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::with_capacity(2);
    // Slots that are bound outside of an expression belong to the next one.
    let mut pending = Slots::default();
    let mut is_open = false;
    for mark in marks {
        match *mark {
            Mark::Open(at) => {
                groups.push(Group { first: at, after: at, slots: std::mem::take(&mut pending) });
                is_open = true;
            }
            Mark::Close(at) => {
                if let Some(group) = groups.last_mut() {
                    group.after = at;
                }
                is_open = false;
            }
            Mark::Slot(at, test, slot) => {
                let Some(item) = items.get(at) else { continue };
                let value = item.value(&grammar.lexicon, test);
                let words = Some(item.range().into());
                match groups.last_mut() {
                    Some(group) if is_open => group.slots.set(slot, value, words),
                    _ => pending.set(slot, value, words),
                }
            }
        }
    }
    for group in &mut groups {
        for (slot, value) in &pattern.constants {
            group.slots.default_to(*slot, *value);
        }
    }
    groups
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::disallowed_methods)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::Matcher;
    use crate::grammar::Grammar;
    use crate::{DocumentContext, SegmentRole, TextSegment, lex, scan};

    static ENGLISH: LazyLock<Grammar> = LazyLock::new(|| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../knowledge/languages/en/");
        let read = |name| std::fs::read_to_string(format!("{folder}{name}")).unwrap();
        let texts = ["time-words.toml", "time.toml"].map(read);
        Grammar::parse_files(&texts.each_ref().map(String::as_str)).unwrap()
    });

    /// The same grammar with all words as triggers.
    static THOROUGH: LazyLock<Grammar> = LazyLock::new(|| {
        let mut grammar = ENGLISH.clone();
        let tests: Vec<_> = (0..).take(grammar.lexicon.test_count()).collect();
        grammar.lexicon.mark_triggers(&tests);
        grammar
    });

    fn text() -> impl Strategy<Value = String> {
        let words = "in the of at on from to by a an this last next same that year years month day days two three \
            first second early late end half quarter decade century May March June Monday spring summer fall \
            night morning past present now today ago later before after since until 1950 1987 3 12 31 , . - – ( ) ' s \
            th 's BC AD every each per recent current fiscal some about house x\n\n";
        let words: Vec<_> = words.split(' ').filter(|word| !word.is_empty()).collect();
        let joined = |words: Vec<(&str, bool)>| {
            words
                .into_iter()
                .map(|(word, spaced)| format!("{word}{}", if spaced { " " } else { "" }))
                .collect()
        };
        proptest::collection::vec((proptest::sample::select(words), proptest::bool::weighted(0.9)), 0..30)
            .prop_map(joined)
    }

    proptest! {
        #[test]
        fn text_without_a_trigger_has_no_expressions(text in text()) {
            let segments = [TextSegment { range: 0..text.len(), role: SegmentRole::Prose }];
            let read = |grammar: &Grammar| grammar.read(&text, &segments, &DocumentContext::default());
            prop_assert_eq!(read(&ENGLISH), read(&THOROUGH));
        }

        #[test]
        fn the_automaton_excludes_no_pattern_that_matches(text in text()) {
            let grammar = &*ENGLISH;
            let (mut items, mut missed) = (Vec::new(), Vec::new());
            let mut matcher = Matcher::new(grammar);
            scan::runs(&grammar.lexicon, &text, 0..text.len(), |run| {
                lex::read(&grammar.lexicon, &text, run, &mut items);
                for start in 0..items.len() {
                    let accepted: Vec<u16> = grammar.automaton.run(items[start..].iter().map(|item| item.kind)).collect();
                    for (number, pattern) in (0..).zip(&grammar.patterns) {
                        let matches = matcher.run(&pattern.steps, &items, start, run.starts).is_some();
                        if matches && !accepted.contains(&number) {
                            missed.push((start, pattern.name.clone()));
                        }
                    }
                }
            });
            prop_assert_eq!(missed, []);
        }
    }
}
