use annals_model::reading::Terms;
use annals_model::{Edtf, Severity};

use crate::context::Context;
use crate::dating::is_certain;
use crate::draft::Draft;
use crate::example::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::wording::date;

pub(super) static RULE: Rule = Rule {
    code: "DAT010",
    name: "counted-back-wrongly",
    severity: Severity::Warning,
    what: "A date told with the number of years that it lies back, which from the day of publication, or from a date told before, lead elsewhere.",
    why: "The date, the number or the day of publication is wrong.",
    remedy: "Look which of them other articles confirm. A year more or less is not reported, nor two where the number \
             is a round one: people count so.",
    examples: &[
        Example::fires("Published in 1931: “thirty years ago, in 1895”", "from 1931-06-02 that leads to 1901, not 1895", || {
            ago("1901", "1895", "1931-06-02")
        }),
        Example::passes("Published in 1931: “thirty years ago, in 1901”", || ago("1901", "1901", "1931-06-02")),
        Example::passes("Published in 1931: “thirty years ago (1900)”", || ago("1901", "1900", "1931-06-02")),
    ],
    check: Check::Subject(check),
};

fn ago(counted: &str, stated: &str, from: &str) -> Case {
    let terms = edtf(counted).zip(edtf(stated)).zip(edtf(from));
    let terms = terms.map(|((counted, stated), from)| Terms::Ago { counted, stated, from });
    Case::article("gazette").equation(terms, "thirty years ago")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    super::equations::failing(context, |terms| match terms {
        Terms::Ago { counted, stated, from } => failure(counted, stated, from),
        _ => None,
    })
}

fn failure(counted: &Edtf, stated: &Edtf, from: &Edtf) -> Option<String> {
    if !is_certain(stated) {
        return None;
    }
    let (back, told, start) = (counted.sole_year()?, stated.sole_year()?, from.sole_year()?);
    let leeway = if (start - back).abs() % 5 == 0 { 2 } else { 1 };
    if (back - told).abs() <= leeway {
        return None;
    }
    Some(format!(
        "The years counted back do not fit the date told with them: from {} that leads to {}, not {}.",
        date(from),
        date(counted),
        date(stated)
    ))
}
