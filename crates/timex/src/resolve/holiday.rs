//! Holidays, fixed and moveable.

use annals_edtf::Day;
use jiff::ToSpan;
use jiff::civil::Weekday;

use crate::date_value::day;

/// Returns the date of a holiday in a year.
///
/// `code` is one of
/// - `MMDD`: a fixed date;
/// - `1MMNW`: the Nth weekday W of a month, the last for N = 5, the one from the 2nd to the 8th for N = 6;
/// - 2500 + n: n days after Easter Sunday.
pub(super) fn date_in_year(code: i32, year: i32) -> Option<Day> {
    match code {
        101..=1231 => day(year, small(code / 100)?, small(code % 100)?),
        10_000.. => {
            let month = small(code / 100 % 100)?;
            let (nth, weekday) = (i8::try_from(code / 10 % 10).ok()?, i8::try_from(code % 10).ok()?);
            let first = day(year, month, 1)?;
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            match nth {
                1..=4 => first.nth_weekday_of_month(nth, weekday).ok(),
                5 => first.nth_weekday_of_month(-1, weekday).ok(),
                _ => first.nth_weekday(1, weekday).ok(),
            }
        }
        2000..=2999 => easter(year)?.checked_add((code - 2500).days()).ok(),
        _ => None,
    }
}

/// Returns the usual month of a holiday.
pub(super) fn month(code: i32) -> Option<u8> {
    match code {
        101..=1231 => small(code / 100),
        10_000.. => small(code / 100 % 100),
        _ => Some(4),
    }
}

/// Whether the date of a holiday differs from year to year.
pub(super) fn is_moveable(code: i32) -> bool {
    code > 1231
}

fn small(number: i32) -> Option<u8> {
    u8::try_from(number).ok()
}

/// Returns Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
fn easter(year: i32) -> Option<Day> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let sum = h + l - 7 * m + 114;
    day(year, small(sum / 31)?, small(sum % 31 + 1)?)
}

#[cfg(test)]
mod tests {
    use super::date_in_year;

    #[test]
    fn holidays_have_their_dates() {
        let date = |code, year| date_in_year(code, year).map(|day| day.to_string());
        assert_eq!(date(1225, 1914).as_deref(), Some("1914-12-25"));
        assert_eq!(date(2500, 1916).as_deref(), Some("1916-04-23"));
        assert_eq!(date(2498, 2000).as_deref(), Some("2000-04-21"));
        assert_eq!(date(11_144, 1999).as_deref(), Some("1999-11-25"));
        assert_eq!(date(10_551, 1998).as_deref(), Some("1998-05-25"));
        assert_eq!(date(11_162, 1998).as_deref(), Some("1998-11-03"));
        assert_eq!(date(11_162, 1988).as_deref(), Some("1988-11-08"));
        assert_eq!(date(0, 1988), None);
    }
}
