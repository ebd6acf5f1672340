//! Two ends of a period, or two dates of a list, say only once what they share.

use super::Mention;
use crate::grammar::{Decimal, Slot, Value, Words};

pub(super) fn inherit(mentions: &mut [Mention]) {
    for at in 1..mentions.len() {
        let (before, rest) = mentions.split_at_mut(at);
        if let (Some(left), Some(right)) = (before.last_mut(), rest.first_mut()) {
            share(left, right);
        }
    }
    // What the last of several says holds for the first as well.
    for at in (1..mentions.len()).rev().skip(1) {
        let (before, rest) = mentions.split_at_mut(at);
        if let (Some(left), Some(right)) = (before.last_mut(), rest.first_mut()) {
            share(left, right);
        }
    }
}

/// What tells a day.
const DAY: [Slot; 7] =
    [Slot::Year, Slot::Month, Slot::Day, Slot::Weekday, Slot::Shift, Slot::Direction, Slot::Feast];

fn share(left: &mut Mention, right: &mut Mention) {
    if let Some(short) = right.slots.number(Slot::ShortYear)
        && let Some(year) = left.slots.number(Slot::Year)
    {
        let full = year - year.rem_euclid(100) + short;
        let words = words(right, Slot::ShortYear);
        right.slots.set(Slot::Year, number(if full < year { full + 100 } else { full }), words);
    }
    let tells_day = |slot: &Slot| right.slots.has(*slot);
    if right.slots.has(Slot::Hour) && !DAY.iter().any(tells_day) {
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
    let leans = |mention: &Mention| {
        let slots = &mention.slots;
        !slots.has(Slot::Year)
            && !slots.has(Slot::Direction)
            && [Slot::Month, Slot::Season, Slot::Quarter, Slot::Half, Slot::Feast]
                .iter()
                .any(|slot| slots.has(*slot))
    };
    match (left.slots.number(Slot::Year), right.slots.number(Slot::Year)) {
        (None, Some(year)) if leans(left) => {
            left.slots.set(Slot::Year, number(year - i32::from(wraps)), words(right, Slot::Year));
        }
        (Some(year), None) if leans(right) => {
            right.slots.set(Slot::Year, number(year + i32::from(wraps)), words(left, Slot::Year));
        }
        (None, None) if wraps && leans(left) && leans(right) => left.until = right.slots.small(Slot::Month),
        _ => {}
    }
}

fn words(mention: &Mention, slot: Slot) -> Option<Words> {
    mention.slots.filled(slot)?.words
}

fn number(number: i32) -> Value {
    Value::Number(Decimal::whole(i64::from(number)))
}
