//! Fills the slots of prose without events.

use crate::data::prose::{Prose, ProseSlot, WordLists};
use crate::rng::Rng;
use crate::text::put_article_right;
use crate::world::Country;

impl WordLists {
    /// The words for a slot that needs only the country of the article; empty for other slots.
    pub(crate) fn word(&self, slot: &ProseSlot, home: &Country<'_>, rng: &mut Rng) -> String {
        match slot {
            ProseSlot::City => home.town(rng.below(home.towns.len())).to_owned(),
            ProseSlot::CityUpper => home.town(rng.below(home.towns.len())).to_uppercase(),
            ProseSlot::Country => home.name.clone(),
            ProseSlot::Demonym => home.demonym.clone(),
            ProseSlot::Agency => home.agency.abbreviation.clone(),
            ProseSlot::SmallNumber => rng.between(2, 19).to_string(),
            ProseSlot::Number => rng.between(101, 989).to_string(),
            ProseSlot::BigNumber => rng.between(1890, 2060).to_string(),
            ProseSlot::List(name) => self.list(name).map(|words| words.pick(rng).clone()).unwrap_or_default(),
            _ => String::new(),
        }
    }

    /// The sentence with its slots filled; slots that need more than a country stay empty.
    pub(crate) fn fill(&self, prose: &Prose, home: &Country<'_>, rng: &mut Rng) -> String {
        prose.fill(|slot, out| {
            let word = self.word(slot, home, rng);
            put_article_right(out, &word);
            out.push_str(&word);
        })
    }
}
