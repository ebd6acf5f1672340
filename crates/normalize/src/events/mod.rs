//! What an article says happened.
//!
//! In every sentence, [`find`] looks for words that tell an event, each in its [`phrase`], with
//! the [`subject`] and the [`support`] of its verb; [`attach`] ties dates to them;
//! [`anniversary`] and [`lists`] read two figures of speech; [`modality`] asks whether it is said
//! to have happened, [`parties`] who took part and where; [`orders`] and [`movements`] tie events to each other; [`claims`] puts them together.

mod anniversary;
mod asides;
mod attach;
mod attribution;
mod claims;
mod clauses;
mod context_names;
mod counts;
mod doers;
mod durations;
mod entries;
mod find;
mod groups;
mod lapses;
mod lists;
mod lives;
mod modality;
mod movements;
mod officers;
mod orders;
mod owners;
mod pairs;
mod parties;
mod persons;
mod phrase;
mod place;
mod posted;
mod recalled;
mod retelling;
mod scene;
mod subject;
mod support;
mod tallies;
mod things;
mod trigger;

pub(crate) use claims::ClaimReader;
pub(crate) use groups::Groups;
pub(crate) use officers::Officers;
pub(crate) use persons::Persons;
pub(crate) use scene::{Cover, Scene};
pub(crate) use things::Things;
