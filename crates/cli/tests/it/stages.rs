//! Single stages have the same result as the pipeline.

use std::fs;

use crate::support::{Workspace, status, text};

const STAGES: [&str; 4] = ["ingest", "normalize", "validate", "publish"];

#[test]
fn stage_by_stage_gives_the_same_bytes() {
    let workspace = Workspace::with_articles();
    workspace.write("raw/latin.txt", b"Caf\xe9 prices rose on 3 March 1961.\n");
    workspace.write("raw/broken.md", "---\nauthor: [\n---\nA text.\n");
    let whole = workspace.run(&["pipeline", "--out", "whole", "--threads", "3"]);
    assert_eq!(status(&whole), 1, "{}", text(&whole.stderr));
    for stage in STAGES {
        let output = workspace.run(&[stage]);
        let expected = if stage == "validate" { 1 } else { 0 };
        assert_eq!(status(&output), expected, "{stage}: {}", text(&output.stderr));
    }
    let (whole, stages) = (workspace.files("whole"), workspace.files("processed"));
    assert!(!whole.is_empty());
    for ((name, one), (other_name, other)) in whole.iter().zip(&stages) {
        assert_eq!(name, other_name);
        assert!(one == other, "{} differs", name.display());
    }
    assert_eq!(whole.len(), stages.len());
}

#[test]
fn one_thread_or_many_give_the_same_bytes() {
    let workspace = Workspace::with_articles();
    for (threads, out) in [("1", "one"), ("7", "seven")] {
        assert_eq!(status(&workspace.run(&["pipeline", "-j", threads, "--out", out])), 0);
    }
    assert!(workspace.files("one") == workspace.files("seven"));
}

#[test]
fn a_stage_reports_which_one_to_run_first() {
    let workspace = Workspace::with_articles();
    for (stage, first) in [("normalize", "ingest"), ("validate", "ingest"), ("publish", "validate")] {
        let output = workspace.run(&[stage]);
        assert_eq!(status(&output), 2);
        let wanted = format!("run `annals {first}` first");
        assert!(text(&output.stderr).contains(&wanted), "{stage}: {}", text(&output.stderr));
    }
    for stage in STAGES {
        assert_eq!(status(&workspace.run(&[stage])), 0);
    }
    // After a new article, the later stages are outdated.
    workspace.write("raw/new.txt", "A bridge was opened on 5 May 1970.\n");
    assert_eq!(status(&workspace.run(&["ingest"])), 0);
    let output = workspace.run(&["validate"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("run `annals normalize` again"), "{}", text(&output.stderr));

    fs::write(workspace.path().join("work/ingest/articles.jsonl"), "{}\n").unwrap();
    let output = workspace.run(&["normalize"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("run `annals ingest` again"), "{}", text(&output.stderr));
}
