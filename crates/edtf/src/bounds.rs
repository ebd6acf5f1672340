//! The days that a date can denote.

use crate::calendar::{Day, day, day_number, days_in_month, first_sharing_digits, number_of};
use crate::date::{Bound, Date, Edtf, Grouping, Qualifier, Unit};

/// Year, month and day of the month.
type Ymd = (i32, u8, u8);

impl Grouping {
    /// Returns the first month, the last month, and the number of years between the two.
    ///
    /// The seasons 21 to 24 are independent of the hemisphere and used loosely, so their bounds are those of the
    /// year; winter (24) extends to March of the next year.
    fn months(self) -> (u8, u8, i32) {
        match self.code() {
            24 => (1, 3, 1),
            25 | 31 => (3, 6, 0),
            26 | 32 => (6, 9, 0),
            27 | 29 => (9, 12, 0),
            28 | 30 => (12, 3, 1),
            33 => (1, 3, 0),
            34 => (4, 6, 0),
            35 => (7, 9, 0),
            36 => (10, 12, 0),
            37 => (1, 4, 0),
            38 => (5, 8, 0),
            39 => (9, 12, 0),
            40 => (1, 6, 0),
            41 => (7, 12, 0),
            _ => (1, 12, 0),
        }
    }
}

impl Unit {
    /// The first and the last day.
    fn ends(self) -> (Ymd, Ymd) {
        let years = |first: i32, count: i32| ((first, 1, 1), (first.saturating_add(count - 1), 12, 31));
        match self {
            Self::Century(year) => years(first_sharing_digits(year, 100), 100),
            Self::Decade(year) => years(first_sharing_digits(year, 10), 10),
            Self::Year(year) | Self::SomeMonth(year) | Self::SomeDayOfYear(year) => years(year, 1),
            Self::Grouping(year, grouping) => {
                let (first, last, next) = grouping.months();
                let end = year.saturating_add(next);
                ((year, first, 1), (end, last, days_in_month(end, last)))
            }
            Self::Month(year, month) | Self::SomeDayOfMonth(year, month) => {
                ((year, month, 1), (year, month, days_in_month(year, month)))
            }
            Self::Day(day) => {
                let part = |value: i8| u8::try_from(value).unwrap_or(1);
                let ymd = (i32::from(day.year()), part(day.month()), part(day.day()));
                (ymd, ymd)
            }
        }
    }

    /// Returns the first day that the unit can denote, if a [`Day`] can represent it.
    #[must_use]
    pub fn earliest(self) -> Option<Day> {
        let (year, month, dom) = self.ends().0;
        day(year, month, dom)
    }

    /// Returns the last day that the unit can denote, if a [`Day`] can represent it.
    #[must_use]
    pub fn latest(self) -> Option<Day> {
        let (year, month, dom) = self.ends().1;
        day(year, month, dom)
    }

    /// Returns the first and the last day as day numbers.
    pub(crate) fn range(self) -> Range {
        if let Self::Day(day) = self {
            let number = number_of(day);
            return Range { first: number, last: number };
        }
        let ((y1, m1, d1), (y2, m2, d2)) = self.ends();
        Range { first: day_number(y1, m1, d1), last: day_number(y2, m2, d2) }
    }
}

/// A range of day numbers, both ends included.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) first: i64,
    pub(crate) last: i64,
}

impl Range {
    pub(crate) const ALL: Self = Self { first: i64::MIN, last: i64::MAX };

    pub(crate) fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    pub(crate) fn meets(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }
}

impl Date {
    pub(crate) fn is_certain(self) -> bool {
        self.qualifier == Qualifier::Certain
    }
}

impl Bound {
    pub(crate) fn range(self) -> Range {
        match self {
            Self::Known(date) => date.unit.range(),
            Self::Open | Self::Unknown => Range::ALL,
        }
    }

    pub(crate) fn is_certain(self) -> bool {
        match self {
            Self::Known(date) => date.is_certain(),
            Self::Open | Self::Unknown => true,
        }
    }
}

impl Edtf {
    /// Returns the first day that the date can denote or include. `None` if the start is open or unknown, or outside
    /// the range of [`Day`].
    ///
    /// ```
    /// use annals_edtf::{Day, Edtf};
    ///
    /// let interval: Edtf = "1952-02/..".parse()?;
    /// assert_eq!(interval.earliest(), Some(Day::constant(1952, 2, 1)));
    /// assert_eq!(interval.latest(), None);
    ///
    /// let set: Edtf = "[1951,1953-05]".parse()?;
    /// assert_eq!(set.latest(), Some(Day::constant(1953, 5, 31)));
    /// # Ok::<(), annals_edtf::EdtfError>(())
    /// ```
    #[must_use]
    pub fn earliest(&self) -> Option<Day> {
        match self {
            Self::Date(date) => date.unit.earliest(),
            Self::Interval { start: Bound::Known(date), .. } => date.unit.earliest(),
            Self::Interval { .. } => None,
            Self::OneOf(dates) => {
                let days: Option<Vec<Day>> = dates.iter().map(Self::earliest).collect();
                days?.into_iter().min()
            }
        }
    }

    /// Returns the last day that the date can denote or include. `None` if the end is open or unknown, or outside the
    /// range of [`Day`].
    #[must_use]
    pub fn latest(&self) -> Option<Day> {
        match self {
            Self::Date(date) => date.unit.latest(),
            Self::Interval { end: Bound::Known(date), .. } => date.unit.latest(),
            Self::Interval { .. } => None,
            Self::OneOf(dates) => {
                let days: Option<Vec<Day>> = dates.iter().map(Self::latest).collect();
                days?.into_iter().max()
            }
        }
    }

    /// Returns the year that contains every day of the date, if there is one.
    #[must_use]
    pub fn sole_year(&self) -> Option<i32> {
        let (first, last) = (self.earliest()?, self.latest()?);
        (first.year() == last.year()).then(|| i32::from(first.year()))
    }

    /// Returns whether no part of the date is marked as uncertain or approximate.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        match self {
            Self::Date(date) => date.is_certain(),
            Self::Interval { start, end } => start.is_certain() && end.is_certain(),
            Self::OneOf(dates) => dates.iter().all(Self::is_certain),
        }
    }
}
