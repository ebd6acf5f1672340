//! Name detection: people with their titles, organisations and places.
//!
//! [`detect`] finds the mentions of one segment. It walks over the tokens with a [scanner], which
//! looks names up in the gazetteer and in the article's [`EntityTable`].

mod caseless;
mod detector;
mod entity_table;
mod localities;
mod mention;
mod organisations;
mod person_names;
mod scanner;
mod title;
mod trailing_titles;
mod untitled_persons;

pub(crate) use detector::detect;
pub(crate) use entity_table::EntityTable;
pub(crate) use mention::{Mention, OfficeHeld, PersonCue, Referent};
pub(crate) use person_names::{is_abbreviation, shown};
pub(crate) use title::unlisted;
