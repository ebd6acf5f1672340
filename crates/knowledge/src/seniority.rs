//! Which rank is above which, and which offices one person holds at a time.

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The order of ranks and the offices of one holder, as a language names them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seniority {
    /// Ladder and step of each rank.
    steps: FxHashMap<String, (usize, usize)>,
    ladders: usize,
    /// Offices in small letters; `*` at an end stands for any words.
    sole: Vec<String>,
    /// First words of offices that several hold, whatever follows.
    shared: Vec<String>,
    /// Words that only tie the others of an office together.
    linking: Vec<String>,
}

/// `[standing]` of `people.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SeniorityFile {
    /// Ranks from the lowest up, ladder by ladder; a step may hold several.
    pub ladders: Vec<Vec<Vec<String>>>,
    /// Offices that one person holds at a time; `*` at an end stands for any words.
    pub sole: Vec<String>,
    /// First words of offices that several hold.
    pub shared: Vec<String>,
    /// Words that only tie the others of an office together: "of".
    pub linking: Vec<String>,
}

impl From<&SeniorityFile> for Seniority {
    fn from(file: &SeniorityFile) -> Self {
        let mut seniority = Self::default();
        seniority.add(file);
        seniority
    }
}

impl Seniority {
    /// Adds what another language says.
    pub fn add(&mut self, file: &SeniorityFile) {
        for ladder in &file.ladders {
            for (step, ranks) in ladder.iter().enumerate() {
                for rank in ranks {
                    self.steps.insert(rank.clone(), (self.ladders, step));
                }
            }
            self.ladders += 1;
        }
        self.sole.extend(file.sole.iter().map(|office| office.to_lowercase()));
        self.shared.extend(file.shared.iter().map(|word| word.to_lowercase()));
        self.linking.extend(file.linking.iter().map(|word| word.to_lowercase()));
    }

    /// Whether the first rank is below the second; none where they are on no common ladder.
    #[must_use]
    pub fn is_below(&self, first: &str, second: &str) -> Option<bool> {
        let (first, second) = (self.steps.get(first)?, self.steps.get(second)?);
        (first.0 == second.0).then_some(first.1 < second.1)
    }

    /// The words of an office, in whatever order and with whatever between they are told: "Minister of
    /// Trade", "Trade Minister".
    #[must_use]
    pub fn key(&self, office: &str) -> String {
        let office = office.to_lowercase();
        let mut words: Vec<&str> =
            office.split_whitespace().filter(|word| !self.linking.iter().any(|link| link == word)).collect();
        words.sort_unstable();
        words.join(" ")
    }

    /// Whether an office is one of those that several hold, or did: "deputy …", "former …".
    #[must_use]
    pub fn is_shared(&self, office: &str) -> bool {
        let office = office.to_lowercase();
        let first = office.split([' ', '-']).next().unwrap_or_default();
        self.shared.iter().any(|word| word == first)
    }

    /// Whether one person holds an office at a time.
    #[must_use]
    pub fn is_sole(&self, office: &str) -> bool {
        let shared = self.is_shared(office);
        let office = office.to_lowercase();
        let fits = |pattern: &String| match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
            (Some(end), _) => office.ends_with(end),
            (None, Some(start)) => office.starts_with(start),
            (None, None) => office == *pattern,
        };
        !shared && self.sole.iter().any(fits)
    }
}

#[cfg(test)]
mod tests {
    use super::{Seniority, SeniorityFile};

    #[test]
    fn ranks_and_offices() {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let seniority = Seniority::from(&SeniorityFile {
            ladders: vec![
                vec![words(&["Captain"]), words(&["Major", "Squadron Leader"])],
                vec![words(&["Commodore"]), words(&["Admiral"])],
            ],
            sole: words(&["Mayor", "* warden", "warden of *"]),
            shared: words(&["deputy"]),
            linking: words(&["of"]),
        });
        assert_eq!(seniority.is_below("Captain", "Squadron Leader"), Some(true));
        assert_eq!(seniority.is_below("Major", "Captain"), Some(false));
        assert_eq!(seniority.is_below("Captain", "Admiral"), None);
        assert_eq!(seniority.is_below("Captain", "Sheriff"), None);
        let held = ["Mayor", "Harbour Warden", "Warden of the Port", "Deputy Mayor", "Alderman"];
        assert_eq!(held.map(|office| seniority.is_sole(office)), [true, true, true, false, false]);
    }
}
