//! Any text as a table of knowledge, which its first character selects: it is loaded, or refused with a message. The
//! other tables are the short ones in `fuzz/knowledge/`, so that thousands of inputs run in a second.

#![no_main]

use std::path::Path;
use std::sync::LazyLock;

use annals::{Knowledge, KnowledgeFiles};
use libfuzzer_sys::fuzz_target;

/// The character `a` selects the first one.
const TABLES: [&str; 26] = [
    "kinds.toml",
    "layout.toml",
    "pages.toml",
    "collections.toml",
    "foreign.toml",
    "outlets.csv",
    "pins.csv",
    "severities.csv",
    "waivers.csv",
    "gazetteer/organisations.csv",
    "gazetteer/people.csv",
    "gazetteer/places.csv",
    "gazetteer/events.csv",
    "gazetteer/within.csv",
    "languages/xx/language.toml",
    "languages/xx/time.toml",
    "languages/xx/time-words.toml",
    "languages/xx/events.toml",
    "languages/xx/quotations.toml",
    "languages/xx/quantities.toml",
    "languages/xx/people.toml",
    "languages/xx/organisations.toml",
    "languages/xx/layout.toml",
    "languages/xx/phrases/events.toml",
    "languages/yy/language.toml",
    "unknown.toml",
];

static FILES: LazyLock<KnowledgeFiles> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge");
    KnowledgeFiles::read(&folder).expect("the short tables are files")
});

fuzz_target!(|text: &str| {
    let Some(first) = text.chars().next() else { return };
    let Some((table, rest)) = TABLES
        .get((first as usize).wrapping_sub('a' as usize) % TABLES.len())
        .zip(text.get(first.len_utf8()..))
    else {
        return;
    };
    let files = FILES.clone().with(table, rest);
    if let Err(error) = Knowledge::load(&files) {
        assert!(!error.to_string().is_empty());
    }
});
