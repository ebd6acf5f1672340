//! The time expressions of a segment, as claims need them: one for each date or period.

use std::ops::{Range, RangeInclusive};

use annals_edtf::{Bound, Date, Edtf};
use annals_knowledge::{Function, Language};
use annals_model::{Article, Closeness, DateBasis, Step};
use annals_timex::{AnchorSource, Basis, Modifier, Relation, TimeExpression, TimeReading};

use crate::sheet::Sheet;

/// Most tokens between a date and the same date told again: a comma and small words.
const APPOSED: usize = 3;

/// A date or period of a segment.
#[derive(Clone, Debug)]
pub(crate) struct Time {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its bytes, with the word before it that says how it is meant ("by", "since").
    pub(crate) bytes: Range<usize>,
    /// The date that a claim gets from it.
    pub(crate) edtf: Edtf,
    /// The two ends, for a period.
    pub(crate) ends: Option<(Edtf, Edtf)>,
    /// Where it came from.
    pub(crate) basis: DateBasis,
    /// Numbers of the expressions that tell it.
    pub(crate) expressions: RangeInclusive<usize>,
}

/// An amount of time: "thirty years".
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// How many.
    pub(crate) count: u32,
    /// Of what.
    pub(crate) unit: annals_timex::DurationUnit,
    /// How exactly.
    pub(crate) closeness: Closeness,
}

/// All times of a segment.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times {
    /// Dates and periods, in order.
    pub(crate) dates: Vec<Time>,
    /// Amounts.
    pub(crate) amounts: Vec<Amount>,
    /// Tokens of every time expression, in order: none is a name.
    pub(crate) covered: Vec<Range<usize>>,
}

impl Times {
    /// The tokens of the time expression that covers a token.
    pub(crate) fn covering(&self, at: usize) -> Option<&Range<usize>> {
        let after = self.covered.partition_point(|tokens| tokens.start <= at);
        self.covered.get(after.checked_sub(1)?).filter(|tokens| at < tokens.end)
    }

    /// Whether any time expression has a token in common with these.
    pub(crate) fn meets(&self, tokens: &Range<usize>) -> bool {
        let after = self.covered.partition_point(|time| time.end <= tokens.start);
        self.covered.get(after).is_some_and(|time| time.start < tokens.end)
    }

    /// The date or period that covers a token.
    pub(crate) fn date_at(&self, at: usize) -> Option<&Time> {
        let after = self.dates.partition_point(|time| time.tokens.start <= at);
        self.dates.get(after.checked_sub(1)?).filter(|time| at < time.tokens.end)
    }

    /// The dates and periods that begin among these tokens.
    pub(crate) fn dates_in(&self, tokens: &Range<usize>) -> &[Time] {
        let first = self.dates.partition_point(|time| time.tokens.start < tokens.start);
        let after = self.dates.partition_point(|time| time.tokens.start < tokens.end);
        self.dates.get(first..after).unwrap_or_default()
    }

    /// Those of `reading` that lie within the sheet.
    pub(crate) fn of(sheet: &Sheet<'_>, reading: &TimeReading) -> Self {
        let mut times = Self::default();
        let (Some(first), Some(last)) = (sheet.tokens.first(), sheet.tokens.last()) else { return times };
        let inside = |range: &Range<usize>| first.start <= range.start && range.end <= last.end;
        let start = reading.expressions.partition_point(|expression| expression.range.start < first.start);
        let mut number = start;
        while let Some(expression) = reading.expressions.get(number).filter(|found| inside(&found.range)) {
            let tokens = sheet.covering(&expression.range);
            // A time that is on no calendar ("former") may well be within a name.
            if !expression.is_vague() {
                times.covered.push(tokens.clone());
            }
            let begins = reading.periods.binary_search_by_key(&number, |period| period.first).ok();
            let period =
                begins.and_then(|found| reading.periods.get(found)).filter(|period| inside(&period.range));
            if let (Some(period), Some(edtf)) = (period, period.and_then(|period| period.edtf.clone())) {
                let last = reading.expressions.get(period.last).unwrap_or(expression);
                for end in reading.expressions.get(number + 1..=period.last).unwrap_or_default() {
                    times.covered.push(sheet.covering(&end.range));
                }
                let resolved = expression.basis == Basis::Resolved && last.basis == Basis::Resolved;
                times.dates.push(Time {
                    tokens: sheet.covering(&period.range),
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
                times.amounts.push(Amount { tokens: tokens.clone(), count, unit, closeness });
            }
            let told_again = reading
                .expressions
                .get(number + 1)
                .is_some_and(|next| inside(&next.range) && is_told_again(sheet, expression, next, &tokens));
            if let (Some(edtf), false) = (&expression.edtf, told_again) {
                let (edtf, bytes) = related(sheet, edtf, expression.relation, &tokens, &expression.range);
                times.dates.push(Time {
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

/// "Two weeks later, on 24 November, …": one date, which the words behind the comma tell more exactly.
fn is_told_again(
    sheet: &Sheet<'_>,
    first: &TimeExpression,
    next: &TimeExpression,
    tokens: &Range<usize>,
) -> bool {
    let days = |it: &TimeExpression| {
        let date = it.edtf.as_ref()?;
        date.earliest().zip(date.latest()).map(|(first, last)| (last - first).get_days())
    };
    let behind = tokens.end..sheet.covering(&next.range).start;
    let small = |at: usize| {
        sheet.is(at, Function::Preposition)
            || sheet.is(at, Function::PlacePreposition)
            || sheet.is(at, Function::Definite)
    };
    first.basis == Basis::Resolved
        && sheet.word(behind.start) == ","
        && (2..=APPOSED).contains(&behind.len())
        && (behind.start + 1..behind.end).all(small)
        && matches!((days(first), days(next)), (Some(first), Some(next)) if first > next)
}

/// How exactly an amount of time is meant.
pub(crate) fn closeness(modifier: Option<Modifier>) -> Closeness {
    match modifier {
        Some(Modifier::MoreThan | Modifier::EqualOrMore) => Closeness::AtLeast,
        Some(Modifier::LessThan | Modifier::EqualOrLess) => Closeness::AtMost,
        Some(_) => Closeness::About,
        None => Closeness::Counted,
    }
}

/// How expressions of an article came to their meanings.
pub(crate) fn steps<'a>(
    article: &'a Article,
    language: &'a Language,
    expressions: &'a [TimeExpression],
) -> impl Iterator<Item = Step> + 'a {
    let explained = expressions.iter().filter_map(|found| language.time.explain(article.text(), found));
    explained.flat_map(|explanation| {
        let pattern = explanation.pattern;
        let file = language.time_file(pattern.file);
        let read = format!("read by the pattern `{}`, {file}:{}", pattern.name, pattern.line);
        let slots: Vec<String> = explanation.slots.iter().map(ToString::to_string).collect();
        let told = (!slots.is_empty()).then(|| Step::new(slots.join(", ")));
        let anchor = explanation.anchor.map(|anchor| Step {
            what: format!("anchored to {anchor}"),
            span: match &anchor.source {
                AnchorSource::Words(words) => Some(article.span(words.range.clone())),
                AnchorSource::Published | AnchorSource::Dateline => None,
            },
        });
        [Some(Step::new(read)), told, anchor].into_iter().flatten()
    })
}

/// The date as the word before it means it: "by 1952" is any time up to it.
fn related(
    sheet: &Sheet<'_>,
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
        tokens.start.checked_sub(1).map_or(bytes.start, |before| sheet.bytes(&(before..before + 1)).start);
    // "by the end of 1952": the expression may be two words behind.
    (edtf, start.min(bytes.start)..bytes.end)
}
