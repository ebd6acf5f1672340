//! Kinds of events: participants, identity, and the sentences that state them.

use serde::{Deserialize, Serialize};

use crate::choices::Choices;
use crate::template::{Piece, Slot, Template, read_named};

/// A kind of event, as in the events dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    Agreement,
    Appointment,
    Battle,
    Birth,
    Campaign,
    Ceasefire,
    Coup,
    Death,
    Deployment,
    DiplomaticRelations,
    Election,
    Exercise,
    Founding,
    Independence,
    Liberation,
    Meeting,
    Request,
    Statement,
    Victory,
    Visit,
    Withdrawal,
}

/// A `[[kind]]` of `data/kinds-*.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KindSpec {
    pub(crate) kind: Kind,
    /// The relative frequency.
    pub(crate) weight: usize,
    /// The participants besides the country itself (`a`).
    pub(crate) cast: Vec<Role>,
    /// The participants that the record of an event names.
    pub(crate) participants: Vec<Role>,
    /// Combinations of participants that no two events of a country share.
    pub(crate) identity: Vec<Vec<Role>>,
    pub(crate) at: At,
    /// The shortest and longest duration in days; one day by default.
    pub(crate) lasts: Option<(i32, i32)>,
    pub(crate) traits: Vec<Trait>,
    /// Each entry is a name with its aliases; empty for kinds without names.
    #[serde(default)]
    pub(crate) names: Vec<Choices<Template<NameSlot>>>,
    pub(crate) nouns: Choices<Template<EventSlot>>,
    pub(crate) sentences: Choices<Template<EventSlot>>,
    pub(crate) captions: Choices<Template<EventSlot>>,
    /// The units for `quantities`.
    pub(crate) units: Option<Choices<String>>,
    pub(crate) quantities: Option<Choices<Template<EventSlot>>>,
}

impl KindSpec {
    pub(crate) fn is(&self, quality: Trait) -> bool {
        self.traits.contains(&quality)
    }

    pub(crate) fn has(&self, role: Role) -> bool {
        matches!(role, Role::A | Role::Place) || self.cast.contains(&role)
    }

    /// Checks that every template uses only slots that an event of this kind can fill.
    pub(crate) fn check(&self) -> Result<(), String> {
        let kind = self.kind;
        let quantities = self.quantities.iter().flat_map(Choices::iter);
        let sentences = self.sentences.iter().chain(self.captions.iter()).chain(quantities);
        for slot in sentences.chain(self.nouns.iter()).flat_map(Template::slots) {
            if slot.role().is_some_and(|role| !self.has(role)) {
                return Err(format!("{kind:?}: {slot:?} is not in the cast"));
            }
            if *slot == EventSlot::Name && self.names.is_empty() {
                return Err(format!("{kind:?}: a sentence uses a name, but there are no names"));
            }
        }
        // A noun is part of another sentence, which states the date.
        let dated = |slot: &EventSlot| {
            matches!(slot, EventSlot::On | EventSlot::OnFirm | EventSlot::When | EventSlot::Noun)
        };
        if self.nouns.iter().flat_map(Template::slots).any(dated) {
            return Err(format!("{kind:?}: a noun contains a date or another noun"));
        }
        let unknown = self.identity.iter().flatten().chain(&self.participants).find(|role| !self.has(**role));
        match unknown {
            Some(role) => Err(format!("{kind:?}: {role:?} is not in the cast")),
            None => Ok(()),
        }
    }
}

/// The role of a participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// The country whose event it is.
    A,
    /// Another country.
    B,
    /// A person of the first country.
    P,
    /// A person of the other one.
    Q,
    Unit,
    #[serde(rename = "body")]
    Institution,
    /// The office that a person gets.
    Office,
    Place,
}

/// The place of events of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum At {
    /// Some town of the country.
    Home,
    Capital,
    /// Some town of the other country.
    Partner,
    /// The town of the institution.
    #[serde(rename = "body")]
    Institution,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Trait {
    /// Reported in the days after it.
    News,
    /// Can be announced before it happens.
    Plannable,
    /// Has anniversaries.
    Celebrated,
    /// Its place is not part of its identity, so that an article can state a wrong one.
    Movable,
    /// Happens repeatedly with the same participants: with another month or year it is another event.
    Again,
}

/// A slot in the name of an event.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum NameSlot {
    A,
    ADemonym,
    Place,
    Code,
}

impl Slot for NameSlot {
    fn read(name: &str) -> Result<Self, String> {
        read_named(name)
    }
}

/// A slot in a sentence that states an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum EventSlot {
    Name,
    A,
    B,
    ADemonym,
    BDemonym,
    /// A person: with rank and office the first time, the short form later.
    P,
    Q,
    /// The same people by their full names only.
    Person,
    #[serde(rename = "person-2")]
    Person2,
    Unit,
    #[serde(rename = "body")]
    Institution,
    Role,
    Place,
    /// The date with its preposition, or nothing.
    On,
    /// The date with its preposition, in a sentence that needs it.
    #[serde(rename = "on!")]
    OnFirm,
    /// The date alone.
    When,
    /// The event as a noun.
    Noun,
    Quantity,
    Ordinal,
    Year,
    Days,
}

impl Slot for EventSlot {
    fn read(name: &str) -> Result<Self, String> {
        read_named(name)
    }
}

impl EventSlot {
    fn role(self) -> Option<Role> {
        Some(match self {
            Self::A | Self::ADemonym => Role::A,
            Self::B | Self::BDemonym => Role::B,
            Self::P | Self::Person => Role::P,
            Self::Q | Self::Person2 => Role::Q,
            Self::Unit => Role::Unit,
            Self::Institution => Role::Institution,
            Self::Role => Role::Office,
            Self::Place => Role::Place,
            _ => return None,
        })
    }
}

impl Template<EventSlot> {
    /// Whether the sentence is complete without a date.
    pub(crate) fn is_complete_without_date(&self) -> bool {
        let firm = |slot: &EventSlot| matches!(slot, EventSlot::OnFirm | EventSlot::When);
        self.starts_with_slot() != Some(&EventSlot::On) && !self.slots().any(firm)
    }

    /// Whether the date has no preposition.
    pub(crate) fn has_bare_date(&self) -> bool {
        self.slots().any(|slot| *slot == EventSlot::When)
    }

    pub(crate) fn names_place(&self) -> bool {
        self.slots().any(|slot| *slot == EventSlot::Place)
    }

    /// Whether this slot is the subject, so that an apposition may follow it.
    pub(crate) fn opens_with(&self, slot: EventSlot) -> bool {
        let next = self.pieces().get(1);
        self.starts_with_slot() == Some(&slot)
            && matches!(next, Some(Piece::Text(text)) if text.starts_with(' ') && !text.starts_with(" ("))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template(text: &str) -> Template<EventSlot> {
        Template::read(text).unwrap()
    }

    #[test]
    fn some_sentences_need_a_date() {
        assert!(template("{name} was signed {on}.").is_complete_without_date());
        assert!(!template("{on}, {name} was signed.").is_complete_without_date());
        assert!(!template("{name} ({when}) was long.").is_complete_without_date());
        assert!(!template("It was {on!} that it began.").is_complete_without_date());
    }

    #[test]
    fn apposition_needs_a_subject() {
        assert!(template("{p} met {q}.").opens_with(EventSlot::P));
        assert!(!template("{p} met {q}.").opens_with(EventSlot::Q));
        assert!(!template("{p} (left) waves.").opens_with(EventSlot::P));
        assert!(!template("{p}, ill, left.").opens_with(EventSlot::P));
    }
}
