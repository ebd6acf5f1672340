//! [`NarrativeTimeline`]: the dates that a narrative has passed, and the date from which it continues to a date without
//! a year.

use std::ops::Range;

use super::calendar::month_of_season;
use super::reference::Reference;
use crate::date_value::DateValue;
use crate::timex3::Modifier;

/// Number of dates after which a narrative cannot return to an earlier one.
const MAX_POINTS: usize = 6;

/// The last dates with a year, the latest first.
#[derive(Clone, Debug, Default)]
pub(super) struct NarrativeTimeline {
    points: Vec<TimelinePoint>,
    section: Option<Section>,
}

/// A section whose heading states a year.
#[derive(Clone, Debug)]
struct Section {
    /// The first byte of the heading.
    start: usize,
    /// The first and the last year of the heading.
    years: (i32, i32),
}

/// A date that a narrative has passed.
#[derive(Clone, Debug)]
struct TimelinePoint {
    reference: Reference,
    year: i32,
    /// The month, from 1, if it is known.
    month: Option<i32>,
    digression: Digression,
    /// Whether its year was resolved rather than stated.
    is_resolved: bool,
    paragraph: usize,
}

/// How a date was mentioned.
#[derive(Clone, Copy, Debug)]
pub(super) struct PassedDate {
    pub(super) digression: Digression,
    /// Whether its year was resolved rather than stated.
    pub(super) is_resolved: bool,
    /// The first byte of the heading that contains it, if one does.
    pub(super) heading: Option<usize>,
    pub(super) modifier: Option<Modifier>,
    /// The index of its paragraph.
    pub(super) paragraph: usize,
}

/// Whether a date belongs to a digression, from which the narrative does not continue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Digression {
    /// The narrative has reached the date.
    No,
    /// The narrative may have reached the date, which is within a sentence.
    MidSentence,
    /// It may be one.
    Possible,
    /// A cue word marks it, or the date precedes the narrative time.
    Yes,
}

/// The direction in which the words around a date indicate that the narrative continues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Course {
    /// The narrative continues within a sentence.
    Onward,
    /// The narrative continues, and a sentence begins with the date.
    SentenceStart,
    /// The date is later.
    Ahead,
    /// The date is earlier.
    Back,
}

/// A year that a date without a year may belong to.
#[derive(Clone, Copy, Debug)]
pub(super) struct YearCandidate {
    pub(super) cost: i32,
    pub(super) year: i32,
    /// The date from which the narrative continues.
    pub(super) reference: Reference,
    /// A year that is about as likely.
    pub(super) alternative_year: Option<i32>,
}

/// A possible continuation of the narrative from one of its dates.
#[derive(Clone, Copy)]
struct Continuation<'t> {
    cost: i32,
    year: i32,
    point: &'t TimelinePoint,
}

/// The costs of a continuation; the cheapest is chosen. A narrative continues to the nearest such month, forward rather
/// than back.
mod cost {
    /// Per month that the narrative skips.
    pub(super) const FORWARD: i32 = 2;
    /// Per month that the narrative goes back.
    pub(super) const BACK: i32 = 3;
    /// The same if a sentence begins with the month.
    pub(super) const BACK_AT_SENTENCE_START: i32 = 4;
    /// The same if the words before the month indicate that it is later.
    pub(super) const BACK_AGAINST_AHEAD: i32 = 6;
    /// Per month skipped and per month gone back in a clause in the pluperfect.
    pub(super) const PLUPERFECT: (i32, i32) = (4, 2);
    /// For another year than that of the date continued from.
    pub(super) const YEAR_CHANGE: i32 = 2;
    /// For a continuation from before a sentence that begins with another year.
    pub(super) const BEFORE_YEAR_CHANGE: i32 = 4;
    /// Per date mentioned since.
    pub(super) const OLDER: i32 = 5;
    /// For a continuation from a possible digression.
    pub(super) const POSSIBLE_DIGRESSION: i32 = 3;
    /// For a continuation from a digression.
    pub(super) const DIGRESSION: i32 = 10;
    /// For a continuation from a date whose month is unknown.
    pub(super) const UNKNOWN_MONTH: i32 = 6;
    /// For an anchor that follows.
    pub(super) const FROM_NEXT: i32 = 2;
    /// For a continuation from a date whose year was resolved.
    pub(super) const RESOLVED: i32 = 1;
    /// For a year outside the years of the heading of the section.
    pub(super) const OUTSIDE_SECTION: i32 = 12;
    /// Maximum additional cost of a year that is about as likely.
    pub(super) const TOLERANCE: i32 = 1;
}

impl Course {
    /// Returns the costs per month skipped and per month gone back.
    fn costs(self) -> (i32, i32) {
        match self {
            Self::Onward => (cost::FORWARD, cost::BACK),
            Self::SentenceStart => (cost::FORWARD, cost::BACK_AT_SENTENCE_START),
            Self::Ahead => (cost::FORWARD, cost::BACK_AGAINST_AHEAD),
            Self::Back => cost::PLUPERFECT,
        }
    }
}

