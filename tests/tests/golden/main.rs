//! The articles of `raw/` are read as a careful reader reads them, no more and no less.
//!
//! The reader's tables are in `golden/`, with a page on how they are meant.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what surprises it")]

mod claims;
mod others;
mod pairs;
mod table;
mod who;

use std::sync::LazyLock;

use annals_tests::{Corpus, Program, repository};

/// The articles of `raw/`, read.
struct Example {
    program: Program,
    corpus: Corpus,
}

static EXAMPLE: LazyLock<Example> = LazyLock::new(|| {
    let program = Program::new();
    let corpus = program.folder(&repository().join("raw"));
    Example { program, corpus }
});

/// Fails with all lines, if there are any.
fn report(what: &str, wrong: &[String]) {
    assert!(wrong.is_empty(), "{} {what}:\n{}", wrong.len(), wrong.join("\n"));
}
