//! The phrases beside a grammar are read as it says.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::PathBuf;

use annals_model::Edtf;
use annals_timex::{Context, Grammar, Part, Role, TimeReading};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Phrases {
    phrase: Vec<Phrase>,
    nothing: Nothing,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Phrase {
    text: String,
    #[serde(default)]
    published: Option<Edtf>,
    /// Words of the picture that the text comes with, read as a caption behind it.
    #[serde(default)]
    caption: Option<String>,
    /// `words = value`, or `words = value = EDTF`.
    expect: Vec<String>,
    /// EDTF of the periods.
    #[serde(default)]
    periods: Vec<String>,
}

#[derive(Deserialize)]
struct Nothing {
    texts: Vec<String>,
}

fn knowledge(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../knowledge/languages").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn grammar(language: &str) -> Grammar {
    let texts = ["time-words.toml", "time.toml"].map(|name| knowledge(&format!("{language}/{name}")));
    Grammar::parse_files(&texts.each_ref().map(String::as_str)).unwrap_or_else(|error| panic!("{error:?}"))
}

fn told(text: &str, reading: &TimeReading, expected: &[String]) -> Vec<String> {
    let rows = reading.rows(text).enumerate();
    let told = rows.map(|(i, row)| {
        let with_edtf = expected.get(i).is_some_and(|line| line.matches(" = ").count() > 1);
        let edtf = row.edtf.map_or("none".into(), ToString::to_string);
        let modifier = row.modifier.map_or(String::new(), |modifier| format!(" {}", modifier.timex3()));
        let value = format!("{} = {}{modifier}", row.text, row.value);
        if with_edtf { format!("{value} = {edtf}") } else { value }
    });
    told.collect()
}

fn read(grammar: &Grammar, phrase: &Phrase) -> (String, TimeReading) {
    let mut text = phrase.text.clone();
    let mut parts = vec![Part { range: 0..text.len(), role: Role::Prose }];
    if let Some(caption) = &phrase.caption {
        text.push_str("\n\n");
        let start = text.len();
        text.push_str(caption);
        parts.push(Part { range: start..text.len(), role: Role::Caption });
    }
    let context = Context { published: phrase.published.clone(), dateline: None };
    let mut reading = grammar.read(&text, &parts, &context);
    let end = phrase.text.len();
    reading.expressions.retain(|expression| expression.range.start < end);
    (text, reading)
}

#[test]
fn phrases_are_read_as_they_say() {
    let grammar = grammar("en");
    let phrases: Phrases = toml::from_str(&knowledge("en/phrases/time.toml")).unwrap();
    let mut wrong = Vec::new();
    for phrase in &phrases.phrase {
        let (text, reading) = read(&grammar, phrase);
        let found = told(&text, &reading, &phrase.expect);
        if found != phrase.expect {
            wrong.push(format!("{}\n    expected {:?}\n    found    {found:?}", phrase.text, phrase.expect));
        }
        let periods: Vec<String> = reading
            .periods
            .iter()
            .map(|p| p.edtf.as_ref().map_or("none".into(), ToString::to_string))
            .collect();
        if !phrase.periods.is_empty() && periods != phrase.periods {
            wrong.push(format!("{}\n    periods {:?}, found {periods:?}", phrase.text, phrase.periods));
        }
    }
    for text in &phrases.nothing.texts {
        let parts = [Part { range: 0..text.len(), role: Role::Prose }];
        let reading = grammar.read(text, &parts, &Context::default());
        let found = told(text, &reading, &[]);
        if !found.is_empty() {
            wrong.push(format!("{text}\n    expected nothing, found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
