use annals_model::{Amount, Arithmetic, Figure, QuantityQualifier, Severity, Share};

use super::sums::{Sum, failing};
use crate::context::Context;
use crate::draft::Draft;
use crate::example::Case;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "NUM002",
    name: "parts-do-not-add-up",
    severity: Severity::Warning,
    what: "Numbers told with their total, which is not their sum; or numbers of some of a whole that are more than it.",
    why: "One of the parts or the total is wrong, or a part is missing.",
    remedy: "Add the numbers up, and look which of them other articles confirm. A total that is only told roughly is \
             NUM003.",
    examples: &[
        Example::fires("“12 guards and 31 sailors, a total of 42 men”", "12 + 31 = 43, not 42", || {
            sum(&[12, 31], 42, QuantityQualifier::Exactly)
        }),
        Example::passes("“12 guards and 30 sailors, a total of 42 men”", || {
            sum(&[12, 30], 42, QuantityQualifier::Exactly)
        }),
        Example::passes("“2,600 guards and 350 sailors, a total of about 2,900 men”: that is NUM003.", || {
            sum(&[2600, 350], 2900, QuantityQualifier::About)
        }),
        Example::passes("“12 guards and 31 sailors, a total of more than 42 men”", || {
            sum(&[12, 31], 42, QuantityQualifier::MoreThan)
        }),
        Example::fires("“Of the 42 men, 31 were guards and 17 sailors.”", "31 + 17 = 48, of only 42", || some(&[31, 17], 42)),
        Example::passes("“Of the 42 men, 12 were guards and 17 sailors”: there may have been others.", || {
            some(&[12, 17], 42)
        }),
    ],
    check: Check::Subject(check),
};

/// An article that gives parts and what they make.
pub(super) fn sum(parts: &[i64], total: i64, qualifier: QuantityQualifier) -> Case {
    stated(parts, total, qualifier, Share::Whole)
}

/// An article that gives some parts of a whole.
fn some(parts: &[i64], total: i64) -> Case {
    stated(parts, total, QuantityQualifier::Exactly, Share::Within)
}

fn stated(parts: &[i64], total: i64, qualifier: QuantityQualifier, share: Share) -> Case {
    let amount = |units: i64| Amount { units, scale: 0 };
    let exactly = |units: &i64| Figure { value: amount(*units), qualifier: QuantityQualifier::Exactly };
    let terms = Arithmetic::Sum {
        parts: parts.iter().map(exactly).collect(),
        total: Figure { value: amount(total), qualifier },
        unit: "men".to_owned(),
        share,
    };
    Case::article("gazette").equation(Some(terms), "guards and sailors, a total")
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    failing(context, |sum| matches!(sum, Sum::Wrong))
}
