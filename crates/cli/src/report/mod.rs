//! What the program prints: data on standard output, reports on standard error.

pub(crate) mod findings;
pub(crate) mod output;
pub(crate) mod progress;
pub(crate) mod summary;
