//! Any text as a table of knowledge, its first byte telling which one: it is loaded, or refused with the name of the file.

#![no_main]

use annals_knowledge::{Files, Knowledge};
use libfuzzer_sys::fuzz_target;

const TABLES: [&str; 8] = [
    "kinds.toml",
    "layout.toml",
    "pages.toml",
    "collections.toml",
    "outlets.csv",
    "pins.csv",
    "severities.csv",
    "waivers.csv",
];

fuzz_target!(|text: &str| {
    let Some(first) = text.chars().next() else { return };
    let table = TABLES[first as usize % TABLES.len()];
    let files = Files::embedded().with(table, &text[first.len_utf8()..]);
    if let Err(error) = Knowledge::load(&files) {
        assert!(!error.to_string().is_empty());
    }
});
