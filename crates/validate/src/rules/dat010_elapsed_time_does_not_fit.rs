use annals_edtf::Edtf;
use annals_model::{Arithmetic, Closeness, DurationUnit, Severity, TimeAmount};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::support::dates::days;
use crate::support::wording::{date, range};
use crate::support::{arithmetic, durations};

pub(super) static RULE: Rule = Rule {
    code: "DAT010",
    name: "elapsed-time-does-not-fit",
    severity: Severity::Warning,
    what: "A date stated with the time elapsed since another date, such as the publication date, that \
          does not fit it.",
    why: "The date, the elapsed time or the other date is wrong.",
    remedy: "Check which of the three other articles confirm. A difference of one year is not \
          reported, nor one of two years if the number of years is a multiple of five.",
    examples: &[
        Example::fires(
            "Published in 1931: “thirty years ago, in 1895”",
            "counting back from 1931-06-02 gives 1901, but 1895 is stated",
            || ago("1901", "1895", "1931-06-02"),
        ),
        Example::fires(
            "“It sank on 9 August 1853. Five months later, on 10 January 1856, …”",
            "but these dates are 884 days apart",
            || later("1853-08-09", "1856-01-10"),
        ),
        Example::passes("“It sank on 9 August 1853. Five months later, on 10 January 1854, …”", || {
            later("1853-08-09", "1854-01-10")
        }),
        Example::passes("Published in 1931: “thirty years ago, in 1901”", || {
            ago("1901", "1901", "1931-06-02")
        }),
        Example::passes("Published in 1931: “thirty years ago (1900)”", || {
            ago("1901", "1900", "1931-06-02")
        }),
    ],
    check: Check::Input(check),
};

fn ago(counted: &str, stated: &str, from: &str) -> Case {
    let terms = edtf(counted).zip(edtf(stated)).zip(edtf(from));
    let terms = terms.map(|((counted, stated), from)| Arithmetic::Ago { counted, stated, from });
    Case::article("gazette").arithmetic(terms, "thirty years ago")
}

fn later(from: &str, to: &str) -> Case {
    let amount = TimeAmount { count: 5, unit: DurationUnit::Month, closeness: Closeness::Counted };
    let terms = edtf(from).zip(edtf(to)).map(|(from, to)| Arithmetic::Apart { from, to, amount });
    Case::article("gazette").arithmetic(terms, "five months later")
}

/// Returns a message if the distance of two dates differs from the stated amount.
fn apart(from: &Edtf, to: &Edtf, amount: &TimeAmount) -> Option<String> {
    if !from.is_certain() || !to.is_certain() {
        return None;
    }
    let ((from_first, from_last), (to_first, to_last)) = (days(from)?, days(to)?);
    let (shortest, longest) = ((to_first - from_last).get_days(), (to_last - from_first).get_days());
    let fits =
        i64::from(longest) >= amount.least() && amount.most().is_none_or(|most| i64::from(shortest) <= most);
    let days = range(i64::from(shortest), i64::from(longest));
    let (from, to, amount) = (date(from), date(to), durations::amount(amount));
    (!fits).then(|| {
        format!(
            "The elapsed time does not fit: {amount} stated from {from} to {to}, but these \
         dates are {days} days apart."
        )
    })
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    arithmetic::drafts(context, |terms| match terms {
        Arithmetic::Ago { counted, stated, from } => failure(counted, stated, from),
        Arithmetic::Apart { from, to, amount } => apart(from, to, amount),
        _ => None,
    })
}

/// Returns a message if the stated year differs from the one counted back.
fn failure(counted: &Edtf, stated: &Edtf, from: &Edtf) -> Option<String> {
    if !stated.is_certain() {
        return None;
    }
    let (back, year, start) = (counted.sole_year()?, stated.sole_year()?, from.sole_year()?);
    let tolerance = if (start - back).abs() % 5 == 0 { 2 } else { 1 };
    if (back - year).abs() <= tolerance {
        return None;
    }
    Some(format!(
        "The elapsed time does not fit: counting back from {} gives {}, but {} is stated.",
        date(from),
        date(counted),
        date(stated)
    ))
}
