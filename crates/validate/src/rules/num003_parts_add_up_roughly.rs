use annals_model::{QuantityQualifier, Severity};

use super::num002_parts_do_not_add_up::sum;
use super::sums::{Sum, failing};
use crate::context::Context;
use crate::draft::Draft;
use crate::rule::{Check, Example, Rule};

pub(super) static RULE: Rule = Rule {
    code: "NUM003",
    name: "parts-add-up-roughly",
    severity: Severity::Note,
    what: "Numbers told with a total that is only near their sum, and told as rough or in round numbers.",
    why: "The total may be rounded, or a part may be a little off.",
    remedy: "Prefer the sum of the parts if these are exact. Otherwise nothing.",
    examples: &[
        Example::fires("“2,600 guards and 350 sailors, a total of about 2,900 men”", "2600 + 350 = 2950, about 2900", || {
            sum(&[2600, 350], 2900, QuantityQualifier::About)
        }),
        Example::passes("“2,600 guards and 350 sailors, a total of 2,950 men”", || {
            sum(&[2600, 350], 2950, QuantityQualifier::Exactly)
        }),
        Example::passes("“260 guards and 350 sailors, a total of about 2,900 men”: that is NUM002.", || {
            sum(&[260, 350], 2900, QuantityQualifier::About)
        }),
    ],
    check: Check::Subject(check),
};

fn check(context: &Context<'_>) -> Vec<Draft> {
    failing(context, |sum| matches!(sum, Sum::Rough))
}
