//! Armed forces: movements, their extent and sides, and forces described by place or sender.

use std::collections::BTreeSet;
use std::ops::Range;

use annals_knowledge::{Argument, Function, Sense, Statehood};
use annals_model::{EntityClass, EntityId, Extent, ForceSides, slug};
use annals_text::TokenKind;
use annals_text::can_be_name_and_adjective;

use crate::context::SentenceContext;
use crate::events::participants::subject::subject_before;
use crate::events::triggers::trigger::Trigger;
use crate::names::unlisted;

/// Most words between a modifier and its force.
const DESCRIPTION: usize = 4;

/// Most tokens between "the last of the" and the subject.
const LAST: usize = 6;

/// Returns whether a movement is complete: "complete withdrawal", "fully withdrew".
pub(crate) fn extent(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Extent {
    let segment = context.segment;
    let words = trigger.extent();
    let subject = trigger.verb().and_then(|verb| subject_before(context, &verb));
    // "the last of the Norwegian troops left"
    let first = subject.map_or(words.start, |subject| subject.start.saturating_sub(LAST)).min(words.start);
    let before = first.min(words.start.saturating_sub(1)).max(context.tokens.start);
    let following = (words.end + 1).min(context.tokens.end);
    // "the complete withdrawal of 5,000 men" is limited to their number.
    let counted = words.clone().any(|at| {
        segment.kind(at) == Some(TokenKind::Number)
            && context.covered_at(at).is_none()
            && context.mention_at(at).is_none()
    });
    let whole =
        (before..following).any(|at| segment.is(at, Function::Completed) && context.mention_at(at).is_none());
    if whole && !counted { Extent::Whole } else { Extent::Unsaid }
}

/// Returns home and host of an unlisted force: the adjective before the force or the subject, and the only
/// other name.
pub(crate) fn sides(context: &SentenceContext<'_, '_>, trigger: &Trigger) -> Option<ForceSides> {
    let segment = context.segment;
    let mut home: Option<Range<usize>> = None;
    let mut others: BTreeSet<String> = BTreeSet::new();
    let subject = trigger.verb().and_then(|verb| subject_before(context, &verb));
    let mut at = context.tokens.start;
    while at < context.tokens.end {
        let known = context.mention_at(at).filter(|mention| mention.entity().is_some());
        if let Some(mention) = known {
            if mention.is(EntityClass::Place) {
                others.insert(slug(segment.slice(&mention.tokens)));
            }
            at = mention.tokens.end.max(at + 1);
        } else if let Some(name) = unlisted(segment, at).filter(|_| context.covered_at(at).is_none()) {
            let owns = subject.as_ref() == Some(&name) || name.len() == 1 && is_of_force(context, name.end);
            if owns && home.is_none() {
                home = Some(name.clone());
            } else {
                others.insert(slug(segment.slice(&name)));
            }
            at = name.end;
        } else {
            at += 1;
        }
    }
    let home = slug(segment.slice(&home?));
    others.retain(|other| !can_be_name_and_adjective(other, &home));
    let host = others.pop_first().filter(|_| others.is_empty())?;
    Some(ForceSides { home: EntityId::new(home), host: EntityId::new(host) })
}

/// Returns whether a force begins at a token, perhaps after modifiers: "volunteer troops".
fn is_of_force(context: &SentenceContext<'_, '_>, at: usize) -> bool {
    let segment = context.segment;
    (at..context.tokens.end.min(at + DESCRIPTION))
        .take_while(|at| {
            let counts = segment.kind(*at) == Some(TokenKind::Number);
            counts || segment.is_word(*at) && !segment.is_function(*at) && !context.is_verb(*at)
        })
        .chain([at])
        .any(|at| segment.sense(at, |sense| matches!(sense, Sense::Body | Sense::NumberedHead)) > 0)
}

/// Returns the countries that a sentence names, directly, by demonym or by their entities.
pub(crate) fn countries(context: &SentenceContext<'_, '_>) -> BTreeSet<EntityId> {
    let mut found = BTreeSet::new();
    let mut at = context.tokens.start;
    while at < context.tokens.end {
        let Some(mention) = context.mention_at(at) else {
            at += 1;
            continue;
        };
        // A town name is often part of an event name: "the X Agreement".
        let known = mention
            .entity()
            .and_then(|(_, id)| context.gazetteer.get(id))
            .filter(|known| known.statehood != Statehood::Town);
        found.extend(known.and_then(|known| known.country.clone()));
        at = mention.tokens.end.max(at + 1);
    }
    found
}

/// Most words of a force's name and place.
const WORDS: usize = 6;

/// Returns whether the subject of a verb is a force with its place: "the advisers in X received …".
pub(crate) fn is_posted(
    context: &SentenceContext<'_, '_>,
    subject: &Range<usize>,
    verb: &Range<usize>,
) -> bool {
    let segment = context.segment;
    if context.fits(subject.start, &[Argument::Body]).is_none() {
        return false;
    }
    let place = [Argument::Place, Argument::Land, Argument::Named];
    (subject.start + 1..verb.start.min(subject.start + WORDS)).any(|at| {
        let mut next = at + 1;
        while segment.is(next, Function::Definite) {
            next += 1;
        }
        segment.is(at, Function::PlacePreposition) && context.fits(next, &place).is_some()
    })
}

/// Returns the antecedent of the relative pronoun before a verb's subject, as the verb's object: "the
/// soldiers whom X sent".
pub(crate) fn sent(
    context: &SentenceContext<'_, '_>,
    subject: &Range<usize>,
    wanted: &[Argument],
) -> Option<Range<usize>> {
    let segment = context.segment;
    let mut at = subject.start;
    while at > context.tokens.start && segment.is(at - 1, Function::Definite) {
        at -= 1;
    }
    let pronoun =
        at.checked_sub(1).filter(|at| *at > context.tokens.start && segment.is(*at, Function::Relative))?;
    let floor = context.tokens.start.max(pronoun.saturating_sub(WORDS));
    (floor..pronoun)
        .rev()
        .find(|start| context.fits(*start, wanted) == Some(pronoun))
        .map(|start| start..pronoun)
}
