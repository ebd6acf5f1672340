//! Numbers and amounts, with how exactly they are meant.

use annals_edtf::Edtf;
use serde::{Deserialize, Serialize};

use crate::{Evidence, EvidenceId};

/// A number of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quantity {
    /// Its identifier.
    pub quantity_id: EvidenceId,
    /// How many.
    pub value: Amount,
    /// How exactly.
    pub qualifier: QuantityQualifier,
    /// Of what.
    pub unit: String,
    /// When, where the sentence says so.
    pub as_of: Option<Edtf>,
    /// The words.
    pub evidence: Evidence,
}

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuantityQualifier {
    /// No word says otherwise.
    Exactly,
    /// Around it.
    About,
    /// Above it.
    MoreThan,
    /// Below it.
    LessThan,
    /// It or above.
    AtLeast,
    /// It or below.
    AtMost,
    /// A little below it.
    Almost,
}

/// A decimal number, exact: `units` times ten to the power of minus `scale`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Amount {
    /// The digits.
    pub units: i64,
    /// How many of them are behind the point.
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

/// Reads whole numbers as they are: as fractions they would lose digits beyond the fifteenth.
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

/// A number with how exactly it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Figure {
    /// How many.
    pub value: Amount,
    /// How exactly.
    pub qualifier: QuantityQualifier,
}
