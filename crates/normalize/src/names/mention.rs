//! Names found in a segment.

use std::ops::Range;

use annals_edtf::Edtf;
use annals_knowledge::RankId;
use annals_model::{EntityClass, EntityId, UnlistedOffice};

/// A name, with its titles where it is a person's.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    /// Tokens of titles and name.
    pub(crate) tokens: Range<usize>,
    /// Tokens of the name alone.
    pub(crate) name: Range<usize>,
    /// What it names, where that is known.
    pub(crate) referent: Referent,
    /// Ranks and offices before or behind the name.
    pub(crate) title: Title,
}

/// What a name stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Referent {
    /// A person, an organisation or a place.
    Entity(EntityClass, EntityId),
    /// Somebody whose name the article has to give elsewhere in full.
    ShortForm,
    /// Capitalised words that nothing explains.
    Unknown,
}

impl Mention {
    /// A name without titles, all of its tokens.
    pub(crate) fn untitled(name: Range<usize>, referent: Referent) -> Self {
        Self { tokens: name.clone(), name, referent, title: Title::default() }
    }

    /// A name without titles of something that is known.
    pub(crate) fn of(name: Range<usize>, class: EntityClass, id: EntityId) -> Self {
        Self::untitled(name, Referent::Entity(class, id))
    }

    pub(crate) fn entity(&self) -> Option<(EntityClass, &EntityId)> {
        match &self.referent {
            Referent::Entity(class, id) => Some((*class, id)),
            _ => None,
        }
    }

    /// The person that it names.
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
    /// Number in `Language::ranks`.
    pub(crate) rank: Option<RankId>,
    /// Offices, in order.
    pub(crate) offices: Vec<OfficeHeld>,
    /// Whether anything says that a person is meant.
    pub(crate) marks: Marks,
    /// Tokens of the titles behind the name, empty if there are none.
    pub(crate) behind: Range<usize>,
    /// When rank and offices were held, where words beside the name say so.
    pub(crate) as_of: Option<Edtf>,
}

impl Title {
    /// Titles behind a name told in part say who holds them, not that it is a whole name.
    pub(crate) fn behind_only(self) -> Self {
        Self { marks: Marks::None, ..self }
    }
}

/// What shows that a name is a person's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Marks {
    /// Nothing.
    #[default]
    None,
    /// A title or a form of address.
    Titled,
}

impl OfficeHeld {
    /// Whether the words say what it is of.
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
    /// The office alone and what it is of, where that is in no table.
    pub(crate) held: Option<UnlistedOffice>,
    /// When, where the words beside it say so.
    pub(crate) as_of: Option<Edtf>,
}
