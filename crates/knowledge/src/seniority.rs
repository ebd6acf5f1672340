//! Seniority of ranks, and offices with one holder at a time.

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The order of ranks, and the offices with one holder at a time, of all languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seniority {
    /// The ladder and the step of each rank.
    steps: FxHashMap<String, (usize, usize)>,
    ladders: usize,
    /// Offices in lower case; `*` at the start or the end matches any words.
    sole: Vec<String>,
    /// First words of offices with several holders.
    shared: Vec<String>,
    /// Linking words in offices.
    linking: Vec<String>,
}

/// `[standing]` of `people.toml`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SeniorityFile {
    /// Ladders of ranks, from the lowest step to the highest; a step may have several ranks.
    pub ladders: Vec<Vec<Vec<String>>>,
    /// Offices with one holder at a time; `*` at the start or the end matches any words.
    pub sole: Vec<String>,
    /// First words of offices with several holders.
    pub shared: Vec<String>,
    /// Linking words in offices: "of".
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
    /// Adds the rules of a language.
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

    /// Whether the first rank is below the second. Returns `None` if they are not on the same ladder.
    #[must_use]
    pub fn is_below(&self, first: &str, second: &str) -> Option<bool> {
        let (first, second) = (self.steps.get(first)?, self.steps.get(second)?);
        (first.0 == second.0).then_some(first.1 < second.1)
    }

    /// Returns a key that is equal for variants of an office: "Minister of Trade", "Trade Minister".
    #[must_use]
    pub fn key(&self, office: &str) -> String {
        let office = office.to_lowercase();
        let mut words: Vec<&str> =
            office.split_whitespace().filter(|word| !self.linking.iter().any(|link| link == word)).collect();
        words.sort_unstable();
        words.join(" ")
    }

    /// Whether an office may have several holders: "deputy …", "former …".
    #[must_use]
    pub fn is_shared(&self, office: &str) -> bool {
        let office = office.to_lowercase();
        let first = office.split([' ', '-']).next().unwrap_or_default();
        self.shared.iter().any(|word| word == first)
    }

    /// Whether an office has one holder at a time.
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
