//! One of those that a month, a year or a week has: the last day, the second Sunday.

use jiff::ToSpan;
use jiff::civil::Weekday;

use super::date::Point;
use crate::grammar::{Slot, Slots};
use crate::reading::DurationUnit;
use crate::when::When;

/// The one of a whole that `slots` tell by its number, from its end where that is negative; None if it has none
/// such, or if the number is of nothing in it.
pub(super) fn of(slots: &Slots, whole: Point) -> Option<Point> {
    let Some(when) = whole.when else {
        return Some(whole);
    };
    let found = one(slots, when)?;
    Some(Point { basis: whole.basis, leaning: whole.leaning, ..Point::stated(found) })
}

fn one(slots: &Slots, whole: When) -> Option<When> {
    let number = slots.number(Slot::Order)?;
    if let (Some(weekday), Some((year, month))) = (slots.number(Slot::Weekday), whole.month()) {
        let weekday = Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
        let first = crate::when::day(year, month, 1)?;
        return first.nth_weekday_of_month(i8::try_from(number).ok()?, weekday).ok().map(When::Day);
    }
    let days = whole.edtf()?;
    let (first, last) = (days.earliest()?, days.latest()?);
    match slots.unit()? {
        DurationUnit::Day => {
            let day = if number < 0 { last } else { first.checked_add((number - 1).days()).ok()? };
            (day <= last).then_some(When::Day(day))
        }
        unit @ (DurationUnit::Week | DurationUnit::Weekend) => When::Day(whole.day()?).shifted(unit, 0),
        _ => None,
    }
}
