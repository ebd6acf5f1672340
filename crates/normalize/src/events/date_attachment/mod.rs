//! Date attachment: which event of a sentence a date belongs to.

pub(crate) mod attach;
pub(crate) mod clauses;
