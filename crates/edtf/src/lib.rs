//! Dates as sources give them: Extended Date/Time Format (ISO 8601-2:2019), level 1,
//! with the sub-year groupings and one-of sets of level 2.
//!
//! An [`Edtf`] keeps the precision of its source. [`Edtf::earliest`] and [`Edtf::latest`] bound
//! the days it can mean; [`Edtf::compare`] says whether two of them agree.
//!
//! The format is published at <https://www.loc.gov/standards/datetime/>.

mod bounds;
mod calendar;
mod compare;
mod parse;
mod print;
#[cfg(test)]
mod tests;

pub use calendar::{days_in_month, is_leap_year};
pub use compare::{Comparison, Finer};
pub use parse::EdtfError;

/// A day of the proleptic Gregorian calendar, years -9999 to 9999.
pub type Day = jiff::civil::Date;

/// A date, a period or a choice among dates, no more precise than its source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edtf {
    /// One day, known no better than this: `1862-01` is some day of January 1862.
    Date(Date),
    /// A period from the day in `start` to the day in `end`, both included.
    Interval {
        /// When it began.
        start: Bound,
        /// When it ended.
        end: Bound,
    },
    /// Exactly one of these holds: `[1887,1889]`. At least two, sorted, none an `OneOf`.
    OneOf(Vec<Edtf>),
}

/// An end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// A date.
    Known(Date),
    /// `..`: there is no such end, or none is claimed.
    Open,
    /// The empty string: there is one, and it is not known.
    Unknown,
}

/// A calendar unit with its qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The unit named.
    pub unit: Unit,
    /// How sure the source is of it.
    pub qualifier: Qualifier,
}

/// The smallest calendar unit that a source names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// `19XX`: the hundred years that share these digits, by their first: 1900. Before the year 0 the
    /// digits count down: `-01XX` is -199 to -100. See [`Unit::century_of`].
    Century(i32),
    /// `195X`: the ten years that share these digits, by their first: 1950. Before the year 0 the
    /// digits count down: `-004X` is -49 to -40. See [`Unit::decade_of`].
    Decade(i32),
    /// `1953`; beyond four digits `Y-17000`. Year 0 is 1 BC, as in ISO 8601.
    Year(i32),
    /// `1953-21` to `1953-41`: a season, quarter, quadrimester or half.
    Grouping(i32, Grouping),
    /// `1953-XX`: a month of the year, not known which.
    SomeMonth(i32),
    /// `1953-XX-XX`: a day of the year, not known which.
    SomeDayOfYear(i32),
    /// `1862-04`.
    Month(i32, u8),
    /// `1862-04-XX`: a day of the month, not known which.
    SomeDayOfMonth(i32, u8),
    /// `1862-04-11`.
    Day(Day),
}

/// A sub-year grouping, by its ISO 8601-2 code (21 to 41).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Grouping(u8);

impl Grouping {
    /// Spring, wherever on earth.
    pub const SPRING: Self = Self(21);
    /// Summer, wherever on earth.
    pub const SUMMER: Self = Self(22);
    /// Autumn, wherever on earth.
    pub const AUTUMN: Self = Self(23);
    /// Winter, wherever on earth; it may last into the next year.
    pub const WINTER: Self = Self(24);

    /// The grouping with this code, if ISO 8601-2 has one.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        (21..=41).contains(&code).then_some(Self(code))
    }

    /// Quarter 1 to 4.
    #[must_use]
    pub fn quarter(number: u8) -> Option<Self> {
        (1..=4).contains(&number).then(|| Self(32 + number))
    }

    /// First or second half of the year (1 or 2).
    #[must_use]
    pub fn half(number: u8) -> Option<Self> {
        (1..=2).contains(&number).then(|| Self(39 + number))
    }

    /// The ISO 8601-2 code, 21 to 41.
    #[must_use]
    pub fn code(self) -> u8 {
        self.0
    }
}

/// How sure a source is of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Qualifier {
    /// No mark.
    #[default]
    Certain,
    /// `?`
    Uncertain,
    /// `~`
    Approximate,
    /// `%`
    UncertainAndApproximate,
}

impl From<Unit> for Date {
    fn from(unit: Unit) -> Self {
        Self { unit, qualifier: Qualifier::Certain }
    }
}

impl From<Unit> for Edtf {
    fn from(unit: Unit) -> Self {
        Self::Date(unit.into())
    }
}

impl From<Day> for Edtf {
    fn from(day: Day) -> Self {
        Unit::Day(day).into()
    }
}

impl Edtf {
    /// The day with this year, month and day of month, if the calendar has it.
    #[must_use]
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        calendar::day(year, month, day).map(Self::from)
    }

    /// The month, if `month` is 1 to 12 and the year has four digits.
    #[must_use]
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let has_text = (1..=12).contains(&month) && (-9999..=9999).contains(&year);
        has_text.then(|| Unit::Month(year, month).into())
    }

    /// The year.
    #[must_use]
    pub fn year(year: i32) -> Self {
        Unit::Year(year).into()
    }

    /// The period between two dates.
    #[must_use]
    pub fn interval(start: Date, end: Date) -> Self {
        Self::Interval { start: Bound::Known(start), end: Bound::Known(end) }
    }

    /// A choice among dates: flattened, sorted, without repetitions; a single one stands for itself.
    #[must_use]
    pub fn one_of(dates: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut flat = Vec::new();
        for date in dates {
            match date {
                Self::OneOf(more) => flat.extend(more),
                other => flat.push(other),
            }
        }
        flat.sort_by_cached_key(|date| (date.earliest(), date.latest(), date.to_string()));
        flat.dedup();
        if flat.len() > 1 { Some(Self::OneOf(flat)) } else { flat.pop() }
    }

    /// The same date with this qualifier on each of its parts.
    #[must_use]
    pub fn qualified(self, qualifier: Qualifier) -> Self {
        let mark = |date: Date| Date { qualifier, ..date };
        let bound = |bound| match bound {
            Bound::Known(date) => Bound::Known(mark(date)),
            other => other,
        };
        match self {
            Self::Date(date) => Self::Date(mark(date)),
            Self::Interval { start, end } => Self::Interval { start: bound(start), end: bound(end) },
            Self::OneOf(dates) => {
                Self::OneOf(dates.into_iter().map(|date| date.qualified(qualifier)).collect())
            }
        }
    }

    /// The year that the whole of this date lies in, if there is one.
    #[must_use]
    pub fn sole_year(&self) -> Option<i32> {
        let (first, last) = (self.earliest()?, self.latest()?);
        (first.year() == last.year()).then(|| i32::from(first.year()))
    }
}

impl Unit {
    /// The hundred years, written `19XX`, that this year is one of.
    #[must_use]
    pub fn century_of(year: i32) -> Self {
        Self::Century(calendar::first_sharing_digits(year, 100))
    }

    /// The ten years, written `195X`, that this year is one of.
    #[must_use]
    pub fn decade_of(year: i32) -> Self {
        Self::Decade(calendar::first_sharing_digits(year, 10))
    }

    /// The year named, for units that lie in one year.
    #[must_use]
    pub fn year(self) -> Option<i32> {
        match self {
            Self::Century(_) | Self::Decade(_) => None,
            Self::Year(year)
            | Self::Grouping(year, _)
            | Self::SomeMonth(year)
            | Self::SomeDayOfYear(year)
            | Self::Month(year, _)
            | Self::SomeDayOfMonth(year, _) => Some(year),
            Self::Day(day) => Some(i32::from(day.year())),
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Edtf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
