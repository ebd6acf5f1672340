//! `annals diff`.

use crate::support::{Workspace, status, text};
use serde_json::Value;

/// Creates the releases `old` and `new`: one article is changed, one removed and one added.
fn two_releases() -> Workspace {
    let workspace = Workspace::empty();
    workspace.write("raw/dam.txt", "The dam was opened on 3 March 1961.\n");
    workspace.write("raw/mill.txt", "The mill was founded in June 1970.\n");
    assert_eq!(status(&workspace.run(&["pipeline", "--out", "old"])), 0);
    std::fs::remove_file(workspace.path().join("raw/mill.txt")).unwrap();
    workspace.write("raw/dam.txt", "The great dam was founded on 4 March 1961.\n");
    workspace.write("raw/pier.txt", "The <b>`pier`</b> company was founded on 5 May 1950.\n");
    assert_eq!(status(&workspace.run(&["pipeline", "--out", "new"])), 0);
    workspace
}

#[test]
fn a_release_does_not_differ_from_itself() {
    let workspace = two_releases();
    for (format, expected) in [("text", "no differences\n"), ("markdown", "No differences.\n"), ("json", "")]
    {
        let output = workspace.run(&["diff", "old", "old", "--format", format]);
        assert_eq!((status(&output), text(&output.stdout)), (0, expected.to_owned()));
    }
}

#[test]
fn every_change_is_a_record() {
    let workspace = two_releases();
    let output = workspace.run(&["diff", "old", "new", "--format", "json"]);
    assert_eq!(status(&output), 0);
    let changes: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let find = |change: &str, id: &str| {
        changes.iter().find(|record| record["change"] == change && record["id"] == id)
    };
    assert!(find("gone", "mill").unwrap()["row"]["path"] == "mill.txt");
    assert!(find("added", "pier").is_some());
    let columns = &find("changed", "dam").unwrap()["columns"];
    assert!(columns["sha256"]["old"] != columns["sha256"]["new"] && columns["path"].is_null());

    let back = workspace.run(&["diff", "new", "old", "--format", "json"]);
    assert_eq!(text(&back.stdout).lines().count(), changes.len());
}

#[test]
fn text_and_markdown_escape_the_articles() {
    let workspace = two_releases();
    let page = text(&workspace.run(&["diff", "old", "new"]).stdout);
    assert!(page.contains("articles 1 added, 1 removed, 1 changed"), "{page}");
    assert!(page.contains("- mill") && page.contains("+ pier") && page.contains("sha256: "), "{page}");
    let comment = text(&workspace.run(&["diff", "old", "new", "--format", "markdown"]).stdout);
    assert!(comment.contains("| articles | 1 | 1 | 1 | 0 |"), "{comment}");
    assert!(!comment.contains("<b>"), "{comment}");
}

#[test]
fn invalid_releases_are_reported() {
    let workspace = two_releases();
    let nowhere = workspace.run(&["diff", "old", "nowhere"]);
    assert_eq!(status(&nowhere), 2);
    let report = text(&nowhere.stderr);
    assert!(report.contains("nowhere") && report.contains("expected a folder with a release"), "{report}");
    workspace.write("new/events.json", "[{\"name\": \"x\"}]");
    let broken = workspace.run(&["diff", "old", "new"]);
    assert_eq!(status(&broken), 2);
    let report = text(&broken.stderr);
    assert!(report.contains("events.json") && report.contains("event_id"), "{report}");
}
