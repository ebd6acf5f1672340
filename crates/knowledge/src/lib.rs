//! What a contributor edits without Rust, loaded and checked once.
//!
//! [`Files`] are read from a folder or from the copy in the binary; [`Knowledge::load`] compiles
//! them: the kinds of events, names, outlets and overrides, and for every language the words that
//! time, names and events are told by.

#![forbid(unsafe_code)]

mod collections;
mod error;
mod files;
mod gazetteer;
mod kinds;
mod knowledge;
mod language;
mod language_rules;
mod language_tables;
mod layout;
mod meaning;
mod outlets;
mod overrides;
mod pages;
mod recognise;
mod seniority;
mod sense;
mod table;

pub use collections::{Field, Fields};
pub use error::KnowledgeError;
pub use files::Files;
pub use gazetteer::{Gazetteer, ListedEntity, ListedEvent, Statehood};
pub use kinds::{Kind, Once};
pub use knowledge::Knowledge;
pub use language::Language;
pub use language_rules::{
    Argument, Before, EntriesRule, NounRule, OrderRule, Standing, SupportRule, Undated, VerbRule,
};
pub use layout::{DatelineMatch, Layout, LineKind, LineMatch, Rules as LayoutRules, TailKind, TailMatch};
pub use meaning::{Meaning, Trait};
pub use outlets::{Outlet, Outlets};
pub use overrides::{Level, LinkVerdict, Overrides, Pin, Waiver};
pub use pages::{PagePart, Pages};
pub use seniority::{Seniority, SeniorityFile};
pub use sense::{
    Birthday, Function, Gender, Headcount, Locality, Office, OrganisationWord, PersonWord, Sense, Side,
};
