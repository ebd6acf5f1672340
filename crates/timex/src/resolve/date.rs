//! Points of the calendar.

use annals_edtf::{Day, Edtf, Qualifier};
use jiff::ToSpan;

use super::feast;
use super::index::{DayFirst, FullDates};
use super::memory::{Memory, Reference};
use super::year::year_of;
use super::{Place, Resolved};
use super::{order, relative};
use crate::grammar::{DayPart, Meridiem, Slot, Slots, Vague, Value};
use crate::reading::{Basis, DurationUnit, Impossible, Relation, TimexKind};
use crate::tense::Tense;
use crate::trace::{Anchor, Leaning, Rule};
use crate::when::{When, day, season_code, year_value};

/// A date, resolved as far as can be.
#[derive(Clone, Debug)]
pub(super) struct Point {
    pub(super) when: Option<When>,
    pub(super) value: String,
    pub(super) edtf: Option<Edtf>,
    pub(super) basis: Basis,
    pub(super) impossible: Option<Impossible>,
    pub(super) leaning: Option<Leaning>,
}

impl Point {
    fn new(when: When, basis: Basis) -> Self {
        let (value, edtf) = (when.value(), when.edtf());
        Self { when: Some(when), value, edtf, basis, impossible: None, leaning: None }
    }

    pub(super) fn stated(when: When) -> Self {
        Self::new(when, Basis::Stated)
    }

    /// One that leans on something.
    pub(super) fn leaning(when: When, leaning: Leaning) -> Self {
        let mut point = Self::new(when, Basis::Resolved);
        point.leaning = Some(leaning);
        point
    }

    /// One that leans on something that is not known.
    pub(super) fn unknown(value: String) -> Self {
        Self { when: None, value, edtf: None, basis: Basis::Resolved, impossible: None, leaning: None }
    }
}

/// What a date's slots mean at this place; None if it is no date here.
pub(super) fn date(slots: &Slots, place: &Place<'_>, memory: &Memory, index: &FullDates) -> Option<Resolved> {
    if let Some(vague) = slots.vague() {
        let mut resolved = Resolved::new(TimexKind::Date, vague.code().to_owned());
        resolved.basis = Basis::Resolved;
        return Some(resolved);
    }
    let point = point(slots, place, memory, index)?;
    let (kind, value) = match time_of_day(slots) {
        Some(time) => (TimexKind::Time, format!("{}T{time}", day_value(&point))),
        None => (TimexKind::Date, point.value),
    };
    let mut resolved = Resolved::new(kind, of_era(value, memory));
    let is_doubtful = point.leaning.is_some_and(|leaning| leaning.is_doubtful());
    resolved.edtf = match point.edtf {
        Some(edtf) if is_doubtful => Some(edtf.qualified(Qualifier::Uncertain)),
        edtf => edtf,
    };
    resolved.when = point.when;
    resolved.basis = point.basis;
    resolved.impossible = point.impossible;
    resolved.leaning = point.leaning;
    Some(resolved)
}

/// A value of which not even the year is known says at least that it lies before the era, where the story does.
fn of_era(value: String, memory: &Memory) -> String {
    let year = memory.story.as_ref().and_then(|story| story.when.year());
    if value.starts_with("XXXX") && memory.is_history_for_sure() && year.is_some_and(|year| year <= 0) {
        return format!("BC{value}");
    }
    value
}

/// The value of a point, filled up to a day.
fn day_value(point: &Point) -> String {
    match point.when {
        Some(When::Month(..)) if !point.value.ends_with('X') => format!("{}-XX", point.value),
        Some(When::Year(_)) => format!("{}-XX-XX", point.value),
        Some(When::Day(_) | When::Month(..)) => point.value.clone(),
        Some(_) => "XXXX-XX-XX".to_owned(),
        None if point.value.len() >= 10 => point.value.clone(),
        None => "XXXX-XX-XX".to_owned(),
    }
}

fn time_of_day(slots: &Slots) -> Option<String> {
    if let Some(told) = slots.number(Slot::Hour) {
        // A clock of four digits tells the minutes too.
        let (hour, minutes) = if told > 24 { (told / 100, told % 100) } else { (told, 0) };
        let is_late = matches!(slots.part(), Some(DayPart::Afternoon | DayPart::Evening | DayPart::Night));
        let hour = match slots.get(Slot::Meridiem) {
            Some(Value::Meridiem(Meridiem::Pm)) if hour < 12 => hour + 12,
            Some(Value::Meridiem(Meridiem::Am)) if hour == 12 => 0,
            None if is_late && (1..12).contains(&hour) => hour + 12,
            _ => hour,
        };
        let minute = slots.number(Slot::Minute).unwrap_or(minutes);
        return Some(format!("{hour:02}:{minute:02}"));
    }
    slots.part().map(|part| part.code().to_owned())
}

