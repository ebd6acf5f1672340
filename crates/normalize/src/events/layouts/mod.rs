//! Events stated by layout instead of a clause: list items, entries below a heading, dates in brackets.

pub(crate) mod enumerations;
pub(crate) mod heading_entries;
pub(crate) mod life_dates;
