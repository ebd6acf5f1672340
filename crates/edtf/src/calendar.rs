//! The proleptic Gregorian calendar, including years outside the range of [`Day`].

/// A day of the proleptic Gregorian calendar, years -9999 to 9999.
pub type Day = jiff::civil::Date;

/// Returns whether the year has a 29 February. Year 0 is 1 BC.
#[must_use]
pub fn is_leap_year(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// Returns the number of days of a month (1 to 12); 0 for any other number.
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

/// Returns the first of the `count` (10 or 100) years with the same leading digits and the same sign as this year.
/// The year 0 counts as positive.
pub(crate) fn first_sharing_digits(year: i32, count: i32) -> i32 {
    let within = year % count;
    if year < 0 { year.saturating_sub(within).saturating_sub(count - 1) } else { year - within }
}

/// Returns the day, if the calendar has it and [`Day`] can represent it.
pub(crate) fn day(year: i32, month: u8, day: u8) -> Option<Day> {
    Day::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Returns the number of days since 1970-01-01, by Howard Hinnant's `days_from_civil`
/// (<https://howardhinnant.github.io/date_algorithms.html>).
pub(crate) fn day_number(year: i32, month: u8, day: u8) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (i64::from(month) + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// Returns the number of days since 1970-01-01.
pub(crate) fn number_of(day: Day) -> i64 {
    let part = |value: i8| u8::try_from(value).unwrap_or(1);
    day_number(i32::from(day.year()), part(day.month()), part(day.day()))
}
