//! Writes a [`Release`](annals_model::Release) to a folder, whole or not at all.
//!
//! Each dataset becomes `NAME.csv` and `NAME.json`, described by `datapackage.json` (Data Package v2)
//! and, for people, by `CODEBOOK.md`. What a column is comes from the dataset's JSON Schema
//! ([`Dataset::schema`](annals_model::Dataset::schema)).
//!
//! [`write()`] fills a hidden sibling of the folder and then exchanges the two, so that a kill at any
//! moment leaves the release from before or the new one. The same release gives the same bytes. All
//! its calls on the file system are in one file, and a [`Watch`] is told of each before it is made.

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

pub use disk::{Call, Unwatched, Watch};
pub use error::{Holds, NotPublished, PublishError};
pub use write::{Change, Published, PublishedFile, write, write_watched};
