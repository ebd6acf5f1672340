//! Calendar computations: weekdays, seasons, and the dates that slots state within a known unit.

use annals_edtf::Day;
use jiff::ToSpan;
use jiff::civil::Weekday;

use super::holiday;
use crate::date_value::{DateValue, day, season_code};
use crate::reading::ImpossibleDate;
use crate::slots::{Slot, Slots};
use crate::timex3::DurationUnit;

/// Returns the ISO 8601 number of the weekday of a day; 1 is Monday.
pub(super) fn weekday_of(day: Day) -> i32 {
    i32::from(day.weekday().to_monday_one_offset())
}

/// Returns the nearest such weekday on or before a day.
pub(super) fn weekday_on_or_before(day: Day, weekday: i32) -> Option<Day> {
    let back = (weekday_of(day) - weekday).rem_euclid(7);
    day.checked_sub(back.days()).ok()
}

/// Returns the nearest such weekday on or after a day.
pub(super) fn weekday_on_or_after(day: Day, weekday: i32) -> Option<Day> {
    let ahead = (weekday - weekday_of(day)).rem_euclid(7);
    day.checked_add(ahead.days()).ok()
}

/// Returns the last day up to `today` that has this day of the month and this weekday: Friday the 13th.
pub(super) fn last_day_on_weekday(today: Day, day_of_month: u8, weekday: i32) -> Option<Day> {
    /// Number of months in which nearly every day of the month falls on every weekday.
    const MONTHS: i32 = 14;
    (0..MONTHS).find_map(|months| {
        let month = today.checked_sub(months.months()).ok()?;
        let found = day(i32::from(month.year()), u8::try_from(month.month()).ok()?, day_of_month)?;
        (weekday_of(found) == weekday && found <= today).then_some(found)
    })
}

/// Returns the season of a month in the northern hemisphere, by its ISO 8601-2 code.
pub(super) fn season_of_month(month: u8) -> u8 {
    match month {
        3..=5 => 21,
        6..=8 => 22,
        9..=11 => 23,
        _ => 24,
    }
}

/// Returns the month that represents a season; for winter it is January.
pub(super) fn month_of_season(season: u8) -> i32 {
    match season {
        21 => 4,
        22 => 7,
        23 => 10,
        _ => 1,
    }
}

/// Whether the slots state a part that every year has.
pub(super) fn states_part_of_year(slots: &Slots) -> bool {
    [Slot::Month, Slot::Season, Slot::Quarter, Slot::Half, Slot::Holiday].iter().any(|slot| slots.has(*slot))
}

/// Returns the date that the slots state within a year.
pub(super) fn date_in_year(year: i32, slots: &Slots) -> Result<DateValue, ImpossibleDate> {
    if let Some(code) = slots.number(Slot::Holiday)
        && let Some(day) = holiday::date_in_year(code, year)
    {
        return Ok(DateValue::Day(day));
    }
    let month_and_day = slots.small(Slot::Month).zip(slots.small(Slot::Day));
    if let Some((month, number)) = month_and_day {
        let impossible = ImpossibleDate { year: Some(year), month, day: number };
        return day(year, month, number).map(DateValue::Day).ok_or(impossible);
    }
    Ok(if let Some(month) = slots.small(Slot::Month) {
        DateValue::Month(year, month)
    } else if let Some(season) = slots.small(Slot::Season) {
        DateValue::Season(year, season)
    } else if let Some(quarter) = slots.small(Slot::Quarter) {
        DateValue::Quarter(year, quarter)
    } else if let Some(half) = slots.small(Slot::Half) {
        DateValue::Half(year, half)
    } else {
        DateValue::Year(year)
    })
}

/// Returns the TIMEX3 value of a date without a year.
pub(super) fn value_without_year(slots: &Slots) -> String {
    /// A year with all dates, including 29 February.
    const LEAP_YEAR: i32 = 4;
    if slots.number(Slot::Holiday).is_some_and(holiday::is_moveable) {
        return "XXXX-XX-XX".to_owned();
    }
    match date_in_year(LEAP_YEAR, slots) {
        Ok(DateValue::Year(_)) => {}
        Ok(date) => return format!("XXXX{}", date.timex3().get(4..).unwrap_or_default()),
        Err(impossible) => return format!("XXXX-{:02}-{:02}", impossible.month, impossible.day),
    }
    if let Some(weekday) = slots.number(Slot::Weekday) {
        return format!("XXXX-WXX-{weekday}");
    }
    if let Some(season) = slots.small(Slot::Season) {
        return format!("XXXX-{}", season_code(season));
    }
    match slots.unit() {
        Some(DurationUnit::Year) => "XXXX",
        Some(DurationUnit::Month) => "XXXX-XX",
        Some(DurationUnit::Week) => "XXXX-WXX",
        Some(DurationUnit::Weekend) => "XXXX-WXX-WE",
        Some(DurationUnit::Quarter) => "XXXX-QX",
        Some(DurationUnit::Decade) => "XXX",
        Some(DurationUnit::Century) => "XX",
        _ => "XXXX-XX-XX",
    }
    .to_owned()
}

/// Returns the unit of a whole that an ordinal selects, counted from the end if the ordinal is negative: the last day
/// of a month, the second Sunday. `None` if the whole has no such unit, or if the slots state none.
pub(super) fn nth_unit(whole: DateValue, slots: &Slots) -> Option<DateValue> {
    let number = slots.number(Slot::Order)?;
    if let (Some(weekday), Some((year, month))) = (slots.number(Slot::Weekday), whole.month()) {
        let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
        let first = day(year, month, 1)?;
        return first.nth_weekday_of_month(i8::try_from(number).ok()?, weekday).ok().map(DateValue::Day);
    }
    let days = whole.edtf()?;
    let (first, last) = (days.earliest()?, days.latest()?);
    match slots.unit()? {
        DurationUnit::Day => {
            let day = if number < 0 { last } else { first.checked_add((number - 1).days()).ok()? };
            (day <= last).then_some(DateValue::Day(day))
        }
        unit @ (DurationUnit::Week | DurationUnit::Weekend) => DateValue::Day(whole.day()?).shifted(unit, 0),
        _ => None,
    }
}
