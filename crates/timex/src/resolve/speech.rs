//! The year of a date that news tells without it.

use std::ops::RangeInclusive;

use super::date::{in_year, season_of};
use super::memory::Reference;
use super::trail::season_month;
use super::{Place, feast};
use crate::grammar::{Slot, Slots};
use crate::reading::Relation;
use crate::tense::Tense;
use crate::when::When;

/// The year in which news would mean it, the last such day before it was told or, where the clause
/// speaks of the future, the next; and one that is about as likely.
pub(super) fn year_by_speech(
    slots: &Slots,
    place: &Place<'_>,
    speech: &Reference,
) -> Option<(i32, Option<i32>)> {
    let (now, month_now) = speech.when.month()?;
    if let Some(weekday) = slots.number(Slot::Weekday)
        && slots.has(Slot::Day)
    {
        let agrees = |year: &i32| {
            let when = in_year(*year, slots).ok().and_then(When::day);
            when.is_some_and(|day| i32::from(day.weekday().to_monday_one_offset()) == weekday)
        };
        if let Some(year) = [now, now - 1, now + 1].into_iter().find(agrees) {
            return Some((year, None));
        }
    }
    let feast = slots.number(Slot::Feast).and_then(feast::month);
    let named = if let Some(season) = slots.small(Slot::Season) {
        if season == season_of(month_now) {
            return Some((now, None));
        }
        season_month(season)
    } else if let Some(quarter) = slots.small(Slot::Quarter) {
        i32::from(quarter) * 3 - 1
    } else if let Some(half) = slots.small(Slot::Half) {
        i32::from(half) * 6 - 3
    } else {
        i32::from(feast.or_else(|| slots.small(Slot::Month))?)
    };
    let tense = || match place.relation {
        Relation::By | Relation::Until => Tense::Future,
        _ => place.tense(),
    };
    // A date without its year is of the last months or the next; beyond that, only tense says of which.
    let ahead = named - i32::from(month_now);
    let year = match ahead {
        ..-6 if tense() == Tense::Future => now + 1,
        ..=3 => now,
        4..=5 if tense() != Tense::Past => now,
        6.. if tense() == Tense::Future => now,
        _ => now - 1,
    };
    // About half a year away, only the tense of the clause tells on which side.
    let away = (year - now) * 12 + ahead;
    let is_halfway = MIDWAY.contains(&away.abs()) && tense() == Tense::Unknown;
    Some((year, is_halfway.then_some(if away < 0 { year + 1 } else { year - 1 })))
}

/// Months from which a date is about as far as from the same one of the next year or the last.
const MIDWAY: RangeInclusive<i32> = 5..=7;
