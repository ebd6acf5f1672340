use annals_edtf::{Day, Edtf};
use annals_model::{Arithmetic, Severity};
use jiff::{Span, ToSpan};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::support::arithmetic;
use crate::support::dates::days;
use crate::support::wording::{ordinal, range};

/// The maximal distance, in days, between an anniversary and its celebration in another year.
const TOLERANCE_DAYS: i64 = 62;

pub(super) static RULE: Rule = Rule {
    code: "DAT002",
    name: "anniversary-does-not-fit",
    severity: Severity::Warning,
    what: "A numbered anniversary whose number differs from the distance between its two stated \
          years.",
    why: "The number, the year of the event or the year of the celebration is wrong. An event dated \
          by its anniversary then has a wrong date.",
    remedy: "Check with other articles which of the three is wrong. Celebrations some weeks before or \
          after the anniversary, and approximate years, are not reported.",
    examples: &[
        Example::fires(
            "“the 70th anniversary of the town charter (1859 - 1930)”",
            "is dated 1930, but 1859 + 70 = 1929",
            || anniversary(70, "1859", "1930"),
        ),
        Example::passes("“the 70th anniversary of the town charter (20 January 1859 - 1929)”", || {
            anniversary(70, "1859-01-20", "1929")
        }),
        Example::passes(
            "“On 15 December 1928 the town began to celebrate the 70th anniversary (January 1859).”",
            || anniversary(70, "1859-01", "1928-12-15"),
        ),
        Example::passes("“the 70th anniversary of the charter of about 1948, in 1929”", || {
            anniversary(70, "1948~", "1929")
        }),
    ],
    check: Check::Input(check),
};

fn anniversary(ordinal: u32, origin: &str, celebrated: &str) -> Case {
    let terms = edtf(origin).zip(edtf(celebrated));
    let terms = terms.map(|(origin, celebrated)| Arithmetic::Anniversary { ordinal, origin, celebrated });
    Case::article("gazette").arithmetic(terms, "the anniversary of the town charter")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    arithmetic::drafts(context, |terms| match terms {
        Arithmetic::Anniversary { ordinal, origin, celebrated } => failure(*ordinal, origin, celebrated),
        _ => None,
    })
}

fn failure(number: u32, origin: &Edtf, celebrated: &Edtf) -> Option<String> {
    if !origin.is_certain() || !celebrated.is_certain() {
        return None;
    }
    let (start, held) = (days(origin)?, days(celebrated)?);
    let due = (after(start.0, number)?, after(start.1, number)?);
    let year = |day: Day| i64::from(day.year());
    let same_year = year(due.0) <= year(held.1) && year(held.0) <= year(due.1);
    // A whole year is the year of the celebration; a day may be some weeks off.
    let tolerance = if year(held.0) == year(held.1) && held.0.day_of_year() == 1 && held.1.month() == 12 {
        0
    } else {
        TOLERANCE_DAYS
    };
    let near = tolerance > 0
        && moved(due.0, -tolerance).is_none_or(|first| first <= held.1)
        && moved(due.1, tolerance).is_none_or(|last| held.0 <= last);
    if same_year || near {
        return None;
    }
    Some(format!(
        "The {} anniversary is dated {}, but {} + {number} = {}.",
        ordinal(number),
        range(year(held.0), year(held.1)),
        range(year(start.0), year(start.1)),
        range(year(due.0), year(due.1)),
    ))
}

fn after(day: Day, years: u32) -> Option<Day> {
    day.checked_add(Span::new().try_years(years).ok()?).ok()
}

fn moved(day: Day, days: i64) -> Option<Day> {
    day.checked_add(days.days()).ok()
}
