//! Whose force comes to a place or leaves it, as something that events are known by.

use annals_knowledge::Language;
use annals_model::{Claim, Reading};

use super::telling::stem;
use super::wording::{Symbol, symbol_of};

/// The two sides of a movement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sides {
    /// Whose force it is and where, sorted.
    of: [Symbol; 2],
    /// Whether a part of the force is told by a number.
    pub(super) counted: bool,
}

impl Sides {
    /// Whether it is the same force, in the same place.
    pub(super) fn are(self, other: Self) -> bool {
        self.of == other.of
    }

    /// Whether neither side is one of the other.
    pub(super) fn are_others(self, other: Self) -> bool {
        !self.of.iter().any(|side| other.of.contains(side))
    }
}

/// The two sides of the movement that a claim tells.
pub(super) fn sides(claim: &Claim, reading: &Reading, language: &Language) -> Option<Sides> {
    let told = reading.relations.force_movements.iter().find(|told| told.claim == claim.claim_id)?;
    let counted =
        [&claim.name, &claim.context_names].iter().any(|words| words.contains(|c: char| c.is_ascii_digit()));
    let mut of = match (&told.sides, told.countries.first(), told.countries.last()) {
        (Some(sides), _, _) => [&sides.home, &sides.host].map(|side| stem(side.as_str(), language)),
        (None, Some(one), Some(other)) if told.countries.len() == 2 => [one, other].map(symbol_of),
        _ => return None,
    };
    of.sort_unstable();
    Some(Sides { of, counted })
}
