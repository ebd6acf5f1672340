//! Prose that tells no event: its sentences, and the word lists that they are filled from.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::choices::Choices;
use crate::rng::Rng;
use crate::template::{Slot, Template};
use crate::world::Country;

/// `data/filler.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filler {
    pub(crate) sentences: Choices<Prose>,
    /// What a sentence may begin with.
    pub(crate) openers: Choices<Prose>,
    pub(crate) traps: Choices<Prose>,
    pub(crate) headings: Choices<String>,
    pub(crate) words: WordLists,
}

/// `data/voices.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Voices {
    pub(crate) quotes: Choices<Prose>,
    pub(crate) direct: Choices<Prose>,
    pub(crate) anonymous: Choices<Prose>,
    pub(crate) told: Choices<Prose>,
    pub(crate) naming: Choices<Prose>,
    pub(crate) quantities: Choices<Prose>,
    pub(crate) units: Choices<String>,
}

/// `data/furniture.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Furniture {
    pub(crate) titles: Choices<Prose>,
    pub(crate) bylines: Choices<Prose>,
    pub(crate) datelines: Choices<Prose>,
    pub(crate) credits: Choices<Prose>,
    pub(crate) tails: Choices<Prose>,
    pub(crate) caption_leads: Choices<Prose>,
    pub(crate) plain_captions: Choices<Prose>,
}

/// A sentence that tells no event.
pub(crate) type Prose = Template<ProseSlot>;

/// Lists of words by name.
#[derive(Debug, Deserialize)]
pub(crate) struct WordLists(BTreeMap<String, Choices<String>>);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ProseSlot {
    City,
    CityUpper,
    Country,
    Demonym,
    Agency,
    SmallNumber,
    Number,
    BigNumber,
    /// The date of publication, in a dateline.
    Day,
    Month,
    MonthShort,
    Year,
    Writer,
    Translator,
    Quote,
    Speaker,
    Pronoun,
    Quantity,
    Items,
    /// A word from the list of this name.
    List(String),
}

impl Slot for ProseSlot {
    fn read(name: &str) -> Result<Self, String> {
        Ok(match name {
            "city" => Self::City,
            "city-upper" => Self::CityUpper,
            "country" => Self::Country,
            "demonym" => Self::Demonym,
            "agency" => Self::Agency,
            "smallnumber" => Self::SmallNumber,
            "number" => Self::Number,
            "bignumber" => Self::BigNumber,
            "d" => Self::Day,
            "month" => Self::Month,
            "mon" => Self::MonthShort,
            "y" => Self::Year,
            "writer" => Self::Writer,
            "translator" => Self::Translator,
            "quote" => Self::Quote,
            "p" => Self::Speaker,
            "he" => Self::Pronoun,
            "quantity" => Self::Quantity,
            "items" => Self::Items,
            list => Self::List(list.to_owned()),
        })
    }
}

impl WordLists {
    /// The words for a slot that needs nothing but the article's country; empty for the others.
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
            ProseSlot::List(name) => {
                self.0.get(name).map(|words| words.pick(rng).clone()).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// The template with its slots filled; those that need more than a country stay empty.
    pub(crate) fn fill(&self, prose: &Prose, home: &Country<'_>, rng: &mut Rng) -> String {
        prose.fill(|slot, out| {
            let word = self.word(slot, home, rng);
            put_article_right(out, &word);
            out.push_str(&word);
        })
    }

    /// Whether every list that these sentences ask for is there.
    pub(crate) fn check<'a>(&self, sentences: impl Iterator<Item = &'a Prose>) -> Result<(), String> {
        for slot in sentences.flat_map(Template::slots) {
            if let ProseSlot::List(name) = slot
                && !self.0.contains_key(name)
            {
                return Err(format!("expected a slot or the name of a word list, found '{{{name}}}'"));
            }
        }
        Ok(())
    }
}

/// Turns a closing "a" into "an" where the word to come wants it.
fn put_article_right(text: &mut String, word: &str) {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O', 'U']);
    if vowel && (text.ends_with(" a ") || text.ends_with(" A ") || text == "A ") {
        text.pop();
        text.push_str("n ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_fit_their_words() {
        for (text, word, right) in
            [("A ", "uneven", "An "), ("is a ", "open", "is an "), ("is a ", "bare", "is a ")]
        {
            let mut text = text.to_owned();
            put_article_right(&mut text, word);
            assert_eq!(text, right);
        }
    }
}