/// Returns the cost of going back this many months from the next date of the paragraph.
pub(super) fn cost_from_next(months: i32) -> i32 {
    cost::FROM_NEXT + months * cost::FORWARD
}

impl NarrativeTimeline {
    /// Adds a date, if it has a year.
    pub(super) fn pass(&mut self, reference: Reference, passed: &PassedDate) {
        let Some(year) = reference.date.year() else { return };
        if let Some(start) = passed.heading {
            let years = match &self.section {
                Some(section) if section.start == start => section.years,
                _ => (year, year),
            };
            self.section = Some(Section { start, years: (years.0.min(year), years.1.max(year)) });
        }
        let month = month_of(reference.date, passed.modifier);
        let at = |year: i32, month: Option<i32>| year.saturating_mul(12).saturating_add(month.unwrap_or(12));
        // A stated date before the narrative time of the same paragraph is a digression.
        let is_earlier = passed.digression != Digression::No
            && !passed.is_resolved
            && self.points.iter().find(|point| point.digression != Digression::Yes).is_some_and(|point| {
                point.paragraph == passed.paragraph
                    && at(year, month) < at(point.year, point.month.or(Some(1)))
            });
        let digression = if is_earlier { Digression::Yes } else { passed.digression };
        self.points.truncate(MAX_POINTS - 1);
        let PassedDate { is_resolved, paragraph, .. } = *passed;
        self.points.insert(0, TimelinePoint { reference, year, month, digression, is_resolved, paragraph });
    }

    /// Returns the year in which the narrative reaches a month, with its cost and the date from which the narrative
    /// continues. The month is mentioned in `segment`.
    pub(super) fn year_of(
        &self,
        month: i32,
        course: Course,
        segment: &Range<usize>,
    ) -> Option<YearCandidate> {
        let continuations = self.continuations(month, course);
        let Continuation { cost, year, point } = *continuations.iter().min_by_key(|each| each.cost)?;
        let others = continuations.iter().filter(|each| each.year != year);
        let second = others.min_by_key(|each| each.cost).filter(|each| each.cost <= cost + cost::TOLERANCE);
        // The year of a later month is certain if the same segment states the year.
        let continues = year == point.year && point.month.is_none_or(|from| from <= month);
        let is_stated = continues && !point.is_resolved && point.reference.is_within(segment);
        let alternative_year = second.filter(|_| !is_stated).map(|each| each.year);
        Some(YearCandidate { cost, year, reference: point.reference, alternative_year })
    }

    /// Returns all continuations to a month.
    fn continuations(&self, month: i32, course: Course) -> Vec<Continuation<'_>> {
        let mut continuations = Vec::with_capacity(3 * MAX_POINTS);
        let mut age = 0;
        let (ahead, back) = course.costs();
        // The year of the latest date that begins a sentence and states its year.
        let mut changed: Option<i32> = None;
        for point in &self.points {
            let base = age * cost::OLDER
                + match point.digression {
                    Digression::No | Digression::MidSentence => 0,
                    Digression::Possible => cost::POSSIBLE_DIGRESSION,
                    Digression::Yes => cost::DIGRESSION,
                }
                + if point.is_resolved { cost::RESOLVED } else { 0 }
                + if changed.is_some_and(|year| year != point.year) { cost::BEFORE_YEAR_CHANGE } else { 0 };
            if changed.is_none() && !point.is_resolved && point.digression == Digression::No {
                changed = Some(point.year);
            }
            age += i32::from(point.digression != Digression::Yes);
            let years = if point.month.is_some() { -1..=1 } else { 0..=0 };
            for year in years.map(|by| point.year.saturating_add(by)) {
                let step = point.month.map_or(cost::UNKNOWN_MONTH, |from| {
                    let months = year.saturating_sub(point.year).saturating_mul(12) + month - from;
                    let change = if year == point.year { 0 } else { cost::YEAR_CHANGE };
                    change + if months < 0 { -months * back } else { months * ahead }
                });
                let is_outside = self
                    .section
                    .as_ref()
                    .is_some_and(|section| !(section.years.0..=section.years.1).contains(&year));
                let cost = base + step + if is_outside { cost::OUTSIDE_SECTION } else { 0 };
                continuations.push(Continuation { cost, year, point });
            }
        }
        continuations
    }
}

/// Returns the month that represents a date, if it is known.
fn month_of(date: DateValue, modifier: Option<Modifier>) -> Option<i32> {
    match (date, modifier) {
        (DateValue::Season(_, season), _) => Some(month_of_season(season)),
        (DateValue::Quarter(_, quarter), _) => Some(i32::from(quarter) * 3 - 1),
        (DateValue::Half(_, half), _) => Some(i32::from(half) * 6 - 3),
        (DateValue::Year(_), Some(Modifier::Start)) => Some(2),
        (DateValue::Year(_), Some(Modifier::Mid)) => Some(6),
        (DateValue::Year(_), Some(Modifier::End)) => Some(11),
        (other, _) => other.month().map(|(_, month)| i32::from(month)),
    }
}
