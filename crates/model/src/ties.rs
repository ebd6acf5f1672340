//! What ties the statements of one article together: numbers and parties to events, deeds and
//! offices to positions, names to the words around them.

use serde::{Deserialize, Serialize};

use crate::date::Edtf;
use crate::id::{ClaimId, EntityId, EvidenceId};

/// The two parties of an event, of which at least one is in no table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Strangers {
    /// The event.
    pub claim: ClaimId,
    /// Their names.
    pub parties: [EntityId; 2],
}

/// A name where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameSlot<'t> {
    /// A digest of the words around it, but for other names, numbers and dates: in two texts of one
    /// article it is the same.
    pub around: u64,
    /// The name.
    pub name: &'t str,
    /// The name with a few words on each side, as they stand.
    pub words: &'t str,
}

/// The names of an article where they stand.
///
/// Every article has dozens and very few are ever asked for theirs, so that all their words are one text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameSlots {
    text: String,
    places: Vec<SlotPlace>,
}

/// Of a slot, how much of the text its name and the words around it take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct SlotPlace {
    around: u64,
    name: u32,
    words: u32,
}

impl NameSlots {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Adds one, unless it is longer than any name.
    pub fn push(&mut self, slot: NameSlot<'_>) {
        let (Ok(name), Ok(words)) = (u32::try_from(slot.name.len()), u32::try_from(slot.words.len())) else {
            return;
        };
        self.text.push_str(slot.name);
        self.text.push_str(slot.words);
        self.places.push(SlotPlace { around: slot.around, name, words });
    }

    /// All of them, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = NameSlot<'_>> {
        let mut rest = self.text.as_str();
        self.places.iter().map_while(move |place| {
            let (name, behind) = rest.split_at_checked(place.name as usize)?;
            let (words, behind) = behind.split_at_checked(place.words as usize)?;
            rest = behind;
            Some(NameSlot { around: place.around, name, words })
        })
    }

    /// Gives back the memory that it does not need.
    pub(crate) fn shrink(&mut self) {
        self.text = self.text.as_str().to_owned();
        self.places = self.places.as_slice().to_vec();
    }
}

/// A number told of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// The number.
    pub quantity: EvidenceId,
    /// The event.
    pub claim: ClaimId,
    /// What it counts there: the role of those counted, and whose they are; empty where the event
    /// itself says.
    pub of: String,
    /// What is counted, by one word for all that name the same thing.
    pub unit: String,
    /// The word for anybody, where those counted are people of some sort.
    pub among: Option<String>,
}

/// Whose office a position is, where what it is of is in no table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenure {
    /// The position.
    pub position: EvidenceId,
    /// Whose office.
    pub held: Held,
}

/// An office of something that no table knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The office alone: "president".
    pub office: String,
    /// The name, or the adjective, of what it is of.
    pub of: String,
}

/// When somebody who is given a position does what is told of him in the same clause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deed {
    /// The position.
    pub position: EvidenceId,
    /// When.
    pub date: Edtf,
}
