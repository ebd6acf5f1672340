//! Parsing.

use std::str::FromStr;

use crate::calendar::day;
use crate::date::{Bound, Date, Edtf, Grouping, Qualifier, Unit};

/// The error of a text that is not an EDTF date: the start of the text, and what was expected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an EDTF date: {reason}")]
pub struct EdtfError {
    text: String,
    reason: Reason,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
enum Reason {
    #[error("expected a year of four digits, such as `1953`, `-0044`, `195X` or `Y17000`")]
    Year,
    #[error("expected a month 01 to 12, a season 21 to 24, a grouping 25 to 41, or `XX`")]
    Month,
    #[error("expected a day of the month, or `XX`")]
    Day,
    #[error("expected `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, each with at most one `?`, `~` or `%`")]
    Shape,
    #[error("expected a set of at least two dates, such as `[1887,1889]`")]
    Set,
    #[error("the interval ends before it starts")]
    Order,
    #[error("expected an interval with at least one known end")]
    NoEnd,
}

impl FromStr for Edtf {
    type Err = EdtfError;

    fn from_str(text: &str) -> Result<Self, EdtfError> {
        edtf(text).map_err(|reason| EdtfError { text: clipped(text), reason })
    }
}

/// Returns the first 60 characters, so that a message stays short.
fn clipped(text: &str) -> String {
    text.chars().take(60).collect()
}

fn edtf(text: &str) -> Result<Edtf, Reason> {
    if let Some(inner) = text.strip_prefix('[') {
        let inner = inner.strip_suffix(']').ok_or(Reason::Set)?;
        let dates: Vec<Edtf> =
            inner.split(',').map(|item| interval_or_date(item.trim())).collect::<Result<_, _>>()?;
        return match Edtf::one_of(dates) {
            Some(set @ Edtf::OneOf(_)) => Ok(set),
            _ => Err(Reason::Set),
        };
    }
    interval_or_date(text)
}

fn interval_or_date(text: &str) -> Result<Edtf, Reason> {
    let Some((start, end)) = text.split_once('/') else {
        return Ok(Edtf::Date(date(text)?));
    };
    let (start, end) = (bound(start)?, bound(end)?);
    match (start, end) {
        (Bound::Known(a), Bound::Known(b)) if a.unit.range().first > b.unit.range().last => {
            Err(Reason::Order)
        }
        (Bound::Known(_), _) | (_, Bound::Known(_)) => Ok(Edtf::Interval { start, end }),
        _ => Err(Reason::NoEnd),
    }
}

fn bound(text: &str) -> Result<Bound, Reason> {
    match text {
        "" => Ok(Bound::Unknown),
        ".." => Ok(Bound::Open),
        text => Ok(Bound::Known(date(text)?)),
    }
}

fn date(text: &str) -> Result<Date, Reason> {
    let (text, qualifier) = match text.as_bytes().last() {
        Some(b'?') => (&text[..text.len() - 1], Qualifier::Uncertain),
        Some(b'~') => (&text[..text.len() - 1], Qualifier::Approximate),
        Some(b'%') => (&text[..text.len() - 1], Qualifier::UncertainAndApproximate),
        _ => (text, Qualifier::Certain),
    };
    Ok(Date { unit: unit(text)?, qualifier })
}

fn unit(text: &str) -> Result<Unit, Reason> {
    if let Some(long) = text.strip_prefix('Y') {
        return long_year(long).map(Unit::Year);
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let mut parts = digits.split('-');
    let (year, month, dom) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    if parts.next().is_some() {
        return Err(Reason::Shape);
    }
    // A year with these leading digits.
    let member = |digits: i32, count: i32| if sign < 0 { -(digits * count) - 1 } else { digits * count };
    if let Some(century) = year.strip_suffix("XX") {
        return without_month(month, Unit::century_of(member(number(century, 2, Reason::Year)?, 100)));
    }
    if let Some(decade) = year.strip_suffix('X') {
        return without_month(month, Unit::decade_of(member(number(decade, 3, Reason::Year)?, 10)));
    }
    let year = match (sign, number(year, 4, Reason::Year)?) {
        (-1, 0) => return Err(Reason::Year),
        (sign, year) => sign * year,
    };
    match (month, dom) {
        (None, _) => Ok(Unit::Year(year)),
        (Some("XX"), None) => Ok(Unit::SomeMonth(year)),
        (Some("XX"), Some("XX")) => Ok(Unit::SomeDayOfYear(year)),
        (Some(month), dom) => {
            let month = u8::try_from(number(month, 2, Reason::Month)?).map_err(|_| Reason::Month)?;
            match (month, dom) {
                (21..=41, None) => {
                    Grouping::from_code(month).map(|code| Unit::Grouping(year, code)).ok_or(Reason::Month)
                }
                (1..=12, None) => Ok(Unit::Month(year, month)),
                (1..=12, Some("XX")) => Ok(Unit::SomeDayOfMonth(year, month)),
                (1..=12, Some(dom)) => {
                    let dom = u8::try_from(number(dom, 2, Reason::Day)?).map_err(|_| Reason::Day)?;
                    day(year, month, dom).map(Unit::Day).ok_or(Reason::Day)
                }
                _ => Err(Reason::Month),
            }
        }
    }
}

/// Returns the unit; an error if a month follows it.
fn without_month(month: Option<&str>, unit: Unit) -> Result<Unit, Reason> {
    if month.is_none() { Ok(unit) } else { Err(Reason::Shape) }
}

/// Parses a number of exactly this many digits.
fn number(text: &str, digits: usize, reason: Reason) -> Result<i32, Reason> {
    if text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().map_err(|_| reason)
    } else {
        Err(reason)
    }
}

/// Parses a year of five or six digits, without its `Y`.
fn long_year(text: &str) -> Result<i32, Reason> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = !digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<i32>() {
        Ok(year) if plain && year.unsigned_abs() > 9999 && year.unsigned_abs() < 1_000_000 => Ok(year),
        _ => Err(Reason::Year),
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Edtf {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
