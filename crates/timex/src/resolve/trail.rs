//! The dates that a story has passed, and which of them a date without a year goes on from.

use super::memory::Reference;
use crate::reading::Modifier;
use crate::when::When;

/// How many dates back a story can be taken up again.
const LENGTH: usize = 6;

/// The last dates that were told with a year, the latest first.
#[derive(Clone, Debug, Default)]
pub(super) struct Trail {
    points: Vec<Waypoint>,
    section: Option<Section>,
}

/// What stands below a heading with a year.
#[derive(Clone, Debug)]
struct Section {
    /// Where the heading begins.
    start: usize,
    /// The years that it names, first and last.
    years: (i32, i32),
}

/// A date that a story has passed.
#[derive(Clone, Debug)]
struct Waypoint {
    reference: Reference,
    year: i32,
    /// Month, counted from 1; 13 where all that is known lies at the turn to the next year.
    month: Option<i32>,
    /// Whether it was told in passing, and the story may go on from one before it.
    aside: bool,
    /// Whether its year was not told with it.
    leans: bool,
}

/// How a date was told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passed {
    /// In passing.
    pub(super) aside: bool,
    /// Without its year.
    pub(super) leans: bool,
    /// In the heading that begins there.
    pub(super) heading: Option<usize>,
    pub(super) modifier: Option<Modifier>,
}

/// What a year costs that a date might lie in: the least is taken. Stories go on to the nearest such month,
/// rather ahead than back.
mod cost {
    /// For a month that the story would skip.
    pub(super) const FORWARD: i32 = 2;
    /// For a month that the story would go back.
    pub(super) const BACK: i32 = 3;
    /// For each date that was told since.
    pub(super) const OLDER: i32 = 5;
    /// For going on from what was told in passing.
    pub(super) const ASIDE: i32 = 3;
    /// For the year of a date of which no more is known.
    pub(super) const BARE: i32 = 6;
    /// For a date that was told without its year.
    pub(super) const LEANING: i32 = 1;
    /// For a year that the heading of the section leaves out.
    pub(super) const OUTSIDE: i32 = 12;
}

impl Trail {
    pub(super) fn pass(&mut self, reference: Reference, passed: &Passed) {
        let Some(year) = reference.when.year() else { return };
        if let Some(start) = passed.heading {
            let years = match &self.section {
                Some(section) if section.start == start => section.years,
                _ => (year, year),
            };
            self.section = Some(Section { start, years: (years.0.min(year), years.1.max(year)) });
        }
        let month = month_of(reference.when, passed.modifier);
        self.points.truncate(LENGTH - 1);
        self.points.insert(0, Waypoint { reference, year, month, aside: passed.aside, leans: passed.leans });
    }

    /// The year in which the story would have such a month, and the date that it goes on from.
    pub(super) fn year_of(&self, month: i32) -> Option<(i32, &Reference)> {
        let mut best: Option<(i32, i32, &Reference)> = None;
        for (age, point) in (0..).zip(&self.points) {
            let passed = age * cost::OLDER
                + if point.aside { cost::ASIDE } else { 0 }
                + if point.leans { cost::LEANING } else { 0 };
            let years = if point.month.is_some() { -1..=1 } else { 0..=0 };
            for year in years.map(|by| point.year.saturating_add(by)) {
                let step = point.month.map_or(cost::BARE, |from| {
                    let months = year.saturating_sub(point.year).saturating_mul(12) + month - from;
                    if months < 0 { -months * cost::BACK } else { months * cost::FORWARD }
                });
                let is_outside = self
                    .section
                    .as_ref()
                    .is_some_and(|section| !(section.years.0..=section.years.1).contains(&year));
                let sum = passed + step + if is_outside { cost::OUTSIDE } else { 0 };
                if best.is_none_or(|(least, ..)| sum < least) {
                    best = Some((sum, year, &point.reference));
                }
            }
        }
        best.map(|(_, year, reference)| (year, reference))
    }
}

/// The month of the year that a date lies in or ends with, as far as it is known.
fn month_of(when: When, modifier: Option<Modifier>) -> Option<i32> {
    match (when, modifier) {
        (When::Season(_, season), _) => Some(season_month(season)),
        (When::Quarter(_, quarter), _) => Some(i32::from(quarter) * 3 - 1),
        (When::Half(_, half), _) => Some(i32::from(half) * 6 - 3),
        (When::Year(_), Some(Modifier::Start)) => Some(2),
        (When::Year(_), Some(Modifier::Mid)) => Some(6),
        (When::Year(_), Some(Modifier::End)) => Some(11),
        (other, _) => other.month().map(|(_, month)| i32::from(month)),
    }
}

/// The month that stands for a season: that of a winter is the January in it.
pub(super) fn season_month(season: u8) -> i32 {
    match season {
        21 => 4,
        22 => 7,
        23 => 10,
        _ => 1,
    }
}
