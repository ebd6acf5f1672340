//! Durations and sets.

use super::resolution::Resolution;
use crate::date_value::season_code;
use crate::slots::{Decimal, Slot, Slots, Value};
use crate::timex3::{DurationUnit, TimexKind};

/// Resolves a duration.
pub(super) fn duration(slots: &Slots) -> Resolution {
    let Some(unit) = slots.unit() else {
        return Resolution::new(TimexKind::Duration, "PXX".to_owned());
    };
    let count = count(slots);
    let mut resolution = Resolution::new(TimexKind::Duration, amount(count, unit));
    resolution.duration = count.and_then(|count| exact(count, unit));
    resolution
}

/// Resolves a duration within a date. Its days are those of the date.
pub(super) fn stretch(slots: &Slots, date: Resolution) -> Resolution {
    let Resolution { kind, value, duration, .. } = duration(slots);
    Resolution { kind, value, duration, ..date }
}

/// Returns the count including its fraction; `None` if it is unspecified.
pub(super) fn count(slots: &Slots) -> Option<Decimal> {
    let whole = match slots.get(Slot::Count) {
        Some(Value::Number(number)) => Some(number),
        Some(_) => return None,
        None => None,
    };
    let fraction = slots.number(Slot::Fraction).map(|hundredths| Decimal(i64::from(hundredths) * 10));
    match (whole, fraction) {
        (Some(whole), Some(fraction)) => Some(Decimal(whole.0.saturating_add(fraction.0))),
        (Some(number), None) | (None, Some(number)) => Some(number),
        (None, None) => Some(Decimal::whole(1)),
    }
}

/// Returns a whole amount; a fraction of years is converted to months.
fn exact(count: Decimal, unit: DurationUnit) -> Option<(u32, DurationUnit)> {
    if let Some(whole) = count.as_whole() {
        return Some((u32::try_from(whole).ok()?, unit));
    }
    let months = Decimal(count.0.checked_mul(12)?).as_whole()?;
    (unit == DurationUnit::Year).then_some((u32::try_from(months).ok()?, DurationUnit::Month))
}

/// Returns the TIMEX3 value of an amount.
fn amount(count: Option<Decimal>, unit: DurationUnit) -> String {
    let number = count.map_or_else(|| "X".to_owned(), |number| number.to_string());
    match unit {
        DurationUnit::Second => format!("PT{number}S"),
        DurationUnit::Minute => format!("PT{number}M"),
        DurationUnit::Hour => format!("PT{number}H"),
        DurationUnit::Day => format!("P{number}D"),
        DurationUnit::Weekend => format!("P{number}WE"),
        DurationUnit::Week => format!("P{number}W"),
        DurationUnit::Month => format!("P{number}M"),
        DurationUnit::Quarter => format!("P{number}Q"),
        DurationUnit::Season => format!("P{number}S"),
        DurationUnit::Year => format!("P{number}Y"),
        DurationUnit::Decade => format!("P{number}DE"),
        DurationUnit::Century => format!("P{number}CE"),
        DurationUnit::Millennium => format!("P{number}ML"),
        DurationUnit::Era => format!("P{number}E"),
    }
}

/// Resolves a set.
pub(super) fn set(slots: &Slots) -> Resolution {
    let value = if let Some(month) = slots.small(Slot::Month) {
        match slots.small(Slot::Day) {
            Some(day) => format!("XXXX-{month:02}-{day:02}"),
            None => format!("XXXX-{month:02}"),
        }
    } else if let Some(weekday) = slots.number(Slot::Weekday) {
        format!("XXXX-WXX-{weekday}")
    } else if let Some(season) = slots.small(Slot::Season) {
        format!("XXXX-{}", season_code(season))
    } else if let Some(quarter) = slots.number(Slot::Quarter) {
        format!("XXXX-Q{quarter}")
    } else if let Some(part) = slots.part() {
        format!("XXXX-XX-XXT{}", part.code())
    } else {
        match slots.unit() {
            Some(unit) => amount(count(slots), unit),
            None => "XXXX".to_owned(),
        }
    };
    Resolution::new(TimexKind::Set, value)
}
