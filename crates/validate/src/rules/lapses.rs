//! Amounts of time between two marks, in words.

use annals_chronology::Timeline;
use annals_model::lapse::{Closeness, Lapse, Mark, TimeAmount};

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
pub(super) fn told(timeline: &Timeline<'_>, lapse: &Lapse) -> Option<String> {
    let amount = amount(&lapse.amount);
    let name = |mark: &Mark| {
        Some(match mark {
            Mark::First(id) | Mark::Last(id) | Mark::Some(id) => format!("“{}”", timeline.claim(id)?.name),
            Mark::Named { name, .. } => format!("“{name}”"),
            Mark::Date(date) => wording::date(date),
        })
    };
    let (from, to) = (name(&lapse.from)?, name(&lapse.to)?);
    let whole = match (&lapse.from, &lapse.to) {
        (Mark::First(first), Mark::Last(last)) => first == last,
        (from @ Mark::Named { .. }, to) => from == to,
        _ => false,
    };
    Some(if whole { format!("{from} lasted {amount}") } else { format!("{to} was {amount} after {from}") })
}
