//! Participants by group reference: "the two countries".

use annals_knowledge::{Function, Sense};
use annals_model::EntityId;

use crate::context::SentenceContext;
use crate::events::triggers::trigger::Trigger;

/// Most tokens between a subject and its verb.
const BEFORE: usize = 4;

/// Returns the countries to which a group noun in the event's phrase or before its verb refers.
pub(super) fn country_group<'s>(context: &SentenceContext<'s, '_>, trigger: &Trigger) -> &'s [EntityId] {
    let inside = trigger.phrase.clone().find_map(|at| group_at(context, at));
    let before = || {
        let verb = trigger.verb()?;
        let floor = context.tokens.start.max(verb.start.saturating_sub(BEFORE));
        for at in (floor..verb.start).rev() {
            if let Some(found) = group_at(context, at) {
                return Some(found);
            }
            let segment = context.segment;
            let passes = segment.is(at, Function::Auxiliary)
                || segment.is(at, Function::Planned)
                || (segment.is_word(at) && !segment.is_function(at) && !context.is_verb(at));
            if !passes || context.mention_at(at).is_some() {
                return None;
            }
        }
        None
    };
    inside.or_else(before).unwrap_or_default()
}

/// Returns the group to which the noun at a token refers.
fn group_at<'s>(context: &SentenceContext<'s, '_>, noun: usize) -> Option<&'s [EntityId]> {
    let segment = context.segment;
    if context.mention_at(noun).is_some() || segment.sense(noun, |sense| sense == Sense::Group) != 1 {
        return None;
    }
    let before = noun.checked_sub(1).filter(|before| *before >= context.tokens.start)?;
    if segment.is(before, Function::Pair) {
        return context.country_groups.at(before, 2);
    }
    let (_, count) = segment.phrase(before, |sense| match sense {
        Sense::Number(count) => Some(count),
        _ => None,
    })?;
    let definite = before.checked_sub(1).is_some_and(|article| segment.is(article, Function::Definite));
    let few = (2..=5).contains(&count) && definite;
    few.then(|| context.country_groups.at(before, usize::try_from(count).ok()?)).flatten()
}