fn point(slots: &Slots, place: &Place<'_>, memory: &Memory, index: &FullDates) -> Option<Point> {
    if slots.has(Slot::Order) {
        return order::of(slots, point(&slots.without_order(), place, memory, index)?);
    }
    if let Some(point) = numeric(slots, memory, index) {
        return Some(point);
    }
    if let Some(year) = year(slots, memory) {
        let year = year?;
        if let Some(quarter) = relative::told_quarter_of(year, slots, memory) {
            return Some(quarter);
        }
        return Some(in_year(year, slots).map_or_else(Point::not_in_calendar, Point::stated));
    }
    if let Some(decade) = slots.number(Slot::Decade) {
        return Some(self::decade(decade, slots, memory));
    }
    if let Some(century) = slots.number(Slot::Century) {
        let number = if slots.is_before_era() { -century } else { century };
        return When::is_century(number).then(|| Point::stated(When::Century(number)));
    }
    if let Some(shift) = slots.number(Slot::Shift) {
        // Only a writer who knows the day of writing says "yesterday"; "today" may be these days.
        let reference = memory.speech.as_ref().filter(|_| shift != 0 || !memory.is_history_for_sure());
        let shifted = reference.and_then(|speech| {
            Some(Point::leaning(speech.when.shifted(DurationUnit::Day, shift)?, speech.by(Rule::Counted)))
        });
        let value = if shift == 0 && !slots.has(Slot::Part) { Vague::Present.code() } else { "XXXX-XX-XX" };
        return Some(shifted.unwrap_or_else(|| Point::unknown(value.to_owned())));
    }
    if let Some(direction) = slots.direction() {
        if let Some(point) = beside(slots, place, index) {
            return Some(point);
        }
        return relative::relative(direction, slots, place, memory);
    }
    Some(leaning(slots, place, memory, index))
}

impl Point {
    fn not_in_calendar(impossible: Impossible) -> Self {
        let year = impossible.year.map_or_else(|| "XXXX".to_owned(), year_value);
        let value = format!("{year}-{:02}-{:02}", impossible.month, impossible.day);
        let basis = Basis::Stated;
        Self { when: None, value, edtf: None, basis, impossible: Some(impossible), leaning: None }
    }
}

/// The year told, if one is; within, None if the number can't be a year here.
fn year(slots: &Slots, memory: &Memory) -> Option<Option<i32>> {
    let story_before =
        memory.story.as_ref().and_then(|story| story.when.year()).is_some_and(|year| year <= 0);
    if let Some(year) = slots.number(Slot::Year) {
        if slots.is_before_era() || story_before && year < 1000 && !slots.has(Slot::Era) {
            return Some(year.checked_neg().and_then(|year| year.checked_add(1)));
        }
        // A small number is a year only where its era is told or in the middle of a story of that time.
        let known = slots.has(Slot::Era)
            || year >= 1000
            || memory
                .story
                .as_ref()
                .is_some_and(|story| story.when.year().is_some_and(|told| (1..1000).contains(&told)));
        return Some(known.then_some(year));
    }
    let short = slots.number(Slot::ShortYear)?;
    Some(Some(long_year(short, memory)))
}

/// The year of two digits that is meant: not far behind the moment of speech.
fn long_year(short: i32, memory: &Memory) -> i32 {
    let speech = memory.speech.as_ref().and_then(|speech| speech.when.year());
    let latest = speech.map_or(2030, |year| year + 10);
    let century = latest - latest.rem_euclid(100);
    if century + short > latest { century - 100 + short } else { century + short }
}

/// What the slots name within a year.
pub(super) fn in_year(year: i32, slots: &Slots) -> Result<When, Impossible> {
    if let Some(code) = slots.number(Slot::Feast)
        && let Some(day) = feast::in_year(code, year)
    {
        return Ok(When::Day(day));
    }
    let month_and_day = slots.small(Slot::Month).zip(slots.small(Slot::Day));
    if let Some((month, number)) = month_and_day {
        let impossible = Impossible { year: Some(year), month, day: number };
        return day(year, month, number).map(When::Day).ok_or(impossible);
    }
    Ok(if let Some(month) = slots.small(Slot::Month) {
        When::Month(year, month)
    } else if let Some(season) = slots.small(Slot::Season) {
        When::Season(year, season)
    } else if let Some(quarter) = slots.small(Slot::Quarter) {
        When::Quarter(year, quarter)
    } else if let Some(half) = slots.small(Slot::Half) {
        When::Half(year, half)
    } else {
        When::Year(year)
    })
}

