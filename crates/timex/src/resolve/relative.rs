//! Relative dates: last month, two days later, the same year.

use annals_edtf::Unit;

use super::amount;
use super::calendar::{
    date_in_year, season_of_month, states_part_of_year, value_without_year, weekday_of, weekday_on_or_after,
    weekday_on_or_before,
};
use super::context::MentionContext;
use super::discourse::{DiscourseContext, OnlyYear};
use super::point::Point;
use super::reference::Reference;
use crate::clause::Tense;
use crate::date_value::{DateValue, day};
use crate::slots::{Decimal, Direction, Slot, Slots, Vague};
use crate::timex3::DurationUnit;
use crate::trace::ResolutionRule;

/// Resolves a relative date; `None` if the mention is not a date.
pub(super) fn relative(
    direction: Direction,
    slots: &Slots,
    context: &MentionContext<'_>,
    discourse: &DiscourseContext,
) -> Option<Point> {
    if let Some(quarter) = &discourse.quarter
        && let Some(by) = quarters_from_last(direction, slots)
    {
        return Some(Point::anchored(
            quarter.date.shifted(DurationUnit::Quarter, by)?,
            quarter.by(ResolutionRule::Counted),
        ));
    }
    if direction == Direction::That && slots.unit() == Some(DurationUnit::Quarter) {
        return None;
    }
    let reference = reference(direction, slots, discourse);
    let Some(unit) = slots.unit() else {
        return Some(named(direction, slots, context, reference));
    };
    let Some((by, unit, coarser)) = amount::count(slots).and_then(|count| steps(count, unit)) else {
        return Some(unspecified(direction, slots));
    };
    let by = by.checked_mul(direction.sign())?;
    if direction == Direction::This
        && unit == DurationUnit::Year
        && reference.is_none()
        && let OnlyYear::One(year, only) = discourse.only_year
    {
        let point = Point::anchored(DateValue::Year(year), only.by(ResolutionRule::OnlyYear));
        return Some(within(point, slots));
    }
    let whole = reference.and_then(|reference| {
        let shifted = reference.date.shifted(unit, by)?;
        let shifted = coarser.map_or(Some(shifted), |unit| shifted.shifted(unit, 0))?;
        Some(Point::anchored(shifted, reference.by(ResolutionRule::Counted)))
    });
    Some(match (whole, reference) {
        (Some(point), _) => within(point, slots),
        (None, Some(reference)) if direction == Direction::That && unit == DurationUnit::Day => {
            some_day(reference).unwrap_or_else(|| Point::unresolved(value_without_year(slots)))
        }
        (None, _) => Point::unresolved(value_without_year(slots)),
    })
}

/// Returns an amount as a whole number of steps and their unit, which is finer for a fraction. The third value is the
/// unit of the result: two and a half years later is 30 months later, at the granularity of a year.
fn steps(count: Decimal, unit: DurationUnit) -> Option<(i32, DurationUnit, Option<DurationUnit>)> {
    if let Some(whole) = count.as_whole() {
        return Some((whole, unit, None));
    }
    let (parts, finer) = match unit {
        DurationUnit::Year => (12, DurationUnit::Month),
        DurationUnit::Decade => (10, DurationUnit::Year),
        DurationUnit::Century => (10, DurationUnit::Decade),
        _ => return None,
    };
    let steps = Decimal(count.0.checked_mul(parts)?).as_whole()?;
    let coarser = (i64::from(steps) > parts).then_some(unit);
    Some((steps, finer, coarser))
}

/// Returns an unspecified day of the month of the reference.
fn some_day(reference: &Reference) -> Option<Point> {
    let DateValue::Month(year, month) = reference.date else { return None };
    let mut point = Point::anchored(DateValue::Month(year, month), reference.by(ResolutionRule::SomeDay));
    point.value.push_str("-XX");
    point.edtf = Some(Unit::SomeDayOfMonth(year, month).into());
    Some(point)
}

/// Returns the distance of a quarter without its number from the last quarter, in a text that compares quarters: "a year
/// ago" is the same quarter of the year before.
fn quarters_from_last(direction: Direction, slots: &Slots) -> Option<i32> {
    if states_part_of_year(slots) || slots.has(Slot::Fraction) {
        return None;
    }
    match (direction, slots.unit()?) {
        (Direction::Last | Direction::That, DurationUnit::Quarter) => Some(0),
        (Direction::Ago | Direction::Earlier, DurationUnit::Year) => {
            let is_one = slots.get(Slot::Count).is_none() || slots.number(Slot::Count) == Some(1);
            is_one.then_some(-4)
        }
        _ => None,
    }
}

/// Returns the quarter of another year that is compared with the last quarter: "the 1988 quarter".
pub(super) fn last_quarter_in(year: i32, slots: &Slots, discourse: &DiscourseContext) -> Option<Point> {
    if slots.unit() != Some(DurationUnit::Quarter) || states_part_of_year(slots) {
        return None;
    }
    let last = discourse.quarter.as_ref()?;
    match last.date {
        DateValue::Quarter(_, quarter) => {
            Some(Point::anchored(DateValue::Quarter(year, quarter), last.by(ResolutionRule::SameQuarter)))
        }
        _ => None,
    }
}

