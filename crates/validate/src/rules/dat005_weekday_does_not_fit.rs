use annals_edtf::Edtf;
use annals_model::{Arithmetic, Severity};
use jiff::civil::Weekday;

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::support::arithmetic;
use crate::support::dates::days;
use crate::support::wording::weekday_name;

pub(super) static RULE: Rule = Rule {
    code: "DAT005",
    name: "weekday-does-not-fit",
    severity: Severity::Warning,
    what: "A date whose stated weekday is wrong.",
    why: "The day, the month, the year or the weekday is wrong. A year that was inferred and not \
          stated is the most likely error.",
    remedy: "Check which nearby date was that weekday, and in which year the date was.",
    examples: &[
        Example::fires(
            "“on Thursday, 13 May 1953”",
            "Thursday is stated, but 1953-05-13 was a Wednesday",
            || weekday(4, "1953-05-13"),
        ),
        Example::passes("“on Wednesday, 13 May 1953”", || weekday(3, "1953-05-13")),
        Example::passes("“on a Thursday in May 1953”: there are several.", || weekday(4, "1953-05")),
    ],
    check: Check::Input(check),
};

fn weekday(stated: u8, date: &str) -> Case {
    let terms = edtf(date).map(|date| Arithmetic::Weekday { stated, date });
    Case::article("gazette").arithmetic(terms, "The council met that day.")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    arithmetic::drafts(context, |terms| match terms {
        Arithmetic::Weekday { stated, date } => failure(*stated, date),
        _ => None,
    })
}

fn failure(stated: u8, date: &Edtf) -> Option<String> {
    let (first, last) = days(date)?;
    let stated = Weekday::from_monday_one_offset(i8::try_from(stated).ok()?).ok()?;
    if first != last || first.weekday() == stated || !date.is_certain() {
        return None;
    }
    let (actual, stated) = (weekday_name(first.weekday()), weekday_name(stated));
    Some(format!("The weekday does not fit the date: {stated} is stated, but {date} was a {actual}."))
}
