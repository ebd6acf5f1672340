//! Kinds of events that may denote the same event, as one class.

use annals_knowledge::{Kind, Knowledge, Once};
use annals_model::{KindId, Lifespan};
use rustc_hash::FxHashMap;

use crate::symbols::Symbol;

/// The properties of the events of a kind, and the class of the kind.
#[derive(Clone, Copy)]
pub(crate) struct EventClass<'k> {
    /// The kind that represents the class.
    pub(crate) root: &'k KindId,
    /// The number of that kind.
    pub(crate) number: Symbol,
    /// True if such events recur among the same parties.
    pub(crate) recurs: bool,
    /// For whom an event of the kind is unique.
    pub(crate) once: Option<Once>,
    /// True if such an event has two sides, either of which may be named in its place.
    pub(crate) sides: bool,
    /// True if such an event lasts one day.
    pub(crate) one_day: bool,
    /// True for anniversaries: the same is celebrated again, often on the same day of the year.
    pub(crate) yearly: bool,
    /// True if the event begins or ends what it happens to.
    pub(crate) founds: bool,
}

/// The class of each kind.
pub(crate) struct EventClasses<'k>(FxHashMap<&'k KindId, EventClass<'k>>);

impl<'k> EventClasses<'k> {
    pub(crate) fn new(knowledge: &'k Knowledge) -> Self {
        let kinds = &knowledge.kinds;
        let class = |kind: &'k Kind| {
            let root = root(kind, kinds);
            let number = kinds.iter().position(|other| other.id == root.id).unwrap_or_default();
            let mut nouns = knowledge.languages.iter().flat_map(|language| language.nouns());
            let mut lifespans = [kind.begins, kind.ends].into_iter().flatten();
            EventClass {
                root: &root.id,
                number: Symbol::try_from(number).unwrap_or(Symbol::MAX),
                recurs: kind.recurs,
                once: kind.once,
                sides: kind.sides,
                one_day: kind.one_day,
                yearly: nouns.any(|rule| rule.recurs && rule.kind == kind.id),
                founds: lifespans.any(|lifespan| lifespan != Lifespan::Presence),
            }
        };
        Self(kinds.iter().map(|kind| (&kind.id, class(kind))).collect())
    }

    /// Returns the class of a kind, `None` for a kind that `kinds.toml` does not have.
    pub(crate) fn of(&self, kind: &KindId) -> Option<EventClass<'k>> {
        self.0.get(kind).copied()
    }
}

/// Follows `same-as` from a kind to the one that represents its class.
fn root<'k>(kind: &'k Kind, kinds: &'k [Kind]) -> &'k Kind {
    let mut root = kind;
    // At most as many steps as there are kinds: `same-as` may be circular.
    for _ in kinds {
        let next = root.same_as.first().and_then(|next| kinds.iter().find(|other| other.id == *next));
        match next {
            Some(next) => root = next,
            None => break,
        }
    }
    root
}
