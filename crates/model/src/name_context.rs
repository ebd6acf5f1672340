//! Names with their context words, for comparing near-duplicate articles.

use serde::{Deserialize, Serialize};

/// An occurrence of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameContext<'t> {
    /// A digest of the context words without names, numbers and dates. It is equal in two versions of
    /// one article.
    pub around: u64,
    /// The name.
    pub name: &'t str,
    /// The name with a few words on each side.
    pub words: &'t str,
}

/// The occurrences of names in an article.
///
/// An article has dozens of them, which are rarely used: all of them share one string to save memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameContexts {
    text: String,
    places: Vec<ContextPlace>,
}

/// The digest of an occurrence and the lengths in bytes of its parts of the shared string.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct ContextPlace {
    around: u64,
    name: u32,
    words: u32,
}

impl NameContexts {
    /// Returns the number of occurrences.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there are no occurrences.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Adds an occurrence, unless its texts exceed 4 GiB.
    pub fn push(&mut self, context: NameContext<'_>) {
        let (Ok(name), Ok(words)) = (u32::try_from(context.name.len()), u32::try_from(context.words.len()))
        else {
            return;
        };
        self.text.push_str(context.name);
        self.text.push_str(context.words);
        self.places.push(ContextPlace { around: context.around, name, words });
    }

    /// Returns the occurrences in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = NameContext<'_>> {
        let mut rest = self.text.as_str();
        self.places.iter().map_while(move |place| {
            let (name, remainder) = rest.split_at_checked(place.name as usize)?;
            let (words, remainder) = remainder.split_at_checked(place.words as usize)?;
            rest = remainder;
            Some(NameContext { around: place.around, name, words })
        })
    }

    /// Releases spare capacity.
    pub(crate) fn shrink(&mut self) {
        self.text = self.text.as_str().to_owned();
        self.places = self.places.as_slice().to_vec();
    }
}
