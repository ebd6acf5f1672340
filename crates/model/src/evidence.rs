//! A quote from an article with its span.

use serde::{Deserialize, Serialize};

use crate::Span;

/// The source text of an extracted record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The span of the quote.
    pub span: Span,
    /// The quoted text.
    pub quote: String,
}
