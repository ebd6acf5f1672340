//! Of readings that overlap, one.

use std::cmp::Reverse;

use crate::grammar::{Build, Grammar};
use crate::matcher::Candidate;

impl Candidate {
    fn first(&self) -> usize {
        self.groups.first().map_or(self.whole.0, |group| group.first)
    }

    fn after(&self) -> usize {
        self.groups.last().map_or(self.whole.1, |group| group.after)
    }
}

/// The readings that stand: the one that begins first, of these the longest, of these the one that the
/// grammar tells first.
pub(crate) fn select(grammar: &Grammar, mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.retain(|candidate| candidate.groups.iter().all(|group| group.first < group.after));
    candidates.sort_by_key(|candidate| (candidate.first(), Reverse(candidate.after()), candidate.pattern));
    let mut covered = 0;
    candidates.retain(|candidate| {
        let stands = candidate.first() >= covered;
        if stands {
            covered = candidate.after();
        }
        stands
    });
    candidates.retain(|candidate| {
        grammar.patterns.get(candidate.pattern).is_some_and(|pattern| pattern.build != Build::Nothing)
    });
    candidates
}
