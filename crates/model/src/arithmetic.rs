//! Arithmetic that articles state or imply, which validation does again.

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{ClaimId, DurationUnit, EntityId, Evidence, Figure, TimeAmount};

/// Arithmetic that an article states or implies, for validation to redo.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArithmeticClaim {
    /// Claims that it concerns.
    pub claims: Vec<ClaimId>,
    /// The arithmetic.
    pub terms: Arithmetic,
    /// The words.
    pub evidence: Evidence,
}

/// Arithmetic of an [`ArithmeticClaim`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Arithmetic {
    /// `ordinal` years lie between `origin` and `celebrated`.
    Anniversary {
        /// 50 for a 50th anniversary.
        ordinal: u32,
        /// The day celebrated.
        origin: Edtf,
        /// The year or day of the celebration.
        celebrated: Edtf,
    },
    /// `period` lasts as long as stated.
    Duration {
        /// How many units.
        count: u32,
        /// Of what.
        unit: DurationUnit,
        /// The period.
        period: Edtf,
    },
    /// `date` was this day of the week.
    Weekday {
        /// 1 is Monday, 7 is Sunday.
        stated: u8,
        /// The date.
        date: Edtf,
    },
    /// `person_id` was so many years old on `date`.
    Age {
        /// Who.
        person_id: EntityId,
        /// The age told.
        years: u32,
        /// When.
        date: Edtf,
        /// Whether that is when the article was published.
        #[serde(default)]
        basis: AgeBasis,
    },
    /// `person_id` died at this age; the day of death is told elsewhere.
    AgeAtDeath {
        /// Who.
        person_id: EntityId,
        /// The age told.
        years: u32,
    },
    /// `counted`, to which so many years from `from` lead, is `stated`.
    Ago {
        /// What the words count back to.
        counted: Edtf,
        /// The date told with them.
        stated: Edtf,
        /// From where they count: when the article was published, or a date that it tells before.
        from: Edtf,
    },
    /// So much time lies between two dates.
    Apart {
        /// The earlier one.
        from: Edtf,
        /// The later one.
        to: Edtf,
        /// How much.
        amount: TimeAmount,
    },
    /// The parts make up the total.
    Sum {
        /// Each part.
        parts: Vec<Figure>,
        /// What they are said to make.
        total: Figure,
        /// What is counted.
        unit: String,
        /// How much of the total they make.
        #[serde(default)]
        share: Share,
    },
    /// The calendar has no such day.
    Calendar {
        /// Year, where given.
        year: Option<i32>,
        /// 1 to 12, or what else was given.
        month: u8,
        /// Day of the month.
        day: u8,
    },
}

/// When somebody had the age told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AgeBasis {
    /// The words say when.
    #[default]
    Stated,
    /// They say nothing else: when the article was published.
    Published,
}

/// How much of a total its parts make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Share {
    /// All of it.
    #[default]
    Whole,
    /// Not more than it: there may be others.
    Within,
}
