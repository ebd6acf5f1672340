//! The year of a date that names none.

use super::Place;
use super::date::season_of;
use super::feast;
use super::index::FullDates;
use super::memory::{Memory, Reference};
use super::speech::year_by_speech;
use super::trail::{Course, cost_from_next, season_month};
use crate::grammar::{Slot, Slots};
use crate::reading::Relation;
use crate::tense::Tense;
use crate::trace::{Anchor, Leaning, Rule};
use crate::when::{When, day};

/// Bytes behind a season within which its year is told.
const APPOSED: usize = 40;

/// The year of a date that names none, and where it is from. A weekday beside the day that fits
/// the year of writing and not that of the story says that it is told of now.
pub(super) fn year_of(
    slots: &Slots,
    place: &Place<'_>,
    memory: &Memory,
    index: &FullDates,
) -> Option<(i32, Leaning)> {
    let told = told_year(slots, place, memory, index);
    let fits = |year: i32| {
        let found = day(year, slots.small(Slot::Month)?, slots.small(Slot::Day)?)?;
        Some(i32::from(found.weekday().to_monday_one_offset()) == slots.number(Slot::Weekday)?)
    };
    if let Some(speech) = &memory.speech
        && let Some(now) = speech.when.year()
        && told.as_ref().is_some_and(|(year, _)| fits(*year) == Some(false))
        && fits(now) == Some(true)
    {
        return Some((now, speech.by(Rule::Weekday)));
    }
    told
}

fn told_year(slots: &Slots, place: &Place<'_>, memory: &Memory, index: &FullDates) -> Option<(i32, Leaning)> {
    if let (Some(month), Some(number)) = (slots.small(Slot::Month), slots.small(Slot::Day)) {
        // A story that has come to some year goes on in it, whatever happened on that day in another.
        let told = if memory.is_history() && memory.story.is_some() {
            index.year_in_captions(month, number)
        } else {
            index.year_of(month, number, place.range.start)
        };
        if let Some((year, words)) = told {
            let when = day(year, month, number).map_or(When::Year(year), When::Day);
            let told = Reference { when, anchor: Anchor::Told(words), is_doubtful: false };
            let rival = index.other_year_of(month, number, year).filter(|_| !told.is_within(&place.part));
            return Some((year, Leaning { rival, ..told.by(Rule::SameDay) }));
        }
    }
    if let Some(season) = slots.small(Slot::Season)
        && memory.is_history()
        && let Some(stated) = index.stated_after(place.range.end)
        && season_of(stated.month) == season
        && place.is_one_sentence_to(stated.words.start)
    {
        // A season goes with the month in it that its sentence tells.
        return Some((stated.year, stated.reference().by(Rule::SameSentence)));
    }
    if slots.has(Slot::Season)
        && memory.is_history()
        && let Some((words, year)) = index.bare_after(place.range.end)
        && words.start <= place.range.end + APPOSED
        && place.is_one_sentence_to(words.start)
    {
        let told = Reference { when: When::Year(year), anchor: Anchor::Told(words), is_doubtful: false };
        return Some((year, told.by(Rule::Beside)));
    }
    // What is to come is counted from the day of writing, where the story has come from far.
    let is_of_now =
        || !memory.is_history() || !memory.is_history_for_sure() && place.tense() == Tense::Future;
    if let Some(speech) = memory.speech.as_ref().filter(|_| is_of_now())
        && let Some((year, rival)) = year_by_speech(slots, place, speech)
    {
        return Some((year, Leaning { rival, ..speech.by(Rule::NearSpeech) }));
    }
    let month = slots
        .small(Slot::Month)
        .or_else(|| feast::month(slots.number(Slot::Feast)?))
        .map(i32::from)
        .or_else(|| Some(season_month(slots.small(Slot::Season)?)));
    // A period over the turn of the year lies where it ends.
    if let Some(until) = place.until
        && let Some(end) = memory.trail.year_of(i32::from(until), Course::Onward, &place.part)
    {
        let rival = end.rival.map(|year| year.saturating_sub(1));
        return Some((end.year.saturating_sub(1), Leaning { rival, ..end.reference.by(Rule::StoryGoesOn) }));
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
        let passed = memory.trail.year_of(month, course, &place.part);
        let next = index
            .stated_after(place.range.end)
            .filter(|stated| place.is_one_paragraph_to(stated.words.start));
        if let Some(next) = next {
            // The story comes from here to the date that it tells next.
            let months = i32::from(next.month) - month;
            let is_before = months < 0;
            let cost = cost_from_next(if is_before { months + 12 } else { months });
            if passed.as_ref().map_or(!is_before, |passed| cost < passed.cost) {
                return Some((next.year - i32::from(is_before), next.reference().by(Rule::LeadsTo)));
            }
        }
        if let Some(passed) = passed {
            return Some((
                passed.year,
                Leaning { rival: passed.rival, ..passed.reference.by(Rule::StoryGoesOn) },
            ));
        }
    }
    let story = memory.story.as_ref()?;
    Some((story.when.year()?, story.by(Rule::StoryYear)))
}
