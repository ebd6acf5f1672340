//! Coins the names of the invented world: no two countries, towns or people get the same one.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::choices::Choices;
use crate::rng::Rng;

/// `data/names.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NameData {
    avoid: BTreeSet<String>,
    culture: Choices<Culture>,
}

impl NameData {
    pub(crate) fn culture(&self, rng: &mut Rng) -> &Culture {
        self.culture.pick(rng)
    }
}

/// How one country's names sound.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Culture {
    order: Order,
    onsets: Choices<String>,
    vowels: Choices<String>,
    codas: Choices<String>,
    town_endings: Choices<String>,
    /// Endings of a state and of what belongs to it.
    states: Choices<(String, String)>,
}

/// In which order a person's names stand, and so which of them stands alone.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Order {
    /// The last name stands alone.
    GivenFamily,
    /// The first name stands alone.
    FamilyGiven,
    /// The last name stands alone, and is the given one.
    FamilyMiddleGiven,
}

/// A person's full name and the part of it that stands alone.
#[derive(Debug)]
pub(crate) struct PersonName {
    pub(crate) full: String,
    pub(crate) short: String,
}

/// Coins names and remembers them.
pub(crate) struct Coiner<'a> {
    avoid: &'a BTreeSet<String>,
    used: BTreeSet<String>,
    /// The names used, and what is left of each without one of its letters.
    near: BTreeSet<String>,
}

impl<'a> Coiner<'a> {
    pub(crate) fn new(data: &'a NameData) -> Self {
        Self { avoid: &data.avoid, used: BTreeSet::new(), near: BTreeSet::new() }
    }

    /// A state's name and the adjective for what belongs to it.
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

    /// A name that several people may have.
    fn given(&self, rng: &mut Rng, culture: &Culture, syllables: usize) -> String {
        for attempt in 0.. {
            let name = root(rng, culture, syllables + attempt / 8);
            if name.chars().count() >= 3 && !self.avoid.contains(&name) {
                return capitalised(&name);
            }
        }
        String::new()
    }

    /// A root that is new together with its ending; it grows until it is.
    fn coin(&mut self, rng: &mut Rng, culture: &Culture, syllables: usize, ending: &str) -> String {
        for attempt in 0.. {
            let root = root(rng, culture, syllables + attempt / 8);
            let name = format!("{root}{ending}");
            let fits = name.chars().count() >= 5
                && !self.avoid.contains(&name)
                && !self.avoid.contains(&root)
                && !self.used.contains(&name)
                // Two names that differ by a letter would be taken for two spellings, and rightly.
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

/// A name, and what is left of it without one of its letters: two names have one of these in common
/// where they differ by a letter more, less or another.
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

pub(crate) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}
