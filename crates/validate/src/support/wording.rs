//! Dates, numbers and lists in the words of messages.

use std::fmt::Display;

use annals_edtf::{Bound, Date, Day, Edtf, Grouping, Qualifier, Unit};
use annals_model::{DurationUnit, Severity};
use jiff::civil::Weekday;

/// Returns the name of a severity.
pub(crate) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Note => "note",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

/// Returns a date in words; days and months are in ISO 8601 format.
pub(crate) fn date(date: &Edtf) -> String {
    match date {
        Edtf::Date(date) => one(date),
        Edtf::Interval { start: Bound::Known(start), end: Bound::Known(end) } => {
            let years = matches!((start.unit, end.unit), (Unit::Year(_), Unit::Year(_)));
            let certain = [start, end].iter().all(|date| date.qualifier == Qualifier::Certain);
            if years && certain {
                format!("{start}-{end}")
            } else {
                format!("{} to {}", one(start), one(end))
            }
        }
        Edtf::Interval { start: Bound::Known(start), .. } => format!("from {} on", one(start)),
        Edtf::Interval { end: Bound::Known(end), .. } => format!("until {}", one(end)),
        Edtf::OneOf(dates) => dates.iter().map(self::date).collect::<Vec<_>>().join(" or "),
        other @ Edtf::Interval { .. } => other.to_string(),
    }
}

fn one(date: &Date) -> String {
    let season = |of| {
        let seasons = [
            (Grouping::SPRING, "spring"),
            (Grouping::SUMMER, "summer"),
            (Grouping::AUTUMN, "autumn"),
            (Grouping::WINTER, "winter"),
        ];
        seasons.iter().find(|(grouping, _)| *grouping == of).map(|(_, name)| *name)
    };
    let words = match date.unit {
        Unit::Decade(first) if first > 0 => format!("the {first}s"),
        Unit::Grouping(year, of) => {
            season(of).map_or_else(|| Date::from(date.unit).to_string(), |name| format!("{name} {year}"))
        }
        Unit::SomeMonth(year) | Unit::SomeDayOfYear(year) => format!("a day of {}", Unit::Year(year)),
        Unit::SomeDayOfMonth(year, month) => format!("a day of {}", Unit::Month(year, month)),
        unit => unit.to_string(),
    };
    match date.qualifier {
        Qualifier::Certain => words,
        Qualifier::Uncertain => format!("perhaps {words}"),
        Qualifier::Approximate => format!("about {words}"),
        Qualifier::UncertainAndApproximate => format!("perhaps about {words}"),
    }
}

/// Returns a range of numbers: `13`, `13 or 14`, `12 to 14`.
pub(crate) fn range(first: i64, last: i64) -> String {
    match last - first {
        ..=0 => first.to_string(),
        1 => format!("{first} or {last}"),
        _ => format!("{first} to {last}"),
    }
}

/// Returns the plural of a unit.
fn unit(unit: DurationUnit) -> &'static str {
    match unit {
        DurationUnit::Day => "days",
        DurationUnit::Week => "weeks",
        DurationUnit::Month => "months",
        DurationUnit::Year => "years",
    }
}

/// Returns an amount of time: `1 year`, `53 days`.
pub(crate) fn counted(count: i64, of: DurationUnit) -> String {
    let unit = unit(of);
    format!("{count} {}", if count == 1 { unit.trim_end_matches('s') } else { unit })
}

/// Returns a range of amounts of time: `13 or 14 years`.
pub(crate) fn counted_range(first: i64, last: i64, of: DurationUnit) -> String {
    if first >= last { counted(first, of) } else { format!("{} {}", range(first, last), unit(of)) }
}

/// Returns an ordinal number: `1st`, `22nd`, `113th`.
pub(crate) fn ordinal(number: u32) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

pub(crate) fn weekday_name(weekday: Weekday) -> String {
    // 1 January 2001 was a Monday.
    named(1, weekday.to_monday_one_offset(), "%A")
}

pub(crate) fn month_name(month: u8) -> String {
    named(i8::try_from(month).unwrap_or_default(), 1, "%B")
}

fn named(month: i8, day: i8, format: &str) -> String {
    Day::new(2001, month, day).map(|day| day.strftime(format).to_string()).unwrap_or_default()
}

/// The maximal number of items of a list that a message contains.
const LISTED: usize = 5;

/// Returns a list: `a, b and c`. A long list has the first five items and the number of the others.
pub(crate) fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let mut items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    if items.len() > LISTED + 1 {
        let more = items.len() - LISTED;
        items.truncate(LISTED);
        items.push(format!("{more} more"));
    }
    match items.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{date, list, ordinal, range};

    #[test]
    fn numbers() {
        assert_eq!(
            [1, 2, 3, 4, 11, 12, 13, 21, 112, 122].map(ordinal),
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "112th", "122nd"]
        );
        assert_eq!([range(3, 3), range(3, 4), range(3, 5)], ["3", "3 or 4", "3 to 5"]);
    }

    #[test]
    fn dates() {
        for (edtf, words) in [
            ("1886/1899", "1886-1899"),
            ("1863-03-11/1863-03-31", "1863-03-11 to 1863-03-31"),
            ("[1887,1899]", "1887 or 1899"),
            ("1887/..", "from 1887 on"),
            ("/1887-05", "until 1887-05"),
            ("1887-23", "autumn 1887"),
            ("188X", "the 1880s"),
            ("1887-05?", "perhaps 1887-05"),
            ("1887~/1899-22", "about 1887 to summer 1899"),
            ("1887-05-XX", "a day of 1887-05"),
            ("1887-33", "1887-33"),
        ] {
            assert_eq!(date(&edtf.parse().unwrap()), words);
        }
    }

    #[test]
    fn lists() {
        assert_eq!(list(["a"]), "a");
        assert_eq!(list(["a", "b", "c"]), "a, b and c");
        assert_eq!(list(1..=6), "1, 2, 3, 4, 5 and 6");
        assert_eq!(list(1..=8), "1, 2, 3, 4, 5 and 3 more");
    }
}
