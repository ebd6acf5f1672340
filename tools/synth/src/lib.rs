//! Synthetic articles about an invented world, and the truth about them.
//!
//! One seed gives one corpus, byte for byte, on any machine:
//!
//! ```text
//! seed ─▶ World (countries, people, offices)
//!           └▶ for each country: Plan (events, who tells them, what is told wrongly, what is copied)
//!                └▶ for each article: Page (front matter, prose) and its truth (tellings, mentions, …)
//!                     └▶ Sink
//! ```
//!
//! - an **event** is something that happened in the invented world, on a day or over a span of days;
//! - a **telling** is one article's statement of an event: its exact words, and the date as told there;
//! - a **contradiction** is planted: some tellers of an event tell a value that cannot be true with the others';
//! - a **defect** is planted too, within one article: a weekday the date did not have, false arithmetic;
//! - a **scene** is a few articles that one rule, or one trap, is about, with a country to itself;
//! - a **copy** is an article that another one was made from with small changes.
//!
//! Everything English is in `data/`; [`generate`] is the one entry, [`Directory`] the usual [`Sink`].

mod choices;
mod chronicle;
mod compose;
mod data;
mod directory;
mod error;
mod event;
mod frame;
mod kind;
mod mention;
mod naming;
mod newsroom;
mod options;
mod page;
mod people;
mod plan;
mod planting;
mod quantity;
mod rng;
mod scene;
mod stage;
mod statement;
mod template;
mod told;
mod truth;
mod value;
mod when;
mod wording;
mod words;
mod world;
mod writer;

pub use directory::Directory;
pub use error::Error;
pub use newsroom::{Sink, Summary, generate};
pub use options::{Options, Rate};
