//! What several rules share: comparison of dates and names, lookup, and wording.

pub(crate) mod arithmetic;
pub(crate) mod blocking;
pub(crate) mod comparisons;
pub(crate) mod dates;
pub(crate) mod diagnostics;
pub(crate) mod durations;
pub(crate) mod office_holders;
pub(crate) mod positions;
pub(crate) mod quotations;
pub(crate) mod spelling;
pub(crate) mod sums;
pub(crate) mod text_changes;
pub(crate) mod wording;
