use aho_corasick::automaton::Automaton;
use aho_corasick::dfa::DFA;
use aho_corasick::{Anchored, MatchKind, StartKind};
use regex::Regex;

/// Patterns, each tried only on a text that holds one of the pieces it needs.
#[derive(Clone, Debug)]
pub(super) struct Table<K> {
    rules: Vec<Rule<K>>,
    needs: DFA,
    /// For each piece, the rules that it is a need of.
    wakes: Vec<u64>,
}

#[derive(Clone, Debug)]
pub(super) struct Rule<K> {
    pub(super) kind: K,
    pub(super) needs: Vec<String>,
    pub(super) regex: Regex,
}

impl<K: Copy> Table<K> {
    /// A table of at most [`Self::MOST`] rules.
    pub(super) fn new(rules: Vec<Rule<K>>) -> Result<Self, String> {
        if rules.len() > Self::MOST {
            return Err(format!("expected at most {} patterns of one table", Self::MOST));
        }
        let mut pieces: Vec<&str> = Vec::new();
        let mut wakes = Vec::new();
        for (number, rule) in rules.iter().enumerate() {
            for need in &rule.needs {
                pieces.push(need);
                wakes.push(1 << number);
            }
        }
        let needs = DFA::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::Standard)
            .start_kind(StartKind::Unanchored)
            .build(pieces)
            .map_err(|error| error.to_string())?;
        Ok(Self { rules, needs, wakes })
    }

    const MOST: usize = 64;

    /// The rules that could match a text, in order.
    pub(super) fn awake(&self, text: &str) -> impl Iterator<Item = &Rule<K>> {
        let mut awake = 0_u64;
        // One pass over all bytes, whatever is found: the searches of the library stop at each match.
        if let Ok(mut state) = self.needs.start_state(Anchored::No) {
            for byte in text.bytes() {
                state = self.needs.next_state(Anchored::No, state, byte);
                if self.needs.is_special(state) && self.needs.is_match(state) {
                    for number in 0..self.needs.match_len(state) {
                        let piece = self.needs.match_pattern(state, number);
                        awake |= self.wakes.get(piece.as_usize()).copied().unwrap_or_default();
                    }
                }
            }
        }
        self.rules
            .iter()
            .enumerate()
            .filter(move |(number, _)| awake & (1 << number) != 0)
            .map(|(_, rule)| rule)
    }
}
