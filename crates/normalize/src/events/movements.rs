//! What a sentence says of a force that comes or leaves.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_knowledge::{Function, Sense, Statehood};
use annals_model::{EntityClass, EntityId, Extent, ForceSides, slug};
use annals_text::TokenKind;
use annals_text::can_be_name_and_adjective;

use super::scene::Scene;
use super::subject::subject_before;
use super::trigger::Trigger;
use crate::names::unlisted;

/// Most words that describe a force before it.
const DESCRIPTION: usize = 4;

/// How far before the subject it may be said that nothing of it was left: "the last of the".
const LAST: usize = 6;

/// Whether nothing of a force is left behind: "complete withdrawal", "fully withdrew".
pub(crate) fn extent(scene: &Scene<'_, '_>, trigger: &Trigger) -> Extent {
    let sheet = scene.sheet;
    let told = trigger.extent();
    let subject = trigger.verb().and_then(|verb| subject_before(scene, &verb));
    // "the last of the Norwegian troops left"
    let first = subject.map_or(told.start, |subject| subject.start.saturating_sub(LAST)).min(told.start);
    let before = first.min(told.start.saturating_sub(1)).max(scene.tokens.start);
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

/// Whose force a sentence tells of and where it is, where no table has these names: the adjective before
/// the force or the subject, and the only other name.
pub(crate) fn sides(scene: &Scene<'_, '_>, trigger: &Trigger) -> Option<ForceSides> {
    let sheet = scene.sheet;
    let mut home: Option<Range<usize>> = None;
    let mut others: BTreeSet<String> = BTreeSet::new();
    let subject = trigger.verb().and_then(|verb| subject_before(scene, &verb));
    let mut at = scene.tokens.start;
    while at < scene.tokens.end {
        let known = scene.mention_at(at).filter(|mention| mention.entity().is_some());
        if let Some(mention) = known {
            if mention.is(EntityClass::Place) {
                others.insert(slug(sheet.slice(&mention.tokens)));
            }
            at = mention.tokens.end.max(at + 1);
        } else if let Some(name) = unlisted(sheet, at).filter(|_| scene.covered_at(at).is_none()) {
            let owns = subject.as_ref() == Some(&name) || name.len() == 1 && is_of_force(scene, name.end);
            if owns && home.is_none() {
                home = Some(name.clone());
            } else {
                others.insert(slug(sheet.slice(&name)));
            }
            at = name.end;
        } else {
            at += 1;
        }
    }
    let home = slug(sheet.slice(&home?));
    others.retain(|other| !can_be_name_and_adjective(other, &home));
    let host = others.pop_first().filter(|_| others.is_empty())?;
    Some(ForceSides { home: EntityId::new(home), host: EntityId::new(host) })
}

/// Whether a force is told at a token, behind a few words that describe it: "volunteer troops".
fn is_of_force(scene: &Scene<'_, '_>, at: usize) -> bool {
    let sheet = scene.sheet;
    (at..scene.tokens.end.min(at + DESCRIPTION))
        .take_while(|at| {
            let counts = sheet.kind(*at) == Some(TokenKind::Number);
            counts || sheet.is_word(*at) && !sheet.is_function(*at) && !scene.is_verb(*at)
        })
        .chain([at])
        .any(|at| sheet.sense(at, |sense| matches!(sense, Sense::Body | Sense::NumberedHead)) > 0)
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