/// Whether the slots name something that every year has.
pub(super) fn names_part_of_year(slots: &Slots) -> bool {
    [Slot::Month, Slot::Season, Slot::Quarter, Slot::Half, Slot::Feast].iter().any(|slot| slots.has(*slot))
}

/// The value of what has no year.
pub(super) fn yearless(slots: &Slots) -> String {
    if slots.number(Slot::Feast).is_some_and(feast::moves) {
        return "XXXX-XX-XX".to_owned();
    }
    match in_year(4, slots) {
        Ok(When::Year(_)) => {}
        Ok(when) => return format!("XXXX{}", when.value().get(4..).unwrap_or_default()),
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

/// A date all in numbers, of which two may be day or month.
fn numeric(slots: &Slots, memory: &Memory, index: &FullDates) -> Option<Point> {
    let (first, second) = (slots.small(Slot::First)?, slots.small(Slot::Second)?);
    let year = match slots.number(Slot::Year) {
        Some(year) => year,
        None => long_year(slots.number(Slot::ShortYear)?, memory),
    };
    let read = |month, number| day(year, month, number).map(When::Day);
    let (month_first, day_first) = (read(first, second), read(second, first));
    let settled = match (month_first, day_first, index.day_first) {
        (Some(a), Some(b), _) if a == b => Some(a),
        (_, Some(when), Some(DayFirst::Yes)) | (Some(when), _, Some(DayFirst::No)) => Some(when),
        (Some(when), None, _) | (None, Some(when), _) => Some(when),
        _ => None,
    };
    if let Some(when) = settled {
        return Some(Point::stated(when));
    }
    let mut point = Point::unknown(year_value(year));
    point.edtf = Edtf::one_of([month_first, day_first].into_iter().flatten().filter_map(When::edtf));
    point.basis = Basis::Stated;
    Some(point)
}

fn decade(decade: i32, slots: &Slots, memory: &Memory) -> Point {
    if slots.is_before_era() {
        return Point::stated(When::DecadeBefore(decade));
    }
    if decade >= 100 {
        return Point::stated(When::Decade(decade));
    }
    if let Some(century) = slots.number(Slot::Century).filter(|century| (1..=100).contains(century)) {
        return Point::stated(When::Decade((century - 1) * 100 + decade));
    }
    let reference = if memory.is_history() { memory.story.as_ref() } else { memory.speech.as_ref() };
    match reference.and_then(|reference| Some((reference, reference.when.year().filter(|year| *year > 0)?))) {
        Some((reference, year)) => {
            // The nearest such decade.
            let century = year - year % 100;
            let first = match century + decade - year {
                ..-60 => century + 100 + decade,
                40.. => century - 100 + decade,
                _ => century + decade,
            };
            Point::leaning(When::Decade(first), reference.by(Rule::NearestDecade))
        }
        // Without a reference, those of the century that has ended last.
        None => Point { basis: Basis::Resolved, ..Point::stated(When::Decade(1900 + decade)) },
    }
}

/// Bytes between what leans on another date and the date in figures that says the same.
const BESIDE: usize = 6;

/// The date that stands beside one that leans on another, and tells it in full: "two years later (1632)".
fn beside(slots: &Slots, place: &Place<'_>, index: &FullDates) -> Option<Point> {
    let is_beside = |start: usize| {
        start <= place.range.end + BESIDE
            && place
                .text
                .get(place.range.end..start)
                .is_some_and(|gap| gap.starts_with([',', '(']) || gap.starts_with(" ("))
    };
    let told = match slots.unit()? {
        DurationUnit::Day | DurationUnit::Week => {
            let stated =
                index.stated_after(place.range.end).filter(|stated| is_beside(stated.words.start))?;
            (When::Day(day(stated.year, stated.month, stated.day?)?), stated.words)
        }
        DurationUnit::Month => {
            let stated =
                index.stated_after(place.range.end).filter(|stated| is_beside(stated.words.start))?;
            (When::Month(stated.year, stated.month), stated.words)
        }
        DurationUnit::Year => {
            let (words, year) =
                index.bare_after(place.range.end).filter(|(words, _)| is_beside(words.start))?;
            (When::Year(year), words)
        }
        _ => return None,
    };
    let (when, words) = told;
    let beside = Reference { when, anchor: Anchor::Told(words), is_doubtful: false };
    Some(Point::leaning(when, beside.by(Rule::Beside)))
}

/// Bytes behind a time of day within which its day is told.
const NEAR: usize = 24;

/// A date without a year.
fn leaning(slots: &Slots, place: &Place<'_>, memory: &Memory, index: &FullDates) -> Point {
    if names_part_of_year(slots) {
        let Some((year, leaning)) = year_of(slots, place, memory, index) else {
            return Point::unknown(yearless(slots));
        };
        return match in_year(year, slots) {
            Ok(when) => Point::leaning(when, leaning),
            Err(impossible) => Point::not_in_calendar(Impossible { year: None, ..impossible }),
        };
    }
    if let Some(weekday) = slots.number(Slot::Weekday) {
        if memory.is_history_for_sure() {
            return weekday_of_story(weekday, slots, memory);
        }
        return match memory.today().zip(memory.speech.as_ref()) {
            Some((today, speech)) if slots.has(Slot::Day) => match weekday_of_month(today, weekday, slots) {
                Some(day) => Point::leaning(When::Day(day), speech.by(Rule::Weekday)),
                None => Point::unknown(yearless(slots)),
            },
            Some((today, speech)) => {
                let (behind, ahead) = (back_to(today, weekday), ahead_to(today, weekday));
                let is_ahead = match place.tense() {
                    Tense::Future => true,
                    Tense::Past => false,
                    Tense::Unknown => matches!(place.relation, Relation::By | Relation::Until),
                };
                let day = if is_ahead { ahead } else { behind };
                day.map_or_else(
                    || Point::unknown(yearless(slots)),
                    |day| Point::leaning(When::Day(day), speech.by(Rule::Weekday)),
                )
            }
            None => Point::unknown(yearless(slots)),
        };
    }
    if let Some(number) = slots.small(Slot::Day) {
        // A week between them is of no month.
        let mut references = current(memory).into_iter().chain(&memory.last_day);
        let reference = references.find_map(|reference| Some((reference, reference.when.month()?)));
        return reference
            .and_then(|(reference, (year, month))| {
                Some(Point::leaning(When::Day(day(year, month, number)?), reference.by(Rule::SameMonth)))
            })
            .unwrap_or_else(|| Point::unknown(format!("XXXX-XX-{number:02}")));
    }
    // A time of day alone: of the day that the sentence goes on with, or of the one that the text is at.
    if let Some(stated) = index.stated_after(place.range.end)
        && slots.has(Slot::Hour)
        && stated.words.start <= place.range.end + NEAR
        && place.is_one_sentence_to(stated.words.start)
        && let Some(number) = stated.day
        && let Some(day) = day(stated.year, stated.month, number)
    {
        return Point::leaning(When::Day(day), stated.reference().by(Rule::SameSentence));
    }
    let reference = if memory.is_history() { memory.story.as_ref() } else { memory.speech.as_ref() };
    match reference.filter(|reference| reference.when.day().is_some() && slots.has(Slot::Hour)) {
        Some(reference) => Point::leaning(reference.when, reference.by(Rule::Day)),
        None => Point::unknown("XXXX-XX-XX".to_owned()),
    }
}

/// The last day of that number in its month that was such a weekday: Friday the 13th.
fn weekday_of_month(today: Day, weekday: i32, slots: &Slots) -> Option<Day> {
    /// Months in which every number has fallen on every weekday, or nearly.
    const MONTHS: i32 = 14;
    let number = slots.small(Slot::Day)?;
    (0..MONTHS).find_map(|months| {
        let month = today.checked_sub(months.months()).ok()?;
        let found = day(i32::from(month.year()), u8::try_from(month.month()).ok()?, number)?;
        let fits = i32::from(found.weekday().to_monday_one_offset()) == weekday;
        (fits && found <= today).then_some(found)
    })
}

/// The weekday next to the day that the story has come to.
fn weekday_of_story(weekday: i32, slots: &Slots, memory: &Memory) -> Point {
    let near = memory.story.as_ref().and_then(|story| {
        let back = story.when.day()?.checked_sub(3.days()).ok()?;
        Some(Point::leaning(When::Day(ahead_to(back, weekday)?), story.by(Rule::Weekday)))
    });
    near.unwrap_or_else(|| Point::unknown(yearless(slots)))
}

/// The date at which the text is.
fn current(memory: &Memory) -> Option<&Reference> {
    let speech = memory.speech.as_ref().filter(|_| !memory.is_history());
    speech.or(memory.story.as_ref())
}

/// The nearest such weekday that is not after a day.
pub(super) fn back_to(today: Day, weekday: i32) -> Option<Day> {
    let back = (i32::from(today.weekday().to_monday_one_offset()) - weekday).rem_euclid(7);
    today.checked_sub(back.days()).ok()
}

/// The nearest such weekday that is not before a day.
pub(super) fn ahead_to(today: Day, weekday: i32) -> Option<Day> {
    let ahead = (weekday - i32::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
    today.checked_add(ahead.days()).ok()
}

/// The season of a month, in the north.
pub(super) fn season_of(month: u8) -> u8 {
    match month {
        3..=5 => 21,
        6..=8 => 22,
        9..=11 => 23,
        _ => 24,
    }
}
