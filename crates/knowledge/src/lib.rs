//! What a contributor edits without Rust, loaded and checked once.
//!
//! [`Files`] are read from a folder or from the copy in the binary; [`Knowledge::load`] compiles
//! them: the kinds of events, names, outlets and rulings, and for every language the words that
//! time, names and events are told by.

#![forbid(unsafe_code)]

mod error;
mod files;
mod table;

pub use error::KnowledgeError;
pub use files::Files;