/// Returns a date at an unspecified distance.
fn unspecified(direction: Direction, slots: &Slots) -> Point {
    match direction.sign() {
        -1 => Point::unresolved(Vague::Past.code().to_owned()),
        1 => Point::unresolved(Vague::Future.code().to_owned()),
        _ => Point::unresolved(value_without_year(slots)),
    }
}

/// Returns the anchor of a relative date.
fn reference<'d>(
    direction: Direction,
    slots: &Slots,
    discourse: &'d DiscourseContext,
) -> Option<&'d Reference> {
    let dct = discourse.dct.as_ref().filter(|_| !discourse.is_clearly_historical());
    if direction.is_deictic() {
        // "Last Friday" is relative to the DCT in any text.
        let weekday = slots.has(Slot::Weekday) && !slots.has(Slot::Month);
        let day = discourse.dct.as_ref().filter(|dct| weekday && dct.date.day().is_some());
        return day.or(dct).or(discourse.narrative_time.as_ref());
    }
    if slots.is_within_day() && direction == Direction::That {
        // If a month was mentioned since the last day, "that day" is an unspecified day of the month.
        let narrative_time = discourse.narrative_time.as_ref();
        let month = narrative_time.filter(|reference| matches!(reference.date, DateValue::Month(..)));
        return month.or(discourse.month_of_section.as_ref()).or(discourse.last_day.as_ref());
    }
    if slots.unit() == Some(DurationUnit::Quarter) {
        return discourse.quarter.as_ref().or(dct).or(discourse.narrative_time.as_ref());
    }
    if direction == Direction::That && slots.unit() == Some(DurationUnit::Year) {
        return discourse.that_year();
    }
    let recalled = discourse.recalled_year.as_ref();
    let follows = direction == Direction::Following && slots.unit() == Some(DurationUnit::Year);
    recalled.filter(|_| follows).or(discourse.narrative_time.as_ref())
}

/// Returns the date that the slots state within a year, month or week.
fn within(point: Point, slots: &Slots) -> Point {
    let refined = match point.date {
        Some(DateValue::Year(year)) if states_part_of_year(slots) => date_in_year(year, slots).ok(),
        Some(DateValue::Month(year, month)) if slots.has(Slot::Day) => {
            slots.small(Slot::Day).and_then(|number| day(year, month, number)).map(DateValue::Day)
        }
        Some(DateValue::Week(..)) => slots.number(Slot::Weekday).and_then(|weekday| {
            let monday = point.edtf.as_ref()?.earliest()?;
            Some(DateValue::Day(weekday_on_or_after(monday, weekday)?))
        }),
        _ => None,
    };
    match refined {
        Some(date) => Point { value: date.timex3(), edtf: date.edtf(), date: Some(date), ..point },
        None => point,
    }
}

/// Resolves a weekday, month, season or part of the day with a direction: last March, next Friday, that night.
fn named(
    direction: Direction,
    slots: &Slots,
    context: &MentionContext<'_>,
    reference: Option<&Reference>,
) -> Point {
    let unresolved = || Point::unresolved(value_without_year(slots));
    let Some(reference) = reference else { return unresolved() };
    let found = if let Some(weekday) = slots.number(Slot::Weekday).filter(|_| !slots.has(Slot::Month)) {
        reference.date.day().and_then(|today| {
            let is_today = weekday_of(today) == weekday;
            let ahead = match direction.sign() {
                0 => context.tense() == Tense::Future,
                sign => sign > 0,
            };
            let day = if ahead {
                weekday_on_or_after(today, weekday)?
            } else {
                weekday_on_or_before(today, weekday)?
            };
            match direction.sign() {
                0 => Some(DateValue::Day(day)),
                sign if is_today => DateValue::Day(day).shifted(DurationUnit::Day, sign * 7),
                _ => Some(DateValue::Day(day)),
            }
        })
    } else if states_part_of_year(slots) {
        year(direction, slots, reference).and_then(|year| date_in_year(year, slots).ok())
    } else if slots.part().is_some() || slots.has(Slot::Hour) {
        if direction == Direction::That
            && let Some(point) = some_day(reference)
        {
            return point;
        }
        reference.date.shifted(DurationUnit::Day, direction.sign())
    } else {
        None
    };
    found.map_or_else(unresolved, |date| Point::anchored(date, reference.by(ResolutionRule::Side)))
}

/// Returns the year of the nearest such part of a year on the stated side of the reference.
fn year(direction: Direction, slots: &Slots, reference: &Reference) -> Option<i32> {
    let now = reference.date.year()?;
    let month = match reference.date {
        DateValue::Season(_, season) => Some(season.saturating_sub(21) * 3 + 3),
        other => other.month().map(|(_, month)| month),
    };
    let (stated, current) = if let Some(season) = slots.small(Slot::Season) {
        let start = |season: u8| season.saturating_sub(21) * 3 + 3;
        (start(season), month.map(|month| start(season_of_month(month))))
    } else if let Some(quarter) = slots.small(Slot::Quarter) {
        (quarter, month.map(|month| month.div_ceil(3)))
    } else if let Some(stated_month) = slots.small(Slot::Month) {
        (stated_month, month)
    } else {
        (0, None)
    };
    let current = match current {
        Some(current) => current,
        // The reference has no part of the year.
        None => return Some(now + if direction == Direction::Next { 1 } else { direction.sign() }),
    };
    Some(match direction.sign() {
        -1 if stated >= current => now - 1,
        1 if stated <= current => now + 1,
        _ => now,
    })
}
