//! The numbers of a sentence, with or without a unit.

use std::ops::Range;

use annals_knowledge::{Headcount, Sense};
use annals_model::Figure;

use crate::quantities::{Found, counted_at};
use crate::segment::AnnotatedSegment;
use crate::time_mentions::SegmentTimes;

/// A number of a sentence.
pub(super) struct Count {
    pub(super) figure: Figure,
    /// Tokens from the qualifier to the unit.
    pub(super) tokens: Range<usize>,
    pub(super) unit: String,
    pub(super) sort: Sort,
}

/// What a number counts, as far as sums are concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// No unit.
    Unstated,
    /// People, by a general or a specific noun.
    People(Headcount),
    /// Anything else, by its last word.
    Thing(String),
}

impl Sort {
    /// Returns whether numbers of both sorts can be parts of one whole.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unstated, _) | (_, Self::Unstated) | (Self::People(_), Self::People(_)) => true,
            _ => self == other,
        }
    }

    /// Returns whether it is a hypernym of the other.
    pub(super) fn is_wider(&self, other: &Self) -> bool {
        *self == Self::People(Headcount::Anyone) && *other == Self::People(Headcount::Some)
    }
}

/// Returns the numbers of a sentence, in order. Dates and parts of names are left out.
pub(super) fn counts(
    segment: &AnnotatedSegment<'_>,
    times: &SegmentTimes,
    sentence: Range<usize>,
) -> Vec<Count> {
    let mut counts = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(time) = times.covering(at) {
            at = time.end.max(at + 1);
            continue;
        }
        let Some(found) = counted_at(segment, at).filter(|found| found.tokens.end <= sentence.end) else {
            at += 1;
            continue;
        };
        at = found.next.max(at + 1);
        counts.push(count(segment, found));
    }
    counts
}

fn count(segment: &AnnotatedSegment<'_>, found: Found) -> Count {
    let people = |at: usize| {
        segment.phrase(at, |sense| match sense {
            Sense::People(headcount) => Some(headcount),
            _ => None,
        })
    };
    let end = found.tokens.end;
    let headcount = found.tokens.clone().filter_map(people_ending(&people, end)).next_back();
    let last = found.unit.rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
    let sort = match headcount {
        Some(headcount) => Sort::People(headcount),
        None if last.is_empty() => Sort::Unstated,
        None => Sort::Thing(last),
    };
    Count { figure: found.figure, tokens: found.tokens, unit: found.unit, sort }
}

/// Matches phrases that end where the number's words end.
fn people_ending(
    people: &impl Fn(usize) -> Option<(usize, Headcount)>,
    end: usize,
) -> impl FnMut(usize) -> Option<Headcount> {
    move |at| people(at).filter(|(len, _)| at + len == end).map(|(_, headcount)| headcount)
}
