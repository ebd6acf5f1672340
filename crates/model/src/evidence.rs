//! Words of an article, with the place where they stand.

use serde::{Deserialize, Serialize};

use crate::Span;

/// Words of the article that something rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// Where they stand.
    pub span: Span,
    /// The words themselves.
    pub quote: String,
}
