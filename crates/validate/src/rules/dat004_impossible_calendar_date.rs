use annals_edtf::{days_in_month, is_leap_year};
use annals_model::{Arithmetic, Severity};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::arithmetic;
use crate::support::wording::month_name;

pub(super) static RULE: Rule = Rule {
    code: "DAT004",
    name: "impossible-calendar-date",
    severity: Severity::Warning,
    what: "A date that does not exist in the calendar.",
    why: "The day, the month or the year is wrong, and the event stays undated.",
    remedy: "Find the date in other sources. 31 often stands for the last day of a shorter month, and \
          day and month are often exchanged.",
    examples: &[
        Example::fires(
            "“The mill burnt down on September 31, 1953.”",
            "September 1953 has 30 days, so there is no day 31",
            || calendar(Some(1953), 9, 31),
        ),
        Example::fires("“on 29 February 1900”", "1900 was not a leap year", || {
            calendar(Some(1900), 2, 29)
        }),
        Example::fires("“on 13/17/1953”", "there is no month 17", || calendar(Some(1953), 17, 13)),
        Example::passes("“on 29 February”: it exists in leap years.", || calendar(None, 2, 29)),
        Example::passes("“on 29 February 2000”", || calendar(Some(2000), 2, 29)),
    ],
    check: Check::Input(check),
};

fn calendar(year: Option<i32>, month: u8, day: u8) -> Case {
    Case::article("gazette")
        .arithmetic(Some(Arithmetic::Calendar { year, month, day }), "The mill burnt down that day.")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    arithmetic::drafts(context, |terms| match terms {
        Arithmetic::Calendar { year, month, day } => failure(*year, *month, *day),
        _ => None,
    })
}

fn failure(year: Option<i32>, month: u8, day: u8) -> Option<String> {
    // Without a year, a month has the days of a leap year.
    let has = days_in_month(year.unwrap_or(2000), month);
    if has == 0 {
        return Some(format!("The date is impossible: there is no month {month}."));
    }
    if (1..=has).contains(&day) {
        return None;
    }
    let name = month_name(month);
    let leap = match year {
        Some(year) if (month, day) == (2, 29) && !is_leap_year(year) => {
            format!(" ({year} was not a leap year)")
        }
        _ => String::new(),
    };
    let month = year.map_or_else(|| name.clone(), |year| format!("{name} {year}"));
    Some(format!("The date is impossible: {month} has {has} days{leap}, so there is no day {day}."))
}
