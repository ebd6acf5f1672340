//! Reads files as articles, split into typed segments.
#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod article;
mod collection;
mod diagnostics;
mod encoding;
mod exact_duplicates;
mod file_names;
mod file_text;
mod folder;
mod front_matter;
mod invisible_characters;
mod lines;
mod mapped_text;
mod metadata;
mod mhtml;
mod origin;
mod page_article;
mod reader;
mod segments;
mod source_files;
mod stable_read;
mod text_article;

pub use file_text::text_of;
pub use folder::Ingested;
pub use reader::{ArticleWithDiagnostics, DateOf, DateWords, Options, Reader};
pub use source_files::{Files, IngestError};
