//! Kinds of events: who takes part, what makes one event different from another, and how it is told.

use serde::{Deserialize, Serialize};

use crate::choices::Choices;
use crate::template::{Piece, Slot, Template, read_named};

/// What happened, in the vocabulary of the events dataset.
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
    /// How often events of this kind happen, beside the others.
    pub(crate) weight: usize,
    /// Who takes part apart from the country itself (`a`), which always does.
    pub(crate) cast: Vec<Role>,
    /// Who of them the event's record names.
    pub(crate) participants: Vec<Role>,
    /// No two events of a country share any of these.
    pub(crate) identity: Vec<Vec<Role>>,
    pub(crate) at: At,
    /// How many days it lasts, from and to; without it, one day.
    pub(crate) lasts: Option<(i32, i32)>,
    pub(crate) traits: Vec<Trait>,
    /// Each entry is one name with its aliases; events without a name have none.
    #[serde(default)]
    pub(crate) names: Vec<Choices<Template<NameSlot>>>,
    pub(crate) nouns: Choices<Template<EventSlot>>,
    pub(crate) sentences: Choices<Template<EventSlot>>,
    pub(crate) captions: Choices<Template<EventSlot>>,
    /// What is counted in `quantities`.
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

    /// Whether every template asks only for what an event of this kind has.
    pub(crate) fn check(&self) -> Result<(), String> {
        let kind = self.kind;
        let quantities = self.quantities.iter().flat_map(Choices::iter);
        let told = self.sentences.iter().chain(self.captions.iter()).chain(quantities);
        for slot in told.chain(self.nouns.iter()).flat_map(Template::slots) {
            if slot.role().is_some_and(|role| !self.has(role)) {
                return Err(format!("{kind:?}: {slot:?} is not in the cast"));
            }
            if *slot == EventSlot::Name && self.names.is_empty() {
                return Err(format!("{kind:?}: a sentence uses a name, but there are no names"));
            }
        }
        // A noun stands inside other sentences, where the date is told by the sentence around it.
        let dated = |slot: &EventSlot| {
            matches!(slot, EventSlot::On | EventSlot::OnFirm | EventSlot::When | EventSlot::Noun)
        };
        if self.nouns.iter().flat_map(Template::slots).any(dated) {
            return Err(format!("{kind:?}: a noun tells a date or another noun"));
        }
        let unknown = self.identity.iter().flatten().chain(&self.participants).find(|role| !self.has(**role));
        match unknown {
            Some(role) => Err(format!("{kind:?}: {role:?} is not in the cast")),
            None => Ok(()),
        }
    }
}

/// A part in an event.
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
    Body,
    /// What somebody becomes.
    Office,
    Place,
}

/// Where events of a kind happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum At {
    /// Some town of the country.
    Home,
    Capital,
    /// Some town of the other country.
    Partner,
    /// The town of the institution.
    Body,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Trait {
    /// Reported in the days after it.
    News,
    /// Told of before it happens.
    Plannable,
    /// Has anniversaries.
    Celebrated,
    /// Its place does not belong to what makes it this event, and so may be told wrongly.
    Movable,
    /// The same take part in such an event again and again: told of another year or month, it is another one.
    Again,
}

/// What the name of an event is made from.
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

/// What may stand in a sentence that tells an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum EventSlot {
    Name,
    A,
    B,
    ADemonym,
    BDemonym,
    /// A person as the article names them: with rank and office the first time, by the short form later.
    P,
    Q,
    /// The same people by their bare names.
    Person,
    #[serde(rename = "person-2")]
    Person2,
    Unit,
    Body,
    Role,
    Place,
    /// The date with its preposition, or nothing.
    On,
    /// The same where the sentence falls apart without it.
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
            Self::Body => Role::Body,
            Self::Role => Role::Office,
            Self::Place => Role::Place,
            _ => return None,
        })
    }
}

impl Template<EventSlot> {
    /// Whether the sentence still reads well when the date is left out.
    pub(crate) fn stands_undated(&self) -> bool {
        let firm = |slot: &EventSlot| matches!(slot, EventSlot::OnFirm | EventSlot::When);
        self.starts_with_slot() != Some(&EventSlot::On) && !self.slots().any(firm)
    }

    /// Whether the date stands alone, without a preposition.
    pub(crate) fn dates_barely(&self) -> bool {
        self.slots().any(|slot| *slot == EventSlot::When)
    }

    pub(crate) fn names_place(&self) -> bool {
        self.slots().any(|slot| *slot == EventSlot::Place)
    }

    /// Whether this slot is the subject: apposition and commas may follow it.
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
    fn a_sentence_knows_whether_it_needs_a_date() {
        assert!(template("{name} was signed {on}.").stands_undated());
        assert!(!template("{on}, {name} was signed.").stands_undated());
        assert!(!template("{name} ({when}) was long.").stands_undated());
        assert!(!template("It was {on!} that it began.").stands_undated());
    }

    #[test]
    fn apposition_needs_a_subject() {
        assert!(template("{p} met {q}.").opens_with(EventSlot::P));
        assert!(!template("{p} met {q}.").opens_with(EventSlot::Q));
        assert!(!template("{p} (left) waves.").opens_with(EventSlot::P));
        assert!(!template("{p}, ill, left.").opens_with(EventSlot::P));
    }
}
