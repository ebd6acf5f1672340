//! The rules of a language for event triggers (nouns, verbs) and for the order of events.

use annals_model::{KindId, TemporalRelationKind};
use serde::Deserialize;

use crate::sense::Side;

/// A selectional restriction: what the argument of an event noun, or the subject or object of a verb, must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Argument {
    /// A person.
    Person,
    /// An organisation, army or party.
    Organisation,
    /// A place.
    Place,
    /// A country.
    Country,
    /// A state: an organisation or a country.
    State,
    /// A noun of the list `bodies`, with or without a name.
    Body,
    /// A government.
    Government,
    /// A word for a country or a place: "the country".
    Land,
    /// An office: "finance minister".
    Office,
    /// Any name, listed in the gazetteer or not.
    Named,
    /// A noun of the list `things`, with or without a name.
    Thing,
}

/// The condition under which a mention without a date is a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Undated {
    /// The event has a proper name.
    Proper,
    /// The parties, the owner or the object of the event are named.
    Parties,
    /// The purpose of the event is stated.
    Purpose,
    /// The event recurs every year.
    Periodic,
    /// The event has several participants.
    Joint,
    /// A verb states that the event happened.
    Told,
}

/// The class of a place directly before an event noun that is the place of the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Before {
    /// A country.
    Country,
    /// A city or town.
    Town,
}

/// `[[noun]]`: nouns that trigger an event.
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

/// `[[verb]]`: verbs that trigger an event.
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

/// `[[entries]]`: headings of lists of events.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at the head of languages/en/events.toml")]
pub struct EntriesRule {
    pub kind: KindId,
    pub words: Vec<String>,
    #[serde(default)]
    pub bracket: Vec<String>,
}

/// `[[support]]`: verbs that assert the event of a noun.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at the head of languages/en/events.toml")]
pub struct SupportRule {
    pub kind: KindId,
    pub forms: Vec<String>,
}

/// `[[order]]`: words that state the order of two events.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "described at the head of languages/en/events.toml")]
pub struct OrderRule {
    pub relation: TemporalRelationKind,
    pub words: Vec<String>,
    #[serde(default, rename = "stands")]
    pub position: OrderPosition,
}

/// Where words of order must be in the sentence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OrderPosition {
    /// At the start of the sentence or after the verb.
    #[default]
    Anywhere,
    /// At the start of the sentence only: elsewhere they may have another meaning.
    #[serde(rename = "first")]
    SentenceStart,
    /// Directly after the subject and its date.
    #[serde(rename = "behind")]
    AfterSubject,
}
