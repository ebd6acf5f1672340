//! What an event is known by.

use annals_knowledge::{Knowledge, Sense};
use annals_model::reading::{Claim, Naming, Reading};
use annals_model::{EntityId, slug};

/// What a claim's event is known by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identity {
    /// A key of `names/events.csv`, or a name without the words of its kind: claims of one name
    /// are of one event, whatever they say of its date.
    Named(String),
    /// What was founded or came to an end.
    Entity(EntityId),
    /// Only kind, date, parties and place.
    Described,
}

/// The identity of a claim's event within its kind.
pub(super) fn identity(claim: &Claim, reading: &Reading, knowledge: &Knowledge) -> Identity {
    let name = slug(&claim.name);
    let known = knowledge.names.events.iter().find(|event| {
        event.kind == claim.kind && event.aliases.iter().chain([&event.name]).any(|alias| slug(alias) == name)
    });
    if let Some(known) = known {
        return Identity::Named(known.id.clone());
    }
    if let Some(entity) = entity_named(&claim.name, reading) {
        return Identity::Entity(entity.clone());
    }
    match claim.naming {
        Naming::Proper => Identity::Named(core(claim, knowledge)),
        Naming::Description => Identity::Described,
    }
}

/// The entity that a founding, a birth or a death is named by.
fn entity_named<'r>(name: &str, reading: &'r Reading) -> Option<&'r EntityId> {
    let wanted = slug(name);
    reading
        .entities
        .iter()
        .find(|(_, entity)| {
            slug(&entity.name) == wanted || entity.forms.iter().any(|form| slug(form) == wanted)
        })
        .map(|(id, _)| id)
}

/// A name without the words that only say its kind: "Geneva Accords" and "Geneva Agreement" are
/// both "geneva".
fn core(claim: &Claim, knowledge: &Knowledge) -> String {
    let kept: Vec<String> = annals_text::words(&claim.name)
        .into_iter()
        .filter(|word| word.chars().any(char::is_alphanumeric) && !is_generic(word, claim, knowledge))
        .collect();
    let core = slug(&kept.join(" "));
    if core.is_empty() { slug(&claim.name) } else { core }
}

/// Whether a word only says of what kind a name is, or holds it together.
fn is_generic(word: &str, claim: &Claim, knowledge: &Knowledge) -> bool {
    knowledge.languages.iter().any(|language| {
        let tokens = annals_text::tokenize(word, 0..word.len());
        language.lexicon.longest_at(word, &tokens, 0).is_some_and(|(_, senses)| {
            senses.iter().any(|sense| match sense {
                Sense::Noun(number) => {
                    language.nouns.get(*number).is_some_and(|rule| rule.kind == claim.kind)
                }
                Sense::Function(class) => *class == annals_knowledge::Function::Definite,
                _ => false,
            })
        })
    })
}
