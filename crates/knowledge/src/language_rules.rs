//! The rules by which nouns, verbs and words of order of a language tell events.

use annals_model::{KindId, TemporalRelationKind};
use serde::Deserialize;

use crate::sense::Side;

/// What an event noun has to be about, or a verb's subject or object has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Argument {
    /// A person.
    Person,
    /// An organisation, an army, a party.
    Organisation,
    /// A place.
    Place,
    /// A country.
    Country,
    /// A state: an organisation or a country.
    State,
    /// A noun of `bodies`, with or without a name.
    Body,
    /// A government.
    Government,
    /// A word for a country or a place: "the country".
    Land,
    /// An office: "finance minister".
    Office,
    /// Any name, whether it is known or not.
    Named,
    /// A noun of `things`, with or without a name.
    Thing,
}

/// Where a mention without a date is a claim as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Undated {
    /// It has a proper name.
    Proper,
    /// Its parties, owner or object are named with it.
    Parties,
    /// Its purpose is told.
    Purpose,
    /// It comes back every year.
    Periodic,
    /// Several take part in it.
    Joint,
    /// A verb says that it happened.
    Told,
}

/// What of a place that stands right before an event noun is where it happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Before {
    /// A country.
    Country,
    /// A city or town.
    Town,
}

/// `[[noun]]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at the head of languages/en/events.toml")]
pub struct NounRule {
    pub kind: KindId,
    pub words: Vec<String>,
    #[serde(default)]
    pub about: Vec<Argument>,
    #[serde(default)]
    pub undated: Vec<Undated>,
    #[serde(default)]
    pub named: bool,
    #[serde(default)]
    pub span: bool,
    #[serde(default)]
    pub recurs: bool,
    #[serde(default)]
    pub told: bool,
    #[serde(default, rename = "name-behind")]
    pub name_behind: bool,
    #[serde(default, rename = "name-about")]
    pub name_about: bool,
    #[serde(default, rename = "place-before")]
    pub place_before: Vec<Before>,
    #[serde(default)]
    pub leaves: bool,
}

/// `[[verb]]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at the head of languages/en/events.toml")]
pub struct VerbRule {
    pub kind: KindId,
    pub forms: Vec<String>,
    #[serde(default)]
    pub subject: Vec<Argument>,
    #[serde(default)]
    pub object: Vec<Argument>,
    #[serde(default)]
    pub undated: bool,
    #[serde(default)]
    pub people: Vec<Side>,
    #[serde(default, rename = "of-subject")]
    pub of_subject: bool,
    #[serde(default)]
    pub partner: bool,
    #[serde(default)]
    pub opening: bool,
    #[serde(default)]
    pub goes: bool,
    #[serde(default)]
    pub posted: bool,
    #[serde(default, rename = "said-of")]
    pub said_of: Vec<String>,
    #[serde(default)]
    pub leaves: bool,
}

/// `[[entries]]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at the head of languages/en/events.toml")]
pub struct EntriesRule {
    pub kind: KindId,
    pub words: Vec<String>,
    #[serde(default)]
    pub bracket: Vec<String>,
}

/// `[[support]]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at the head of languages/en/events.toml")]
pub struct SupportRule {
    pub kind: KindId,
    pub forms: Vec<String>,
}

/// `[[order]]`
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at the head of languages/en/events.toml")]
pub struct OrderRule {
    pub relation: TemporalRelationKind,
    pub words: Vec<String>,
    #[serde(default)]
    pub stands: Standing,
}

/// Where words tell the order of what is said before and behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// At the beginning of a sentence, or behind the verb.
    #[default]
    Anywhere,
    /// At the beginning of a sentence only: elsewhere they may mean something else.
    First,
    /// Right behind the subject and its date.
    Behind,
}
