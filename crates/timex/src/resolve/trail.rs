//! The dates that a story has passed, and which of them a date without a year goes on from.

use std::ops::Range;

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
    aside: Aside,
    /// Whether its year was not told with it.
    leans: bool,
    /// The paragraph in which it was told.
    paragraph: usize,
}

/// How a date was told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passed {
    /// In passing.
    pub(super) aside: Aside,
    /// Without its year.
    pub(super) leans: bool,
    /// In the heading that begins there.
    pub(super) heading: Option<usize>,
    pub(super) modifier: Option<Modifier>,
    /// The number of its paragraph.
    pub(super) paragraph: usize,
}

/// Whether a date was told in passing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// The story has come to it.
    No,
    /// The story may have come to it, within a sentence.
    Mid,
    /// It may be.
    Perhaps,
    /// Its clause says so, or it lies before what the story had come to.
    Yes,
}

/// How the words around a date lead to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// As a story goes on.
    Onward,
    /// As a story goes on, where a sentence begins with it.
    Next,
    /// As what comes next for sure.
    Ahead,
    /// As what had been before.
    Back,
}

/// A year that a date may lie in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Guess {
    pub(super) cost: i32,
    pub(super) year: i32,
    /// What it is told from.
    pub(super) reference: Reference,
    /// A year that is about as likely.
    pub(super) rival: Option<i32>,
}

/// A way that a story could go on.
#[derive(Clone, Copy)]
struct Way<'t> {
    cost: i32,
    year: i32,
    point: &'t Waypoint,
}

/// What a year costs that a date might lie in: the least is taken. Stories go on to the nearest such month,
/// rather ahead than back.
mod cost {
    /// For a month that the story would skip.
    pub(super) const FORWARD: i32 = 2;
    /// For a month that the story would go back.
    pub(super) const BACK: i32 = 3;
    /// The same where a sentence begins with the month: that is how a story goes on.
    pub(super) const BACK_FROM_START: i32 = 4;
    /// The same where the words before it say that the story has come to it.
    pub(super) const BACK_FROM_AHEAD: i32 = 6;
    /// For a month skipped or gone back where the clause tells of what had been before.
    pub(super) const BEFORE: (i32, i32) = (4, 2);
    /// For another year than that of the date gone on from.
    pub(super) const TURN: i32 = 2;
    /// For going on from before a sentence that begins with another year.
    pub(super) const BEHIND_TURN: i32 = 4;
    /// For each date that was told since.
    pub(super) const OLDER: i32 = 5;
    /// For going on from what may have been told in passing.
    pub(super) const ASIDE: i32 = 3;
    /// For going on from what was told in passing.
    pub(super) const SURE_ASIDE: i32 = 10;
    /// For the year of a date of which no more is known.
    pub(super) const BARE: i32 = 6;
    /// For leaning on a date that is told next.
    pub(super) const FROM_NEXT: i32 = 2;
    /// For a date that was told without its year.
    pub(super) const LEANING: i32 = 1;
    /// For a year that the heading of the section leaves out.
    pub(super) const OUTSIDE: i32 = 12;
    /// How much more another year may cost that is about as likely.
    pub(super) const DOUBT: i32 = 1;
}

impl Course {
    /// What a month costs that the story would skip, and one that it would go back.
    fn costs(self) -> (i32, i32) {
        match self {
            Self::Onward => (cost::FORWARD, cost::BACK),
            Self::Next => (cost::FORWARD, cost::BACK_FROM_START),
            Self::Ahead => (cost::FORWARD, cost::BACK_FROM_AHEAD),
            Self::Back => cost::BEFORE,
        }
    }
}

/// What it costs to go back to a month from a date that its paragraph tells next.
pub(super) fn cost_from_next(months: i32) -> i32 {
    cost::FROM_NEXT + months * cost::FORWARD
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
        let at = |year: i32, month: Option<i32>| year.saturating_mul(12).saturating_add(month.unwrap_or(12));
        let is_behind = passed.aside != Aside::No
            && !passed.leans
            && self.points.iter().find(|point| point.aside != Aside::Yes).is_some_and(|point| {
                point.paragraph == passed.paragraph
                    && at(year, month) < at(point.year, point.month.or(Some(1)))
            });
        let aside = if is_behind { Aside::Yes } else { passed.aside };
        self.points.truncate(LENGTH - 1);
        self.points.insert(
            0,
            Waypoint { reference, year, month, aside, leans: passed.leans, paragraph: passed.paragraph },
        );
    }

    /// The year in which the story would have such a month, what it costs, and the date that it goes on from.
    /// The month is told in this part of the text.
    pub(super) fn year_of(&self, month: i32, course: Course, part: &Range<usize>) -> Option<Guess> {
        let ways = self.ways(month, course);
        let Way { cost, year, point } = *ways.iter().min_by_key(|way| way.cost)?;
        let others = ways.iter().filter(|way| way.year != year);
        let rival = others.min_by_key(|way| way.cost).filter(|way| way.cost <= cost + cost::DOUBT);
        // What goes on within a year that its own paragraph has told is as good as told.
        let goes_on = year == point.year && point.month.is_none_or(|from| from <= month);
        let is_told = goes_on && !point.leans && point.reference.is_within(part);
        let rival = rival.filter(|_| !is_told).map(|way| way.year);
        Some(Guess { cost, year, reference: point.reference, rival })
    }

    /// All ways that the story could go on to such a month.
    fn ways(&self, month: i32, course: Course) -> Vec<Way<'_>> {
        let mut ways = Vec::with_capacity(3 * LENGTH);
        let mut age = 0;
        let (ahead, back) = course.costs();
        // The year with which a sentence told since begins.
        let mut turned: Option<i32> = None;
        for point in &self.points {
            let passed = age * cost::OLDER
                + match point.aside {
                    Aside::No | Aside::Mid => 0,
                    Aside::Perhaps => cost::ASIDE,
                    Aside::Yes => cost::SURE_ASIDE,
                }
                + if point.leans { cost::LEANING } else { 0 };
            let passed =
                passed + if turned.is_some_and(|year| year != point.year) { cost::BEHIND_TURN } else { 0 };
            if turned.is_none() && !point.leans && point.aside == Aside::No {
                turned = Some(point.year);
            }
            age += i32::from(point.aside != Aside::Yes);
            let years = if point.month.is_some() { -1..=1 } else { 0..=0 };
            for year in years.map(|by| point.year.saturating_add(by)) {
                let step = point.month.map_or(cost::BARE, |from| {
                    let months = year.saturating_sub(point.year).saturating_mul(12) + month - from;
                    let turn = if year == point.year { 0 } else { cost::TURN };
                    turn + if months < 0 { -months * back } else { months * ahead }
                });
                let is_outside = self
                    .section
                    .as_ref()
                    .is_some_and(|section| !(section.years.0..=section.years.1).contains(&year));
                let cost = passed + step + if is_outside { cost::OUTSIDE } else { 0 };
                ways.push(Way { cost, year, point });
            }
        }
        ways
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
