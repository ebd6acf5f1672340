//! [`DateValue`]: a normalised calendar date at the granularity of its words.

use annals_edtf::{Bound, Date, Day, Edtf, Grouping, Unit};
use jiff::ToSpan;
use jiff::civil::ISOWeekDate;

use crate::timex3::DurationUnit;

/// A calendar unit. Years are astronomical: year 0 is 1 BC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateValue {
    /// 20 is the years 1900 to 1999, -4 the fourth century before the common era. Never 0.
    Century(i32),
    /// Ten years, by the first.
    Decade(i32),
    /// Ten years before the common era, by the last: 480 is the years 489 BC to 480 BC.
    DecadeBefore(i32),
    Year(i32),
    /// Year and ISO 8601-2 code, 21 to 24.
    Season(i32, u8),
    Quarter(i32, u8),
    Half(i32, u8),
    Month(i32, u8),
    /// ISO 8601 week-numbering year and week.
    Week(i32, u8),
    Weekend(i32, u8),
    Day(Day),
}

/// Returns the TIMEX3 code of a season.
pub(crate) fn season_code(season: u8) -> &'static str {
    match season {
        21 => "SP",
        22 => "SU",
        23 => "FA",
        _ => "WI",
    }
}

/// Returns a year in TIMEX3 notation.
pub(crate) fn year_value(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

/// Returns the day, if the calendar has it.
pub(crate) fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn small(number: i8) -> u8 {
    u8::try_from(number).unwrap_or(1)
}

impl DateValue {
    /// Returns the TIMEX3 value.
    pub(crate) fn timex3(self) -> String {
        match self {
            Self::Century(number) if number > 0 => format!("{:02}", number - 1),
            Self::Century(number) => format!("BC{:02}", -1 - number),
            Self::Decade(first) => format!("{:03}", first / 10),
            Self::DecadeBefore(last) => format!("BC{:03}", last / 10),
            Self::Year(year) => year_value(year),
            Self::Season(year, season) => format!("{}-{}", year_value(year), season_code(season)),
            Self::Quarter(year, quarter) => format!("{}-Q{quarter}", year_value(year)),
            Self::Half(year, half) => format!("{}-H{half}", year_value(year)),
            Self::Month(year, month) => format!("{}-{month:02}", year_value(year)),
            Self::Week(year, week) => format!("{}-W{week:02}", year_value(year)),
            Self::Weekend(year, week) => format!("{}-W{week:02}-WE", year_value(year)),
            Self::Day(day) => {
                format!("{}-{:02}-{:02}", year_value(i32::from(day.year())), day.month(), day.day())
            }
        }
    }

    /// Whether the century can be written in EDTF, whose years have four digits.
    pub(crate) fn is_century(number: i32) -> bool {
        number != 0 && (-100..=100).contains(&number)
    }

    /// Returns the date as EDTF.
    pub(crate) fn edtf(self) -> Option<Edtf> {
        let years = |first, last| Edtf::interval(Unit::Year(first).into(), Unit::Year(last).into());
        let days = |first: Day, last: Day| Edtf::interval(Unit::Day(first).into(), Unit::Day(last).into());
        Some(match self {
            Self::Century(number) if number > 0 => Unit::Century((number - 1) * 100).into(),
            Self::Century(number) => years(number * 100 + 1, number * 100 + 100),
            Self::Decade(first) => Unit::Decade(first).into(),
            Self::DecadeBefore(last) => years(1 - last - 9, 1 - last),
            Self::Year(year) => Edtf::year(year),
            Self::Season(year, season) => Unit::Grouping(year, Grouping::from_code(season)?).into(),
            Self::Quarter(year, quarter) => Unit::Grouping(year, Grouping::quarter(quarter)?).into(),
            Self::Half(year, half) => Unit::Grouping(year, Grouping::half(half)?).into(),
            Self::Month(year, month) => Edtf::month(year, month)?,
            Self::Week(..) => {
                let monday = self.first_day()?;
                days(monday, monday.checked_add(6.days()).ok()?)
            }
            Self::Weekend(..) => {
                let saturday = self.first_day()?;
                days(saturday, saturday.checked_add(1.day()).ok()?)
            }
            Self::Day(day) => Edtf::from(day),
        })
    }

    /// Converts an EDTF date; `None` for intervals, one-of sets and centuries.
    pub(crate) fn from_edtf(edtf: &Edtf) -> Option<Self> {
        let Edtf::Date(Date { unit, .. }) = edtf else { return None };
        Some(match *unit {
            Unit::Day(day) => Self::Day(day),
            Unit::Month(year, month) | Unit::SomeDayOfMonth(year, month) => Self::Month(year, month),
            Unit::Year(year) | Unit::SomeMonth(year) | Unit::SomeDayOfYear(year) => Self::Year(year),
            Unit::Grouping(year, _) => Self::Year(year),
            Unit::Decade(first) => Self::Decade(first),
            Unit::Century(_) => return None,
        })
    }

    /// Returns the year that contains it.
    pub(crate) fn year(self) -> Option<i32> {
        match self {
            Self::Century(_) | Self::Decade(_) | Self::DecadeBefore(_) => None,
            Self::Year(year)
            | Self::Season(year, _)
            | Self::Quarter(year, _)
            | Self::Half(year, _)
            | Self::Month(year, _)
            | Self::Week(year, _)
            | Self::Weekend(year, _) => Some(year),
            Self::Day(day) => Some(i32::from(day.year())),
        }
    }

    /// Returns the year and the month that contain it.
    pub(crate) fn month(self) -> Option<(i32, u8)> {
        match self {
            Self::Month(year, month) => Some((year, month)),
            Self::Day(day) => Some((i32::from(day.year()), small(day.month()))),
            _ => None,
        }
    }

    /// Returns the day, if it is one.
    pub(crate) fn day(self) -> Option<Day> {
        if let Self::Day(day) = self { Some(day) } else { None }
    }

    /// Returns the first day of a day, week, weekend or month.
    fn first_day(self) -> Option<Day> {
        let (year, week, weekday) = match self {
            Self::Week(year, week) => (year, week, jiff::civil::Weekday::Monday),
            Self::Weekend(year, week) => (year, week, jiff::civil::Weekday::Saturday),
            Self::Day(day) => return Some(day),
            Self::Month(year, month) => return day(year, month, 1),
            _ => return None,
        };
        let date = ISOWeekDate::new(i16::try_from(year).ok()?, i8::try_from(week).ok()?, weekday).ok()?;
        Some(date.date())
    }

    /// Returns the unit of this size that contains it, shifted by `by` units.
    pub(crate) fn shifted(self, unit: DurationUnit, by: i32) -> Option<Self> {
        let year = |count: i32| Some(Self::Year(self.first_year()?.checked_add(count)?));
        match unit {
            DurationUnit::Day => {
                let day = self.day()?;
                Some(Self::Day(day.checked_add(by.days()).ok()?))
            }
            DurationUnit::Week | DurationUnit::Weekend => {
                let day = match self {
                    Self::Week(..) | Self::Weekend(..) | Self::Day(_) => self.first_day()?,
                    _ => return None,
                };
                let week = day.checked_add(by.checked_mul(7)?.days()).ok()?.iso_week_date();
                let (year, number) = (i32::from(week.year()), small(week.week()));
                let is_week = unit == DurationUnit::Week;
                Some(if is_week { Self::Week(year, number) } else { Self::Weekend(year, number) })
            }
            DurationUnit::Month => {
                let (year, month) = self.month().or_else(|| self.week_month())?;
                let months = year.checked_mul(12)?.checked_add(i32::from(month) - 1)?.checked_add(by)?;
                Some(Self::Month(months.div_euclid(12), u8::try_from(months.rem_euclid(12) + 1).ok()?))
            }
            DurationUnit::Quarter => {
                let (year, quarter) = match self {
                    Self::Quarter(year, quarter) => (year, quarter),
                    other => other.month().map(|(year, month)| (year, month.div_ceil(3)))?,
                };
                let quarters = year.checked_mul(4)?.checked_add(i32::from(quarter) - 1)?.checked_add(by)?;
                Some(Self::Quarter(quarters.div_euclid(4), u8::try_from(quarters.rem_euclid(4) + 1).ok()?))
            }
            DurationUnit::Year => year(by),
            DurationUnit::Decade => {
                let decade = self.decade()?;
                match decade {
                    Self::DecadeBefore(last) => {
                        let last = last.checked_sub(by.checked_mul(10)?)?;
                        (last >= 10).then_some(Self::DecadeBefore(last))
                    }
                    Self::Decade(first) => {
                        let first = first.checked_add(by.checked_mul(10)?)?;
                        (first >= 0).then_some(Self::Decade(first))
                    }
                    _ => None,
                }
            }
            DurationUnit::Century => {
                let number = self.century()?.checked_add(by)?;
                Self::is_century(number).then_some(Self::Century(number))
            }
            _ => None,
        }
    }

    /// Returns the month that contains the first day of a week.
    fn week_month(self) -> Option<(i32, u8)> {
        match self {
            Self::Week(..) | Self::Weekend(..) => Self::Day(self.first_day()?).month(),
            _ => None,
        }
    }

    /// Returns the year that contains it, or the first year of a decade.
    fn first_year(self) -> Option<i32> {
        match self {
            Self::Decade(first) => Some(first),
            other => other.year(),
        }
    }

    /// Returns the decade that contains it.
    fn decade(self) -> Option<Self> {
        match self {
            Self::Decade(_) | Self::DecadeBefore(_) => Some(self),
            other => {
                let year = other.year()?;
                Some(if year > 0 {
                    Self::Decade(year - year % 10)
                } else {
                    let before = 1 - year;
                    Self::DecadeBefore(before - before % 10)
                })
            }
        }
    }

    /// Returns the number of the century that contains it.
    fn century(self) -> Option<i32> {
        match self {
            Self::Century(number) => Some(number),
            Self::Decade(year) => Some(year / 100 + 1),
            Self::DecadeBefore(year) => Some(-(year / 100) - 1),
            other => {
                let year = other.year()?;
                Some(if year > 0 { year / 100 + 1 } else { -((1 - year) / 100) - 1 })
            }
        }
    }
}

/// Returns a single date, or the start of an interval.
pub(crate) fn start_of(edtf: &Edtf) -> Option<Date> {
    match edtf {
        Edtf::Date(date) => Some(*date),
        Edtf::Interval { start: Bound::Known(date), .. } => Some(*date),
        _ => None,
    }
}
