//! How an expression came to its meaning: [`Trace`], kept while reading, and [`Explanation`], which is made of it on
//! demand.

use std::fmt;
use std::ops::Range;

use annals_edtf::{Edtf, Qualifier};
use serde::ser::{SerializeMap as _, Serializer};

use crate::TimeExpression;
use crate::grammar::{Filled, Grammar, Slots, Words};
use crate::when::When;

/// How an expression was read, for [`Grammar::explain`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub(crate) pattern: usize,
    pub(crate) slots: Slots,
    pub(crate) leaning: Option<Leaning>,
}

/// What an expression leans on, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Leaning {
    pub(crate) anchor: Anchor,
    pub(crate) when: When,
    pub(crate) rule: Rule,
    /// Whether that date is doubtful itself.
    pub(crate) is_inherited_doubt: bool,
    /// A year that is about as likely as the one taken.
    pub(crate) rival: Option<i32>,
}

impl Leaning {
    /// Whether the year may well be another one.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.rival.is_some() || self.is_inherited_doubt && self.rule != Rule::NearestDecade
    }
}

/// Where a date stands that others lean on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Published,
    Dateline,
    Told(Words),
}

/// How a date follows from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// So many units before or after it, or the unit that it lies in.
    Counted,
    /// The nearest one of its kind on the side that the words name.
    Side,
    /// The year that the text gives to this day of the year elsewhere.
    SameDay,
    /// A date that the same sentence tells next.
    SameSentence,
    /// The date that stands beside it.
    Beside,
    /// The year in which the story comes from here to the date that the paragraph tells next.
    LeadsTo,
    /// The year nearest to the moment of speech that the tense of the clause allows.
    NearSpeech,
    /// The year in which the story, going on from it, comes to such a month.
    StoryGoesOn,
    /// The year that the story has come to.
    StoryYear,
    /// The only year that the text has named.
    OnlyYear,
    /// The decade nearest to it.
    NearestDecade,
    /// The nearest such weekday on the side that the tense of the clause tells.
    Weekday,
    /// The same month.
    SameMonth,
    /// The same day.
    Day,
    /// Some day of it.
    SomeDay,
    /// The same quarter.
    SameQuarter,
}

impl Rule {
    /// What it takes of the date that is leant on.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Counted => "counted from it",
            Self::Side => "the nearest such time on the side of it that the words name",
            Self::SameDay => "the year that the text gives to this day elsewhere",
            Self::SameSentence => "the date that the same sentence tells next",
            Self::Beside => "the date that stands beside it",
            Self::LeadsTo => {
                "the year in which the story leads from here to it, which its paragraph tells next"
            }
            Self::NearSpeech => "the year nearest to it that the tense of the clause allows",
            Self::StoryGoesOn => "the year in which the story, going on from it, comes to such a time",
            Self::StoryYear => "the year that the story has come to",
            Self::OnlyYear => "the only year that the text has named",
            Self::NearestDecade => "the nearest such decade",
            Self::Weekday => "the nearest such weekday on the side that the tense of the clause tells",
            Self::SameMonth => "in the same month",
            Self::Day => "on the same day",
            Self::SomeDay => "on some day of it",
            Self::SameQuarter => "the quarter told last",
        }
    }
}

/// How an expression came to its meaning, for people.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Explanation<'t> {
    /// What read it.
    pub pattern: PatternPlace<'t>,
    /// What the pattern found, in the order of reading.
    pub slots: Vec<SlotWords<'t>>,
    /// What it leans on, if on anything that is known.
    pub leans_on: Option<LeansOn<'t>>,
}

/// A pattern, and where the files of its language have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub struct PatternPlace<'t> {
    /// Its name.
    pub name: &'t str,
    /// Number of the file, in the order in which they were given.
    pub file: usize,
    /// Line, from 1.
    pub line: usize,
}

/// Something that a pattern found.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct SlotWords<'t> {
    /// What is told.
    pub slot: &'static str,
    /// What it is.
    pub value: String,
    /// The words that say so; none where the pattern itself does.
    #[serde(flatten)]
    pub words: Option<Quoted<'t>>,
}

/// Words of the text.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Quoted<'t> {
    /// The words.
    pub text: &'t str,
    /// Their bytes.
    #[serde(flatten, serialize_with = "bytes")]
    pub range: Range<usize>,
}

fn bytes<S: Serializer>(range: &Range<usize>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("byte_start", &range.start)?;
    map.serialize_entry("byte_end", &range.end)?;
    map.end()
}

/// The date that an expression leans on.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct LeansOn<'t> {
    /// Where it is from.
    #[serde(flatten)]
    pub anchor: Leant<'t>,
    /// What it is.
    pub value: Option<Edtf>,
    /// How the expression follows from it.
    pub rule: Rule,
    /// A year that is about as likely as the one taken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rival: Option<i32>,
}

/// Where a date stands that others lean on.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "anchor", rename_all = "kebab-case")]
pub enum Leant<'t> {
    /// It is when the text was published.
    Published,
    /// It stands at the head of the text.
    Dateline,
    /// The text tells it.
    Words(Quoted<'t>),
}

impl fmt::Display for Leant<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Published => f.write_str("the publication date"),
            Self::Dateline => f.write_str("the dateline"),
            Self::Words(words) => write!(f, "“{}”", words.text),
        }
    }
}

impl fmt::Display for SlotWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { slot, value, words } = self;
        match words {
            Some(words) => write!(f, "{slot} {value} from “{}”", words.text),
            None => write!(f, "{slot} {value} by the pattern"),
        }
    }
}

impl fmt::Display for LeansOn<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.anchor)?;
        if let Some(value) = &self.value {
            write!(f, " ({value})")?;
        }
        write!(f, ": {}", self.rule.sentence())?;
        match self.rival {
            Some(year) => write!(f, "; {year} is about as likely"),
            None => Ok(()),
        }
    }
}

impl Grammar {
    /// Tells how an expression of a text came to its meaning. `text` is the text that was read, with this grammar.
    #[must_use]
    pub fn explain<'t>(&'t self, text: &'t str, expression: &TimeExpression) -> Option<Explanation<'t>> {
        let Trace { pattern, slots, leaning } = &expression.trace;
        let pattern = self.patterns.get(*pattern)?;
        let (file, line) = self.sources.place(pattern.at);
        let quoted = |words: Words| {
            let range = Range::from(words);
            Quoted { text: text.get(range.clone()).unwrap_or_default(), range }
        };
        let slot = |Filled { slot, value, words }: &Filled| SlotWords {
            slot: slot.name(),
            value: value.to_string(),
            words: words.map(quoted),
        };
        let leans_on = leaning.map(|leaning| LeansOn {
            anchor: match leaning.anchor {
                Anchor::Published => Leant::Published,
                Anchor::Dateline => Leant::Dateline,
                Anchor::Told(words) => Leant::Words(quoted(words)),
            },
            value: leaning.when.edtf().map(|edtf| {
                if leaning.is_inherited_doubt { edtf.qualified(Qualifier::Uncertain) } else { edtf }
            }),
            rule: leaning.rule,
            rival: leaning.rival,
        });
        Some(Explanation {
            pattern: PatternPlace { name: &pattern.name, file, line },
            slots: slots.iter().map(slot).collect(),
            leans_on,
        })
    }
}
