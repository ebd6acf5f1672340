#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod cells;
mod codebook;
mod column;
mod datasets;
mod disk;
mod error;
mod folder;
mod package;
mod sink;
mod text;
mod write;

pub use error::{FolderState, NotPublished, PublishError};
pub use write::{Change, Published, PublishedFile, write, write_notifying};

/// Fault injection for the tests of this crate. Not part of the public API.
#[doc(hidden)]
pub mod fault_injection {
    pub use crate::disk::{Call, Hook};
    pub use crate::write::write_with_hook;
}
