//! Reading folders with every kind of entry.
#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod support;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;
use std::process::Command;

use annals_ingest::Options;
use annals_model::DiagnosticKind;
use support::reader;
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

/// Returns the ids of the articles, and path and kind of each diagnostic.
fn read(folder: &Path) -> (Vec<String>, Vec<(String, DiagnosticKind)>) {
    let ingested = reader().read_folder(folder).unwrap();
    let articles = ingested.articles.iter().map(|article| article.id.to_string()).collect();
    (
        articles,
        ingested.diagnostics.into_iter().map(|diagnostic| (diagnostic.path, diagnostic.kind)).collect(),
    )
}

fn diagnostic(path: &str, kind: DiagnosticKind) -> (String, DiagnosticKind) {
    (path.to_owned(), kind)
}

#[test]
fn sub_folders_are_read_and_hidden_files_are_not() {
    let folder =
        folder(&[("b.md", "It rained."), ("x/y/a.txt", "It snowed."), (".c.md", "x"), (".x/d.md", "x")]);
    assert_eq!(read(folder.path()), (vec!["a".to_owned(), "b".to_owned()], vec![]));
}

#[test]
fn files_with_the_same_stem_are_not_read() {
    let folder = folder(&[
        ("a.md", "It rained."),
        ("x/a.txt", "It rained."),
        ("Mill.md", "It rained."),
        ("x/mill.md", "It rained."),
        ("Ho\u{300}.md", "It rained."),
        ("x/h\u{f2}.md", "It rained."),
        ("good.md", "It rained."),
    ]);
    let ingested = reader().read_folder(folder.path()).unwrap();
    assert_eq!(ingested.articles.len(), 1);
    assert_eq!(ingested.diagnostics.len(), 6);
    assert!(ingested.diagnostics.iter().all(|diagnostic| diagnostic.kind == DiagnosticKind::DuplicateId));
    let first = ingested.diagnostics.iter().find(|diagnostic| diagnostic.path == "a.md").unwrap();
    assert!(first.message.contains("`x/a.txt`"), "{}", first.message);
}

#[test]
fn unreadable_entries_do_not_affect_others() {
    let folder = folder(&[
        ("good.md", "It rained."),
        ("bad.md", "---\nauthr: x\n---\nIt rained."),
        ("page.pdf", "<p>It rained."),
        ("empty.md", " \n"),
        ("binary.txt", "\0\u{1}\u{2}\u{3}"),
    ]);
    let root = folder.path();
    fs::create_dir(root.join("folder.md")).unwrap();
    assert!(Command::new("mkfifo").arg(root.join("pipe.md")).status().unwrap().success());
    let _listener = UnixListener::bind(root.join("socket.md")).unwrap();
    symlink("/dev/null", root.join("device.md")).unwrap();
    symlink("nowhere.md", root.join("broken.md")).unwrap();
    let (articles, diagnostics) = read(root);
    assert_eq!(articles, ["empty", "good"]);
    assert_eq!(
        diagnostics,
        [
            diagnostic("bad.md", DiagnosticKind::FrontMatter),
            diagnostic("binary.txt", DiagnosticKind::NotText),
            diagnostic("broken.md", DiagnosticKind::Unreadable),
            diagnostic("device.md", DiagnosticKind::OutsideLink),
            diagnostic("empty.md", DiagnosticKind::Empty),
            diagnostic("folder.md", DiagnosticKind::Unreadable),
            diagnostic("page.pdf", DiagnosticKind::UnknownFormat),
            diagnostic("pipe.md", DiagnosticKind::Unreadable),
            diagnostic("socket.md", DiagnosticKind::Unreadable),
        ]
    );
}

#[test]
fn links_out_of_the_folder_are_refused() {
    let outside = folder(&[("secret.md", "It rained.")]);
    let folder = folder(&[("x/a.md", "It rained.")]);
    let root = folder.path();
    symlink(outside.path().join("secret.md"), root.join("secret.md")).unwrap();
    symlink(outside.path(), root.join("all")).unwrap();
    symlink("x/a.md", root.join("b.md")).unwrap();
    symlink("x", root.join("again")).unwrap();
    let (articles, diagnostics) = read(root);
    assert_eq!(articles, ["a", "b"]);
    assert_eq!(
        diagnostics,
        [
            diagnostic("again", DiagnosticKind::Unreadable),
            diagnostic("all", DiagnosticKind::OutsideLink),
            diagnostic("b.md", DiagnosticKind::Duplicate),
            diagnostic("secret.md", DiagnosticKind::OutsideLink),
        ]
    );
}

#[test]
fn sizes_and_permissions_are_respected() {
    let folder =
        folder(&[("large.md", "It rained for ever."), ("small.md", "It rained."), ("locked.md", "x")]);
    fs::set_permissions(folder.path().join("locked.md"), fs::Permissions::from_mode(0o000)).unwrap();
    let is_locked = fs::read(folder.path().join("locked.md")).is_err();
    let mut reader = reader();
    reader.options = Options { max_bytes: 10 };
    let ingested = reader.read_folder(folder.path()).unwrap();
    let kinds: Vec<DiagnosticKind> = ingested.diagnostics.iter().map(|diagnostic| diagnostic.kind).collect();
    if is_locked {
        assert_eq!(kinds, [DiagnosticKind::TooLarge, DiagnosticKind::Unreadable]);
    } else {
        assert_eq!(kinds, [DiagnosticKind::TooLarge]);
    }
    assert!(ingested.articles.iter().any(|article| article.id.as_str() == "small"));
}

#[test]
fn a_missing_folder_is_an_error() {
    let folder = folder(&[("a.md", "It rained.")]);
    assert!(reader().read_folder(&folder.path().join("nowhere")).is_err());
    assert!(reader().read_folder(&folder.path().join("a.md")).is_err());
}

#[test]
fn a_single_file_is_read() {
    let folder = folder(&[("x/a.md", "It rained.")]);
    let (article, diagnostics) = reader().read_file(&folder.path().join("x/a.md"));
    assert_eq!((article.unwrap().id.as_str(), diagnostics), ("a", vec![]));
    assert_eq!(reader().read_file(folder.path()).1[0].kind, DiagnosticKind::Unreadable);
}
