//! Temporal relations: order of events, amounts of time between them, and periods with a stated length.

pub(crate) mod durations;
pub(crate) mod period_lengths;
pub(crate) mod relations;
