//! Periods of days as two numbers, for fast comparison.
//!
//! Each year has 372 days and each month 31: the same day of two years differs by a multiple of
//! [`YEAR`], and the same day of two months by a multiple of [`MONTH`].

use annals_edtf::{Day, Edtf};

/// Days of a year.
pub(crate) const YEAR: i64 = 372;
/// Days of a month.
pub(crate) const MONTH: i64 = 31;

/// The first and the last day of a period, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DayRange {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

impl DayRange {
    /// Returns the days that a date covers. Of a half-open period, the known end stands for both. `None`
    /// where neither end is known.
    pub(crate) fn of(date: &Edtf) -> Option<Self> {
        let (first, last) = (date.earliest(), date.latest());
        Some(Self { first: number(first.or(last)?), last: number(last.or(first)?) })
    }

    /// Returns the days that a date covers if both ends are known.
    pub(crate) fn closed(date: &Edtf) -> Option<Self> {
        Some(Self { first: number(date.earliest()?), last: number(date.latest()?) })
    }

    /// True for a single day.
    pub(crate) fn is_one_day(self) -> bool {
        self.first == self.last
    }

    /// Returns the days from the first to the last.
    pub(crate) fn width(self) -> i64 {
        self.last - self.first
    }

    /// Returns the days between two periods, 0 where they overlap.
    pub(crate) fn gap(self, other: Self) -> i64 {
        (self.first - other.last).max(other.first - self.last).max(0)
    }

    /// Returns the first day as a day of its year.
    pub(crate) fn first_day_of_year(self) -> i64 {
        self.first.rem_euclid(YEAR)
    }

    /// Returns the first and the last year.
    pub(crate) fn years(self) -> (i64, i64) {
        (self.first.div_euclid(YEAR), self.last.div_euclid(YEAR))
    }

    /// True if the period begins on the first and ends on the last day of a month.
    pub(crate) fn is_whole_months(self) -> bool {
        self.first % MONTH == 0 && self.last % MONTH == MONTH - 1
    }
}

fn number(day: Day) -> i64 {
    i64::from(day.year()) * YEAR + i64::from(day.month() - 1) * MONTH + i64::from(day.day() - 1)
}
