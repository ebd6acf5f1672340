//! Records from a pipe to articles, and those to claims, as other programs drive them.

mod support;

use std::io::Write as _;
use std::process::{Output, Stdio};

use serde_json::Value;
use support::{Place, status, text};

/// The program with these bytes on its standard input.
fn run(place: &Place, arguments: &[&str], input: &[u8]) -> Output {
    let mut command = place.command(arguments);
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
    let place = Place::empty();
    let articles = run(&place, &["ingest", "-"], GOOD.as_bytes());
    assert_eq!(status(&articles), 0, "{}", text(&articles.stderr));
    let ids: Vec<Value> = lines(&articles).iter().map(|article| article["id"].clone()).collect();
    assert_eq!(ids, ["toll", "mill"]);
    let claims = run(&place, &["normalize", "-"], &articles.stdout);
    assert_eq!(status(&claims), 0, "{}", text(&claims.stderr));
    let claims = lines(&claims);
    assert!(claims.iter().any(|claim| claim["article_id"] == "toll"), "{claims:#?}");
    assert!(std::fs::read_dir(place.path()).unwrap().next().is_none(), "a pipe writes no files");
}

#[test]
fn a_bad_record_is_named_and_the_good_ones_are_written() {
    let place = Place::empty();
    let (first, second) = GOOD.split_once('\n').unwrap();
    let bad = [r#"{"id": "no", "text": "half \ud800"}"#, r#"{"text": "#, r#"{"title": "Nothing"}"#];
    let records = format!("{first}\n{}\n{second}", bad.join("\n"));
    let articles = run(&place, &["ingest", "-"], records.as_bytes());
    assert_eq!(status(&articles), 1);
    assert_eq!(lines(&articles).len(), 2);
    let told = text(&articles.stderr);
    let places: Vec<&str> = told.lines().filter_map(|line| line.split_once(": ")).map(|(at, _)| at).collect();
    assert_eq!(places, ["-:2:28", "-:3:8", "-:4:1"], "{told}");
    let claims = run(&place, &["normalize", "-"], &articles.stdout);
    assert_eq!(status(&claims), 0, "{}", text(&claims.stderr));
    assert!(!lines(&claims).is_empty());
}

#[test]
fn what_is_no_article_is_named_and_the_next_one_is_read() {
    let place = Place::empty();
    let articles = run(&place, &["ingest", "-"], GOOD.as_bytes());
    assert_eq!(status(&articles), 0);
    let good = run(&place, &["normalize", "-"], &articles.stdout);
    let bad = [b"\n{}\n\xff\xfe\n{\"half".as_slice(), b"\n", &articles.stdout].concat();
    let claims = run(&place, &["normalize", "-"], &bad);
    assert_eq!(status(&claims), 1);
    assert_eq!(claims.stdout, good.stdout);
    let told = text(&claims.stderr);
    let places: Vec<&str> = told.lines().filter_map(|line| line.split_once(": ")).map(|(at, _)| at).collect();
    assert_eq!(places, ["standard input:2:2", "standard input:3:1", "standard input:4:6"], "{told}");
}
