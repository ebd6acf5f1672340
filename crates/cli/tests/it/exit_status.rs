//! Exit status and reports of runs.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use crate::support::{Workspace, status, text};

#[test]
fn a_run_publishes_and_succeeds() {
    let workspace = Workspace::with_articles();
    let output = workspace.run(&["pipeline"]);
    let report = text(&output.stderr);
    assert_eq!(status(&output), 0, "{report}");
    assert!(output.stdout.is_empty());
    assert!(workspace.path().join("processed/claims.csv").is_file());
    for word in ["articles", "claims", "events", "findings", "time", "MB/s"] {
        assert!(report.contains(word), "{word} in {report}");
    }
}

#[test]
fn errors_fail_the_run_and_good_articles_are_published() {
    let workspace = Workspace::with_articles();
    workspace.write("raw/broken.md", "---\npublished: neverday\n---\n\nA text.\n");
    let output = workspace.run(&["pipeline"]);
    let report = text(&output.stderr);
    assert_eq!(status(&output), 1, "{report}");
    assert!(report.contains("error["), "{report}");
    assert!(report.contains("broken.md"), "{report}");
    let claims = fs::read_to_string(workspace.path().join("processed/articles.csv")).unwrap();
    assert!(claims.contains("tolls") && !claims.contains("broken"), "{claims}");

    let quiet = workspace.run(&["pipeline", "--quiet"]);
    assert_eq!(status(&quiet), 1);
    assert!(!text(&quiet.stderr).contains("MB/s"));
}

#[test]
fn a_missing_folder_is_reported() {
    let workspace = Workspace::empty();
    let output = workspace.run(&["pipeline", "--raw", "nowhere"]);
    assert_eq!(status(&output), 2);
    let report = text(&output.stderr);
    assert!(report.starts_with("annals: error: ") && report.contains("nowhere"), "{report}");
    assert!(report.contains("expected a folder"), "{report}");

    workspace.write("raw/a.txt", "A text.\n");
    let output = workspace.run(&["pipeline", "--knowledge", "nowhere"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("nowhere"));
}

#[test]
fn a_folder_without_articles_does_not_change_the_datasets() {
    let workspace = Workspace::with_articles();
    assert_eq!(status(&workspace.run(&["pipeline"])), 0);
    let before = workspace.files("processed");
    fs::create_dir(workspace.path().join("none")).unwrap();
    for command in ["pipeline", "ingest"] {
        let output = workspace.run(&[command, "--raw", "none"]);
        assert_eq!(status(&output), 2);
        assert!(text(&output.stderr).contains("none: found no articles"), "{}", text(&output.stderr));
    }
    assert!(before == workspace.files("processed"));
}

#[test]
fn unknown_options_and_commands_are_rejected() {
    let workspace = Workspace::empty();
    for arguments in [&["pipeline", "--fast"][..], &["polish"], &[], &["pipeline", "--max-size", "big"]] {
        let output = workspace.run(arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
    for arguments in [&["--help"][..], &["--version"], &["help", "pipeline"], &["check", "-h"]] {
        assert_eq!(status(&workspace.run(arguments)), 0, "{arguments:?}");
    }
}

#[test]
fn errors_in_knowledge_are_reported_with_their_position() {
    let workspace = Workspace::with_articles();
    workspace.write("knowledge/kinds.toml", "this is = = no toml\n");
    let output = workspace.run(&["pipeline"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("kinds.toml:1:"), "{}", text(&output.stderr));
    assert!(!workspace.path().join("processed").exists());
}

#[test]
fn findings_are_records_or_annotations_on_request() {
    let workspace = Workspace::with_articles();
    workspace.write("raw/100%,broken.md", "---\npublished: neverday\n---\n\nA text.\n");
    let output = workspace.run(&["pipeline", "--format", "json"]);
    assert_eq!(status(&output), 1);
    let lines = text(&output.stdout);
    assert!(!lines.is_empty());
    for line in lines.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(finding["finding_id"].is_string() && finding["severity"].is_string());
    }

    let output = workspace.run(&["pipeline", "--format", "github"]);
    assert_eq!(status(&output), 1);
    let lines = text(&output.stdout);
    assert!(lines.lines().any(|line| line.starts_with("::error ")), "{lines}");
    assert!(lines.lines().all(|line| line.starts_with("::")), "{lines}");
}

#[test]
fn a_closed_pipe_is_not_an_error() {
    let workspace = Workspace::with_articles();
    let mut long = String::new();
    for number in 0..20_000 {
        long.push_str(&format!("It was on March {}, 1950.\n\n", number % 28 + 1));
    }
    workspace.write("long.txt", long);
    let mut child = workspace
        .command(&["dates", "long.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.starts_with('{'), "{line}");
    let mut report = String::new();
    child.stderr.take().unwrap().read_to_string(&mut report).unwrap();
    assert_eq!((child.wait().unwrap().code(), report.as_str()), (Some(0), ""));
}

#[test]
fn concurrent_runs_leave_one_release() {
    let workspace = Workspace::with_articles();
    assert_eq!(status(&workspace.run(&["pipeline", "--out", "alone"])), 0);
    let runs: Vec<_> = (0..2)
        .map(|_| workspace.command(&["pipeline", "-q"]).stderr(Stdio::piped()).spawn().unwrap())
        .collect();
    let mut published = 0;
    for run in runs {
        let output = run.wait_with_output().unwrap();
        let report = text(&output.stderr);
        match status(&output) {
            0 => published += 1,
            2 => assert!(report.starts_with("annals: error: "), "{report}"),
            other => panic!("{other}: {report}"),
        }
    }
    assert!(published > 0);
    assert!(workspace.files("processed") == workspace.files("alone"));
}
