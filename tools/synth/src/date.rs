//! Dates of events, and dates as an article states them: a day, a period, or something coarser.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::rng::Rng;

/// When something happened, to the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    Day(Date),
    Span(Date, Date),
}

impl Extent {
    pub(crate) fn first(self) -> Date {
        match self {
            Self::Day(day) | Self::Span(day, _) => day,
        }
    }

    pub(crate) fn last(self) -> Date {
        match self {
            Self::Day(day) | Self::Span(_, day) => day,
        }
    }

    pub(crate) fn in_full(self) -> StatedDate {
        match self {
            Self::Day(day) => StatedDate::Day(day),
            Self::Span(from, to) => StatedDate::Days(from, to),
        }
    }
}

/// A date as an article states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StatedDate {
    Day(Date),
    Month(i16, i8),
    Season(i16, Season),
    Year(i16),
    /// The first year of the decade.
    Decade(i16),
    Days(Date, Date),
    /// From one month to another, each as year and month.
    Months((i16, i8), (i16, i8)),
    Years(i16, i16),
}

/// How precise a stated date has to be at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Precision {
    /// Any date, or none.
    Any,
    Year,
    Month,
    Day,
}

/// A season that lies within one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
}

impl StatedDate {
    /// The date in EDTF, level 1.
    pub(crate) fn edtf(self) -> String {
        match self {
            Self::Day(day) => day.to_string(),
            Self::Month(year, month) => format!("{year:04}-{month:02}"),
            Self::Season(year, season) => {
                let code = match season {
                    Season::Spring => 21,
                    Season::Summer => 22,
                    Season::Autumn => 23,
                };
                format!("{year:04}-{code}")
            }
            Self::Year(year) => format!("{year:04}"),
            Self::Decade(year) => format!("{:03}X", year / 10),
            Self::Days(from, to) => format!("{from}/{to}"),
            Self::Months((year, month), (year2, month2)) => {
                format!("{year:04}-{month:02}/{year2:04}-{month2:02}")
            }
            Self::Years(year, year2) => format!("{year:04}/{year2:04}"),
        }
    }

    /// The first and the last day that it can mean.
    pub(crate) fn bounds(self) -> (Date, Date) {
        match self {
            Self::Day(day) => (day, day),
            Self::Month(year, month) => (first_of(year, month), last_of(year, month)),
            Self::Season(year, season) => {
                let month = match season {
                    Season::Spring => 3,
                    Season::Summer => 6,
                    Season::Autumn => 9,
                };
                (first_of(year, month), last_of(year, month + 2))
            }
            Self::Year(year) => (first_of(year, 1), last_of(year, 12)),
            Self::Decade(year) => (first_of(year, 1), last_of(year.saturating_add(9), 12)),
            Self::Days(from, to) => (from, to),
            Self::Months(from, to) => (first_of(from.0, from.1), last_of(to.0, to.1)),
            Self::Years(from, to) => (first_of(from, 1), last_of(to, 12)),
        }
    }

    /// Whether both can be stated of one event. Periods that are stated to the day must be equal.
    pub(crate) fn agrees_with(self, other: Self) -> bool {
        if let (Self::Days(..), Self::Days(..)) = (self, other) {
            return self == other;
        }
        let ((first, last), (other_first, other_last)) = (self.bounds(), other.bounds());
        first <= other_last && other_first <= last
    }

    pub(crate) fn year(self) -> Option<i16> {
        match self {
            Self::Day(day) => Some(day.year()),
            Self::Month(year, _) | Self::Season(year, _) | Self::Year(year) => Some(year),
            Self::Days(from, to) if from.year() == to.year() => Some(to.year()),
            Self::Months(from, to) if from.0 == to.0 => Some(to.0),
            Self::Decade(_) | Self::Days(..) | Self::Months(..) | Self::Years(..) => None,
        }
    }
}

/// The first day of a month; months that do not exist count as January.
pub(crate) fn first_of(year: i16, month: i8) -> Date {
    Date::new(year, month, 1).unwrap_or(date(year, 1, 1))
}

fn last_of(year: i16, month: i8) -> Date {
    first_of(year, month).last_of_month()
}

/// The day `days` later, or earlier if negative.
pub(crate) fn shift(day: Date, days: i32) -> Date {
    day.saturating_add(i64::from(days).days())
}

/// The number of days from `earlier` to `later`.
pub(crate) fn days_between(earlier: Date, later: Date) -> i32 {
    earlier.until(later).map_or(0, |span| span.get_days())
}

/// A random day of a year.
pub(crate) fn day_in(rng: &mut Rng, year: i16) -> Date {
    let first = first_of(year, 1);
    shift(first, rng.between(0, i32::from(first.days_in_year()) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_dates_are_written_in_edtf() {
        let (from, to) = (date(1953, 4, 13), date(1953, 5, 3));
        let written = [
            (StatedDate::Day(from), "1953-04-13"),
            (StatedDate::Month(1953, 4), "1953-04"),
            (StatedDate::Season(1953, Season::Autumn), "1953-23"),
            (StatedDate::Year(1953), "1953"),
            (StatedDate::Decade(1950), "195X"),
            (StatedDate::Days(from, to), "1953-04-13/1953-05-03"),
            (StatedDate::Months((1953, 4), (1953, 5)), "1953-04/1953-05"),
            (StatedDate::Years(1953, 1954), "1953/1954"),
        ];
        for (stated, edtf) in written {
            assert_eq!(stated.edtf(), edtf);
        }
    }

    #[test]
    fn coarser_dates_agree_and_other_days_do_not() {
        let day = StatedDate::Day(date(1953, 4, 13));
        for coarser in [
            StatedDate::Month(1953, 4),
            StatedDate::Season(1953, Season::Spring),
            StatedDate::Year(1953),
            StatedDate::Decade(1950),
        ] {
            assert!(day.agrees_with(coarser) && coarser.agrees_with(day));
        }
        assert!(!day.agrees_with(StatedDate::Month(1953, 5)));
        let span = StatedDate::Days(date(1953, 4, 13), date(1953, 5, 3));
        assert!(!span.agrees_with(StatedDate::Days(date(1953, 4, 13), date(1953, 5, 18))));
        assert!(span.agrees_with(StatedDate::Months((1953, 4), (1953, 5))));
    }

    #[test]
    fn days_are_counted_over_year_ends() {
        assert_eq!(days_between(date(1952, 12, 30), date(1953, 1, 2)), 3);
        assert_eq!(shift(date(1953, 1, 2), -3), date(1952, 12, 30));
    }
}
