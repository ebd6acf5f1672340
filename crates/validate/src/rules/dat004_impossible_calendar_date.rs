use annals_model::{Arithmetic, Severity};
use annals_edtf::{days_in_month, is_leap_year};

use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};
use crate::wording::month_name;

pub(super) static RULE: Rule = Rule {
    code: "DAT004",
    name: "impossible-calendar-date",
    severity: Severity::Warning,
    what: "A day that the calendar does not have.",
    why: "The day, the month or the year is wrong, and what happened on it stays without a date.",
    remedy: "Look the date up elsewhere. 31 often stands for the last day of a shorter month, and day \
             and month are often exchanged.",
    examples: &[
        Example::fires("“The mill burnt down on September 31, 1953.”", "September 1953 has 30 days, so there is no day 31", || {
            calendar(Some(1953), 9, 31)
        }),
        Example::fires("“on 29 February 1900”", "1900 was no leap year", || calendar(Some(1900), 2, 29)),
        Example::fires("“on 13/17/1953”", "there is no month 17", || calendar(Some(1953), 17, 13)),
        Example::passes("“on 29 February”: some years have it.", || calendar(None, 2, 29)),
        Example::passes("“on 29 February 2000”", || calendar(Some(2000), 2, 29)),
    ],
    check: Check::Subject(check),
};

fn calendar(year: Option<i32>, month: u8, day: u8) -> Case {
    Case::article("gazette").equation(Some(Arithmetic::Calendar { year, month, day }), "The mill burnt down that day.")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    super::equations::failing(context, |terms| match terms {
        Arithmetic::Calendar { year, month, day } => failure(*year, *month, *day),
        _ => None,
    })
}

fn failure(year: Option<i32>, month: u8, day: u8) -> Option<String> {
    // A month without its year has as many days as in the longest year.
    let has = days_in_month(year.unwrap_or(2000), month);
    if has == 0 {
        return Some(format!("The date is impossible: there is no month {month}."));
    }
    if (1..=has).contains(&day) {
        return None;
    }
    let name = month_name(month);
    let leap = match year {
        Some(year) if (month, day) == (2, 29) && !is_leap_year(year) => format!(" ({year} was no leap year)"),
        _ => String::new(),
    };
    let month = year.map_or_else(|| name.clone(), |year| format!("{name} {year}"));
    Some(format!("The date is impossible: {month} has {has} days{leap}, so there is no day {day}."))
}
