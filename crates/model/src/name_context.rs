//! Names with the words around them, by which two versions of one text are compared.

use serde::{Deserialize, Serialize};

/// A name where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameContext<'t> {
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
pub struct NameContexts {
    text: String,
    places: Vec<ContextPlace>,
}

/// Of a slot, how much of the text its name and the words around it take.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ContextPlace {
    around: u64,
    name: u32,
    words: u32,
}

impl NameContexts {
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
    pub fn push(&mut self, slot: NameContext<'_>) {
        let (Ok(name), Ok(words)) = (u32::try_from(slot.name.len()), u32::try_from(slot.words.len())) else {
            return;
        };
        self.text.push_str(slot.name);
        self.text.push_str(slot.words);
        self.places.push(ContextPlace { around: slot.around, name, words });
    }

    /// All of them, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = NameContext<'_>> {
        let mut rest = self.text.as_str();
        self.places.iter().map_while(move |place| {
            let (name, behind) = rest.split_at_checked(place.name as usize)?;
            let (words, behind) = behind.split_at_checked(place.words as usize)?;
            rest = behind;
            Some(NameContext { around: place.around, name, words })
        })
    }

    /// Gives back the memory that it does not need.
    pub(crate) fn shrink(&mut self) {
        self.text = self.text.as_str().to_owned();
        self.places = self.places.as_slice().to_vec();
    }
}
