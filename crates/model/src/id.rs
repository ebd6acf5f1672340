//! Identifiers. They depend on the content of a record, not on the order of files.
//!
//! Clones share one string, as many rows refer to the same record.

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
            /// Creates an identifier from its text.
            pub fn new(text: impl Into<Arc<str>>) -> Self {
                Self(text.into())
            }

            /// Returns the text.
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
    /// An article: the file name without extension.
    ArticleId;
    /// A claim: article, kind and a digest of the text.
    ClaimId;
    /// An event: kind, name and year.
    EventId;
    /// A person, an organisation or a place: the slug of its name, or the id given in `knowledge/`.
    EntityId;
    /// An event kind of `knowledge/kinds.toml`.
    KindId;
    /// A position, quotation or quantity: article and a digest of the text.
    EvidenceId;
    /// A comparison: the event or person and the property compared.
    ComparisonId;
    /// A finding: rule and a digest of its evidence.
    FindingId;
}

/// Returns a digest of eight hexadecimal digits, which distinguishes records with the same readable name.
///
/// The length of each part is hashed too, so that `["ab"]` and `["a", "b"]` differ.
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
