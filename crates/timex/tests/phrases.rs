//! The test phrases of each language have the expected readings.

#![allow(clippy::unwrap_used, clippy::panic)]

mod languages;

use annals_edtf::Edtf;
use annals_timex::{DocumentContext, Grammar, SegmentRole, TextSegment, TimeReading};
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
    /// A caption that follows the text.
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

fn read_lines(text: &str, reading: &TimeReading, expected: &[String]) -> Vec<String> {
    let rows = reading.records(text).enumerate();
    let lines = rows.map(|(i, row)| {
        let with_edtf = expected.get(i).is_some_and(|line| line.matches(" = ").count() > 1);
        let edtf = row.edtf.map_or("none".into(), ToString::to_string);
        let modifier = row.modifier.map_or(String::new(), |modifier| format!(" {}", modifier.timex3()));
        let value = format!("{} = {}{modifier}", row.text, row.value);
        if with_edtf { format!("{value} = {edtf}") } else { value }
    });
    lines.collect()
}

fn read(grammar: &Grammar, phrase: &Phrase) -> (String, TimeReading) {
    let mut text = phrase.text.clone();
    let mut segments = vec![TextSegment { range: 0..text.len(), role: SegmentRole::Prose }];
    if let Some(caption) = &phrase.caption {
        text.push_str("\n\n");
        let start = text.len();
        text.push_str(caption);
        segments.push(TextSegment { range: start..text.len(), role: SegmentRole::Caption });
    }
    let context = DocumentContext { published: phrase.published.clone(), dateline: None };
    let mut reading = grammar.read(&text, &segments, &context);
    let end = phrase.text.len();
    reading.expressions.retain(|expression| expression.range.start < end);
    (text, reading)
}

/// Returns a description of the failure, if the phrase in this form does not have the expected reading.
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
    let found = read_lines(&text, &reading, &phrase.expect);
    if found != phrase.expect {
        return Some(format!("{}\n    expected {:?}\n    found    {found:?}", phrase.text, phrase.expect));
    }
    let edtf = |edtf: &Option<Edtf>| edtf.as_ref().map_or("none".into(), ToString::to_string);
    let periods: Vec<String> = reading.periods.iter().map(|period| edtf(&period.edtf)).collect();
    (!phrase.periods.is_empty() && periods != phrase.periods)
        .then(|| format!("{}\n    periods {:?}, found {periods:?}", phrase.text, phrase.periods))
}

#[test]
fn phrases_have_the_expected_readings() {
    for tag in tags() {
        let grammar = grammar(&tag);
        let phrases: Phrases = toml::from_str(&file(&tag, "phrases/time.toml"))
            .unwrap_or_else(|error| panic!("{tag}/phrases/time.toml: {error}"));
        let mut failures = Vec::new();
        for phrase in &phrases.phrase {
            let failure = wrong(&grammar, phrase, str::to_owned)
                // Decomposed letters have the same reading.
                .or_else(|| wrong(&grammar, phrase, |text| text.nfd().collect()));
            failures.extend(failure);
        }
        for text in &phrases.nothing.texts {
            let segments = [TextSegment { range: 0..text.len(), role: SegmentRole::Prose }];
            let reading = grammar.read(text, &segments, &DocumentContext::default());
            let found = read_lines(text, &reading, &[]);
            if !found.is_empty() {
                failures.push(format!("{text}\n    expected nothing, found {found:?}"));
            }
        }
        assert!(failures.is_empty(), "{tag}:\n{}", failures.join("\n"));
    }
}
