//! Amounts of time and duration relations in words.

use annals_chronology::Timeline;
use annals_model::{Closeness, DurationRelation, TimeAmount, TimeAnchor};

use crate::support::wording;

/// Returns an amount in words: `53 days`, `5 years or more`.
pub(crate) fn amount(amount: &TimeAmount) -> String {
    let counted = wording::counted(i64::from(amount.count), amount.unit);
    match amount.closeness {
        Closeness::Counted | Closeness::Exact => counted,
        Closeness::About => format!("about {counted}"),
        Closeness::AtLeast => format!("{counted} or more"),
        Closeness::AtMost => format!("{counted} or less"),
    }
}

/// Returns a duration relation in words: `“A” lasted 53 days`, `“B” was 5 years after “A”`.
pub(crate) fn describe(timeline: &Timeline<'_>, relation: &DurationRelation) -> Option<String> {
    let amount = amount(&relation.amount);
    let name = |anchor: &TimeAnchor| {
        Some(match anchor {
            TimeAnchor::First(id) | TimeAnchor::Last(id) | TimeAnchor::Some(id) => {
                format!("“{}”", timeline.claim(id)?.name)
            }
            TimeAnchor::Named { name, .. } => format!("“{name}”"),
            TimeAnchor::Date(date) => wording::date(date),
        })
    };
    let (from, to) = (name(&relation.from)?, name(&relation.to)?);
    let whole = match (&relation.from, &relation.to) {
        (TimeAnchor::First(first), TimeAnchor::Last(last)) => first == last,
        (from @ TimeAnchor::Named { .. }, to) => from == to,
        _ => false,
    };
    Some(if whole { format!("{from} lasted {amount}") } else { format!("{to} was {amount} after {from}") })
}
