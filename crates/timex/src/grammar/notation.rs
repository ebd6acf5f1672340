//! Notations of numbers, and the classes of a number.

use super::file::NumberClass;
use super::program::Test;
use crate::slots::Decimal;

/// The notation of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Notation {
    /// Digits, by their count.
    Digits(u8),
    /// Digits with group separators or a decimal mark.
    Marked,
    Words,
}

impl NumberClass {
    /// Whether a number belongs to the class.
    pub(super) fn contains(&self, value: Decimal, notation: Notation) -> bool {
        let fits = match notation {
            Notation::Digits(count) => {
                self.digits.is_some_and(|(least, most)| (least..=most).contains(&count))
            }
            Notation::Words => self.words,
            Notation::Marked => self.marked,
        };
        let is_step = self.step.is_none_or(|step| {
            value.as_whole().is_some_and(|whole| i64::from(whole) % i64::from(step.get()) == 0)
        });
        fits && is_step
            && (Decimal::whole(i64::from(self.from))..=Decimal::whole(i64::from(self.to))).contains(&value)
    }
}

/// Returns the classes of a number as a bit mask.
pub(super) fn mask(classes: &[(Test, NumberClass)], value: Decimal, notation: Notation) -> u64 {
    let bits =
        classes.iter().enumerate().map(|(i, (_, class))| u64::from(class.contains(value, notation)) << i);
    bits.fold(0, |mask, bit| mask | bit)
}

/// Returns numbers that cover all possible masks: those at the bounds of classes and, for classes with a step, multiples
/// of the step and numbers between them.
pub(super) fn boundaries(classes: &[(Test, NumberClass)]) -> Vec<(Decimal, Notation)> {
    let mut values: Vec<i64> =
        classes.iter().flat_map(|(_, class)| [i64::from(class.from), i64::from(class.to) + 1]).collect();
    values.push(0);
    let steps: Vec<i64> = classes.iter().filter_map(|(_, class)| Some(class.step?.get().into())).collect();
    let multiples = |value: i64| steps.iter().map(move |step| (value + step - 1) / step * step);
    let between: Vec<i64> = values.iter().flat_map(|value| multiples(*value).chain([value + 1])).collect();
    values.extend(between);
    values.sort_unstable();
    values.dedup();
    let notations = (1..=12).map(Notation::Digits).chain([Notation::Words, Notation::Marked]);
    let fractions = |value: i64| [Decimal::whole(value), Decimal(value.saturating_mul(1000) - 500)];
    notations
        .flat_map(|notation| values.iter().flat_map(move |value| fractions(*value).map(|v| (v, notation))))
        .collect()
}
