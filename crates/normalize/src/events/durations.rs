//! "the first ten years … (1886-1899)", "for 20 days, from 11 to 31 March": a period told with how
//! long it is.

use std::ops::Range;

use annals_edtf::{Bound, Edtf};
use annals_knowledge::{Function, Sense};
use annals_model::{Arithmetic, DurationUnit, TemporalRelationKind};

use super::scene::Scene;
use crate::times::Time;

/// Most words that say what filled a time.
const FILLING: usize = 2;
/// Most tokens between a beginning and how long it went on.
const JOINED: usize = 6;
/// Most tokens between how long it went on and its end.
const CLOSED: usize = 6;

/// A period with how long it is said to be.
pub(super) struct Lasting<'t> {
    pub(super) time: &'t Time,
    /// What filled it; empty where the sentence says it elsewhere.
    pub(super) what: Range<usize>,
    /// Tokens that say how long.
    pub(super) tokens: Range<usize>,
    pub(super) terms: Arithmetic,
}

/// The periods of a sentence that are told so.
pub(super) fn durations<'t>(scene: &'t Scene<'_, '_>) -> Vec<Lasting<'t>> {
    let amounts = scene.times.amounts.iter().filter(|amount| scene.tokens.contains(&amount.tokens.start));
    let lasting = amounts.filter_map(|amount| {
        let start = amount.tokens.end;
        let time = scene.dates().find(|time| time.tokens.start >= start)?;
        let what = filling(scene, start, time).filter(|_| time.ends.is_some())?;
        let unit = unit(amount.unit)?;
        let terms = Arithmetic::Duration { count: amount.count, unit, period: time.edtf.clone() };
        Some(Lasting { time, what, tokens: amount.tokens.clone(), terms })
    });
    lasting.chain(until(scene)).collect()
}

/// "It was built in 1889 and worked for 79 years, until it closed in 1968": from the date before the
/// amount to the one that the words behind it lead up to.
fn until<'t>(scene: &'t Scene<'_, '_>) -> Option<Lasting<'t>> {
    let sheet = scene.sheet;
    let dates: Vec<&Time> = scene.dates().collect();
    let [first, last] = dates.as_slice() else { return None };
    let inside = |at: usize| (first.tokens.end..last.tokens.start).contains(&at);
    let mut amounts = scene.times.amounts.iter().filter(|amount| inside(amount.tokens.start));
    let amount = amounts.next().filter(|_| amounts.next().is_none())?;
    let count = amount.count;
    let unit = unit(amount.unit)?;
    let led = amount.tokens.end + usize::from(sheet.word(amount.tokens.end) == ",");
    let is_until = |sense| match sense {
        Sense::Order(number) => {
            sheet.language.order(number).is_some_and(|rule| rule.relation == TemporalRelationKind::Until)
        }
        _ => false,
    };
    // One subject: nothing else is named or told up to the amount, and one verb behind it.
    let (before, behind) = (first.tokens.end..amount.tokens.start, led..last.tokens.start);
    let joined = sheet.is(before.start + usize::from(sheet.word(before.start) == ","), Function::And);
    let bare = |tokens: &Range<usize>| {
        tokens.clone().all(|at| {
            sheet.is_word(at) && !sheet.is_capital(at) && scene.mention_at(at).is_none()
                || at == tokens.start && sheet.word(at) == ","
        })
    };
    let near = before.len() <= JOINED && behind.len() <= CLOSED;
    let single = first.ends.is_none() && last.ends.is_none();
    if !(sheet.sense(led, is_until) > 0 && joined && single && near && bare(&before) && bare(&behind)) {
        return None;
    }
    let bound = |date: &Edtf| match date {
        Edtf::Date(date) => Some(Bound::Known(*date)),
        _ => None,
    };
    let period = Edtf::Interval { start: bound(&first.edtf)?, end: bound(&last.edtf)? };
    let terms = Arithmetic::Duration { count, unit, period };
    let what = amount.tokens.start..amount.tokens.start;
    Some(Lasting { time: last, what, tokens: first.tokens.start..amount.tokens.end, terms })
}

/// The unit, where it is one of days.
pub(super) fn unit(unit: annals_timex::DurationUnit) -> Option<DurationUnit> {
    Some(match unit {
        annals_timex::DurationUnit::Day => DurationUnit::Day,
        annals_timex::DurationUnit::Week => DurationUnit::Week,
        annals_timex::DurationUnit::Month => DurationUnit::Month,
        annals_timex::DurationUnit::Year => DurationUnit::Year,
        _ => return None,
    })
}

/// What filled an amount of time that ends at a token, where a period right behind is the same
/// time; empty where the sentence says it elsewhere.
fn filling(scene: &Scene<'_, '_>, start: usize, time: &Time) -> Option<Range<usize>> {
    let sheet = scene.sheet;
    let mut open = time.tokens.start.checked_sub(1)?;
    if open > start && (sheet.is(open, Function::From) || sheet.is(open, Function::Between)) {
        open -= 1;
    }
    if open < start || !matches!(sheet.word(open), "(" | ",") {
        return None;
    }
    let what = start..open;
    let is_mark = |at: usize| matches!(sheet.word(at), "," | ";" | ":" | "(" | ")");
    if what.clone().any(is_mark) {
        return None;
    }
    match (sheet.is(start, Function::Of), sheet.word(open)) {
        (true, "(") => Some(start + 1..open),
        // "thirty days of siege, from 3 May to 2 June": nothing else may be told in between.
        (true, _) => {
            let plain = (start + 1..open)
                .all(|at| sheet.is_word(at) && !sheet.is_function(at) && !sheet.is_capital(at));
            (plain && open <= start + 1 + FILLING).then_some(start..start)
        }
        _ if what.is_empty() => Some(what),
        // "for six months after the flood, from May to October 1903"
        (false, ",") => {
            let related = sheet.is(start, Function::Preposition) && sheet.is(start + 1, Function::Definite);
            let plain =
                (start + 2..open).all(|at| sheet.is_word(at) && !sheet.is_function(at) && !scene.is_verb(at));
            (related && plain && open <= start + 3 + FILLING && sheet.is(open + 1, Function::From))
                .then_some(start..start)
        }
        _ => None,
    }
}
