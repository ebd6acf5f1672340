//! Files into articles: each decoded, its metadata read, its text cut into typed segments.
//!
//! [`Reader::read_folder`] walks a folder and refuses what must not be read; [`Reader::read_article`]
//! is the pure heart: bytes → text ([`Encoding`]) → front matter → lines → paragraphs → segments
//! and metadata. Of a saved web page, the text is a layer over the file's: the words of its
//! article, each with its place. Every segment leads back to bytes of the file as received.
//!
//! [`Encoding`]: annals_model::Encoding

#![forbid(unsafe_code)]

mod article;
mod collection;
mod encoding;
mod folder;
mod front_matter;
mod layer;
mod mhtml;
mod names;
mod page;
mod reader;
mod segments;
mod steady;
mod twins;
mod unseen;

pub use article::Read;
pub use folder::{Files, IngestError, Ingested, text_of};
pub use reader::{DateOf, DateWords, Options, Reader};
