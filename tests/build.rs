//! Writes one test for each phrase of `knowledge/languages/*/phrases/`, so that each can be run by its name.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// Files of phrases and the types of `it/phrases.rs` that read them. The other files belong to `annals-timex`.
const FILES: [(&str, &str); 6] = [
    ("events.toml", "Events"),
    ("names.toml", "Names"),
    ("quantities.toml", "Quantities"),
    ("quotations.toml", "Quotations"),
    ("orders.toml", "Orders"),
    ("amounts.toml", "Amounts"),
];

/// The longest name of a test, in characters, without its prefix.
const LONGEST_NAME: usize = 90;

/// A table `[[read]]` or `[[ignore]]` of a file.
struct Entry {
    line: usize,
    heading: String,
    comment: String,
    is_ignored: bool,
    toml: String,
}

fn main() -> io::Result<()> {
    let languages = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default())
        .join("../knowledge/languages")
        .canonicalize()?;
    println!("cargo:rerun-if-changed={}", languages.display());
    println!("cargo:rerun-if-changed=build.rs");
    let mut tags: Vec<String> = Vec::new();
    for entry in fs::read_dir(&languages)? {
        let entry = entry?;
        if entry.path().join("phrases").is_dir() {
            tags.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    tags.sort();
    let mut code = String::new();
    for tag in &tags {
        write_language(&mut code, tag, &languages.join(tag).join("phrases"))?;
    }
    fs::write(PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("phrases.rs"), code)
}

/// Writes a module for a language, with a module for each of its files.
fn write_language(code: &mut String, tag: &str, folder: &Path) -> io::Result<()> {
    let _ = writeln!(code, "mod {} {{", identifier(tag));
    for (file, type_name) in FILES {
        let path = folder.join(file);
        if !path.is_file() {
            continue;
        }
        let _ = writeln!(code, "mod {} {{", file.trim_end_matches(".toml"));
        let mut by_heading: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
        for entry in entries(&fs::read_to_string(&path)?) {
            by_heading.entry(entry.heading.clone()).or_default().push(entry);
        }
        for (heading, entries) in &by_heading {
            write_heading(code, tag, file, type_name, heading, entries);
        }
        code.push_str("}\n");
    }
    code.push_str("}\n");
    Ok(())
}

/// Writes a module for a heading, with a test for each of its entries.
fn write_heading(
    code: &mut String,
    tag: &str,
    file: &str,
    type_name: &str,
    heading: &str,
    entries: &[Entry],
) {
    let _ = writeln!(code, "mod {} {{", identifier(heading));
    let mut names = BTreeSet::new();
    for entry in entries {
        let text = entry.toml.lines().find_map(|line| line.strip_prefix("text = ")).unwrap_or_default();
        let verb = if entry.is_ignored { "reads_nothing_in" } else { "reads" };
        let mut name = format!("{verb}_{}", identifier(text));
        if !names.insert(name.clone()) {
            name = format!("{name}_in_line_{}", entry.line);
            names.insert(name.clone());
        }
        let Entry { line, comment, is_ignored, toml, .. } = entry;
        let path = format!("knowledge/languages/{tag}/phrases/{file}");
        let _ = writeln!(
            code,
            "#[test] fn {name}() {{ crate::phrases::check::<crate::phrases::{type_name}>(\
             &crate::phrases::Case {{ language: {tag:?}, path: {path:?}, line: {line}, comment: {comment:?}, \
             is_ignored: {is_ignored}, toml: {toml:?} }}); }}"
        );
    }
    code.push_str("}\n");
}

/// The entries of a file, each with the heading (`# ---- heading`) and the comment above it.
fn entries(text: &str) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let (mut heading, mut comment) = ("without_heading".to_owned(), String::new());
    for (number, line) in text.lines().enumerate() {
        if let Some(title) = line.strip_prefix("# ---") {
            title.trim_start_matches('-').trim().clone_into(&mut heading);
            comment.clear();
        } else if let Some(remark) = line.strip_prefix("# ") {
            if !comment.is_empty() {
                comment.push(' ');
            }
            comment.push_str(remark);
        } else if line == "[[read]]" || line == "[[ignore]]" {
            entries.push(Entry {
                line: number + 1,
                heading: heading.clone(),
                comment: if entries.is_empty() { String::new() } else { comment.clone() },
                is_ignored: line == "[[ignore]]",
                toml: String::new(),
            });
            comment.clear();
        } else if let Some(entry) = entries.last_mut() {
            entry.toml.push_str(line);
            entry.toml.push('\n');
        }
    }
    entries
}

/// Words as a name in Rust: its letters and digits in ASCII, with `_` between words.
fn identifier(words: &str) -> String {
    let mut name = String::new();
    for word in words.split(|c: char| !c.is_alphanumeric()) {
        let word: String = word.chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            continue;
        }
        if name.len() + word.len() > LONGEST_NAME {
            break;
        }
        if !name.is_empty() {
            name.push('_');
        }
        name.push_str(&word.to_lowercase());
    }
    if name.is_empty() { "without_words".to_owned() } else { name }
}
