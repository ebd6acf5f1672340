//! Who and what an article names: people with their titles, organisations, places.
//!
//! [`scan`] finds the names of each segment; [`short_forms`] then gives a name told in part to
//! the one person of the article that it fits.

mod behind;
mod bodies;
mod caseless;
mod directory;
mod localities;
mod mention;
mod runs;
mod scan;
mod short_forms;
mod title;
mod untitled;

pub(crate) use directory::Directory;
pub(crate) use mention::{Mention, Referent};
pub(crate) use runs::{is_abbreviation, shown};
pub(crate) use scan::scan;
pub(crate) use short_forms::{People, resolve, told_later};
pub(crate) use title::unlisted;
