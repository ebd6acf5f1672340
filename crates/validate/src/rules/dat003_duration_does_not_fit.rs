use annals_edtf::{Bound, Day, Edtf, Unit};
use annals_model::{Arithmetic, DurationUnit, Severity};
use jiff::ToSpan;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::support::arithmetic;
use crate::support::wording::{counted, counted_range, date};

pub(super) static RULE: Rule = Rule {
    code: "DAT003",
    name: "duration-does-not-fit",
    severity: Severity::Warning,
    what: "A period whose stated duration differs from the distance between its dates.",
    why: "The first date, the last date or the duration is wrong.",
    remedy: "Check which of the three other articles confirm. The first and last year or day may both \
          be counted or not, and a bound given as a month or year may be any of its days: a duration \
          that fits in one of these ways is not reported.",
    examples: &[
        Example::fires(
            "“the first ten years of the harbour works (1886-1899)”",
            "The stated duration is 10 years, but 1886-1899 lasts 13 or 14 years",
            || duration(10, DurationUnit::Year, "1886/1899"),
        ),
        Example::fires(
            "“a strike of 30 days, from 11 to 31 March 1863”",
            "30 days, but 1863-03-11 to 1863-03-31 lasts 20 or 21 days",
            || duration(30, DurationUnit::Day, "1863-03-11/1863-03-31"),
        ),
        Example::passes("“thirty years of war (1845-1875)”: 30 or, with both years counted, 31.", || {
            duration(30, DurationUnit::Year, "1845/1875")
        }),
        Example::passes("“21 days, from 11 to 31 March 1863”: both days counted.", || {
            duration(21, DurationUnit::Day, "1863-03-11/1863-03-31")
        }),
        Example::passes("“ten years of works, from 1886 on”: no end is stated.", || {
            duration(10, DurationUnit::Year, "1886/..")
        }),
        Example::passes(
            "“the two years of works (about 1886 to 1899)”: one bound is approximate.",
            || duration(2, DurationUnit::Year, "1886~/1899"),
        ),
    ],
    check: Check::Input(check),
};

fn duration(count: u32, unit: DurationUnit, period: &str) -> Case {
    let terms = edtf(period).map(|period| Arithmetic::Duration { count, unit, period });
    Case::article("gazette").arithmetic(terms, "the first years of the harbour works")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    arithmetic::drafts(context, |terms| match terms {
        Arithmetic::Duration { count, unit, period } => failure(i64::from(*count), *unit, period),
        _ => None,
    })
}

fn failure(count: i64, unit: DurationUnit, period: &Edtf) -> Option<String> {
    let Edtf::Interval { start: Bound::Known(start), end: Bound::Known(end) } = period else { return None };
    if !period.is_certain() {
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
        Some(distance) => counted_range(distance, distance + 1, unit),
        None => counted_range(shortest, longest, unit),
    };
    let (period, stated) = (date(period), counted(count, unit));
    Some(format!("The stated duration is {stated}, but {period} lasts {lasts}."))
}

/// Returns the number of whole units between two days, and whether there is a remainder.
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

/// Returns the distance of two bounds that are stated in the same unit.
fn distance(unit: DurationUnit, start: Unit, end: Unit) -> Option<i64> {
    match (unit, start, end) {
        (DurationUnit::Year, Unit::Year(first), Unit::Year(last)) => Some(i64::from(last) - i64::from(first)),
        (DurationUnit::Month, Unit::Month(first, from), Unit::Month(last, to)) => {
            Some((i64::from(last) - i64::from(first)) * 12 + i64::from(to) - i64::from(from))
        }
        _ => None,
    }
}
