use annals_edtf::{Bound, Day, Edtf, Unit};
use annals_model::{Arithmetic, DurationUnit, Severity};
use jiff::ToSpan;

use crate::context::Context;
use crate::dating::is_certain;
use crate::draft::Draft;
use crate::example::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::wording::{between, date, unit as unit_name};

pub(super) static RULE: Rule = Rule {
    code: "DAT003",
    name: "duration-does-not-fit",
    severity: Severity::Warning,
    what: "A period told with a duration that it does not last.",
    why: "Its first date, its last date or the duration is wrong.",
    remedy: "Look which of the three other articles confirm. The first and the last year or day may \
             both be counted or not, and a bound that is only a month or a year may be any day of it: \
             what fits in one of these ways is not reported.",
    examples: &[
        Example::fires("“the first ten years of the harbour works (1886-1899)”", "1886-1899 is 13 or 14 years, not 10", || {
            duration(10, DurationUnit::Year, "1886/1899")
        }),
        Example::fires("“a strike of 30 days, from 11 to 31 March 1863”", "is 20 or 21 days, not 30", || {
            duration(30, DurationUnit::Day, "1863-03-11/1863-03-31")
        }),
        Example::passes("“thirty years of war (1845-1875)”: 30 or, with both years counted, 31.", || {
            duration(30, DurationUnit::Year, "1845/1875")
        }),
        Example::passes("“21 days, from 11 to 31 March 1863”: both days counted.", || {
            duration(21, DurationUnit::Day, "1863-03-11/1863-03-31")
        }),
        Example::passes("“ten years of works, from 1886 on”: nobody says when they ended.", || {
            duration(10, DurationUnit::Year, "1886/..")
        }),
        Example::passes("“the two years of works (about 1886 to 1899)”: a bound is unsure.", || {
            duration(2, DurationUnit::Year, "1886~/1899")
        }),
    ],
    check: Check::Subject(check),
};

fn duration(count: u32, unit: DurationUnit, period: &str) -> Case {
    let terms = edtf(period).map(|period| Arithmetic::Duration { count, unit, period });
    Case::article("gazette").equation(terms, "the first years of the harbour works")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    super::equations::failing(context, |terms| match terms {
        Arithmetic::Duration { count, unit, period } => failure(i64::from(*count), *unit, period),
        _ => None,
    })
}

fn failure(count: i64, unit: DurationUnit, period: &Edtf) -> Option<String> {
    let Edtf::Interval { start: Bound::Known(start), end: Bound::Known(end) } = period else { return None };
    if !is_certain(period) {
        return None;
    }
    let (start, end) = (start.unit, end.unit);
    let shortest = whole(unit, start.latest()?, end.earliest()?)?.0;
    let (most, rest) = whole(unit, start.earliest()?, end.latest()?.checked_add(1.day()).ok()?)?;
    let longest = if rest { most + 1 } else { most };
    if (shortest..=longest).contains(&count) {
        return None;
    }
    let lasts = match distance(unit, start, end) {
        Some(distance) => between(distance, distance + 1),
        None => between(shortest, longest),
    };
    let (period, unit) = (date(period), unit_name(unit));
    Some(format!("The duration does not fit its period: {period} is {lasts} {unit}, not {count}."))
}

/// How many whole units lie between two days, and whether there is a rest.
fn whole(unit: DurationUnit, from: Day, to: Day) -> Option<(i64, bool)> {
    if to <= from {
        return Some((0, false));
    }
    let span = |unit: jiff::Unit| from.until((unit, to)).ok();
    Some(match unit {
        DurationUnit::Day => (i64::from(span(jiff::Unit::Day)?.get_days()), false),
        DurationUnit::Week => {
            let days = i64::from(span(jiff::Unit::Day)?.get_days());
            (days / 7, days % 7 != 0)
        }
        DurationUnit::Month => {
            let span = span(jiff::Unit::Month)?;
            (i64::from(span.get_months()), span.get_days() != 0)
        }
        DurationUnit::Year => {
            let span = span(jiff::Unit::Year)?;
            (i64::from(span.get_years()), span.get_months() != 0 || span.get_days() != 0)
        }
    })
}

/// How far apart two bounds are that name just these units: years of years, days of days.
fn distance(unit: DurationUnit, start: Unit, end: Unit) -> Option<i64> {
    match (unit, start, end) {
        (DurationUnit::Year, Unit::Year(first), Unit::Year(last)) => Some(i64::from(last) - i64::from(first)),
        (DurationUnit::Month, Unit::Month(first, from), Unit::Month(last, to)) => {
            Some((i64::from(last) - i64::from(first)) * 12 + i64::from(to) - i64::from(from))
        }
        _ => None,
    }
}
