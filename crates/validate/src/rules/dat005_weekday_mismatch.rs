use annals_model::{Arithmetic, Severity};
use annals_edtf::Edtf;
use jiff::civil::Weekday;

use crate::context::Context;
use crate::dating::{days, is_certain};
use crate::draft::Draft;
use crate::example::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::wording::weekday_name;

pub(super) static RULE: Rule = Rule {
    code: "DAT005",
    name: "weekday-mismatch",
    severity: Severity::Warning,
    what: "A date told with a day of the week that it was not.",
    why: "The day, the month, the year or the day of the week is wrong. Where the year was not in the \
          words but found from elsewhere, it is likely to be the year.",
    remedy: "See which date near by was that day of the week, and which year has the date on it.",
    examples: &[
        Example::fires("“on Thursday, 13 May 1953”", "1953-05-13 was a Wednesday, not a Thursday", || {
            weekday(4, "1953-05-13")
        }),
        Example::passes("“on Wednesday, 13 May 1953”", || weekday(3, "1953-05-13")),
        Example::passes("“on a Thursday in May 1953”: the month has several.", || weekday(4, "1953-05")),
    ],
    check: Check::Subject(check),
};

fn weekday(stated: u8, date: &str) -> Case {
    let terms = edtf(date).map(|date| Arithmetic::Weekday { stated, date });
    Case::article("gazette").equation(terms, "The council met that day.")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    super::equations::failing(context, |terms| match terms {
        Arithmetic::Weekday { stated, date } => failure(*stated, date),
        _ => None,
    })
}

fn failure(stated: u8, date: &Edtf) -> Option<String> {
    let (first, last) = days(date)?;
    let stated = Weekday::from_monday_one_offset(i8::try_from(stated).ok()?).ok()?;
    if first != last || first.weekday() == stated || !is_certain(date) {
        return None;
    }
    let (was, said) = (weekday_name(first.weekday()), weekday_name(stated));
    Some(format!("The day of the week does not fit the date: {date} was a {was}, not a {said}."))
}
