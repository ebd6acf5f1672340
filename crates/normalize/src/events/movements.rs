//! What a sentence says of a force that comes or leaves.

use std::collections::BTreeSet;

use annals_knowledge::{Function, Statehood};
use annals_model::EntityId;
use annals_model::reading::Extent;
use annals_text::TokenKind;

use super::scene::Scene;
use super::trigger::Trigger;

/// Whether nothing of a force is left behind: "complete withdrawal", "fully withdrew".
pub(crate) fn extent(scene: &Scene<'_, '_>, trigger: &Trigger) -> Extent {
    let sheet = scene.sheet;
    let told = trigger.extent();
    let before = told.start.saturating_sub(1).max(scene.tokens.start);
    let behind = (told.end + 1).min(scene.tokens.end);
    // "the complete withdrawal of 5,000 men" is of so many.
    let counted = told.clone().any(|at| {
        sheet.kind(at) == Some(TokenKind::Number)
            && scene.covered_at(at).is_none()
            && scene.mention_at(at).is_none()
    });
    let whole =
        (before..behind).any(|at| sheet.is(at, Function::Completed) && scene.mention_at(at).is_none());
    if whole && !counted { Extent::Whole } else { Extent::Unsaid }
}

/// Countries that a sentence names, by themselves, by their people or by what is theirs.
pub(crate) fn countries(scene: &Scene<'_, '_>) -> BTreeSet<EntityId> {
    let mut found = BTreeSet::new();
    let mut at = scene.tokens.start;
    while at < scene.tokens.end {
        let Some(mention) = scene.mention_at(at) else {
            at += 1;
            continue;
        };
        // A town is as often the name of something: "the X Agreement".
        let known = mention
            .entity()
            .and_then(|(_, id)| scene.names.get(id))
            .filter(|known| known.statehood != Statehood::Town);
        found.extend(known.and_then(|known| known.country.clone()));
        at = mention.tokens.end.max(at + 1);
    }
    found
}
