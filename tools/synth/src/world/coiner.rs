//! Coins the names of the invented world. No two countries, towns or people get the same name.

use std::collections::BTreeSet;

use crate::data::names::{Culture, NameData, Order};
use crate::rng::Rng;
use crate::text::capitalised;

/// A person's full name and the part of it that is used alone.
#[derive(Debug)]
pub(crate) struct PersonName {
    pub(crate) full: String,
    pub(crate) short: String,
}

/// Coins names and remembers them.
pub(crate) struct Coiner<'a> {
    avoid: &'a BTreeSet<String>,
    used: BTreeSet<String>,
    /// The used names, and each of them without one of its letters.
    near: BTreeSet<String>,
}

impl<'a> Coiner<'a> {
    pub(crate) fn new(data: &'a NameData) -> Self {
        Self { avoid: &data.avoid, used: BTreeSet::new(), near: BTreeSet::new() }
    }

    /// Coins the name of a state and its adjective.
    pub(crate) fn state(&mut self, rng: &mut Rng, culture: &Culture) -> (String, String) {
        let (ending, adjective) = culture.states.pick(rng);
        let root = self.coin(rng, culture, 1, ending);
        (format!("{root}{ending}"), format!("{root}{adjective}"))
    }

    pub(crate) fn town(&mut self, rng: &mut Rng, culture: &Culture) -> String {
        let ending = culture.town_endings.pick(rng);
        let root = self.coin(rng, culture, 1, ending);
        format!("{root}{ending}")
    }

    pub(crate) fn person(&mut self, rng: &mut Rng, culture: &Culture) -> PersonName {
        let short = self.coin(rng, culture, 2, "");
        let other = self.given(rng, culture, 2);
        let full = match culture.order {
            Order::GivenFamily => format!("{other} {short}"),
            Order::FamilyGiven => format!("{short} {other}"),
            Order::FamilyMiddleGiven => {
                let middle = self.given(rng, culture, 1);
                format!("{other} {middle} {short}")
            }
        };
        PersonName { full, short }
    }

    /// Coins a name that several people may have.
    fn given(&self, rng: &mut Rng, culture: &Culture, syllables: usize) -> String {
        for attempt in 0.. {
            let name = root(rng, culture, syllables + attempt / 8);
            if name.chars().count() >= 3 && !self.avoid.contains(&name) {
                return capitalised(&name);
            }
        }
        String::new()
    }

    /// Coins a root that is new together with its ending; adds syllables until it is.
    fn coin(&mut self, rng: &mut Rng, culture: &Culture, syllables: usize, ending: &str) -> String {
        for attempt in 0.. {
            let root = root(rng, culture, syllables + attempt / 8);
            let name = format!("{root}{ending}");
            let fits = name.chars().count() >= 5
                && !self.avoid.contains(&name)
                && !self.avoid.contains(&root)
                && !self.used.contains(&name)
                // Two names that differ by one letter would rightly count as spellings of one name.
                && !shortened(&name).any(|short| self.near.contains(&short));
            if fits {
                self.near.extend(shortened(&name));
                self.used.insert(name);
                return capitalised(&root);
            }
        }
        String::new()
    }
}

/// The name, and the name without each of its letters. Two names share one of these if they differ by the insertion,
/// deletion or substitution of one letter.
fn shortened(name: &str) -> impl Iterator<Item = String> {
    let without = move |(at, letter): (usize, char)| {
        let rest = name.get(at + letter.len_utf8()..).unwrap_or_default();
        format!("{}{rest}", name.get(..at).unwrap_or_default())
    };
    std::iter::once(name.to_owned()).chain(name.char_indices().map(without))
}

fn root(rng: &mut Rng, culture: &Culture, syllables: usize) -> String {
    let mut name = String::new();
    for _ in 0..syllables {
        name.push_str(culture.onsets.pick(rng));
        name.push_str(culture.vowels.pick(rng));
        name.push_str(culture.codas.pick(rng));
    }
    name
}
