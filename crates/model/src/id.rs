//! Identifiers: they depend on what a thing is, never on the order of files.
//!
//! Their copies share one text: many rows refer to one thing.

use std::fmt::{Display, Formatter};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// The identifier with this text.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// Its text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(Self::new)
            }
        }

        impl Display for $name {
            fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

identifiers! {
    /// An article: the stem of its file.
    ArticleId;
    /// A claim: its article, kind and a digest of its words.
    ClaimId;
    /// An event: kind, name and year.
    EventId;
    /// A person, an organisation or a place: the slug of its name, or the id given in `knowledge/`.
    EntityId;
    /// An event kind of `knowledge/kinds.toml`.
    KindId;
    /// A position, quotation or quantity: its article and a digest of its words.
    EvidenceId;
    /// An agreement: what is compared and of what.
    AgreementId;
    /// A finding: its rule and a digest of what it rests on, stable while that stays the same.
    FindingId;
}

/// Eight hexadecimal digits that tell apart things of one readable name.
///
/// The parts are hashed with their lengths, so that no two lists of parts run together.
#[must_use]
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    let [a, b, c, d, ..] = hash.finalize().0;
    format!("{:08x}", u32::from_be_bytes([a, b, c, d]))
}

/// Letters that a name and its adjective share at least.
const STEM: usize = 4;
/// Most letters of a name that its adjective leaves out.
const DROPPED: usize = 2;
/// Most letters that it puts in their place.
const ENDING: usize = 4;

/// Whether of two words, as identifiers write them, one can be the adjective of the other, or both are one.
///
/// It says nothing of words that a table has: "Niger" and "Nigeria" are known to be two.
#[must_use]
pub fn are_of_one_stem(first: &str, second: &str) -> bool {
    let shared = first.bytes().zip(second.bytes()).take_while(|(a, b)| a == b).count();
    let (first, second) = (first.len() - shared, second.len() - shared);
    first + second == 0 || shared >= STEM && first.min(second) <= DROPPED && first.max(second) <= ENDING
}

#[cfg(test)]
mod tests {
    use super::are_of_one_stem;

    #[test]
    fn adjectives_meet_their_names() {
        for (name, adjective) in [
            ("halvonia", "halvonian"),
            ("brenzco", "brenzcan"),
            ("odulen", "odulenese"),
            ("varmland", "varmlandic"),
        ] {
            assert!(are_of_one_stem(name, adjective) && are_of_one_stem(adjective, name), "{name}");
        }
        assert!(are_of_one_stem("oro", "oro"));
        for (first, second) in [("halvonia", "halmstad"), ("oro", "oran"), ("varm", "varmlandic")] {
            assert!(!are_of_one_stem(first, second), "{first}");
        }
    }
}
