//! What `annals diff` says of two releases.

#![allow(clippy::unwrap_used, reason = "a test stops at what surprises it")]

mod support;

use serde_json::Value;
use support::{Place, status, text};

/// A folder with the releases `old` and `new`: an article is changed, one is dropped, one comes.
fn two_releases() -> Place {
    let place = Place::empty();
    place.write("raw/dam.txt", "The dam was opened on 3 March 1961.\n");
    place.write("raw/mill.txt", "The mill was founded in June 1970.\n");
    assert_eq!(status(&place.run(&["pipeline", "--out", "old"])), 0);
    std::fs::remove_file(place.path().join("raw/mill.txt")).unwrap();
    place.write("raw/dam.txt", "The great dam was founded on 4 March 1961.\n");
    place.write("raw/pier.txt", "The <b>`pier`</b> company was founded on 5 May 1950.\n");
    assert_eq!(status(&place.run(&["pipeline", "--out", "new"])), 0);
    place
}

#[test]
fn a_release_does_not_differ_from_itself() {
    let place = two_releases();
    for (form, expected) in [("text", "no row differs\n"), ("markdown", "No row differs.\n"), ("json", "")] {
        let output = place.run(&["diff", "old", "old", "--format", form]);
        assert_eq!((status(&output), text(&output.stdout)), (0, expected.to_owned()));
    }
}

#[test]
fn every_change_is_a_record() {
    let place = two_releases();
    let output = place.run(&["diff", "old", "new", "--format", "json"]);
    assert_eq!(status(&output), 0);
    let changes: Vec<Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told =
        |change: &str, id: &str| changes.iter().find(|told| told["change"] == change && told["id"] == id);
    assert!(told("gone", "mill").unwrap()["row"]["path"] == "mill.txt");
    assert!(told("added", "pier").is_some());
    let columns = &told("changed", "dam").unwrap()["columns"];
    assert!(columns["sha256"]["old"] != columns["sha256"]["new"] && columns["path"].is_null());

    let back = place.run(&["diff", "new", "old", "--format", "json"]);
    assert_eq!(text(&back.stdout).lines().count(), changes.len());
}

#[test]
fn people_read_text_or_markdown_in_which_nothing_is_markup() {
    let place = two_releases();
    let page = text(&place.run(&["diff", "old", "new"]).stdout);
    assert!(page.contains("articles 1 added, 1 gone, 1 changed"), "{page}");
    assert!(page.contains("- mill") && page.contains("+ pier") && page.contains("sha256: "), "{page}");
    let comment = text(&place.run(&["diff", "old", "new", "--format", "markdown"]).stdout);
    assert!(comment.contains("| articles | 1 | 1 | 1 | 0 |"), "{comment}");
    assert!(!comment.contains("<b>"), "{comment}");
}

#[test]
fn what_is_no_release_is_named() {
    let place = two_releases();
    let nowhere = place.run(&["diff", "old", "nowhere"]);
    assert_eq!(status(&nowhere), 2);
    let report = text(&nowhere.stderr);
    assert!(report.contains("nowhere") && report.contains("expected a release"), "{report}");
    place.write("new/events.json", "[{\"name\": \"x\"}]");
    let broken = place.run(&["diff", "old", "new"]);
    assert_eq!(status(&broken), 2);
    let report = text(&broken.stderr);
    assert!(report.contains("events.json") && report.contains("event_id"), "{report}");
}
