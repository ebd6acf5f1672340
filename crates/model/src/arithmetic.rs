//! Arithmetic that articles state or imply. Validation recalculates it.

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{ClaimId, DurationUnit, EntityId, Evidence, Figure, TimeAmount};

/// An arithmetic statement of an article, with the claims that it involves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArithmeticClaim {
    /// Claims that the arithmetic involves.
    pub claims: Vec<ClaimId>,
    /// The stated values.
    pub terms: Arithmetic,
    /// The source text.
    pub evidence: Evidence,
}

/// The values of an [`ArithmeticClaim`], by kind of calculation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Arithmetic {
    /// `celebrated` is the `ordinal`-th anniversary of `origin`.
    Anniversary {
        /// 50 for a 50th anniversary.
        ordinal: u32,
        /// The date that the anniversary commemorates.
        origin: Edtf,
        /// The year or day of the anniversary.
        celebrated: Edtf,
    },
    /// `period` lasts `count` units.
    Duration {
        /// Number of units.
        count: u32,
        /// Unit of the duration.
        unit: DurationUnit,
        /// The period whose length is stated.
        period: Edtf,
    },
    /// `date` falls on the weekday `stated`.
    Weekday {
        /// The weekday: 1 is Monday, 7 is Sunday.
        stated: u8,
        /// The date.
        date: Edtf,
    },
    /// `person_id` was `years` years old on `date`.
    Age {
        /// The person.
        person_id: EntityId,
        /// The stated age.
        years: u32,
        /// The date at which the person had that age.
        date: Edtf,
        /// Where `date` comes from.
        #[serde(default)]
        basis: AgeBasis,
    },
    /// `person_id` died at the age of `years`. The date of death is in another claim.
    AgeAtDeath {
        /// The person.
        person_id: EntityId,
        /// The stated age.
        years: u32,
    },
    /// "Two years ago, in 1951": the date `counted` back from `from` equals the date `stated`.
    Ago {
        /// The date that results from counting.
        counted: Edtf,
        /// The date stated next to it.
        stated: Edtf,
        /// The anchor of the count: the publication date or a preceding date of the article.
        from: Edtf,
    },
    /// The time between two dates is `amount`.
    Apart {
        /// The earlier date.
        from: Edtf,
        /// The later date.
        to: Edtf,
        /// The stated time between them.
        amount: TimeAmount,
    },
    /// The parts sum to the total.
    Sum {
        /// The summands.
        parts: Vec<Figure>,
        /// The stated total.
        total: Figure,
        /// What is counted.
        unit: String,
        /// Whether the parts cover the whole total.
        #[serde(default)]
        share: Share,
    },
    /// A date that the calendar does not have, such as 31 June.
    Calendar {
        /// The year, if stated.
        year: Option<i32>,
        /// The month as written, not necessarily 1 to 12.
        month: u8,
        /// The day of the month as written.
        day: u8,
    },
}

/// Where the date of a stated age comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AgeBasis {
    /// The text states the date.
    #[default]
    Stated,
    /// The text states no date: the publication date is used.
    Published,
}

/// Whether the parts of a sum cover the whole total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Share {
    /// They sum to the total.
    #[default]
    Whole,
    /// They sum to at most the total; there may be further parts.
    Within,
}
