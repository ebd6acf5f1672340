//! Ellipsis: the ends of a period, or the dates of a list, state shared components only once.

use super::calendar::states_part_of_year;
use super::mention::Mention;
use crate::slots::{ByteSpan, Decimal, Slot, Value};

/// Completes the slots of coordinated mentions from one another.
pub(super) fn complete(mentions: &mut [Mention]) {
    for at in 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(at);
        if let (Some(left), Some(right)) = (before.last_mut(), rest.first_mut()) {
            share(left, right);
        }
    }
    // Components of the last mention propagate to the first.
    for at in (1..mentions.len()).rev().skip(1) {
        let (before, rest) = mentions.split_at_mut(at);
        if let (Some(left), Some(right)) = (before.last_mut(), rest.first_mut()) {
            share(left, right);
        }
    }
}

/// The slots that state a day.
const DAY: [Slot; 7] =
    [Slot::Year, Slot::Month, Slot::Day, Slot::Weekday, Slot::Shift, Slot::Direction, Slot::Holiday];

/// Completes the slots of two adjacent mentions.
fn share(left: &mut Mention, right: &mut Mention) {
    if let Some(short) = right.slots.number(Slot::ShortYear)
        && let Some(year) = left.slots.number(Slot::Year)
    {
        let full = year - year.rem_euclid(100) + short;
        let words = words(right, Slot::ShortYear);
        right.slots.set(Slot::Year, number(if full < year { full + 100 } else { full }), words);
    }
    let states_day = |slot: &Slot| right.slots.has(*slot);
    if right.slots.has(Slot::Hour) && !DAY.iter().any(states_day) {
        for slot in DAY {
            right.slots.share(slot, &left.slots);
        }
    }
    left.slots.share(Slot::Era, &right.slots);
    if !left.slots.has(Slot::Month) && left.slots.has(Slot::Day) {
        left.slots.share(Slot::Month, &right.slots);
    }
    if !right.slots.has(Slot::Month) && right.slots.has(Slot::Day) {
        right.slots.share(Slot::Month, &left.slots);
    }
    let key = |mention: &Mention| {
        let slots = &mention.slots;
        let season = slots.number(Slot::Season).map(|season| (season - 20) % 4 * 3);
        let month = slots.number(Slot::Month).or(season).or(slots.number(Slot::Quarter).map(|q| q * 3));
        month.map(|month| (month, slots.number(Slot::Day)))
    };
    let wraps = match (key(left), key(right)) {
        (Some((a, Some(x))), Some((b, Some(y)))) => (a, x) > (b, y),
        (Some((a, _)), Some((b, _))) => a > b,
        _ => false,
    };
    let lacks_year = |mention: &Mention| {
        let slots = &mention.slots;
        !slots.has(Slot::Year) && !slots.has(Slot::Direction) && states_part_of_year(slots)
    };
    match (left.slots.number(Slot::Year), right.slots.number(Slot::Year)) {
        (None, Some(year)) if lacks_year(left) => {
            left.slots.set(Slot::Year, number(year - i32::from(wraps)), words(right, Slot::Year));
        }
        (Some(year), None) if lacks_year(right) => {
            right.slots.set(Slot::Year, number(year + i32::from(wraps)), words(left, Slot::Year));
        }
        (None, None) if wraps && lacks_year(left) && lacks_year(right) => {
            left.until_month = right.slots.small(Slot::Month)
        }
        _ => {}
    }
}

/// Returns the words that state a slot.
fn words(mention: &Mention, slot: Slot) -> Option<ByteSpan> {
    mention.slots.filled(slot)?.words
}

fn number(number: i32) -> Value {
    Value::Number(Decimal::whole(i64::from(number)))
}
