//! Whether datasets are in order, and where their sources contradict each other.
//!
//! A [`Subject`] is all that a run read and linked. [`check`] lets every [`Rule`] look at it and
//! returns [`Finding`]s, each with the rows and sentences it rests on, after the severities and
//! waivers of `knowledge/` have been applied. [`conform`] holds the datasets themselves against
//! their schemas and each other. A rule is one file under `rules/`; [`explain`] prints it, [`page`] all of them.
//!
//! [`Finding`]: annals_model::Finding

#![forbid(unsafe_code)]

mod blocking;
mod check;
mod conform;
mod context;
mod dating;
mod draft;
mod example;
mod example_rows;
mod explain;
mod naming;
mod page;
mod record;
mod rule;
mod rules;
mod wording;

pub use check::check;
pub use conform::conform;
pub use context::Subject;
pub use explain::explain;
pub use page::page;
pub use rule::Rule;
pub use rules::rules;
