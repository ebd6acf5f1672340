//! The year of a date that names none.

use super::Place;
use super::date::{in_year, season_of};
use super::feast;
use super::index::FullDates;
use super::memory::{Memory, Reference};
use super::trail::{Course, cost_from_next, season_month};
use crate::grammar::{Slot, Slots};
use crate::reading::Relation;
use crate::tense::Tense;
use crate::when::When;

/// Bytes behind a season within which its year is told.
const APPOSED: usize = 40;

/// The year of a date that names none, and where it is from.
pub(super) fn year_of(
    slots: &Slots,
    place: &Place<'_>,
    memory: &Memory,
    index: &FullDates,
) -> Option<(i32, String)> {
    if let (Some(month), Some(number)) = (slots.small(Slot::Month), slots.small(Slot::Day)) {
        // A story that has come to some year goes on in it, whatever happened on that day in another.
        let told = if memory.is_history() && memory.story.is_some() {
            index.year_in_captions(month, number)
        } else {
            index.year_of(month, number, place.range.start)
        };
        if let Some(year) = told {
            return Some((
                year,
                format!("the full date {year:04}-{month:02}-{number:02} elsewhere in the text"),
            ));
        }
    }
    if let Some(season) = slots.small(Slot::Season)
        && memory.is_history()
        && let Some(stated) = index.stated_after(place.range.end)
        && season_of(stated.month) == season
        && place.is_one_sentence_to(stated.start)
    {
        // A season goes with the month in it that its sentence tells.
        return Some((stated.year, format!("{:04}-{:02} in the same sentence", stated.year, stated.month)));
    }
    if slots.has(Slot::Season)
        && memory.is_history()
        && let Some((start, year)) = index.bare_after(place.range.end)
        && start <= place.range.end + APPOSED
        && place.is_one_sentence_to(start)
    {
        return Some((year, format!("the year {} next to it", crate::when::year_value(year))));
    }
    if let Some(speech) = memory.speech.as_ref().filter(|_| !memory.is_history())
        && let Some(year) = year_by_speech(slots, place, speech)
    {
        return Some((year, speech.origin.clone()));
    }
    let month = slots
        .small(Slot::Month)
        .or_else(|| feast::month(slots.number(Slot::Feast)?))
        .map(i32::from)
        .or_else(|| Some(season_month(slots.small(Slot::Season)?)));
    // A period over the turn of the year lies where it ends.
    if let Some(until) = place.until
        && let Some(end) = memory.trail.year_of(i32::from(until), Course::Onward)
    {
        return Some((end.year.saturating_sub(1), end.reference.origin.clone()));
    }
    if let Some(month) = month {
        let course = if place.is_behind() {
            Course::Back
        } else if matches!(place.relation, Relation::By | Relation::Until) {
            Course::Ahead
        } else if place.begins_sentence() {
            Course::Next
        } else {
            Course::Onward
        };
        let passed = memory.trail.year_of(month, course);
        let next =
            index.stated_after(place.range.end).filter(|stated| place.is_one_paragraph_to(stated.start));
        if let Some(next) = next {
            // The story comes from here to the date that it tells next.
            let months = i32::from(next.month) - month;
            let is_before = months < 0;
            let cost = cost_from_next(if is_before { months + 12 } else { months });
            if passed.as_ref().map_or(!is_before, |passed| cost < passed.cost) {
                let origin = format!("{:04}-{:02}, which its paragraph tells next", next.year, next.month);
                return Some((next.year - i32::from(is_before), origin));
            }
        }
        if let Some(passed) = passed {
            return Some((passed.year, passed.reference.origin.clone()));
        }
    }
    let story = memory.story.as_ref()?;
    Some((story.when.year()?, story.origin.clone()))
}

/// The year in which news would mean it: the last such day before it was told or, where the clause
/// speaks of the future, the next.
fn year_by_speech(slots: &Slots, place: &Place<'_>, speech: &Reference) -> Option<i32> {
    let (now, month_now) = speech.when.month()?;
    if let Some(weekday) = slots.number(Slot::Weekday)
        && slots.has(Slot::Day)
    {
        let agrees = |year: &i32| {
            let when = in_year(*year, slots).ok().and_then(When::day);
            when.is_some_and(|day| i32::from(day.weekday().to_monday_one_offset()) == weekday)
        };
        if let Some(year) = [now, now - 1, now + 1].into_iter().find(agrees) {
            return Some(year);
        }
    }
    let feast = slots.number(Slot::Feast).and_then(feast::month);
    let named = if let Some(season) = slots.small(Slot::Season) {
        if season == season_of(month_now) {
            return Some(now);
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
    // A day without its year is of the last months or the next; a month is sooner behind than ahead.
    let is_day = slots.has(Slot::Day) || slots.has(Slot::Feast);
    let ahead = named - i32::from(month_now);
    Some(match ahead {
        ..-6 if tense() == Tense::Future => now + 1,
        ..=3 => now,
        4..=5 if is_day || tense() != Tense::Past => now,
        6.. if tense() == Tense::Future => now,
        _ => now - 1,
    })
}
