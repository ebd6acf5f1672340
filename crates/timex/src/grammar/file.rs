//! The TOML text of a grammar, as it is written.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::Deserialize;
use toml::Spanned;

/// A whole grammar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct File {
    /// How numbers are written.
    #[serde(default)]
    pub(crate) numbers: Numbers,
    /// Classes of numbers.
    #[serde(default)]
    pub(crate) number: BTreeMap<Spanned<String>, NumberClass>,
    /// Classes of words: what they mean, and the words that mean it.
    #[serde(default)]
    pub(crate) class: BTreeMap<Spanned<String>, WordClass>,
    /// Parts of patterns that have a name.
    #[serde(default)]
    pub(crate) part: BTreeMap<String, Spanned<String>>,
    /// What is read; of two equally long readings the one told first.
    pub(crate) pattern: Vec<Pattern>,
    /// What the sentence around an expression tells.
    #[serde(default)]
    pub(crate) tense: Tense,
    /// What goes on with an expression.
    #[serde(default)]
    pub(crate) extent: Extent,
    /// What a clause tells of the way in which a story comes to a date.
    #[serde(default)]
    pub(crate) story: Story,
}

/// Words and phrases by what they mean.
pub(crate) type WordClass = BTreeMap<Spanned<String>, Spanned<Vec<String>>>;

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Numbers {
    /// Marks, or white space, between groups of three digits.
    #[serde(default)]
    pub(crate) group: Vec<String>,
    /// Marks before a fraction.
    #[serde(default)]
    pub(crate) decimal: Vec<String>,
    /// What makes digits an ordinal when it touches them.
    #[serde(default)]
    pub(crate) ordinal_suffixes: Vec<String>,
    /// What may stand between the words of one number.
    #[serde(default)]
    pub(crate) joiners: Vec<String>,
    /// Number words that are added; of several words where their sum would say something else.
    #[serde(default)]
    pub(crate) words: Vec<(String, u32)>,
    /// Number words that multiply what is before them.
    #[serde(default)]
    pub(crate) multipliers: Vec<(String, u32)>,
    /// Ordinal words.
    #[serde(default)]
    pub(crate) ordinals: Vec<(String, u32)>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct NumberClass {
    /// Least and greatest count of digits; none if digits do not count.
    #[serde(default)]
    pub(crate) digits: Option<(u8, u8)>,
    /// Whether numbers in words belong to it.
    #[serde(default)]
    pub(crate) words: bool,
    /// Whether numbers with a mark between groups of digits or before a fraction belong to it.
    #[serde(default)]
    pub(crate) marked: bool,
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// What its numbers are multiples of.
    #[serde(default)]
    pub(crate) step: Option<NonZeroU32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Pattern {
    pub(crate) name: Spanned<String>,
    pub(crate) build: Build,
    /// The texts that it is read in.
    #[serde(default)]
    pub(crate) told: Told,
    #[serde(rename = "match")]
    pub(crate) matches: Vec<Spanned<String>>,
    /// Slots that are filled in every expression of the pattern.
    #[serde(default, rename = "with")]
    pub(crate) constants: BTreeMap<Spanned<String>, Spanned<String>>,
}

/// What a text tells of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Told {
    /// Whatever it tells of.
    #[default]
    Any,
    /// Of times far from its own.
    History,
}

/// What a pattern makes of its slots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Build {
    /// A point of the calendar, named or leaning on another.
    Date,
    /// Two points of the calendar, the ends of a period.
    Period,
    /// An amount of time.
    Duration,
    /// Something that recurs.
    Set,
    /// An amount of time within a date.
    Stretch,
    /// Nothing: it looks like a time expression and is none.
    Nothing,
}

/// Words of the phrase that an expression stands at the head of.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Extent {
    /// What it goes on with.
    #[serde(default)]
    pub(crate) joins: Vec<String>,
    /// Words within it that it does not end with.
    #[serde(default)]
    pub(crate) links: Vec<String>,
    /// Words that begin a phrase of their own where none of these links stands before them.
    #[serde(default)]
    pub(crate) openers: Vec<String>,
    /// What does not belong to it.
    #[serde(default)]
    pub(crate) ends: Vec<String>,
}

/// Words of a clause that say how a story comes to a date behind them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Story {
    /// It does not: the date is told in passing.
    #[serde(default)]
    pub(crate) asides: Vec<String>,
}

/// Words of a sentence that tell whether it speaks of the past or of the future.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Tense {
    #[serde(default)]
    pub(crate) past: Vec<String>,
    #[serde(default)]
    pub(crate) past_endings: Vec<String>,
    #[serde(default)]
    pub(crate) perfect: Vec<String>,
    #[serde(default)]
    pub(crate) future: Vec<String>,
    #[serde(default)]
    pub(crate) future_endings: Vec<String>,
}
