//! The dependency rule of `ARCHITECTURE.md`: which crate may depend on which.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::program::repository;

/// The crates of the workspace, each after those that it may depend on.
const ALLOWED: &[(&str, &[&str])] = &[
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

/// The folders below `crates/`, by name.
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

/// The crates of the workspace that a manifest depends on, for the library, its build script or its tests.
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
fn crates_depend_only_on_those_below_them() {
    let crates = crates();
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    let found: BTreeSet<&str> = crates.keys().map(String::as_str).collect();
    let listed: BTreeSet<&str> = allowed.keys().copied().collect();
    assert_eq!(
        found, listed,
        "ALLOWED in tests/it/architecture.rs lists every folder of crates/ with the crates that it may depend on: \
         add a new crate after all of its dependencies, and to ARCHITECTURE.md"
    );
    let mut wrong = Vec::new();
    for (name, folder) in &crates {
        let manifest = manifest(folder);
        let package = if name == "annals" { name.clone() } else { format!("annals-{name}") };
        let stated = manifest["package"]["name"].as_str();
        assert_eq!(stated, Some(package.as_str()), "the package in crates/{name} is called `{package}`");
        let may = allowed[name.as_str()];
        for used in dependencies(&manifest).iter().filter(|used| !may.contains(&used.as_str())) {
            wrong.push(format!("crates/{name}/Cargo.toml depends on `{used}`; allowed: {}", may.join(", ")));
        }
    }
    assert!(
        wrong.is_empty(),
        "a crate depends only on the crates that ALLOWED in tests/it/architecture.rs lists for it, so that stages \
         do not know each other and types stay below behaviour. Move the code to the crate that may have the \
         dependency, or move the shared type down:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn the_allowed_dependencies_have_no_cycle() {
    for (at, (name, used)) in ALLOWED.iter().enumerate() {
        for other in *used {
            assert!(
                ALLOWED[..at].iter().any(|(before, _)| before == other),
                "ALLOWED lists `{name}` before its dependency `{other}`: each crate comes after its dependencies, \
                 which keeps the graph free of cycles"
            );
        }
    }
}

#[test]
fn crates_use_the_lints_of_the_workspace() {
    for (name, folder) in crates() {
        let lints = manifest(&folder).get("lints").and_then(|lints| lints.get("workspace")?.as_bool());
        assert_eq!(lints, Some(true), "crates/{name}/Cargo.toml says `[lints] workspace = true`");
    }
}
