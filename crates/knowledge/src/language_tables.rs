//! The tables of a language, as its files have them.

use std::collections::BTreeMap;

use annals_model::QuantityQualifier;
use annals_text::SentenceRules;
use serde::Deserialize;

use crate::language_rules::{EntriesRule, NounRule, OrderRule, SupportRule, VerbRule};
use crate::sense::Function;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LanguageFile {
    pub(crate) name: String,
    pub(crate) sentences: SentenceRules,
    pub(crate) words: BTreeMap<Function, Vec<String>>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PeopleFile {
    pub(crate) rank: Vec<RankEntry>,
    pub(crate) titles: Titles,
    pub(crate) office: Vec<OfficeEntry>,
    #[serde(default)]
    pub(crate) standing: crate::seniority::SeniorityFile,
    #[serde(default)]
    pub(crate) ages: Ages,
    #[serde(rename = "office-names")]
    pub(crate) office_names: BTreeMap<String, String>,
}

/// How an age is told.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ages {
    pub(crate) before: Vec<String>,
    pub(crate) behind: Vec<String>,
    #[serde(default)]
    pub(crate) dying: Vec<String>,
    #[serde(default)]
    pub(crate) completing: Vec<String>,
    #[serde(default)]
    pub(crate) completed: Vec<String>,
    #[serde(default)]
    pub(crate) birthdays: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RankEntry {
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) small: bool,
    pub(crate) forms: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OfficeEntry {
    #[serde(default)]
    pub(crate) portfolio: bool,
    pub(crate) forms: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Titles {
    pub(crate) honorifics: Vec<String>,
    pub(crate) qualifiers: Vec<String>,
    pub(crate) tenses: Vec<String>,
    pub(crate) complements: Vec<String>,
    pub(crate) appositives: Vec<String>,
    pub(crate) callings: Vec<String>,
    pub(crate) suffixes: Vec<String>,
    pub(crate) holds: Vec<String>,
    pub(crate) relatives: Vec<String>,
    pub(crate) portfolios: Vec<String>,
    pub(crate) masculine: Vec<String>,
    pub(crate) feminine: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrganisationsFile {
    #[serde(default)]
    pub(crate) spellings: Vec<Vec<String>>,
    pub(crate) heads: Vec<String>,
    pub(crate) numbered: Vec<String>,
    pub(crate) links: Vec<String>,
    pub(crate) purposeful: Vec<String>,
    pub(crate) ordinals: Vec<String>,
    pub(crate) sessions: Vec<String>,
    pub(crate) not: Vec<String>,
    pub(crate) collectives: Vec<String>,
    pub(crate) lands: Vec<String>,
    #[serde(default)]
    pub(crate) states: Vec<String>,
    pub(crate) groups: Vec<String>,
    #[serde(rename = "place-adjectives")]
    pub(crate) place_adjectives: Vec<String>,
    #[serde(default)]
    pub(crate) localities: Localities,
}

/// Nouns that make the name beside them a place's.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Localities {
    pub(crate) behind: Vec<String>,
    pub(crate) loose: Vec<String>,
    pub(crate) before: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventsFile {
    pub(crate) bodies: Vec<String>,
    #[serde(default)]
    pub(crate) things: Vec<Vec<String>>,
    #[serde(default)]
    pub(crate) synonyms: Vec<Vec<String>>,
    #[serde(default, rename = "people-endings")]
    pub(crate) people_endings: Vec<String>,
    #[serde(default)]
    pub(crate) undoing: Vec<String>,
    #[serde(default, rename = "common-in-names")]
    pub(crate) common_in_names: Vec<String>,
    pub(crate) noun: Vec<NounRule>,
    pub(crate) verb: Vec<VerbRule>,
    pub(crate) support: Vec<SupportRule>,
    #[serde(default)]
    pub(crate) entries: Vec<EntriesRule>,
    #[serde(default)]
    pub(crate) order: Vec<OrderRule>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuantitiesFile {
    pub(crate) numbers: BTreeMap<String, u32>,
    pub(crate) multipliers: BTreeMap<String, u64>,
    pub(crate) qualifiers: BTreeMap<QualifierKey, Vec<String>>,
    pub(crate) units: Units,
    #[serde(default)]
    pub(crate) totals: Totals,
    #[serde(default)]
    pub(crate) roles: BTreeMap<String, Vec<String>>,
    /// Nouns that by themselves say what became of those counted.
    #[serde(default)]
    pub(crate) fates: BTreeMap<String, Vec<String>>,
    /// Nouns that name the same thing, by the first of them.
    #[serde(default)]
    pub(crate) same: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(transparent)]
pub(crate) struct QualifierKey(pub(crate) QuantityQualifier);

/// Words beside the sum of numbers told before it.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Totals {
    pub(crate) before: Vec<String>,
    pub(crate) behind: Vec<String>,
    #[serde(default)]
    pub(crate) parts: Vec<String>,
    #[serde(default)]
    pub(crate) some: Vec<String>,
    #[serde(default)]
    pub(crate) rest: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Units {
    pub(crate) nouns: Vec<String>,
    #[serde(default)]
    pub(crate) anyone: Vec<String>,
    #[serde(default)]
    pub(crate) people: Vec<String>,
    pub(crate) currencies: Vec<String>,
    pub(crate) signs: Vec<String>,
    pub(crate) per: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct QuotationsFile {
    pub(crate) marks: Vec<(String, String)>,
    pub(crate) verbs: Vec<String>,
    pub(crate) nouns: Vec<String>,
    pub(crate) continued: Vec<String>,
}

/// Words by what they are told for, as groups with that first.
pub(crate) fn groups(told: BTreeMap<String, Vec<String>>) -> Vec<Vec<String>> {
    told.into_iter().map(|(first, words)| [vec![first], words].concat()).collect()
}
