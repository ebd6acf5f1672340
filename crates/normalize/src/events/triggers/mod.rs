//! Event triggers: nouns, verbs and names that denote an event, with their phrases and support verbs.
//!
//! [`find`] is the entry; [`nouns`] and [`verbs`] apply the rules of the language.

mod arguments;
pub(crate) mod find;
pub(crate) mod noun_phrase;
mod nouns;
mod support;
mod thing_phrase;
pub(crate) mod trigger;
mod verbs;
