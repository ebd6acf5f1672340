//! Day numbers of the proleptic Gregorian calendar, for years that no [`Day`] can hold as well.

use super::Day;

/// Whether the year has a 29 February. Year 0 is 1 BC.
#[must_use]
pub fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Days in a month (1 to 12); 0 for any other number.
#[must_use]
pub fn days_in_month(year: i32, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if is_leap_year(year) => 29,
        2 => 28,
        _ => 0,
    }
}

/// The first of the `count` (10 or 100) years that share this year's leading digits and its sign.
/// The year 0 is of the positive ones.
pub(super) fn first_sharing_digits(year: i32, count: i32) -> i32 {
    let within = year % count;
    if year < 0 { year.saturating_sub(within).saturating_sub(count - 1) } else { year - within }
}

pub(super) fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Days since 1970-01-01, by Howard Hinnant's `days_from_civil`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
pub(super) fn day_number(year: i32, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

pub(super) fn number_of(day: Day) -> i64 {
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    day_number(i32::from(day.year()), part(day.month()), part(day.day()))
}
