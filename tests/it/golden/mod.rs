//! The articles of `raw/` are read as a careful reader reads them, no more and no less.
//!
//! The reader's tables are in `golden/`, with a page on how they are meant.

use crate::program::{self, Corpus, repository};

mod claims;
mod others;
mod pairs;
mod table;
mod who;

use std::sync::LazyLock;

/// What is read in the articles of `raw/`.
static EXAMPLE: LazyLock<Corpus> = LazyLock::new(|| program::folder(&repository().join("raw")));

/// Fails with all lines, if there are any.
fn report(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{} {what}:\n{}", wrong.len(), wrong.join("\n"));
}
