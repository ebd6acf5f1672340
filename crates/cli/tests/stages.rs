//! The stages one by one give what the pipeline gives.

mod support;

use std::fs;

use support::{Place, status, text};

const STAGES: [&str; 4] = ["ingest", "normalize", "validate", "publish"];

#[test]
fn stage_by_stage_gives_the_same_bytes() {
    let place = Place::with_articles();
    place.write("raw/latin.txt", b"Caf\xe9 prices rose on 3 March 1961.\n");
    place.write("raw/broken.md", "---\nauthor: [\n---\nA text.\n");
    let whole = place.run(&["pipeline", "--out", "whole", "--threads", "3"]);
    assert_eq!(status(&whole), 1, "{}", text(&whole.stderr));
    for stage in STAGES {
        let output = place.run(&[stage]);
        let expected = if stage == "validate" { 1 } else { 0 };
        assert_eq!(status(&output), expected, "{stage}: {}", text(&output.stderr));
    }
    let (whole, stages) = (place.files("whole"), place.files("processed"));
    assert!(!whole.is_empty());
    for ((name, one), (other_name, other)) in whole.iter().zip(&stages) {
        assert_eq!(name, other_name);
        assert!(one == other, "{} differs", name.display());
    }
    assert_eq!(whole.len(), stages.len());
}

#[test]
fn one_thread_or_many_give_the_same_bytes() {
    let place = Place::with_articles();
    for (threads, out) in [("1", "one"), ("7", "seven")] {
        assert_eq!(status(&place.run(&["pipeline", "-j", threads, "--out", out])), 0);
    }
    assert!(place.files("one") == place.files("seven"));
}

#[test]
fn a_stage_says_which_one_comes_first() {
    let place = Place::with_articles();
    for (stage, first) in [("normalize", "ingest"), ("validate", "ingest"), ("publish", "validate")] {
        let output = place.run(&[stage]);
        assert_eq!(status(&output), 2);
        let wanted = format!("run `annals {first}` first");
        assert!(text(&output.stderr).contains(&wanted), "{stage}: {}", text(&output.stderr));
    }
    for stage in STAGES {
        assert_eq!(status(&place.run(&[stage])), 0);
    }
    // Another article: what was made of those before is out of date.
    place.write("raw/new.txt", "A bridge was opened on 5 May 1970.\n");
    assert_eq!(status(&place.run(&["ingest"])), 0);
    let output = place.run(&["validate"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("run `annals normalize` again"), "{}", text(&output.stderr));

    fs::write(place.path().join("work/ingest/articles.jsonl"), "{}\n").unwrap();
    let output = place.run(&["normalize"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("run `annals ingest` again"), "{}", text(&output.stderr));
}
