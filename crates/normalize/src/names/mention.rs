//! Mentions: names found in a segment.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::RankId;
use annals_model::{EntityClass, EntityId, UnlistedOffice};

/// A name, with the titles of a person.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Tokens of titles and name.
    pub(crate) tokens: Range<usize>,
    /// Tokens of the name alone.
    pub(crate) name: Range<usize>,
    /// The entity that it denotes, if known.
    pub(crate) referent: Referent,
    /// Ranks and offices before or after the name.
    pub(crate) title: Title,
}

/// What a name denotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Referent {
    /// A person, an organisation or a place.
    Entity(EntityClass, EntityId),
    /// A partial name of a person.
    PartialName,
    /// Capitalised words that are not identified.
    Unknown,
}

impl Mention {
    /// Creates a mention of a name without titles.
    pub(crate) fn untitled(name: Range<usize>, referent: Referent) -> Self {
        Self { tokens: name.clone(), name, referent, title: Title::default() }
    }

    /// Creates a mention of a known entity without titles.
    pub(crate) fn of(name: Range<usize>, class: EntityClass, id: EntityId) -> Self {
        Self::untitled(name, Referent::Entity(class, id))
    }

    pub(crate) fn entity(&self) -> Option<(EntityClass, &EntityId)> {
        match &self.referent {
            Referent::Entity(class, id) => Some((*class, id)),
            _ => None,
        }
    }

    /// Returns the person that it denotes.
    pub(crate) fn person(&self) -> Option<&EntityId> {
        self.entity().filter(|(class, _)| *class == EntityClass::Person).map(|(_, id)| id)
    }

    pub(crate) fn is(&self, wanted: EntityClass) -> bool {
        matches!(self.referent, Referent::Entity(class, _) if class == wanted)
    }
}

/// Ranks and offices of one mention.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Title {
    /// Index in `Language::ranks`.
    pub(crate) rank: Option<RankId>,
    /// Offices, in the order of the text.
    pub(crate) offices: Vec<OfficeHeld>,
    /// Whether the words identify a person.
    pub(crate) cue: PersonCue,
    /// Tokens of the trailing titles; empty if there are none.
    pub(crate) trailing: Range<usize>,
    /// When rank and offices were held, if stated.
    pub(crate) as_of: Option<Edtf>,
}

impl Title {
    /// Removes the person cue. Trailing titles of a partial name do not show that it is a whole name.
    pub(crate) fn without_cue(self) -> Self {
        Self { cue: PersonCue::None, ..self }
    }
}

/// Evidence that a name is a person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PersonCue {
    /// None.
    #[default]
    None,
    /// A title or form of address.
    Titled,
}

impl OfficeHeld {
    /// Returns whether the words state the organisation or country.
    pub(crate) fn is_of_something(&self) -> bool {
        self.of.is_some() || self.held.is_some()
    }
}

/// An office and where it is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OfficeHeld {
    /// Its words.
    pub(crate) text: String,
    /// The organisation or country.
    pub(crate) of: Option<EntityId>,
    /// The office and its out-of-gazetteer complement.
    pub(crate) held: Option<UnlistedOffice>,
    /// When it was held, if stated.
    pub(crate) as_of: Option<Edtf>,
}
