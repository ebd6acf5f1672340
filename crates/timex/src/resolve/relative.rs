//! Dates told from another: last month, two days later, the same year.

use annals_edtf::Unit;

use super::date::{Point, ahead_to, back_to, in_year, names_part_of_year, season_of, yearless};
use super::memory::{Memory, OnlyYear, Reference};
use super::{Place, amount};
use crate::grammar::{DayPart, Decimal, Direction, Slot, Slots, Vague};
use crate::reading::DurationUnit;
use crate::tense::Tense;
use crate::trace::Rule;
use crate::when::When;

impl Direction {
    /// Whether it is told from the moment of speech, rather than from the story.
    pub(super) fn is_from_speech(self) -> bool {
        matches!(self, Self::Last | Self::This | Self::Next | Self::Ago | Self::Hence)
    }

    fn sign(self) -> i32 {
        match self {
            Self::Last | Self::Ago | Self::Previous | Self::Earlier => -1,
            Self::This | Self::That => 0,
            Self::Next | Self::Hence | Self::Following | Self::Later => 1,
        }
    }
}

/// None if it is no date here.
pub(super) fn relative(
    direction: Direction,
    slots: &Slots,
    place: &Place<'_>,
    memory: &Memory,
) -> Option<Point> {
    if let Some(quarter) = &memory.quarter
        && let Some(by) = quarters_from_told(direction, slots)
    {
        return Some(Point::leaning(
            quarter.when.shifted(DurationUnit::Quarter, by)?,
            quarter.by(Rule::Counted),
        ));
    }
    if direction == Direction::That && slots.unit() == Some(DurationUnit::Quarter) {
        return None;
    }
    let reference = reference(direction, slots, memory);
    let Some(unit) = slots.unit() else {
        return Some(named(direction, slots, place, reference));
    };
    let Some((by, unit, coarser)) = amount::count(slots).and_then(|count| steps(count, unit)) else {
        return Some(unsure(direction, slots));
    };
    let by = by.checked_mul(direction.sign())?;
    if direction == Direction::This
        && unit == DurationUnit::Year
        && reference.is_none()
        && let OnlyYear::One(year, told) = memory.only_year
    {
        let point = Point::leaning(When::Year(year), told.by(Rule::OnlyYear));
        return Some(within(point, slots));
    }
    let container = reference.and_then(|reference| {
        let shifted = reference.when.shifted(unit, by)?;
        let shifted = coarser.map_or(Some(shifted), |unit| shifted.shifted(unit, 0))?;
        Some(Point::leaning(shifted, reference.by(Rule::Counted)))
    });
    Some(match (container, reference) {
        (Some(point), _) => within(point, slots),
        (None, Some(reference)) if direction == Direction::That && unit == DurationUnit::Day => {
            some_day(reference).unwrap_or_else(|| Point::unknown(yearless(slots)))
        }
        (None, _) => Point::unknown(yearless(slots)),
    })
}

/// An amount as whole steps of a unit, a finer one where it is a fraction: two and a half years are 30 months, but
/// lead to a year, which is the third.
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

/// Some day of the month that the story has come to.
fn some_day(reference: &Reference) -> Option<Point> {
    let When::Month(year, month) = reference.when else { return None };
    let mut point = Point::leaning(When::Month(year, month), reference.by(Rule::SomeDay));
    point.value.push_str("-XX");
    point.edtf = Some(Unit::SomeDayOfMonth(year, month).into());
    Some(point)
}

/// Where a text that compares quarters speaks of one without its number, how far it is from the one told
/// last: a year ago means the same quarter of the year before.
fn quarters_from_told(direction: Direction, slots: &Slots) -> Option<i32> {
    if names_part_of_year(slots) || slots.has(Slot::Fraction) {
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

/// The quarter of another year that is compared with the one told last: "the 1988 quarter".
pub(super) fn told_quarter_of(year: i32, slots: &Slots, memory: &Memory) -> Option<Point> {
    if slots.unit() != Some(DurationUnit::Quarter) || names_part_of_year(slots) {
        return None;
    }
    let told = memory.quarter.as_ref()?;
    match told.when {
        When::Quarter(_, quarter) => {
            Some(Point::leaning(When::Quarter(year, quarter), told.by(Rule::SameQuarter)))
        }
        _ => None,
    }
}

/// So many units from some point, of which it is not told how many.
fn unsure(direction: Direction, slots: &Slots) -> Point {
    match direction.sign() {
        -1 => Point::unknown(Vague::Past.code().to_owned()),
        1 => Point::unknown(Vague::Future.code().to_owned()),
        _ => Point::unknown(yearless(slots)),
    }
}

fn reference<'m>(direction: Direction, slots: &Slots, memory: &'m Memory) -> Option<&'m Reference> {
    let speech = memory.speech.as_ref().filter(|_| !memory.is_history_for_sure());
    if direction.is_from_speech() {
        // Only a writer who knows the day of writing says "last Friday".
        let weekday = slots.has(Slot::Weekday) && !slots.has(Slot::Month);
        let written = memory.speech.as_ref().filter(|speech| weekday && speech.when.day().is_some());
        return written.or(speech).or(memory.story.as_ref());
    }
    if slots.is_within_day() && direction == Direction::That {
        // A month told since leaves open which of its days is meant.
        let month = memory.story.as_ref().filter(|story| matches!(story.when, When::Month(..)));
        return month.or(memory.month_of_section.as_ref()).or(memory.last_day.as_ref());
    }
    if slots.unit() == Some(DurationUnit::Quarter) {
        return memory.quarter.as_ref().or(speech).or(memory.story.as_ref());
    }
    if direction == Direction::That && slots.unit() == Some(DurationUnit::Year) {
        return memory.that_year();
    }
    let recalled = memory.year_recalled.as_ref();
    let goes_on = direction == Direction::Following && slots.unit() == Some(DurationUnit::Year);
    recalled.filter(|_| goes_on).or(memory.story.as_ref())
}

