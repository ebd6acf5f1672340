//! Amounts of time between two marks, in words.

use annals_chronology::Timeline;
use annals_model::{Closeness, DurationRelation, TimeAmount, TimeAnchor};

use crate::wording;

/// `53 days`, `more than 5 years`
pub(super) fn amount(told: &TimeAmount) -> String {
    let (count, unit) = (told.count, wording::unit(told.unit));
    let unit = if count == 1 { unit.trim_end_matches('s') } else { unit };
    match told.closeness {
        Closeness::Counted | Closeness::Exact => format!("{count} {unit}"),
        Closeness::About => format!("about {count} {unit}"),
        Closeness::AtLeast => format!("{count} {unit} or more"),
        Closeness::AtMost => format!("{count} {unit} or less"),
    }
}

/// What a lapse says.
pub(super) fn told(timeline: &Timeline<'_>, lapse: &DurationRelation) -> Option<String> {
    let amount = amount(&lapse.amount);
    let name = |mark: &TimeAnchor| {
        Some(match mark {
            TimeAnchor::First(id) | TimeAnchor::Last(id) | TimeAnchor::Some(id) => {
                format!("“{}”", timeline.claim(id)?.name)
            }
            TimeAnchor::Named { name, .. } => format!("“{name}”"),
            TimeAnchor::Date(date) => wording::date(date),
        })
    };
    let (from, to) = (name(&lapse.from)?, name(&lapse.to)?);
    let whole = match (&lapse.from, &lapse.to) {
        (TimeAnchor::First(first), TimeAnchor::Last(last)) => first == last,
        (from @ TimeAnchor::Named { .. }, to) => from == to,
        _ => false,
    };
    Some(if whole { format!("{from} lasted {amount}") } else { format!("{to} was {amount} after {from}") })
}
