//! The force that a claim moves.

use annals_knowledge::Language;
use annals_model::{Claim, Reading};

use crate::features::ForceMovement;
use crate::symbols::{entity_symbol, stem_symbol};

/// Returns the force that a claim moves, and where.
pub(super) fn force_movement(claim: &Claim, reading: &Reading, language: &Language) -> Option<ForceMovement> {
    let movements = &reading.relations.force_movements;
    let movement = movements.iter().find(|movement| movement.claim == claim.claim_id)?;
    let is_numbered =
        [&claim.name, &claim.context_names].iter().any(|words| words.contains(|c: char| c.is_ascii_digit()));
    let mut sides = match (&movement.sides, movement.countries.first(), movement.countries.last()) {
        (Some(sides), _, _) => [&sides.home, &sides.host].map(|side| stem_symbol(side.as_str(), language)),
        (None, Some(one), Some(other)) if movement.countries.len() == 2 => [one, other].map(entity_symbol),
        _ => return None,
    };
    sides.sort_unstable();
    Some(ForceMovement { sides, is_numbered })
}
