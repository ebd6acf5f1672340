//! The year of a date without a year in news, from the document creation time.

use std::ops::RangeInclusive;

use super::calendar::{date_in_year, month_of_season, season_of_month, weekday_of};
use super::context::MentionContext;
use super::holiday;
use super::reference::Reference;
use crate::clause::Tense;
use crate::date_value::DateValue;
use crate::slots::{Slot, Slots};
use crate::timex3::Relation;

/// Returns the year of the nearest such date that the tense of the clause allows, and a year that is about as likely.
pub(super) fn year_by_dct(
    slots: &Slots,
    context: &MentionContext<'_>,
    dct: &Reference,
) -> Option<(i32, Option<i32>)> {
    let (now, month_now) = dct.date.month()?;
    if let Some(year) = year_by_weekday(slots, now) {
        return Some((year, None));
    }
    let holiday = slots.number(Slot::Holiday).and_then(holiday::month);
    let month = if let Some(season) = slots.small(Slot::Season) {
        if season == season_of_month(month_now) {
            return Some((now, None));
        }
        month_of_season(season)
    } else if let Some(quarter) = slots.small(Slot::Quarter) {
        i32::from(quarter) * 3 - 1
    } else if let Some(half) = slots.small(Slot::Half) {
        i32::from(half) * 6 - 3
    } else {
        i32::from(holiday.or_else(|| slots.small(Slot::Month))?)
    };
    let tense = || match context.relation {
        Relation::By | Relation::Until => Tense::Future,
        _ => context.tense(),
    };
    // A date without a year is within the last or the next months; farther away, only the tense decides.
    let ahead = month - i32::from(month_now);
    let year = match ahead {
        ..-6 if tense() == Tense::Future => now + 1,
        ..=3 => now,
        4..=5 if tense() != Tense::Past => now,
        6.. if tense() == Tense::Future => now,
        _ => now - 1,
    };
    // About half a year away, only the tense indicates the side.
    let distance = (year - now) * 12 + ahead;
    let is_midway = MIDWAY.contains(&distance.abs()) && tense() == Tense::Unknown;
    Some((year, is_midway.then_some(if distance < 0 { year + 1 } else { year - 1 })))
}

/// Returns the year in which the day falls on the stated weekday, of this year and those next to it.
fn year_by_weekday(slots: &Slots, now: i32) -> Option<i32> {
    let weekday = slots.number(Slot::Weekday).filter(|_| slots.has(Slot::Day))?;
    let agrees = |year: &i32| {
        let date = date_in_year(*year, slots).ok().and_then(DateValue::day);
        date.is_some_and(|day| weekday_of(day) == weekday)
    };
    [now, now - 1, now + 1].into_iter().find(agrees)
}

/// Distances in months at which a date of this year is about as near as the same date of an adjacent year.
const MIDWAY: RangeInclusive<i32> = 5..=7;
