//! Printing, in canonical form.

use std::fmt::{Display, Formatter, Result};

use crate::date::{Bound, Date, Edtf, Qualifier, Unit};

impl Display for Edtf {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Interval { start, end } => write!(f, "{start}/{end}"),
            Self::OneOf(dates) => {
                f.write_str("[")?;
                for (i, date) in dates.iter().enumerate() {
                    if i > 0 {
                        f.write_str(",")?;
                    }
                    date.fmt(f)?;
                }
                f.write_str("]")
            }
        }
    }
}

impl Display for Bound {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Known(date) => date.fmt(f),
            Self::Open => f.write_str(".."),
            Self::Unknown => Ok(()),
        }
    }
}

impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.unit.fmt(f)?;
        match self.qualifier {
            Qualifier::Certain => Ok(()),
            Qualifier::Uncertain => f.write_str("?"),
            Qualifier::Approximate => f.write_str("~"),
            Qualifier::UncertainAndApproximate => f.write_str("%"),
        }
    }
}

impl Display for Unit {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match *self {
            Self::Century(first) => {
                let (sign, digits) = signed(first);
                write!(f, "{sign}{:02}XX", digits / 100)
            }
            Self::Decade(first) => {
                let (sign, digits) = signed(first);
                write!(f, "{sign}{:03}X", digits / 10)
            }
            Self::Year(year) => write_year(f, year),
            Self::Grouping(year, grouping) => {
                write_year(f, year)?;
                write!(f, "-{:02}", grouping.code())
            }
            Self::SomeMonth(year) => {
                write_year(f, year)?;
                f.write_str("-XX")
            }
            Self::SomeDayOfYear(year) => {
                write_year(f, year)?;
                f.write_str("-XX-XX")
            }
            Self::Month(year, month) => {
                write_year(f, year)?;
                write!(f, "-{month:02}")
            }
            Self::SomeDayOfMonth(year, month) => {
                write_year(f, year)?;
                write!(f, "-{month:02}-XX")
            }
            Self::Day(day) => {
                write_year(f, i32::from(day.year()))?;
                write!(f, "-{:02}-{:02}", day.month(), day.day())
            }
        }
    }
}

/// Returns the sign and the absolute value of a year.
fn signed(year: i32) -> (&'static str, u32) {
    (if year < 0 { "-" } else { "" }, year.unsigned_abs())
}

fn write_year(f: &mut Formatter<'_>, year: i32) -> Result {
    let (sign, digits) = signed(year);
    if digits > 9999 { write!(f, "Y{sign}{digits}") } else { write!(f, "{sign}{digits:04}") }
}

#[cfg(feature = "serde")]
impl serde::Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
