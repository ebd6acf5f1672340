//! [`DateIndex`]: the dates that a text states with their year.

use std::collections::BTreeMap;

use super::calendar::states_part_of_year;
use super::mention::{Mention, SegmentMentions};
use super::reference::Reference;
use crate::date_value::{DateValue, day};
use crate::document::SegmentRole;
use crate::slots::{ByteSpan, Slot};

/// The dates that a text states with their year.
#[derive(Debug, Default)]
pub(super) struct DateIndex {
    /// The years stated for each month and day.
    years: BTreeMap<(u8, u8), StatedYears>,
    /// The same for captions only.
    captions: BTreeMap<(u8, u8), StatedYears>,
    /// The dates with year and month, in text order.
    stated: Vec<StatedDate>,
    /// The years without a part of the year, in text order.
    bare: Vec<(ByteSpan, i32)>,
    /// The order of day and month in numeric dates, if a date determines it.
    pub(super) day_first: Option<DayFirst>,
}

/// A date that the text states with its year.
#[derive(Clone, Copy, Debug)]
pub(super) struct StatedDate {
    pub(super) words: ByteSpan,
    pub(super) year: i32,
    pub(super) month: u8,
    /// The day; `None` for a date with a time of day.
    pub(super) day: Option<u8>,
}

impl StatedDate {
    pub(super) fn reference(&self) -> Reference {
        let day = self.day.and_then(|number| day(self.year, self.month, number));
        let date = day.map_or(DateValue::Month(self.year, self.month), DateValue::Day);
        Reference::stated(date, self.words)
    }
}

/// The years stated for one month and day.
#[derive(Debug, Default)]
struct StatedYears {
    /// Year and words, in text order.
    years: Vec<(i32, ByteSpan)>,
    /// Whether there are different years.
    several: bool,
}

impl StatedYears {
    fn add(&mut self, year: i32, words: ByteSpan) {
        self.several |= self.years.last().is_some_and(|(before, _)| *before != year);
        self.years.push((year, words));
    }

    /// Returns the only year.
    fn sole(&self) -> Option<(i32, ByteSpan)> {
        self.years.first().filter(|_| !self.several).copied()
    }
}

/// Whether the day precedes the month in numeric dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayFirst {
    Yes,
    No,
    /// The text has both orders.
    Mixed,
}

impl DateIndex {
    pub(super) fn of(segments: &[SegmentMentions]) -> Self {
        let mut dates = Self::default();
        for segment in segments {
            for mention in segment.groups.iter().flat_map(|group| &group.mentions) {
                dates.add(segment.role, mention);
            }
        }
        dates
    }

    fn add(&mut self, role: SegmentRole, mention: &Mention) {
        let slots = &mention.slots;
        let words = ByteSpan::from(mention.range.clone());
        if let (Some(year), Some(month)) = (slots.number(Slot::Year), slots.small(Slot::Month))
            && !slots.is_before_era()
        {
            let day = slots.small(Slot::Day);
            let day_alone = day.filter(|_| !slots.has(Slot::Hour));
            self.stated.push(StatedDate { words, year, month, day: day_alone });
            if let Some(day) = day {
                self.years.entry((month, day)).or_default().add(year, words);
                if role == SegmentRole::Caption {
                    self.captions.entry((month, day)).or_default().add(year, words);
                }
            }
        }
        if let Some(year) = slots.number(Slot::Year)
            && !states_part_of_year(slots)
        {
            let year = if slots.is_before_era() { 1_i32.saturating_sub(year) } else { year };
            self.bare.push((words, year));
        }
        if let (Some(first), Some(second)) = (slots.number(Slot::First), slots.number(Slot::Second)) {
            let shown = match (first > 12, second > 12) {
                (true, false) => DayFirst::Yes,
                (false, true) => DayFirst::No,
                _ => return,
            };
            let is_consistent = self.day_first.is_none_or(|before| before == shown);
            self.day_first = Some(if is_consistent { shown } else { DayFirst::Mixed });
        }
    }

    /// Returns the first date with year and month at or after a byte.
    pub(super) fn stated_after(&self, at: usize) -> Option<StatedDate> {
        let next = self.stated.partition_point(|stated| stated.words.start < at);
        self.stated.get(next).copied()
    }

    /// Returns the first bare year at or after a byte.
    pub(super) fn bare_after(&self, at: usize) -> Option<(ByteSpan, i32)> {
        let next = self.bare.partition_point(|(words, _)| words.start < at);
        self.bare.get(next).copied()
    }

    /// Returns the year that all captions with this day state, and the words of the first.
    pub(super) fn year_in_captions(&self, month: u8, day: u8) -> Option<(i32, ByteSpan)> {
        self.captions.get(&(month, day))?.sole()
    }

    /// Returns the year of this day and its words: the only one, otherwise the last before a byte.
    pub(super) fn year_of(&self, month: u8, day: u8, at: usize) -> Option<(i32, ByteSpan)> {
        let stated = self.years.get(&(month, day))?;
        stated.sole().or_else(|| {
            let next = stated.years.partition_point(|(_, words)| words.start < at);
            stated.years.get(next.checked_sub(1)?).copied()
        })
    }

    /// Returns the first other year that the text states for this day.
    pub(super) fn other_year_of(&self, month: u8, day: u8, year: i32) -> Option<i32> {
        let stated = self.years.get(&(month, day)).filter(|stated| stated.several)?;
        stated.years.iter().map(|(other, _)| *other).find(|other| *other != year)
    }
}
