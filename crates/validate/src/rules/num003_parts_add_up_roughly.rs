use annals_model::{QuantityQualifier, Severity, Share};

use crate::context::Context;
use crate::draft::Draft;
use crate::example_case::Case;
use crate::rule::{Check, Example, Rule};
use crate::support::sums::{self, SumError};

pub(super) static RULE: Rule = Rule {
    code: "NUM003",
    name: "parts-add-up-roughly",
    severity: Severity::Note,
    what: "Numbers whose sum differs slightly from their stated total, where parts or total are \
          approximate or the total is a round number.",
    why: "The total may be rounded, or a part may be slightly wrong.",
    remedy: "Prefer the sum of the parts if these are exact. Otherwise no action is needed.",
    examples: &[
        Example::fires(
            "“2,600 guards and 350 sailors, a total of about 2,900 men”",
            "2600 + 350 = 2950, but the stated total is about 2900 men",
            || whole(&[2600, 350], 2900, QuantityQualifier::About),
        ),
        Example::passes("“2,600 guards and 350 sailors, a total of 2,950 men”", || {
            whole(&[2600, 350], 2950, QuantityQualifier::Exactly)
        }),
        Example::passes(
            "“260 guards and 350 sailors, a total of about 2,900 men”: NUM002 reports it.",
            || whole(&[260, 350], 2900, QuantityQualifier::About),
        ),
    ],
    check: Check::Input(check),
};

fn whole(parts: &[i64], total: i64, qualifier: QuantityQualifier) -> Case {
    Case::article("gazette").sum(parts, total, qualifier, Share::Whole)
}

fn check(context: &Context<'_>) -> Vec<Draft> {
    sums::drafts(context, SumError::Approximate)
}
