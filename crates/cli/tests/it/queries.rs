//! The subcommands dates, check, trace, explain, schema and completions.

use std::io::Write as _;
use std::process::Stdio;

use crate::support::{Workspace, status, text};
use serde_json::Value;

fn records(output: &[u8]) -> Vec<Value> {
    text(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Returns the part of a text that a record refers to.
fn excerpt(text: &str, record: &Value) -> String {
    let at = |key: &str| usize::try_from(record[key].as_u64().unwrap()).unwrap();
    text.chars().skip(at("start")).take(at("end") - at("start")).collect()
}

#[test]
fn the_offsets_of_dates_are_those_of_the_text() {
    let workspace = Workspace::empty();
    let words = "\u{feff}Café – opened on 3 March 1961.\r\n\r\nIt closed in June 1970.\r\n";
    workspace.write("plain.txt", words);
    let output = workspace.run(&["dates", "plain.txt"]);
    assert_eq!(status(&output), 0);
    let found = records(&output.stdout);
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(excerpt(words, &found[0]), "3 March 1961");
    assert_eq!(found[0]["type"], "DATE");
    assert_eq!(found[0]["value"], "1961-03-03");
    assert_eq!((&found[1]["earliest"], &found[1]["latest"]), (&"1970-06-01".into(), &"1970-06-30".into()));
    assert_eq!(found[0]["text"], excerpt(words, &found[0]));

    let mut child = workspace
        .command(&["dates", "-", "--reference-date", "1961-03-04", "--explain=json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all("It rained yesterday.".as_bytes()).unwrap();
    let found = records(&child.wait_with_output().unwrap().stdout);
    assert_eq!(found[0]["value"], "1961-03-03");
    let explanation = &found[0]["explanation"];
    assert_eq!(explanation["slots"][0]["text"], "yesterday");
    assert_eq!(explanation["anchor"]["source"], "published");

    let output = workspace.run(&["dates", "plain.txt", "--explain", "--language", "en"]);
    let drawing = String::from_utf8(output.stdout).unwrap();
    for expected in
        ["plain.txt:1:19: “3 March 1961” is 1961-03-03", "month 3", "time.toml:", "TIMEX3 DATE 1970-06"]
    {
        assert!(drawing.contains(expected), "{expected}: {drawing}");
    }
}

#[test]
fn the_language_of_dates_is_requested_stated_or_identified() {
    let workspace = Workspace::empty();
    let files = [
        ("asked.txt", &["--language", "fr"][..], "Du 13 au 15/8/1991.", &["1991-08-13", "1991-08-15"][..]),
        ("stated.md", &[], "---\nlanguage: vi\n---\n\nTháng 12/1976.\n", &["1976-12"]),
        ("known.txt", &[], "Elle est née dans une ville de la côte et elle y est morte fin 1975.", &["1975"]),
        ("marked.txt", &[], "Ông sinh ở làng này nga\u{300}y 5/4/1998 và đã sống ở đó.", &["1998-04-05"]),
    ];
    for (file, options, words, expected) in files {
        workspace.write(file, words);
        let output = workspace.run(&[&["dates", file][..], options].concat());
        let values: Vec<_> = records(&output.stdout).iter().map(|record| record["value"].clone()).collect();
        assert_eq!(values, expected, "{file}");
    }
}

#[test]
fn dates_of_an_article_exclude_front_matter() {
    let workspace = Workspace::empty();
    let words = "---\npublished: 1961-03-04\nlanguage: en\n---\n\nIt rained yesterday, as it had in 1958.\n";
    workspace.write("article.md", words);
    let output = workspace.run(&["dates", "article.md"]);
    let found = records(&output.stdout);
    let excerpts: Vec<_> = found.iter().map(|record| excerpt(words, record)).collect();
    assert_eq!(excerpts, ["yesterday", "1958"]);
    assert_eq!(found[0]["value"], "1961-03-03");
}

#[test]
fn invalid_texts_and_options_are_rejected() {
    let workspace = Workspace::empty();
    workspace.write("bytes.txt", b"a\xff");
    for arguments in [
        &["dates", "bytes.txt"][..],
        &["dates", "nowhere.txt"],
        &["dates", "-", "--reference-date", "soon"],
        &["dates", "-", "--language", "tlh"],
    ] {
        let output = workspace.run(arguments);
        assert_eq!(status(&output), 2, "{arguments:?}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn extractions_are_shown_under_the_lines_of_the_article() {
    let workspace = Workspace::with_articles();
    let output = workspace.run(&["check", "raw/tolls.md"]);
    let drawing = text(&output.stdout);
    assert_eq!(status(&output), 0, "{}", text(&output.stderr));
    assert!(drawing.contains("raw/tolls.md:"), "{drawing}");
    assert!(drawing.contains("1961-07-18"), "{drawing}");
    assert!(!drawing.contains('\x1b'), "no colours without a terminal");
    assert!(!workspace.path().join("processed").exists());

    let output = workspace.run(&["check", "raw/tolls.md", "--alone", "--format", "json"]);
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(record["article_id"], "tolls");
    assert!(record["claims"].is_array() && record["findings"].is_array());

    assert_eq!(status(&workspace.run(&["check", "raw/nowhere.md"])), 2);
    workspace.write("broken.md", "---\npublished: neverday\n---\nA text.\n");
    let output = workspace.run(&["check", "broken.md"]);
    assert_eq!(status(&output), 1);
    assert!(text(&output.stdout).contains("broken.md:2:"), "{}", text(&output.stdout));
}

#[test]
fn the_text_of_an_article_cannot_control_the_terminal() {
    let workspace = Workspace::empty();
    workspace.write(
        "raw/odd.txt",
        "On 3 March 1961 the \x1b[2Jgates\x07 \u{202e}of Arden fell; a treaty was signed.\n",
    );
    for arguments in [&["check", "raw/odd.txt"][..], &["trace", "odd"], &["pipeline", "--verbose"]] {
        let output = workspace.run(arguments);
        let all = text(&output.stdout) + &text(&output.stderr);
        assert!(!all.contains(['\x1b', '\x07', '\u{202e}']), "{arguments:?}: {all:?}");
    }
}

#[test]
fn a_row_is_traced_to_its_quote() {
    let workspace = Workspace::with_articles();
    let output = workspace.run(&["check", "raw/tolls.md", "--alone", "--format", "json"]);
    let record: Value = serde_json::from_slice(&output.stdout).unwrap();
    let claim =
        record["claims"][0]["claim_id"].as_str().expect("a claim is extracted from the invented article");
    let output = workspace.run(&["trace", claim]);
    assert_eq!(status(&output), 0);
    let page = text(&output.stdout);
    assert!(page.contains("raw/tolls.md:"), "{page}");
    assert!(page.contains("extracted by"), "{page}");

    let output = workspace.run(&["trace", "toll"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("; similar: "), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("tolls"), "{}", text(&output.stderr));
}

#[test]
fn an_inferred_day_is_traced_to_its_proof() {
    let workspace = Workspace::empty();
    workspace.write("raw/treaty.md", "---\nlanguage: en\n---\nThe Dunvik Treaty was signed on 3 May 1931.\n");
    let order = "After the Dunvik Treaty, Danish soldiers gradually withdrew from Norway.";
    workspace.write("raw/soldiers.md", format!("---\nlanguage: en\n---\n{order}\n"));
    assert_eq!(status(&workspace.run(&["pipeline"])), 0);
    let rows: Value =
        serde_json::from_slice(&std::fs::read(workspace.path().join("processed/events.json")).unwrap())
            .unwrap();
    let inferred = rows.as_array().unwrap().iter().find(|row| row["date_basis"] == "inferred");
    let id = inferred.and_then(|row| row["event_id"].as_str()).expect("the withdrawal has a bound");
    let page = text(&workspace.run(&["trace", id]).stdout).to_owned();
    for expected in
        ["not before    1931-05-03, inferred", "at raw/soldiers.md:4:", "“Dunvik Treaty”, dated 1931-05-03"]
    {
        assert!(page.contains(expected), "{expected}: {page}");
    }
}

#[test]
fn rules_are_listed_and_explained() {
    let workspace = Workspace::empty();
    let output = workspace.run(&["explain"]);
    assert_eq!(status(&output), 0);
    let list = text(&output.stdout);
    for line in list.lines() {
        let (code, _) = line.split_once(' ').unwrap();
        let output = workspace.run(&["explain", code]);
        assert_eq!(status(&output), 0, "{code}");
        assert!(text(&output.stdout).contains(code));
    }
    assert!(list.lines().count() > 3, "{list}");
    assert_eq!(status(&workspace.run(&["explain", "XYZ999"])), 2);
}

#[test]
fn schemas_are_json() {
    let workspace = Workspace::empty();
    let output = workspace.run(&["schema"]);
    let list = text(&output.stdout);
    assert_eq!(list.lines().count(), 11);
    for dataset in list.lines() {
        let output = workspace.run(&["schema", dataset]);
        assert_eq!(status(&output), 0);
        assert!(serde_json::from_slice::<Value>(&output.stdout).unwrap().is_object(), "{dataset}");
    }
    let output = workspace.run(&["schema", "claim"]);
    assert_eq!(status(&output), 2);
    assert!(text(&output.stderr).contains("claims"));
}

#[test]
fn every_shell_has_completions() {
    let workspace = Workspace::empty();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = workspace.run(&["completions", shell]);
        assert_eq!(status(&output), 0);
        assert!(text(&output.stdout).contains("pipeline"), "{shell}");
    }
}
