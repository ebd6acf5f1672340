//! The dates, periods and amounts of time of a segment, as claims use them.

use std::ops::{Range, RangeInclusive};

use annals_edtf::{Bound, Date, Edtf};
use annals_knowledge::Function;
use annals_model::{Closeness, DateBasis};
use annals_timex::{Basis, Modifier, Relation, TimeExpression, TimeReading};

use crate::segment::AnnotatedSegment;

/// Most tokens between a date and its restatement: a comma and function words.
const APPOSED: usize = 3;

/// A date or period of a segment.
#[derive(Clone, Debug)]
pub(crate) struct TimeMention {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its bytes, with the preposition that modifies it ("by", "since").
    pub(crate) bytes: Range<usize>,
    /// The date, as modified.
    pub(crate) edtf: Edtf,
    /// Start and end of a period.
    pub(crate) ends: Option<(Edtf, Edtf)>,
    /// Whether the date is stated or resolved.
    pub(crate) basis: DateBasis,
    /// Indices of its time expressions.
    pub(crate) expressions: RangeInclusive<usize>,
}

/// An amount of time: "thirty years".
#[derive(Clone, Debug)]
pub(crate) struct AmountMention {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// The number of units.
    pub(crate) count: u32,
    /// The unit.
    pub(crate) unit: annals_timex::DurationUnit,
    /// How exact the number is.
    pub(crate) closeness: Closeness,
}

/// The times of a segment.
#[derive(Clone, Debug, Default)]
pub(crate) struct SegmentTimes {
    /// Dates and periods, in order.
    pub(crate) dates: Vec<TimeMention>,
    /// Amounts.
    pub(crate) amounts: Vec<AmountMention>,
    /// Tokens of every time expression, in order. None is a name.
    pub(crate) covered: Vec<Range<usize>>,
}

impl SegmentTimes {
    /// Returns the tokens of the time expression at a token.
    pub(crate) fn covering(&self, at: usize) -> Option<&Range<usize>> {
        let after = self.covered.partition_point(|tokens| tokens.start <= at);
        self.covered.get(after.checked_sub(1)?).filter(|tokens| at < tokens.end)
    }

    /// Returns whether a time expression overlaps a range of tokens.
    pub(crate) fn meets(&self, tokens: &Range<usize>) -> bool {
        let after = self.covered.partition_point(|time| time.end <= tokens.start);
        self.covered.get(after).is_some_and(|time| time.start < tokens.end)
    }

    /// Returns the date or period at a token.
    pub(crate) fn date_at(&self, at: usize) -> Option<&TimeMention> {
        let after = self.dates.partition_point(|time| time.tokens.start <= at);
        self.dates.get(after.checked_sub(1)?).filter(|time| at < time.tokens.end)
    }

    /// Returns the dates and periods that begin in a range of tokens.
    pub(crate) fn dates_in(&self, tokens: &Range<usize>) -> &[TimeMention] {
        let first = self.dates.partition_point(|time| time.tokens.start < tokens.start);
        let after = self.dates.partition_point(|time| time.tokens.start < tokens.end);
        self.dates.get(first..after).unwrap_or_default()
    }

