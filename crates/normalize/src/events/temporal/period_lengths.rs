//! Periods stated with their length: "the first ten years … (1886-1899)", "for 20 days, from 11 to 31 March".

use std::ops::Range;

use annals_edtf::{Bound, Edtf};
use annals_knowledge::{Function, Sense};
use annals_model::{Arithmetic, DurationUnit, TemporalRelationKind};

use crate::context::SentenceContext;
use crate::time_mentions::TimeMention;

/// Most words for what filled a period.
const FILLING: usize = 2;
/// Most tokens between a start date and the amount.
const JOINED: usize = 6;
/// Most tokens between the amount and the end date.
const CLOSED: usize = 6;

/// A period and its stated length.
pub(crate) struct PeriodLength<'t> {
    pub(crate) time: &'t TimeMention,
    /// Tokens of what filled it; empty if another part of the sentence says so.
    pub(crate) what: Range<usize>,
    /// Tokens of the amount.
    pub(crate) tokens: Range<usize>,
    pub(crate) arithmetic: Arithmetic,
}

/// Returns the periods of a sentence with a stated length.
pub(crate) fn period_lengths<'t>(context: &'t SentenceContext<'_, '_>) -> Vec<PeriodLength<'t>> {
    let amounts = context.times.amounts.iter().filter(|amount| context.tokens.contains(&amount.tokens.start));
    let found = amounts.filter_map(|amount| {
        let start = amount.tokens.end;
        let time = context.dates().find(|time| time.tokens.start >= start)?;
        let what = filling(context, start, time).filter(|_| time.ends.is_some())?;
        let unit = unit(amount.unit)?;
        let arithmetic = Arithmetic::Duration { count: amount.count, unit, period: time.edtf.clone() };
        Some(PeriodLength { time, what, tokens: amount.tokens.clone(), arithmetic })
    });
    found.chain(until(context)).collect()
}

/// Returns the period from the date before an amount to the date after it: "It was built in 1889 and worked
/// for 79 years, until it closed in 1968".
fn until<'t>(context: &'t SentenceContext<'_, '_>) -> Option<PeriodLength<'t>> {
    let segment = context.segment;
    let dates: Vec<&TimeMention> = context.dates().collect();
    let [first, last] = dates.as_slice() else { return None };
    let inside = |at: usize| (first.tokens.end..last.tokens.start).contains(&at);
    let mut amounts = context.times.amounts.iter().filter(|amount| inside(amount.tokens.start));
    let amount = amounts.next().filter(|_| amounts.next().is_none())?;
    let count = amount.count;
    let unit = unit(amount.unit)?;
    let led = amount.tokens.end + usize::from(segment.word(amount.tokens.end) == ",");
    let is_until = |sense| match sense {
        Sense::Order(number) => {
            segment.language.order(number).is_some_and(|rule| rule.relation == TemporalRelationKind::Until)
        }
        _ => false,
    };
    // Requires one subject: no other name before the amount, and one verb after it.
    let (before, following) = (first.tokens.end..amount.tokens.start, led..last.tokens.start);
    let joined = segment.is(before.start + usize::from(segment.word(before.start) == ","), Function::And);
    let bare = |tokens: &Range<usize>| {
        tokens.clone().all(|at| {
            segment.is_word(at) && !segment.is_capital(at) && context.mention_at(at).is_none()
                || at == tokens.start && segment.word(at) == ","
        })
    };
    let near = before.len() <= JOINED && following.len() <= CLOSED;
    let single = first.ends.is_none() && last.ends.is_none();
    if !(segment.sense(led, is_until) > 0 && joined && single && near && bare(&before) && bare(&following)) {
        return None;
    }
    let bound = |date: &Edtf| match date {
        Edtf::Date(date) => Some(Bound::Known(*date)),
        _ => None,
    };
    let period = Edtf::Interval { start: bound(&first.edtf)?, end: bound(&last.edtf)? };
    let arithmetic = Arithmetic::Duration { count, unit, period };
    let what = amount.tokens.start..amount.tokens.start;
    Some(PeriodLength { time: last, what, tokens: first.tokens.start..amount.tokens.end, arithmetic })
}

/// Returns the unit in the data model, if it is at least a day.
pub(crate) fn unit(unit: annals_timex::DurationUnit) -> Option<DurationUnit> {
    Some(match unit {
        annals_timex::DurationUnit::Day => DurationUnit::Day,
        annals_timex::DurationUnit::Week => DurationUnit::Week,
        annals_timex::DurationUnit::Month => DurationUnit::Month,
        annals_timex::DurationUnit::Year => DurationUnit::Year,
        _ => return None,
    })
}

/// Returns the tokens of what filled an amount of time, if the following period is the same time; empty if
/// another part of the sentence says so.
fn filling(context: &SentenceContext<'_, '_>, start: usize, time: &TimeMention) -> Option<Range<usize>> {
    let segment = context.segment;
    let mut open = time.tokens.start.checked_sub(1)?;
    if open > start && (segment.is(open, Function::From) || segment.is(open, Function::Between)) {
        open -= 1;
    }
    if open < start || !matches!(segment.word(open), "(" | ",") {
        return None;
    }
    let what = start..open;
    let is_mark = |at: usize| matches!(segment.word(at), "," | ";" | ":" | "(" | ")");
    if what.clone().any(is_mark) {
        return None;
    }
    match (segment.is(start, Function::Of), segment.word(open)) {
        (true, "(") => Some(start + 1..open),
        // "thirty days of siege, from 3 May to 2 June": nothing else may intervene.
        (true, _) => {
            let plain = (start + 1..open)
                .all(|at| segment.is_word(at) && !segment.is_function(at) && !segment.is_capital(at));
            (plain && open <= start + 1 + FILLING).then_some(start..start)
        }
        _ if what.is_empty() => Some(what),
        // "for six months after the flood, from May to October 1903"
        (false, ",") => {
            let related =
                segment.is(start, Function::Preposition) && segment.is(start + 1, Function::Definite);
            let plain = (start + 2..open)
                .all(|at| segment.is_word(at) && !segment.is_function(at) && !context.is_verb(at));
            (related && plain && open <= start + 3 + FILLING && segment.is(open + 1, Function::From))
                .then_some(start..start)
        }
        _ => None,
    }
}
