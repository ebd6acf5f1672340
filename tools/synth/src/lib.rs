#![doc = include_str!("../README.md")]

mod choices;
mod corpus;
mod data;
mod date;
mod directory;
mod error;
mod options;
mod page;
mod plan;
mod rng;
mod template;
mod text;
mod truth;
mod world;
mod write;

pub use corpus::{Sink, Summary, generate};
pub use directory::Directory;
pub use error::Error;
pub use options::{Options, Rate};
