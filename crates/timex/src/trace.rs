//! How an expression was read: [`Trace`], which is kept with each expression and explained on demand.

use crate::date_value::DateValue;
use crate::slots::{ByteSpan, Slots};

/// How an expression was read, for [`Grammar::explain`](crate::Grammar::explain).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// The index of the pattern.
    pub(crate) pattern: usize,
    pub(crate) slots: Slots,
    pub(crate) anchoring: Option<Anchoring>,
}

/// The date that an expression is anchored to, and the rule by which it was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Anchoring {
    pub(crate) position: AnchorPosition,
    /// The date of the anchor.
    pub(crate) date: DateValue,
    pub(crate) rule: ResolutionRule,
    /// Whether the date of the anchor is itself uncertain.
    pub(crate) anchor_is_uncertain: bool,
    /// A year that is about as likely as the chosen one.
    pub(crate) alternative_year: Option<i32>,
}

impl Anchoring {
    /// Whether the year of the resolved date is uncertain.
    pub(crate) fn is_uncertain(&self) -> bool {
        self.alternative_year.is_some()
            || self.anchor_is_uncertain && self.rule != ResolutionRule::NearestDecade
    }
}

/// Where an anchor is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AnchorPosition {
    Published,
    Dateline,
    Text(ByteSpan),
}

/// How a date follows from its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResolutionRule {
    /// A number of units before or after the anchor, or the unit that contains it.
    Counted,
    /// The nearest date of its kind on the side that the words state.
    Side,
    /// The year that the text states for the same day of the year elsewhere.
    SameDay,
    /// The next date of the same sentence.
    SameSentence,
    /// The adjacent date, which states the same in full.
    Adjacent,
    /// The year in which the narrative leads from here to the next date of the paragraph.
    NextInParagraph,
    /// The year nearest to the document creation time that the tense of the clause allows.
    NearestToDct,
    /// The year in which the narrative, continued from the anchor, reaches such a date.
    NarrativeContinues,
    /// The year of the current narrative time.
    NarrativeYear,
    /// The only year that the text has mentioned so far.
    OnlyYear,
    /// The decade nearest to the anchor.
    NearestDecade,
    /// The nearest such weekday on the side that the tense of the clause indicates.
    Weekday,
    /// The same month.
    SameMonth,
    /// The same day.
    Day,
    /// An unspecified day of the anchor.
    SomeDay,
    /// The same quarter.
    SameQuarter,
}

impl ResolutionRule {
    /// Returns what the rule takes from the anchor, as a phrase.
    #[must_use]
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Counted => "counted from it",
            Self::Side => "the nearest such date on the stated side of it",
            Self::SameDay => "the year that the text states for the same day elsewhere",
            Self::SameSentence => "the next date of the same sentence",
            Self::Adjacent => "the adjacent date",
            Self::NextInParagraph => {
                "the year in which the narrative leads from here to it, the next date of the paragraph"
            }
            Self::NearestToDct => "the year nearest to it that the tense of the clause allows",
            Self::NarrativeContinues => {
                "the year in which the narrative, continued from it, reaches such a date"
            }
            Self::NarrativeYear => "the year of the current narrative time",
            Self::OnlyYear => "the only year mentioned so far",
            Self::NearestDecade => "the nearest such decade",
            Self::Weekday => "the nearest such weekday on the side that the tense of the clause indicates",
            Self::SameMonth => "in the same month",
            Self::Day => "on the same day",
            Self::SomeDay => "an unspecified day of it",
            Self::SameQuarter => "the quarter mentioned last",
        }
    }
}