/// What the slots name within a year, month or week.
fn within(point: Point, slots: &Slots) -> Point {
    let refined = match point.when {
        Some(When::Year(year)) if names_part_of_year(slots) => in_year(year, slots).ok(),
        Some(When::Month(year, month)) if slots.has(Slot::Day) => {
            slots.small(Slot::Day).and_then(|number| crate::when::day(year, month, number)).map(When::Day)
        }
        Some(When::Week(..)) => slots.number(Slot::Weekday).and_then(|weekday| {
            let monday = point.edtf.as_ref()?.earliest()?;
            Some(When::Day(ahead_to(monday, weekday)?))
        }),
        _ => None,
    };
    match refined {
        Some(when) => Point { value: when.value(), edtf: when.edtf(), when: Some(when), ..point },
        None => point,
    }
}

/// A weekday, month, season or part of the day with a direction: last March, next Friday, that night.
fn named(direction: Direction, slots: &Slots, place: &Place<'_>, reference: Option<&Reference>) -> Point {
    let unknown = || Point::unknown(yearless(slots));
    let Some(reference) = reference else { return unknown() };
    let found = if let Some(weekday) = slots.number(Slot::Weekday).filter(|_| !slots.has(Slot::Month)) {
        reference.when.day().and_then(|today| {
            let is_today = i32::from(today.weekday().to_monday_one_offset()) == weekday;
            let ahead = match direction.sign() {
                0 => place.tense() == Tense::Future,
                sign => sign > 0,
            };
            let day = if ahead { ahead_to(today, weekday)? } else { back_to(today, weekday)? };
            match direction.sign() {
                0 => Some(When::Day(day)),
                sign if is_today => When::Day(day).shifted(DurationUnit::Day, sign * 7),
                _ => Some(When::Day(day)),
            }
        })
    } else if names_part_of_year(slots) {
        year(direction, slots, reference).and_then(|year| in_year(year, slots).ok())
    } else if slots.part().is_some() || slots.has(Slot::Hour) {
        if direction == Direction::That
            && let Some(point) = some_day(reference)
        {
            return point;
        }
        let by = match (direction, slots.part()) {
            // The next night or afternoon is that of the same day.
            (Direction::Next | Direction::Following, Some(DayPart::Night | DayPart::Evening)) => 1,
            _ => direction.sign(),
        };
        reference.when.shifted(DurationUnit::Day, by)
    } else {
        None
    };
    found.map_or_else(unknown, |when| Point::leaning(when, reference.by(Rule::Side)))
}

/// The year of the nearest such part of a year on that side of the reference.
fn year(direction: Direction, slots: &Slots, reference: &Reference) -> Option<i32> {
    let now = reference.when.year()?;
    let month = match reference.when {
        When::Season(_, season) => Some(season.saturating_sub(21) * 3 + 3),
        other => other.month().map(|(_, month)| month),
    };
    let (named, current) = if let Some(season) = slots.small(Slot::Season) {
        let start = |season: u8| season.saturating_sub(21) * 3 + 3;
        (start(season), month.map(|month| start(season_of(month))))
    } else if let Some(quarter) = slots.small(Slot::Quarter) {
        (quarter, month.map(|month| month.div_ceil(3)))
    } else if let Some(month_named) = slots.small(Slot::Month) {
        (month_named, month)
    } else {
        (0, None)
    };
    let current = match current {
        Some(current) => current,
        // Only the year of the reference is known.
        None => return Some(now + if direction == Direction::Next { 1 } else { direction.sign() }),
    };
    Some(match direction.sign() {
        -1 if named >= current => now - 1,
        1 if named <= current => now + 1,
        _ => now,
    })
}
