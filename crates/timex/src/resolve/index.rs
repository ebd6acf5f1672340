//! The full dates of a text, by their day of the year.

use std::collections::BTreeMap;

use super::Found;
use super::memory::Reference;
use crate::grammar::{Slot, Words};
use crate::reading::Role;
use crate::trace::Anchor;
use crate::when::{When, day};

/// Which years the text gives to a day of the year.
#[derive(Debug, Default)]
pub(super) struct FullDates {
    /// By month and day.
    years: BTreeMap<(u8, u8), Told>,
    /// The same of captions only.
    captions: BTreeMap<(u8, u8), Told>,
    /// Those with year and month, in the order of the text.
    stated: Vec<Stated>,
    /// Bare years and where they begin, in the order of the text.
    bare: Vec<(Words, i32)>,
    /// Whether numeric dates put the day first, where one of them shows it.
    pub(super) day_first: Option<DayFirst>,
}

/// A date told with its year.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stated {
    /// Its bytes.
    pub(super) words: Words,
    pub(super) year: i32,
    pub(super) month: u8,
    /// Where no time of day is told with it.
    pub(super) day: Option<u8>,
}

impl Stated {
    pub(super) fn reference(&self) -> Reference {
        let day = self.day.and_then(|number| day(self.year, self.month, number));
        let when = day.map_or(When::Month(self.year, self.month), When::Day);
        Reference { when, anchor: Anchor::Told(self.words), is_doubtful: false }
    }
}

/// The years told of one day.
#[derive(Debug, Default)]
struct Told {
    /// Year and the words that tell it, in the order of the text.
    years: Vec<(i32, Words)>,
    several: bool,
}

impl Told {
    fn add(&mut self, year: i32, at: Words) {
        self.several |= self.years.last().is_some_and(|(before, _)| *before != year);
        self.years.push((year, at));
    }

    /// The only year told.
    fn sole(&self) -> Option<(i32, Words)> {
        self.years.first().filter(|_| !self.several).copied()
    }
}

/// Which of two numbers is the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayFirst {
    Yes,
    No,
    /// The text has both.
    Mixed,
}

impl FullDates {
    pub(super) fn of(found: &[Found]) -> Self {
        let mut dates = Self::default();
        let mentions = found
            .iter()
            .flat_map(|part| part.matches.iter().map(move |found| (part.role, found)))
            .flat_map(|(role, found)| found.mentions.iter().map(move |mention| (role, mention)));
        for (role, mention) in mentions {
            let slots = &mention.slots;
            if let (Some(year), Some(month)) = (slots.number(Slot::Year), slots.small(Slot::Month))
                && !slots.is_before_era()
            {
                let day = slots.small(Slot::Day).filter(|_| !slots.has(Slot::Hour));
                let words = mention.range.clone().into();
                dates.stated.push(Stated { words, year, month, day });
            }
            if let Some(year) = slots.number(Slot::Year)
                && !super::date::names_part_of_year(slots)
            {
                let year = if slots.is_before_era() { 1_i32.saturating_sub(year) } else { year };
                dates.bare.push((mention.range.clone().into(), year));
            }
            if let (Some(year), Some(month), Some(day)) =
                (slots.number(Slot::Year), slots.small(Slot::Month), slots.small(Slot::Day))
                && !slots.is_before_era()
            {
                dates.years.entry((month, day)).or_default().add(year, mention.range.clone().into());
                if role == Role::Caption {
                    dates.captions.entry((month, day)).or_default().add(year, mention.range.clone().into());
                }
            }
            if let (Some(first), Some(second)) = (slots.number(Slot::First), slots.number(Slot::Second)) {
                let shown = match (first > 12, second > 12) {
                    (true, false) => DayFirst::Yes,
                    (false, true) => DayFirst::No,
                    _ => continue,
                };
                let is_new = dates.day_first.is_none_or(|before| before == shown);
                dates.day_first = Some(if is_new { shown } else { DayFirst::Mixed });
            }
        }
        dates
    }

    /// The first date behind `at` that is told with its year and month.
    pub(super) fn stated_after(&self, at: usize) -> Option<Stated> {
        let behind = self.stated.partition_point(|stated| stated.words.start < at);
        self.stated.get(behind).copied()
    }

    /// The first bare year behind `at`, and its words.
    pub(super) fn bare_after(&self, at: usize) -> Option<(Words, i32)> {
        let behind = self.bare.partition_point(|(words, _)| words.start < at);
        self.bare.get(behind).copied()
    }

    /// The year that all captions with this day give it, and the words of the first.
    pub(super) fn year_in_captions(&self, month: u8, day: u8) -> Option<(i32, Words)> {
        self.captions.get(&(month, day))?.sole()
    }

    /// The year of this day, the only one told or the one told last before `at`, and the words that tell it.
    pub(super) fn year_of(&self, month: u8, day: u8, at: usize) -> Option<(i32, Words)> {
        let told = self.years.get(&(month, day))?;
        told.sole().or_else(|| {
            let before = told.years.partition_point(|(_, words)| words.start < at);
            told.years.get(before.checked_sub(1)?).copied()
        })
    }

    /// Another year that the text gives to this day, the one told first.
    pub(super) fn other_year_of(&self, month: u8, day: u8, year: i32) -> Option<i32> {
        let told = self.years.get(&(month, day)).filter(|told| told.several)?;
        told.years.iter().map(|(other, _)| *other).find(|other| *other != year)
    }
}
