//! Quantities and their qualifiers.

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{Evidence, EvidenceId};

/// A quantity stated in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// The identifier.
    pub quantity_id: EvidenceId,
    /// The number.
    pub value: Amount,
    /// The qualifier of the number.
    pub qualifier: QuantityQualifier,
    /// The unit: what is counted or measured.
    pub unit: String,
    /// The date of the quantity, if the sentence states one.
    pub as_of: Option<Edtf>,
    /// The source text.
    pub evidence: Evidence,
}

/// The qualifier of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuantityQualifier {
    /// No qualifier.
    Exactly,
    /// "about".
    About,
    /// "more than".
    MoreThan,
    /// "less than".
    LessThan,
    /// "at least".
    AtLeast,
    /// "at most".
    AtMost,
    /// "almost".
    Almost,
}

/// An exact decimal number: `units` × 10<sup>−`scale`</sup>.
///
/// ```
/// use annals_model::Amount;
///
/// let amount: Amount = "2.50".parse()?;
/// assert_eq!(amount, Amount { units: 25, scale: 1 });
/// assert_eq!(amount.to_string(), "2.5");
/// # Ok::<_, std::num::ParseIntError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount {
    /// The digits.
    pub units: i64,
    /// The number of digits after the decimal point.
    pub scale: u8,
}

impl std::fmt::Display for Amount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.units);
        }
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.units.unsigned_abs(), width = usize::from(self.scale) + 1);
        let (whole, part) = digits.split_at(digits.len() - usize::from(self.scale));
        write!(f, "{sign}{whole}.{part}")
    }
}

impl std::str::FromStr for Amount {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (whole, part) = text.split_once('.').unwrap_or((text, ""));
        let part = part.trim_end_matches('0');
        let units = format!("{whole}{part}").parse()?;
        Ok(Self { units, scale: u8::try_from(part.len()).unwrap_or(u8::MAX) })
    }
}

impl Serialize for Amount {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.scale == 0 {
            serializer.serialize_i64(self.units)
        } else {
            serializer.serialize_f64(self.to_string().parse().unwrap_or(f64::NAN))
        }
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

/// Reads integers as integers: a float would lose digits after the fifteenth.
struct AmountVisitor;

impl serde::de::Visitor<'_> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: serde::de::Error>(self, units: i64) -> Result<Amount, E> {
        Ok(Amount { units, scale: 0 })
    }

    fn visit_u64<E: serde::de::Error>(self, units: u64) -> Result<Amount, E> {
        i64::try_from(units).map(|units| Amount { units, scale: 0 }).map_err(E::custom)
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Amount, E> {
        number.to_string().parse().map_err(E::custom)
    }
}

/// A number with its qualifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Figure {
    /// The number.
    pub value: Amount,
    /// The qualifier of the number.
    pub qualifier: QuantityQualifier,
}
