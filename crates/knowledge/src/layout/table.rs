//! Patterns with a prefilter.

use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind, StartKind};
use regex::Regex;

/// Patterns, each of which is only tried on a text that contains one of its required strings.
#[derive(Clone, Debug)]
pub(super) struct Table<K> {
    rules: Vec<Rule<K>>,
    needs: DFA,
    /// For each required string, the bit set of the rules that require it.
    rule_sets: Vec<u64>,
}

#[derive(Clone, Debug)]
pub(super) struct Rule<K> {
    pub(super) kind: K,
    pub(super) needs: Vec<String>,
    pub(super) regex: Regex,
}

impl<K: Copy> Table<K> {
    /// Creates a table of at most [`Self::MAX_RULES`] rules.
    pub(super) fn new(rules: Vec<Rule<K>>) -> Result<Self, String> {
        if rules.len() > Self::MAX_RULES {
            return Err(format!(
                "found {} patterns in one table, expected at most {}",
                rules.len(),
                Self::MAX_RULES
            ));
        }
        let mut pieces: Vec<&str> = Vec::new();
        let mut rule_sets = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            for need in &rule.needs {
                pieces.push(need);
                rule_sets.push(1 << number);
            }
        }
        let needs = DFA::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Unanchored)
            .build(pieces)
            .map_err(|error| error.to_string())?;
        Ok(Self { rules, needs, rule_sets })
    }

    const MAX_RULES: usize = 64;

    /// Returns the rules that could match a text, in order.
    pub(super) fn candidates(&self, text: &str) -> impl Iterator<Item = &Rule<K>> {
        let mut candidates = 0_u64;
        // One pass over all bytes: the search functions of the library stop at each match.
        if let Ok(mut state) = self.needs.start_state(Anchored::No) {
            for byte in text.bytes() {
                state = self.needs.next_state(Anchored::No, state, byte);
                if self.needs.is_special(state) && self.needs.is_match(state) {
                    for number in 0..self.needs.match_len(state) {
                        let piece = self.needs.match_pattern(state, number);
                        candidates |= self.rule_sets.get(piece.as_usize()).copied().unwrap_or_default();
                    }
                }
            }
        }
        self.rules
            .iter()
            .enumerate()
            .filter(move |(number, _)| candidates & (1 << number) != 0)
            .map(|(_, rule)| rule)
    }
}