    /// Returns the times of `reading` within the segment.
    pub(crate) fn of(segment: &AnnotatedSegment<'_>, reading: &TimeReading) -> Self {
        let mut times = Self::default();
        let (Some(first), Some(last)) = (segment.tokens.first(), segment.tokens.last()) else { return times };
        let inside = |range: &Range<usize>| first.start <= range.start && range.end <= last.end;
        let start = reading.expressions.partition_point(|expression| expression.range.start < first.start);
        let mut number = start;
        while let Some(expression) = reading.expressions.get(number).filter(|found| inside(&found.range)) {
            let tokens = segment.covering(&expression.range);
            // A time without a calendar date ("former") may be within a name.
            if !expression.is_vague() {
                times.covered.push(tokens.clone());
            }
            let begins = reading.periods.binary_search_by_key(&number, |period| period.first).ok();
            let period =
                begins.and_then(|found| reading.periods.get(found)).filter(|period| inside(&period.range));
            if let (Some(period), Some(edtf)) = (period, period.and_then(|period| period.edtf.clone())) {
                let last = reading.expressions.get(period.last).unwrap_or(expression);
                for end in reading.expressions.get(number + 1..=period.last).unwrap_or_default() {
                    times.covered.push(segment.covering(&end.range));
                }
                let resolved = expression.basis == Basis::Resolved && last.basis == Basis::Resolved;
                times.dates.push(TimeMention {
                    tokens: segment.covering(&period.range),
                    bytes: period.range.clone(),
                    edtf,
                    ends: expression.edtf.clone().zip(last.edtf.clone()),
                    basis: if resolved { DateBasis::Resolved } else { DateBasis::Stated },
                    expressions: number..=period.last,
                });
                number = period.last + 1;
                continue;
            }
            if let (Some((count, unit)), None) = (expression.duration, &expression.edtf) {
                let closeness = closeness(expression.modifier);
                times.amounts.push(AmountMention { tokens: tokens.clone(), count, unit, closeness });
            }
            let restated = reading
                .expressions
                .get(number + 1)
                .is_some_and(|next| inside(&next.range) && is_restated(segment, expression, next, &tokens));
            if let (Some(edtf), false) = (&expression.edtf, restated) {
                let (edtf, bytes) = related(segment, edtf, expression.relation, &tokens, &expression.range);
                times.dates.push(TimeMention {
                    tokens,
                    bytes,
                    edtf,
                    ends: None,
                    basis: if expression.basis == Basis::Stated {
                        DateBasis::Stated
                    } else {
                        DateBasis::Resolved
                    },
                    expressions: number..=number,
                });
            }
            number += 1;
        }
        times
    }
}

/// Returns whether the next date restates a resolved one more precisely: "Two weeks later, on 24 November,
/// …".
fn is_restated(
    segment: &AnnotatedSegment<'_>,
    first: &TimeExpression,
    next: &TimeExpression,
    tokens: &Range<usize>,
) -> bool {
    let days = |it: &TimeExpression| {
        let date = it.edtf.as_ref()?;
        date.earliest().zip(date.latest()).map(|(first, last)| (last - first).get_days())
    };
    let following = tokens.end..segment.covering(&next.range).start;
    let small = |at: usize| {
        segment.is(at, Function::Preposition)
            || segment.is(at, Function::PlacePreposition)
            || segment.is(at, Function::Definite)
    };
    first.basis == Basis::Resolved
        && segment.word(following.start) == ","
        && (2..=APPOSED).contains(&following.len())
        && (following.start + 1..following.end).all(small)
        && matches!((days(first), days(next)), (Some(first), Some(next)) if first > next)
}

/// Returns the closeness of an amount with a modifier.
pub(crate) fn closeness(modifier: Option<Modifier>) -> Closeness {
    match modifier {
        Some(Modifier::MoreThan | Modifier::EqualOrMore) => Closeness::AtLeast,
        Some(Modifier::LessThan | Modifier::EqualOrLess) => Closeness::AtMost,
        Some(_) => Closeness::About,
        None => Closeness::Counted,
    }
}

/// Returns a date as its preposition modifies it, with its bytes: "by 1952" is any time up to it.
fn related(
    segment: &AnnotatedSegment<'_>,
    edtf: &Edtf,
    relation: Relation,
    tokens: &Range<usize>,
    bytes: &Range<usize>,
) -> (Edtf, Range<usize>) {
    let open = |start: Bound, end: Bound| Edtf::Interval { start, end };
    let whole = |date: &Edtf| match date {
        Edtf::Date(date) => Some(*date),
        _ => None,
    };
    let known = |date: Date| Bound::Known(date);
    let edtf = match (relation, whole(edtf)) {
        (Relation::By | Relation::Before | Relation::Until, Some(date)) => open(Bound::Open, known(date)),
        (Relation::Since | Relation::After, Some(date)) => open(known(date), Bound::Open),
        _ => return (edtf.clone(), bytes.clone()),
    };
    let start =
        tokens.start.checked_sub(1).map_or(bytes.start, |before| segment.bytes(&(before..before + 1)).start);
    // "by the end of 1952": the expression may be two words after the preposition.
    (edtf, start.min(bytes.start)..bytes.end)
}
