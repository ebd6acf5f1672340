//! Anniversaries: a celebration, the event celebrated, and the number of years between them.

mod claims;
pub(crate) mod find;
pub(crate) mod origins;
