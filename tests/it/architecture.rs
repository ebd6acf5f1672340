//! The arrow of `ARCHITECTURE.md`: which crate may know of which, and what all of them promise.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::program::repository;

/// What each crate may depend on, among the crates of the workspace.
const ARROW: &[(&str, &[&str])] = &[
    ("edtf", &[]),
    ("text", &[]),
    ("model", &["edtf", "text"]),
    ("chronology", &["edtf", "model", "text"]),
    ("timex", &["edtf", "text"]),
    ("knowledge", &["edtf", "model", "text", "timex"]),
    ("html", &["model", "knowledge"]),
    ("containers", &["model", "knowledge"]),
    ("ingest", &["edtf", "model", "text", "knowledge", "html", "containers"]),
    ("normalize", &["edtf", "model", "text", "timex", "knowledge"]),
    ("link", &["edtf", "model", "text", "knowledge", "chronology"]),
    ("validate", &["edtf", "model", "text", "knowledge", "chronology"]),
    ("publish", &["edtf", "model"]),
    (
        "annals",
        &["edtf", "model", "timex", "knowledge", "ingest", "normalize", "link", "validate", "publish"],
    ),
    (
        "cli",
        &[
            "annals",
            "edtf",
            "model",
            "timex",
            "knowledge",
            "ingest",
            "normalize",
            "link",
            "validate",
            "publish",
        ],
    ),
];

/// The folders of the crates, by name.
fn crates() -> BTreeMap<String, PathBuf> {
    let folders = std::fs::read_dir(repository().join("crates")).unwrap().map(|entry| entry.unwrap().path());
    let named = |path: PathBuf| (path.file_name().unwrap().to_string_lossy().into_owned(), path);
    folders.filter(|path| path.join("Cargo.toml").is_file()).map(named).collect()
}

fn manifest(folder: &Path) -> toml::Table {
    let path = folder.join("Cargo.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The crates of the workspace that a manifest names, for the library, its build script and its tests.
fn dependencies<'t>(manifest: &'t toml::Table) -> BTreeSet<String> {
    let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
    let mut found = BTreeSet::new();
    let targets = manifest.get("target").and_then(toml::Value::as_table);
    let targets = targets.into_iter().flat_map(toml::Table::values).filter_map(toml::Value::as_table);
    for place in std::iter::once(manifest).chain(targets) {
        for table in tables.iter().filter_map(|name| place.get(*name)?.as_table()) {
            let own = |name: &'t String| {
                name.strip_prefix("annals-").or_else(|| (name == "annals").then_some("annals"))
            };
            found.extend(table.keys().filter_map(own).map(str::to_owned));
        }
    }
    found
}

#[test]
fn crates_depend_only_along_the_arrow() {
    let crates = crates();
    let allowed: BTreeMap<&str, &[&str]> = ARROW.iter().copied().collect();
    assert_eq!(
        crates.keys().map(String::as_str).collect::<BTreeSet<_>>(),
        allowed.keys().copied().collect::<BTreeSet<_>>(),
        "a new crate needs its place on the arrow"
    );
    let mut wrong = Vec::new();
    for (name, folder) in &crates {
        let manifest = manifest(folder);
        let package = if name == "annals" { name.clone() } else { format!("annals-{name}") };
        assert_eq!(manifest["package"]["name"].as_str(), Some(package.as_str()));
        for used in dependencies(&manifest) {
            if !allowed[name.as_str()].contains(&used.as_str()) {
                wrong.push(format!("{name} must not depend on {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_arrow_has_no_circle() {
    for (at, (name, used)) in ARROW.iter().enumerate() {
        for other in *used {
            assert!(ARROW[..at].iter().any(|(before, _)| before == other), "{name} uses {other}");
        }
    }
}

#[test]
fn crates_are_safe_and_keep_the_lints() {
    for (name, folder) in crates() {
        let roots = ["src/lib.rs", "src/main.rs"].map(|root| folder.join(root));
        for root in roots.iter().filter(|root| root.is_file()) {
            let text = std::fs::read_to_string(root).unwrap();
            assert!(text.contains("#![forbid(unsafe_code)]"), "{} has to forbid unsafe code", root.display());
            assert!(text.starts_with("//! "), "{} has to say what it is for", root.display());
        }
        let lints = manifest(&folder).get("lints").and_then(|lints| lints.get("workspace")?.as_bool());
        assert_eq!(lints, Some(true), "{name} has to use the lints of the workspace");
    }
}

#[test]
fn no_file_is_long() {
    const MOST: usize = 500;
    let mut long = Vec::new();
    for below in ["crates", "tests", "tools"] {
        sources(&repository().join(below), &mut |path, text| {
            let lines = text.lines().count();
            if lines > MOST {
                long.push(format!("{}: {lines} lines", path.display()));
            }
        });
    }
    assert!(long.is_empty(), "a file has one purpose and at most {MOST} lines:\n{}", long.join("\n"));
}

/// Every Rust file below a folder.
fn sources(folder: &Path, see: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, see);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            see(&path, &std::fs::read_to_string(&path).unwrap());
        }
    }
}
