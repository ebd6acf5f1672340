use annals_model::{QuantityQualifier, Severity, Share};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::sums::{self, SumError};

pub(super) static RULE: Rule = Rule {
    code: "NUM002",
    name: "parts-do-not-add-up",
    severity: Severity::Warning,
    what: "Numbers whose sum differs from their stated total; or numbers of parts of a whole that \
          exceed the whole.",
    why: "One of the parts or the total is wrong, or a part is missing.",
    remedy: "Add the numbers, and check which of them other articles confirm. Approximate totals are \
          reported by NUM003.",
    examples: &[
        Example::fires(
            "“12 guards and 31 sailors, a total of 42 men”",
            "12 + 31 = 43, but the stated total is 42 men",
            || whole(&[12, 31], 42, QuantityQualifier::Exactly),
        ),
        Example::passes("“12 guards and 30 sailors, a total of 42 men”", || {
            whole(&[12, 30], 42, QuantityQualifier::Exactly)
        }),
        Example::passes(
            "“2,600 guards and 350 sailors, a total of about 2,900 men”: NUM003 reports it.",
            || whole(&[2600, 350], 2900, QuantityQualifier::About),
        ),
        Example::passes("“12 guards and 31 sailors, a total of more than 42 men”", || {
            whole(&[12, 31], 42, QuantityQualifier::MoreThan)
        }),
        Example::fires(
            "“Of the 42 men, 31 were guards and 17 sailors.”",
            "31 + 17 = 48, but the whole is 42 men",
            || some(&[31, 17], 42),
        ),
        Example::passes(
            "“Of the 42 men, 12 were guards and 17 sailors”: the rest is not stated.",
            || some(&[12, 17], 42),
        ),
    ],
    check: Check::Input(check),
};

/// An article that states all parts of a whole.
fn whole(parts: &[i64], total: i64, qualifier: QuantityQualifier) -> Case {
    Case::article("gazette").sum(parts, total, qualifier, Share::Whole)
}

/// An article that states some parts of a whole.
fn some(parts: &[i64], total: i64) -> Case {
    Case::article("gazette").sum(parts, total, QuantityQualifier::Exactly, Share::Within)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    sums::drafts(context, SumError::Wrong)
}
