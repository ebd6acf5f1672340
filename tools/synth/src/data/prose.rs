//! Prose without events: its sentences, and the word lists that fill them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::choices::Choices;
use crate::template::{Slot, Template};

/// `data/filler.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Filler {
    pub(crate) sentences: Choices<Prose>,
    /// Words that may open a sentence.
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
    pub(crate) indirect: Choices<Prose>,
    pub(crate) naming: Choices<Prose>,
    pub(crate) quantities: Choices<Prose>,
    pub(crate) units: Choices<String>,
}

/// `data/boilerplate.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Boilerplate {
    pub(crate) titles: Choices<Prose>,
    pub(crate) bylines: Choices<Prose>,
    pub(crate) datelines: Choices<Prose>,
    pub(crate) credits: Choices<Prose>,
    pub(crate) tails: Choices<Prose>,
    pub(crate) caption_leads: Choices<Prose>,
    pub(crate) plain_captions: Choices<Prose>,
}

/// A sentence without an event.
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
    /// The list with this name.
    pub(crate) fn list(&self, name: &str) -> Option<&Choices<String>> {
        self.0.get(name)
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
