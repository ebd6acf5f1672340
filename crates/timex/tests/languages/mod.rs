//! The grammars in `knowledge/languages/`.

#![allow(dead_code, clippy::unwrap_used, clippy::panic)]

use std::path::PathBuf;

use annals_timex::Grammar;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../knowledge/languages")
}

/// Returns the tags of the languages.
pub(crate) fn tags() -> Vec<String> {
    let entries = std::fs::read_dir(folder()).unwrap();
    let mut tags: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    tags.sort();
    tags
}

/// Returns the content of a file of a language.
pub(crate) fn file(tag: &str, name: &str) -> String {
    let path = folder().join(tag).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Returns the grammar of a language.
pub(crate) fn grammar(tag: &str) -> Grammar {
    let texts = ["time-words.toml", "time.toml"].map(|name| file(tag, name));
    Grammar::parse_files(&texts.each_ref().map(String::as_str))
        .unwrap_or_else(|error| panic!("{tag}: {error:?}"))
}
