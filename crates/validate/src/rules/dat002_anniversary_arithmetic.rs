use annals_model::{Arithmetic, Severity};
use annals_edtf::{Day, Edtf};
use jiff::{Span, ToSpan};

use crate::context::Context;
use crate::dating::{days, is_certain};
use crate::draft::Draft;
use crate::example::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::wording::{between, ordinal};

/// How far from its day a feast is still held for it, where the two lie in different years.
const LEEWAY_DAYS: i64 = 62;

pub(super) static RULE: Rule = Rule {
    code: "DAT002",
    name: "anniversary-arithmetic",
    severity: Severity::Warning,
    what: "A numbered anniversary whose number is not the distance between the two years told with it.",
    why: "The number, the year celebrated or the year of the celebration is wrong. An event that is \
          dated by its anniversaries is then dated wrongly.",
    remedy: "Find out from other articles which of the three it is. Anniversaries kept some weeks \
             before or after their day, and years that are only known roughly, are not reported.",
    examples: &[
        Example::fires("“the 70th anniversary of the town charter (1859 - 1930)”", "1859 + 70 = 1929, not 1930", || {
            anniversary(70, "1859", "1930")
        }),
        Example::passes("“the 70th anniversary of the town charter (20 January 1859 - 1929)”", || {
            anniversary(70, "1859-01-20", "1929")
        }),
        Example::passes("“On 15 December 1928 the town began the feasts for the 70th anniversary (January 1859).”", || {
            anniversary(70, "1859-01", "1928-12-15")
        }),
        Example::passes("“the 70th anniversary of the charter of about 1948, in 1929”", || {
            anniversary(70, "1948~", "1929")
        }),
    ],
    check: Check::Subject(check),
};

fn anniversary(ordinal: u32, origin: &str, celebrated: &str) -> Case {
    let terms = edtf(origin).zip(edtf(celebrated));
    let terms = terms.map(|(origin, celebrated)| Arithmetic::Anniversary { ordinal, origin, celebrated });
    Case::article("gazette").equation(terms, "the anniversary of the town charter")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    super::equations::failing(context, |terms| match terms {
        Arithmetic::Anniversary { ordinal, origin, celebrated } => failure(*ordinal, origin, celebrated),
        _ => None,
    })
}

fn failure(number: u32, origin: &Edtf, celebrated: &Edtf) -> Option<String> {
    if !is_certain(origin) || !is_certain(celebrated) {
        return None;
    }
    let (born, kept) = (days(origin)?, days(celebrated)?);
    let due = (after(born.0, number)?, after(born.1, number)?);
    let year = |day: Day| i64::from(day.year());
    let same_year = year(due.0) <= year(kept.1) && year(kept.0) <= year(due.1);
    // A year is told for the year of the feast; a day may be some weeks off.
    let leeway = if year(kept.0) == year(kept.1) && kept.0.day_of_year() == 1 && kept.1.month() == 12 {
        0
    } else {
        LEEWAY_DAYS
    };
    let near = leeway > 0
        && moved(due.0, -leeway).is_none_or(|first| first <= kept.1)
        && moved(due.1, leeway).is_none_or(|last| kept.0 <= last);
    if same_year || near {
        return None;
    }
    Some(format!(
        "The {} anniversary does not fit its years: {} + {number} = {}, not {}.",
        ordinal(number),
        between(year(born.0), year(born.1)),
        between(year(due.0), year(due.1)),
        between(year(kept.0), year(kept.1)),
    ))
}

fn after(day: Day, years: u32) -> Option<Day> {
    day.checked_add(Span::new().try_years(years).ok()?).ok()
}

fn moved(day: Day, days: i64) -> Option<Day> {
    day.checked_add(days.days()).ok()
}
