//! The phrases beside the grammar of each language are read as they say.

#![allow(clippy::unwrap_used, clippy::panic)]

mod languages;

use annals_edtf::Edtf;
use annals_timex::{Context, Grammar, Part, Role, TimeReading};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use languages::{file, grammar, tags};

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

/// What is wrong with the reading of a phrase, written as `form` makes it.
fn wrong(grammar: &Grammar, phrase: &Phrase, form: impl Fn(&str) -> String) -> Option<String> {
    let text = |words: &String| form(words);
    let phrase = Phrase {
        text: text(&phrase.text),
        published: phrase.published.clone(),
        caption: phrase.caption.as_ref().map(text),
        expect: phrase.expect.iter().map(text).collect(),
        periods: phrase.periods.clone(),
    };
    let (text, reading) = read(grammar, &phrase);
    let found = told(&text, &reading, &phrase.expect);
    if found != phrase.expect {
        return Some(format!("{}\n    expected {:?}\n    found    {found:?}", phrase.text, phrase.expect));
    }
    let edtf = |edtf: &Option<Edtf>| edtf.as_ref().map_or("none".into(), ToString::to_string);
    let periods: Vec<String> = reading.periods.iter().map(|period| edtf(&period.edtf)).collect();
    (!phrase.periods.is_empty() && periods != phrase.periods)
        .then(|| format!("{}\n    periods {:?}, found {periods:?}", phrase.text, phrase.periods))
}

#[test]
fn phrases_are_read_as_they_say() {
    for tag in tags() {
        let grammar = grammar(&tag);
        let phrases: Phrases = toml::from_str(&file(&tag, "phrases/time.toml"))
            .unwrap_or_else(|error| panic!("{tag}/phrases/time.toml: {error}"));
        let mut mistakes = Vec::new();
        for phrase in &phrases.phrase {
            let mistake = wrong(&grammar, phrase, str::to_owned)
                // However letters and their marks are encoded.
                .or_else(|| wrong(&grammar, phrase, |text| text.nfd().collect()));
            mistakes.extend(mistake);
        }
        for text in &phrases.nothing.texts {
            let parts = [Part { range: 0..text.len(), role: Role::Prose }];
            let reading = grammar.read(text, &parts, &Context::default());
            let found = told(text, &reading, &[]);
            if !found.is_empty() {
                mistakes.push(format!("{text}\n    expected nothing, found {found:?}"));
            }
        }
        assert!(mistakes.is_empty(), "{tag}:\n{}", mistakes.join("\n"));
    }
}
