//! The types of dates.

use crate::calendar::{self, Day};

/// A date, an interval or a one-of set, at the precision of its source.
///
/// It is parsed with [`str::parse`] and printed with [`Display`](std::fmt::Display):
///
/// ```
/// use annals_edtf::{Bound, Edtf};
///
/// for text in ["1862-04-11", "1862-04?", "186X", "1951-21", "1951/1953", "1951/..", "[1887,1889]", "-0044-03-15"] {
///     let date: Edtf = text.parse()?;
///     assert_eq!(date.to_string(), text);
/// }
/// // The printed form is canonical.
/// assert_eq!("[1889, 1887]".parse::<Edtf>()?.to_string(), "[1887,1889]");
///
/// let interval: Edtf = "1951/..".parse()?;
/// assert!(matches!(interval, Edtf::Interval { end: Bound::Open, .. }));
///
/// let error = "1951-13".parse::<Edtf>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "`1951-13` is not an EDTF date: expected a month 01 to 12, a season 21 to 24, a grouping 25 to 41, or `XX`"
/// );
/// # Ok::<(), annals_edtf::EdtfError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Edtf {
    /// A single day, known to this precision: `1862-01` is some day of January 1862.
    Date(Date),
    /// An interval from the day in `start` to the day in `end`, both included.
    Interval {
        /// The start.
        start: Bound,
        /// The end.
        end: Bound,
    },
    /// Exactly one of these dates: `[1887,1889]`. At least two, sorted; no member is a [`Edtf::OneOf`].
    OneOf(Vec<Edtf>),
}

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bound {
    /// A date.
    Known(Date),
    /// `..`: the interval has no such end, or the source states none.
    Open,
    /// The empty string: the end exists and is not known.
    Unknown,
}

/// A calendar unit with its qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The calendar unit.
    pub unit: Unit,
    /// How certain the source is of it.
    pub qualifier: Qualifier,
}

/// The smallest calendar unit that the source states.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// `19XX`: the hundred years with the same leading digits, by the first of them: 1900. Before the year 0 the
    /// digits count down: `-01XX` is -199 to -100. See [`Unit::century_of`].
    Century(i32),
    /// `195X`: the ten years with the same leading digits, by the first of them: 1950. Before the year 0 the digits
    /// count down: `-004X` is -49 to -40. See [`Unit::decade_of`].
    Decade(i32),
    /// `1953`; `Y-17000` for years of more than four digits. Year 0 is 1 BC, as in ISO 8601.
    Year(i32),
    /// `1953-21` to `1953-41`: a season, quarter, quadrimester or half.
    Grouping(i32, Grouping),
    /// `1953-XX`: an unspecified month of the year.
    SomeMonth(i32),
    /// `1953-XX-XX`: an unspecified day of the year.
    SomeDayOfYear(i32),
    /// `1862-04`.
    Month(i32, u8),
    /// `1862-04-XX`: an unspecified day of the month.
    SomeDayOfMonth(i32, u8),
    /// `1862-04-11`.
    Day(Day),
}

/// A sub-year grouping, by its ISO 8601-2 code (21 to 41).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Grouping(u8);

/// How certain a source is of a date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Qualifier {
    /// No qualifier.
    #[default]
    Certain,
    /// `?`
    Uncertain,
    /// `~`
    Approximate,
    /// `%`
    UncertainAndApproximate,
}

impl Edtf {
    /// Returns the day with this year, month and day of the month, if the calendar has it.
    #[must_use]
    pub fn day(year: i32, month: u8, day: u8) -> Option<Self> {
        calendar::day(year, month, day).map(Self::from)
    }

    /// Returns the month, if `month` is 1 to 12 and `year` has at most four digits.
    #[must_use]
    pub fn month(year: i32, month: u8) -> Option<Self> {
        let has_text = (1..=12).contains(&month) && (-9999..=9999).contains(&year);
        has_text.then(|| Unit::Month(year, month).into())
    }

    /// Returns the year.
    #[must_use]
    pub fn year(year: i32) -> Self {
        Unit::Year(year).into()
    }

    /// Returns the interval between two dates.
    #[must_use]
    pub fn interval(start: Date, end: Date) -> Self {
        Self::Interval { start: Bound::Known(start), end: Bound::Known(end) }
    }

    /// Returns the same date with this qualifier on each of its components.
    ///
    /// ```
    /// use annals_edtf::{Edtf, Qualifier};
    ///
    /// let interval: Edtf = "1951/1953?".parse()?;
    /// assert_eq!(interval.qualified(Qualifier::Approximate).to_string(), "1951~/1953~");
    /// # Ok::<(), annals_edtf::EdtfError>(())
    /// ```
    #[must_use]
    pub fn qualified(self, qualifier: Qualifier) -> Self {
        let date = |date: Date| Date { qualifier, ..date };
        let bound = |bound| match bound {
            Bound::Known(known) => Bound::Known(date(known)),
            other => other,
        };
        match self {
            Self::Date(single) => Self::Date(date(single)),
            Self::Interval { start, end } => Self::Interval { start: bound(start), end: bound(end) },
            Self::OneOf(dates) => {
                Self::OneOf(dates.into_iter().map(|member| member.qualified(qualifier)).collect())
            }
        }
    }
}

impl Unit {
    /// Returns the hundred years, written `19XX`, that contain this year.
    #[must_use]
    pub fn century_of(year: i32) -> Self {
        Self::Century(calendar::first_sharing_digits(year, 100))
    }

    /// Returns the ten years, written `195X`, that contain this year.
    #[must_use]
    pub fn decade_of(year: i32) -> Self {
        Self::Decade(calendar::first_sharing_digits(year, 10))
    }

    /// Returns the year of the unit; `None` for decades and centuries.
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

impl Grouping {
    /// Spring, independent of the hemisphere.
    pub const SPRING: Self = Self(21);
    /// Summer, independent of the hemisphere.
    pub const SUMMER: Self = Self(22);
    /// Autumn, independent of the hemisphere.
    pub const AUTUMN: Self = Self(23);
    /// Winter, independent of the hemisphere; it can extend into the next year.
    pub const WINTER: Self = Self(24);

    /// Returns the grouping with this code, if ISO 8601-2 defines one.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        (21..=41).contains(&code).then_some(Self(code))
    }

    /// Returns the quarter with this number, 1 to 4.
    #[must_use]
    pub fn quarter(number: u8) -> Option<Self> {
        (1..=4).contains(&number).then(|| Self(32 + number))
    }

    /// Returns the first (1) or second (2) half of the year.
    #[must_use]
    pub fn half(number: u8) -> Option<Self> {
        (1..=2).contains(&number).then(|| Self(39 + number))
    }

    /// Returns the ISO 8601-2 code, 21 to 41.
    #[must_use]
    pub fn code(self) -> u8 {
        self.0
    }
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
