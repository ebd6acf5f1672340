//! Tests of the whole program on whole corpora, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at what surprises it"
)]

mod architecture;
mod contradictions;
mod corpora;
mod function_length;
mod golden;
mod laws;
mod phrases;
mod program;
mod records;
mod times;
