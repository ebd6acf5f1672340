//! Tests of the command `annals` as a process.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may panic")]

mod diff;
mod exit_status;
mod kill;
mod queries;
mod stages;
mod streams;
mod support;
