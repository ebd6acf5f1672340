//! The TOML format of grammars.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::Deserialize;
use toml::Spanned;

/// A whole grammar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct File {
    /// The notation of numbers.
    #[serde(default)]
    pub(crate) numbers: Numbers,
    /// Classes of numbers.
    #[serde(default)]
    pub(crate) number: BTreeMap<Spanned<String>, NumberClass>,
    /// Classes of words: their values, and the words with each value.
    #[serde(default)]
    pub(crate) class: BTreeMap<Spanned<String>, WordClass>,
    /// Named parts of patterns.
    #[serde(default)]
    pub(crate) part: BTreeMap<String, Spanned<String>>,
    /// The patterns. Of two matches of equal length, the one listed first is preferred.
    pub(crate) pattern: Vec<Pattern>,
    /// Words that indicate the tense of a clause.
    #[serde(default)]
    pub(crate) tense: Tense,
    /// Words that delimit the complement of an expression.
    #[serde(default)]
    pub(crate) extent: Extent,
    /// Words that indicate the relation of a date to the narrative.
    #[serde(default)]
    pub(crate) narrative: Narrative,
}

/// Words and phrases by value.
pub(crate) type WordClass = BTreeMap<Spanned<String>, Spanned<Vec<String>>>;

/// The notation of numbers.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Numbers {
    /// Separators of groups of three digits: marks or white space.
    #[serde(default)]
    pub(crate) group: Vec<String>,
    /// Decimal marks.
    #[serde(default)]
    pub(crate) decimal: Vec<String>,
    /// Suffixes that turn digits into an ordinal.
    #[serde(default)]
    pub(crate) ordinal_suffixes: Vec<String>,
    /// Words and marks that can join the words of one number.
    #[serde(default)]
    pub(crate) joiners: Vec<String>,
    /// Number words that are added. An entry has several words if its value is not their sum.
    #[serde(default)]
    pub(crate) words: Vec<(String, u32)>,
    /// Number words that multiply the number before them.
    #[serde(default)]
    pub(crate) multipliers: Vec<(String, u32)>,
    /// Ordinal words.
    #[serde(default)]
    pub(crate) ordinals: Vec<(String, u32)>,
}

/// A class of numbers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct NumberClass {
    /// Minimum and maximum number of digits; `None` if numbers in digits do not belong to it.
    #[serde(default)]
    pub(crate) digits: Option<(u8, u8)>,
    /// Whether numbers in words belong to it.
    #[serde(default)]
    pub(crate) words: bool,
    /// Whether numbers with group separators or a decimal mark belong to it.
    #[serde(default)]
    pub(crate) marked: bool,
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// The divisor of its numbers.
    #[serde(default)]
    pub(crate) step: Option<NonZeroU32>,
}

/// A pattern.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Pattern {
    pub(crate) name: Spanned<String>,
    pub(crate) build: Build,
    /// The texts to which it applies.
    #[serde(default)]
    pub(crate) genre: Genre,
    #[serde(rename = "match")]
    pub(crate) matches: Vec<Spanned<String>>,
    /// Slots with fixed values, which each expression of the pattern has.
    #[serde(default, rename = "with")]
    pub(crate) constants: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// The genre of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Genre {
    /// Any genre.
    #[default]
    Any,
    /// Historical narrative: its dates are far from its publication.
    History,
}

/// What the slots of a pattern are interpreted as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Build {
    /// A date, absolute or relative.
    Date,
    /// Two dates, the ends of a period.
    Period,
    /// An amount of time.
    Duration,
    /// A recurring time.
    Set,
    /// An amount of time within a date.
    Stretch,
    /// Nothing: the words look like a time expression and are none.
    Nothing,
}

/// Words that delimit the complement of an expression.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Extent {
    /// Words that begin a complement.
    #[serde(default)]
    pub(crate) joins: Vec<String>,
    /// Words within a complement that cannot be its last.
    #[serde(default)]
    pub(crate) links: Vec<String>,
    /// Words that begin another phrase, unless a link precedes them.
    #[serde(default)]
    pub(crate) openers: Vec<String>,
    /// Words that end a complement and do not belong to it.
    #[serde(default)]
    pub(crate) ends: Vec<String>,
}

/// Words before a date that indicate its relation to the narrative.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Narrative {
    /// The date belongs to a digression, from which the narrative does not continue.
    #[serde(default)]
    pub(crate) digressions: Vec<String>,
}

/// Words that indicate the tense of a clause.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Tense {
    #[serde(default)]
    pub(crate) past: Vec<String>,
    #[serde(default)]
    pub(crate) past_endings: Vec<String>,
    /// Auxiliaries of the pluperfect.
    #[serde(default)]
    pub(crate) perfect: Vec<String>,
    #[serde(default)]
    pub(crate) future: Vec<String>,
    #[serde(default)]
    pub(crate) future_endings: Vec<String>,
}
