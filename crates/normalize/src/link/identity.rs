//! What an event is known by.

use annals_knowledge::{Function, Knowledge, Sense};
use annals_model::reading::{Claim, Naming, Reading};
use annals_model::{EntityId, KindId, slug};
use rustc_hash::FxHashMap;

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

/// Tells what events are known by.
pub(super) struct Identities<'k> {
    knowledge: &'k Knowledge,
    /// Keys of `names/events.csv` by kind and name.
    known: FxHashMap<(&'k KindId, String), &'k str>,
}

impl<'k> Identities<'k> {
    pub(super) fn new(knowledge: &'k Knowledge) -> Self {
        let events = &knowledge.names.events;
        let known = events
            .iter()
            .flat_map(|event| {
                let names = event.aliases.iter().chain([&event.name]);
                names.map(move |name| ((&event.kind, slug(name)), event.id.as_str()))
            })
            .collect();
        Self { knowledge, known }
    }

    /// The identity of the event of every claim of a reading, within its kind.
    pub(super) fn of(&self, reading: &Reading) -> Vec<Identity> {
        let forms: FxHashMap<String, &EntityId> = reading
            .entities
            .iter()
            .flat_map(|(id, entity)| {
                entity.forms.iter().chain([&entity.name]).map(move |form| (slug(form), id))
            })
            .collect();
        let identity = |claim: &Claim| {
            let name = slug(&claim.name);
            // A campaign or treaty that is called by a place is not the place.
            if let Some(entity) = forms.get(&name).filter(|_| claim.naming == Naming::Description) {
                return Identity::Entity((*entity).clone());
            }
            match self.known.get(&(&claim.kind, name)) {
                Some(known) => Identity::Named((*known).to_owned()),
                None if claim.naming == Naming::Proper => Identity::Named(self.core(claim)),
                None => Identity::Described,
            }
        };
        reading.claims.iter().map(identity).collect()
    }

    /// A name without the words that only say its kind: "X Accords" and "X Agreement" are both
    /// "x".
    fn core(&self, claim: &Claim) -> String {
        let kept: Vec<String> = annals_text::words(&claim.name)
            .into_iter()
            .filter(|word| word.chars().any(char::is_alphanumeric) && !self.is_generic(word, claim))
            .collect();
        let core = slug(&kept.join(" "));
        if core.is_empty() { slug(&claim.name) } else { core }
    }

    /// Whether a word only says of what kind a name is, or holds it together.
    fn is_generic(&self, word: &str, claim: &Claim) -> bool {
        self.knowledge.languages.iter().any(|language| {
            let (_, words) = language.lexicon.scan(word, 0..word.len());
            language.lexicon.longest_at(&words, 0).is_some_and(|(_, meaning)| {
                meaning.senses().iter().any(|sense| match sense {
                    Sense::Noun(number) => {
                        language.nouns.get(*number).is_some_and(|rule| rule.kind == claim.kind)
                    }
                    Sense::Function(class) => *class == Function::Definite,
                    _ => false,
                })
            })
        })
    }
}
