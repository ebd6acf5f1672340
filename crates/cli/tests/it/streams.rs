//! `annals ingest -` and `annals normalize -`.

use std::io::Write as _;
use std::process::{Output, Stdio};

use crate::support::{Workspace, status, text};
use serde_json::Value;

/// Runs the program with these bytes on standard input.
fn run(workspace: &Workspace, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = workspace.command(arguments);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = input.to_owned();
    let writing = std::thread::spawn(move || drop(pipe.write_all(&input)));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap();
    output
}

fn lines(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

const GOOD: &str = concat!(
    r#"{"id": "toll", "language": "en", "published": "2003-06-10", "text": "The Treaty of Karlstad was signed on 3 May 1868."}"#,
    "\n",
    r#"{"id": "mill", "language": "en", "html": "<p>The Karlstad mill was opened on 5 June 1871.</p>"}"#,
    "\n",
);

#[test]
fn records_become_articles_and_claims() {
    let workspace = Workspace::empty();
    let articles = run(&workspace, &["ingest", "-"], GOOD.as_bytes());
    assert_eq!(status(&articles), 0, "{}", text(&articles.stderr));
    let ids: Vec<Value> = lines(&articles).iter().map(|article| article["id"].clone()).collect();
    assert_eq!(ids, ["toll", "mill"]);
    let claims = run(&workspace, &["normalize", "-"], &articles.stdout);
    assert_eq!(status(&claims), 0, "{}", text(&claims.stderr));
    let claims = lines(&claims);
    assert!(claims.iter().any(|claim| claim["article_id"] == "toll"), "{claims:#?}");
    assert!(std::fs::read_dir(workspace.path()).unwrap().next().is_none(), "streams write no files");
}

#[test]
fn invalid_records_are_reported_and_valid_ones_are_written() {
    let workspace = Workspace::empty();
    let (first, second) = GOOD.split_once('\n').unwrap();
    let bad = [r#"{"id": "no", "text": "half \ud800"}"#, r#"{"text": "#, r#"{"title": "Nothing"}"#];
    let records = format!("{first}\n{}\n{second}", bad.join("\n"));
    let articles = run(&workspace, &["ingest", "-"], records.as_bytes());
    assert_eq!(status(&articles), 1);
    assert_eq!(lines(&articles).len(), 2);
    let report = text(&articles.stderr);
    let places: Vec<&str> =
        report.lines().filter_map(|line| line.split_once(": ")).map(|(at, _)| at).collect();
    assert_eq!(places, ["-:2:28", "-:3:8", "-:4:1"], "{report}");
    let claims = run(&workspace, &["normalize", "-"], &articles.stdout);
    assert_eq!(status(&claims), 0, "{}", text(&claims.stderr));
    assert!(!lines(&claims).is_empty());
}

#[test]
fn invalid_articles_are_reported_and_valid_ones_are_read() {
    let workspace = Workspace::empty();
    let articles = run(&workspace, &["ingest", "-"], GOOD.as_bytes());
    assert_eq!(status(&articles), 0);
    let good = run(&workspace, &["normalize", "-"], &articles.stdout);
    let bad = [b"\n{}\n\xff\xfe\n{\"half".as_slice(), b"\n", &articles.stdout].concat();
    let claims = run(&workspace, &["normalize", "-"], &bad);
    assert_eq!(status(&claims), 1);
    assert_eq!(claims.stdout, good.stdout);
    let report = text(&claims.stderr);
    let places: Vec<&str> =
        report.lines().filter_map(|line| line.split_once(": ")).map(|(at, _)| at).collect();
    assert_eq!(places, ["standard input:2:2", "standard input:3:1", "standard input:4:6"], "{report}");
}
