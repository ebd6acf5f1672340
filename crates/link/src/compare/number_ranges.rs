//! Stated numbers, as the ranges that they can mean.

use std::fmt::{Display, Formatter};

use annals_edtf::{Comparison, Finer};
use annals_model::{Amount, QuantityQualifier, QuantityRow};

/// A number with its qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NumberRange {
    value: Amount,
    qualifier: QuantityQualifier,
}

/// How far "about" a number reaches, in tenths of the number.
const ABOUT: i128 = 2;

/// How far from a round number the exact one may be: a part of the number, and of the step to the next round
/// one.
const ROUNDED: (i128, i128) = (20, 2);

/// Decimal places to which all numbers are scaled.
const PLACES: u8 = 6;

impl NumberRange {
    pub(super) fn of(row: &QuantityRow) -> Self {
        Self { value: row.value, qualifier: row.qualifier }
    }

    /// Returns the range of a whole of which this is the number of a part. `None` unless it is exact.
    pub(super) fn of_whole(self) -> Option<Self> {
        let exact = self.qualifier == QuantityQualifier::Exactly;
        exact.then_some(Self { qualifier: QuantityQualifier::AtLeast, ..self })
    }

    /// Returns the first and the last number that it can mean.
    fn bounds(self) -> (i128, i128) {
        let value = fixed(self.value);
        match self.qualifier {
            QuantityQualifier::Exactly => (value, value),
            QuantityQualifier::About => (value - value * ABOUT / 10, value + value * ABOUT / 10),
            QuantityQualifier::MoreThan => (value + 1, i128::MAX),
            QuantityQualifier::AtLeast => (value, i128::MAX),
            QuantityQualifier::LessThan => (i128::MIN, value - 1),
            QuantityQualifier::AtMost => (i128::MIN, value),
            QuantityQualifier::Almost => (value - value * ABOUT / 10, value - 1),
        }
    }

    /// Returns the rounding error: half the step between round numbers like this one at most, 0 for one that
    /// is not round.
    fn rounding_error(self) -> i128 {
        let value = fixed(self.value).abs();
        let unit = 10_i128.pow(u32::from(PLACES));
        let mut step = unit;
        while value > 0 && value % (step * 10) == 0 {
            step *= 10;
        }
        if step < unit * 100 { 0 } else { (value / ROUNDED.0).min(step / ROUNDED.1) }
    }

    /// Compares two ranges. A round number is compatible with one that rounds to it.
    pub(super) fn compare(&self, other: &Self) -> Comparison {
        if self == other {
            return Comparison::Equal;
        }
        let (this, that) = (self.bounds(), other.bounds());
        let contains = |outer: (i128, i128), inner: (i128, i128)| outer.0 <= inner.0 && inner.1 <= outer.1;
        match (contains(that, this), contains(this, that)) {
            (true, true) => Comparison::Compatible(Finer::Neither),
            (true, false) => Comparison::Compatible(Finer::This),
            (false, true) => Comparison::Compatible(Finer::Other),
            (false, false) if this.0 <= that.1 && that.0 <= this.1 => Comparison::Undetermined,
            (false, false) => {
                let gap = if this.1 < that.0 { that.0 - this.1 } else { this.0 - that.1 };
                let (own, others) = (self.rounding_error(), other.rounding_error());
                match (gap <= own, gap <= others) {
                    (true, true) => Comparison::Compatible(Finer::Neither),
                    (true, false) => Comparison::Compatible(Finer::Other),
                    (false, true) => Comparison::Compatible(Finer::This),
                    (false, false) => Comparison::Conflicting,
                }
            }
        }
    }
}

impl Display for NumberRange {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let word = match self.qualifier {
            QuantityQualifier::Exactly => return self.value.fmt(f),
            QuantityQualifier::About => "about",
            QuantityQualifier::MoreThan => "more-than",
            QuantityQualifier::LessThan => "less-than",
            QuantityQualifier::AtLeast => "at-least",
            QuantityQualifier::AtMost => "at-most",
            QuantityQualifier::Almost => "almost",
        };
        write!(f, "{word} {}", self.value)
    }
}

/// Returns a number scaled to six decimal places.
fn fixed(amount: Amount) -> i128 {
    let units = i128::from(amount.units);
    match PLACES.checked_sub(amount.scale) {
        Some(more) => units * 10_i128.pow(u32::from(more)),
        None => units / 10_i128.checked_pow(u32::from(amount.scale - PLACES)).unwrap_or(i128::MAX),
    }
}

#[cfg(test)]
mod tests {
    use annals_edtf::{Comparison, Finer};
    use annals_model::{
        QuantityQualifier, QuantityQualifier::About, QuantityQualifier::AtMost, QuantityQualifier::Exactly,
        QuantityQualifier::LessThan, QuantityQualifier::MoreThan,
    };

    use super::NumberRange;

    fn compare(a: (&str, QuantityQualifier), b: (&str, QuantityQualifier)) -> Comparison {
        let range = |(value, qualifier): (&str, QuantityQualifier)| NumberRange {
            value: value.parse().unwrap(),
            qualifier,
        };
        let forward = range(a).compare(&range(b));
        assert_eq!(forward.mirrored(), range(b).compare(&range(a)));
        forward
    }

    #[test]
    fn numbers_are_ranges() {
        assert_eq!(compare(("12", Exactly), ("12", Exactly)), Comparison::Equal);
        assert_eq!(compare(("12", Exactly), ("17", Exactly)), Comparison::Conflicting);
        assert_eq!(compare(("2.5", Exactly), ("2.75", Exactly)), Comparison::Conflicting);
        assert_eq!(compare(("12000", MoreThan), ("12431", Exactly)), Comparison::Compatible(Finer::Other));
        assert_eq!(compare(("12000", MoreThan), ("11000", Exactly)), Comparison::Conflicting);
        assert_eq!(compare(("400", About), ("412", Exactly)), Comparison::Compatible(Finer::Other));
        assert_eq!(compare(("400", About), ("900", Exactly)), Comparison::Conflicting);
        assert_eq!(compare(("300", MoreThan), ("400", LessThan)), Comparison::Undetermined);
        assert_eq!(compare(("300", AtMost), ("300", LessThan)), Comparison::Compatible(Finer::Other));
    }

    #[test]
    fn round_numbers_are_not_exact() {
        assert_eq!(compare(("12000", Exactly), ("12150", Exactly)), Comparison::Compatible(Finer::Other));
        assert_eq!(compare(("12000", Exactly), ("13150", Exactly)), Comparison::Conflicting);
        assert_eq!(compare(("120", Exactly), ("125", Exactly)), Comparison::Conflicting);
    }
}
