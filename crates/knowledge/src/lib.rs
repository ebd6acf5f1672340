#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod collections;
mod error;
mod files;
mod gazetteer;
mod ids;
mod kinds;
mod knowledge;
mod language;
mod language_identification;
mod language_rules;
mod language_tables;
mod layout;
mod lexicon_entry;
mod outlets;
mod overrides;
mod pages;
mod seniority;
mod sense;
mod table;

pub use collections::{Field, Fields};
pub use error::KnowledgeError;
pub use files::Files;
pub use gazetteer::{Gazetteer, ListedEntity, ListedEvent, Statehood};
pub use ids::{EntriesId, NounId, OrderId, RankId, RoleId, SupportId, ThingId, VerbId};
pub use kinds::{Kind, Once};
pub use knowledge::Knowledge;
pub use language::Language;
pub use language_rules::{
    Argument, Before, EntriesRule, NounRule, OrderPosition, OrderRule, SupportRule, Undated, VerbRule,
};
pub use layout::{DatelineMatch, Layout, LineKind, LineMatch, Rules as LayoutRules, TailKind, TailMatch};
pub use lexicon_entry::{LexiconEntry, Trait};
pub use outlets::{Outlet, Outlets};
pub use overrides::{Level, LinkConstraint, Overrides, Pin, Waiver};
pub use pages::{PagePart, Pages};
pub use seniority::{Seniority, SeniorityFile};
pub use sense::{
    Birthday, Function, Gender, Headcount, Locality, Office, OrganisationWord, PersonWord, Sense, Side,
};
