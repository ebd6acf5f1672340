//! The numbers of a sentence, with or without a word for what they count.

use std::ops::Range;

use annals_knowledge::{Headcount, Sense};
use annals_model::Figure;

use crate::quantities::{Found, counted_at};
use crate::sheet::Sheet;
use crate::times::Times;

/// A number of a sentence.
pub(super) struct Count {
    pub(super) figure: Figure,
    /// From the word that says how exactly it is meant to what it counts.
    pub(super) tokens: Range<usize>,
    pub(super) unit: String,
    pub(super) sort: Sort,
}

/// What a number counts, as far as adding it up goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Nothing that is told beside it.
    Untold,
    /// People, by a word for any of them, or for some.
    People(Headcount),
    /// Something else, by its last word.
    Thing(String),
}

impl Sort {
    /// Whether numbers of these can be parts of one whole.
    pub(super) fn goes_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Untold, _) | (_, Self::Untold) | (Self::People(_), Self::People(_)) => true,
            _ => self == other,
        }
    }

    /// Whether it takes in what the other is a kind of.
    pub(super) fn is_wider(&self, other: &Self) -> bool {
        *self == Self::People(Headcount::Anyone) && *other == Self::People(Headcount::Some)
    }
}

/// The numbers of a sentence, in order; none of a date, and none that is a part of a name.
pub(super) fn counts(sheet: &Sheet<'_>, times: &Times, sentence: Range<usize>) -> Vec<Count> {
    let mut counts = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        if let Some(time) = times.covering(at) {
            at = time.end.max(at + 1);
            continue;
        }
        let Some(found) = counted_at(sheet, at).filter(|found| found.tokens.end <= sentence.end) else {
            at += 1;
            continue;
        };
        at = found.next.max(at + 1);
        counts.push(count(sheet, found));
    }
    counts
}

fn count(sheet: &Sheet<'_>, found: Found) -> Count {
    let people = |at: usize| {
        sheet.phrase(at, |sense| match sense {
            Sense::People(headcount) => Some(headcount),
            _ => None,
        })
    };
    let end = found.tokens.end;
    let headcount = found.tokens.clone().filter_map(people_ending(&people, end)).next_back();
    let last = found.unit.rsplit([' ', '-']).next().unwrap_or_default().to_lowercase();
    let sort = match headcount {
        Some(headcount) => Sort::People(headcount),
        None if last.is_empty() => Sort::Untold,
        None => Sort::Thing(last),
    };
    Count { figure: found.figure, tokens: found.tokens, unit: found.unit, sort }
}

/// What begins at a token and ends where the number's words do.
fn people_ending(
    people: &impl Fn(usize) -> Option<(usize, Headcount)>,
    end: usize,
) -> impl FnMut(usize) -> Option<Headcount> {
    move |at| people(at).filter(|(len, _)| at + len == end).map(|(_, headcount)| headcount)
}
