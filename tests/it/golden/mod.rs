//! What is read in the articles of `raw/`, compared with tables that were written by hand.
//!
//! The tables are in `golden/`; its README says how to read them.

use crate::program::{self, Corpus, repository};

mod claims;
mod others;
mod pairs;
mod table;
mod who;

use std::sync::LazyLock;

/// What is read in the articles of `raw/`.
static EXAMPLE: LazyLock<Corpus> = LazyLock::new(|| program::folder(&repository().join("raw")));

/// Fails with these lines, if there are any.
fn report(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{} {what}:\n{}", wrong.len(), wrong.join("\n"));
}
