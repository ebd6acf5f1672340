//! The identity and origin of an article.

use annals_model::{ArticleId, Member};
use sha2::{Digest, Sha256};

/// The identifier of an article and where it comes from.
#[derive(Clone, Debug)]
pub(crate) struct ArticleOrigin<'p> {
    pub(crate) id: ArticleId,
    pub(crate) path: &'p str,
    /// The member of a collection.
    pub(crate) member: Option<Member>,
    /// The hash of the article's bytes.
    pub(crate) sha256: String,
    /// The URL that the container states.
    pub(crate) url: Option<String>,
}

/// Returns the SHA-256 hash of bytes in hexadecimal.
pub(crate) fn sha256_hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |half: u8| char::from(DIGITS.get(usize::from(half)).copied().unwrap_or(b'0'));
    Sha256::digest(bytes).iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
