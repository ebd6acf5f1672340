//! Verbs that say of an event noun that the event happened: "signed … the treaty".

use annals_knowledge::{Function, Sense};

use super::find::REACH;
use super::scene::Scene;
use super::trigger::{Teller, Trigger};

/// Ties verbs that say that an event happened to its noun.
pub(crate) fn support(scene: &Scene<'_, '_>, triggers: &mut [Trigger]) {
    let sheet = scene.sheet;
    for at in scene.tokens.clone() {
        if scene.mention_at(at).is_some() || scene.covered_at(at).is_some() {
            continue;
        }
        let supports = sheet.phrase(at, |sense| match sense {
            Sense::Support(number) => Some(number),
            _ => None,
        });
        let Some((len, _)) = supports else { continue };
        let verb = at..at + len;
        let serves = |trigger: &Trigger| {
            matches!(trigger.teller, Teller::Noun(_) | Teller::Known)
                && trigger.support.is_none()
                && sheet.sense(at, |sense| match sense {
                    Sense::Support(number) => {
                        sheet.language.supports.get(number).is_some_and(|rule| rule.kind == trigger.kind)
                    }
                    _ => false,
                }) > 0
        };
        let object = triggers.iter().position(|trigger| {
            trigger.phrase.start >= verb.end
                && serves(trigger)
                && trigger.phrase.start - verb.end <= REACH
                && !scene.has_verb(verb.end..trigger.phrase.start)
                && !(verb.end..trigger.phrase.start).any(|between| {
                    let mark =
                        matches!(sheet.word(between), "\"" | "“") && between + 1 == trigger.phrase.start;
                    sheet.word(between) == "," || (scene.breaks(between) && !mark)
                })
        });
        let subject = triggers.iter().rposition(|trigger| {
            trigger.phrase.end <= verb.start
                && serves(trigger)
                && !(trigger.phrase.end..verb.start).any(|between| {
                    (scene.is_verb(between) && !sheet.is(between, Function::Auxiliary))
                        || matches!(sheet.word(between), ";" | ":" | "“" | "”")
                        || sheet.is(between, Function::Subordinator)
                })
        });
        let Some(number) = object.or(subject) else { continue };
        if let Some(trigger) = triggers.get_mut(number) {
            trigger.support = Some(verb);
        }
    }
}
