use annals_model::{Arithmetic, Closeness, DurationUnit, Severity, TimeAmount};
use annals_edtf::Edtf;

use crate::context::Context;
use crate::dating::{days, is_certain};
use crate::draft::Draft;
use crate::example::{Case, edtf};
use crate::rule::{Check, Example, Rule};
use crate::wording::{between, date};

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
        Example::fires("“It sank on 9 August 1853. Five months later, on 10 January 1856, …”", "these are 884 days apart", || {
            later("1853-08-09", "1856-01-10")
        }),
        Example::passes("“It sank on 9 August 1853. Five months later, on 10 January 1854, …”", || later("1853-08-09", "1854-01-10")),
        Example::passes("Published in 1931: “thirty years ago, in 1901”", || ago("1901", "1901", "1931-06-02")),
        Example::passes("Published in 1931: “thirty years ago (1900)”", || ago("1901", "1900", "1931-06-02")),
    ],
    check: Check::Subject(check),
};

fn ago(counted: &str, stated: &str, from: &str) -> Case {
    let terms = edtf(counted).zip(edtf(stated)).zip(edtf(from));
    let terms = terms.map(|((counted, stated), from)| Arithmetic::Ago { counted, stated, from });
    Case::article("gazette").equation(terms, "thirty years ago")
}

fn later(from: &str, to: &str) -> Case {
    let amount = TimeAmount { count: 5, unit: DurationUnit::Month, closeness: Closeness::Counted };
    let terms = edtf(from).zip(edtf(to)).map(|(from, to)| Arithmetic::Apart { from, to, amount });
    Case::article("gazette").equation(terms, "five months later")
}

/// What two dates are apart, if not so much as is said.
fn apart(from: &Edtf, to: &Edtf, amount: &TimeAmount) -> Option<String> {
    if !is_certain(from) || !is_certain(to) {
        return None;
    }
    let ((from_first, from_last), (to_first, to_last)) = (days(from)?, days(to)?);
    let (shortest, longest) = ((to_first - from_last).get_days(), (to_last - from_first).get_days());
    let fits = i64::from(longest) >= amount.least()
        && amount.most().is_none_or(|most| i64::from(shortest) <= most);
    let days = between(i64::from(shortest), i64::from(longest));
    let (from, to, amount) = (date(from), date(to), super::lapses::amount(amount));
    (!fits).then(|| format!("The words count {amount} from {from} to {to}, but these are {days} days apart."))
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    super::equations::failing(context, |terms| match terms {
        Arithmetic::Ago { counted, stated, from } => failure(counted, stated, from),
        Arithmetic::Apart { from, to, amount } => apart(from, to, amount),
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
