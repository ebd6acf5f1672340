//! The throughput of reading time expressions, compared with a plain search for words in the same bytes.
//!
//! The first argument is the folder of a language. The second, if given, is a folder of texts: the field `text` of each
//! line of *.jsonl, and *.txt and *.md. Without it, the texts are generated with a fixed seed. Each text is read many
//! times on one thread, and the best time counts.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

use std::path::Path;
use std::time::{Duration, Instant};

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use annals_timex::{DocumentContext, Grammar, SegmentRole, TextSegment};

/// Sentences without time expressions.
const UNTIMED: [&str; 12] = [
    "The harbour board turned down the plan of the two shipping companies, which had asked for a longer quay.",
    "Nobody in the village had heard of the engineer, though his brother kept the inn by the mill.",
    "According to the report, most of the timber went down the river to the saw mills of the lower valley.",
    "“We are not against the bridge,” said the mayor, “but it is the farmers who will have to pay for it.”",
    "Its members elected a committee with a chairman, a secretary and a treasurer, all of them weavers.",
    "The ship carried grain, hides and copper, and on the way back coal for the gas works in the old port.",
    "A fire destroyed the roof of the town hall; the archive in the cellar was saved by the rain.",
    "Where the road leaves the lake it climbs through woods of beech and pine to a pass known for its wind.",
    "Critics of the school's head wrote letters to the paper, and the paper printed them without a comment.",
    "The general moved his headquarters to the north bank, out of reach of the guns on the hill.",
    "She learned the trade from her father, a printer, and took over the shop with her sister's help.",
    "Prices rose faster than wages, and the union asked the owners of the mines for a meeting.",
];

/// Sentences with time expressions in place of `#`.
const TIMED: [&str; 8] = [
    "The line was opened #, but trains did not run all the way to the coast until #.",
    "The treaty was signed #, and the last soldiers left the fort #.",
    "He was born #, the son of a smith, and went to sea #.",
    "The second strike began # and ended # without a result.",
    "The council met #; it has met in the same room ever since.",
    "#, the company sold both of its mines.",
    "Work on the dam went on #, longer than anyone had thought.",
    "The paper, founded #, had to close #.",
];

/// Time expressions.
const TIMES: [&str; 16] = [
    "on 3 March 1911",
    "on May 4, 1932",
    "in 1876",
    "in the spring of 1905",
    "in the late 1920s",
    "two years later",
    "for almost three months",
    "from April 13 to May 3, 1953",
    "between 1914 and 1918",
    "on Monday",
    "last week",
    "in the following year",
    "at the end of the 19th century",
    "since August",
    "(1933-38)",
    "that summer",
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let language = Path::new(arguments.get(1).unwrap_or_else(|| panic!("expected the folder of a language")));
    let files =
        ["time-words.toml", "time.toml"].map(|name| std::fs::read_to_string(language.join(name)).unwrap());
    let files = files.each_ref().map(String::as_str);
    let start = || Grammar::parse_files(&files).unwrap().read("May 1", &[], &DocumentContext::default());
    let [start] = best(&[()], [&|()| drop(std::hint::black_box(start()))]);
    let grammar = Grammar::parse_files(&files).unwrap();
    let words = words(&files);
    let search = AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&words)
        .unwrap();
    println!("start-up: {:.1} ms", start.as_secs_f64() * 1e3);
    println!(
        "{:<24}{:>8}{:>14}{:>12}{:>16}{:>8}",
        "text", "MB", "expressions", "timex MB/s", "search MB/s", "ratio"
    );
    let corpora = match arguments.get(2) {
        Some(folder) => vec![("texts of the folder", texts(Path::new(folder)))],
        None => vec![("prose with dates", prose(3)), ("prose without dates", prose(0))],
    };
    for (name, texts) in corpora {
        let bytes: usize = texts.iter().map(String::len).sum();
        let read = |text: &String| {
            std::hint::black_box(expressions(&grammar, text));
        };
        let find = |text: &String| {
            std::hint::black_box(search.find_iter(text).count());
        };
        let times = best(&texts, [&read, &find]);
        let [timex, plain] = times.map(|time| bytes as f64 / 1e6 / time.as_secs_f64());
        let found: usize = texts.iter().map(|text| expressions(&grammar, text)).sum();
        println!(
            "{name:<24}{:>8.1}{:>14}{timex:>12.0}{plain:>16.0}{:>8.2}",
            bytes as f64 / 1e6,
            found,
            timex / plain
        );
    }
    println!(
        "(search: one pass of a case-blind Aho-Corasick automaton with {} words of the language)",
        words.len()
    );
}

fn expressions(grammar: &Grammar, text: &str) -> usize {
    let segments = [TextSegment { range: 0..text.len(), role: SegmentRole::Prose }];
    let context = DocumentContext { published: "1961-05-17".parse().ok(), dateline: None };
    grammar.read(text, &segments, &context).expressions.len()
}

/// Returns how long each task takes for all inputs: the sum of the shortest times per input, so that the load of other
/// programs matters less.
fn best<T, const N: usize>(inputs: &[T], tasks: [&dyn Fn(&T); N]) -> [Duration; N] {
    let began = Instant::now();
    let mut times = vec![[Duration::MAX; N]; inputs.len()];
    while began.elapsed() < Duration::from_secs(5) {
        for (input, times) in inputs.iter().zip(&mut times) {
            for (task, time) in tasks.iter().zip(times) {
                let began = Instant::now();
                task(input);
                *time = began.elapsed().min(*time);
            }
        }
    }
    std::array::from_fn(|task| times.iter().map(|times| times[task]).sum())
}

/// Generates articles in which `timed` of ten sentences have time expressions.
fn prose(timed: u64) -> Vec<String> {
    // Knuth's linear congruential generator.
    let mut state: u64 = 1;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    let mut sentence = move || {
        if random(10) as u64 >= timed {
            return UNTIMED[random(UNTIMED.len())].to_owned();
        }
        let mut pieces = TIMED[random(TIMED.len())].split('#');
        let first = pieces.next().unwrap_or_default().to_owned();
        pieces.fold(first, |text, piece| text + TIMES[random(TIMES.len())] + piece)
    };
    let mut paragraph = move || (0..6).map(|_| sentence()).collect::<Vec<_>>().join(" ");
    (0..600).map(|_| (0..12).map(|_| paragraph()).collect::<Vec<_>>().join("\n\n")).collect()
}

/// Returns the texts of a folder, repeated if they are few.
fn texts(folder: &Path) -> Vec<String> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut texts = Vec::new();
    for path in paths {
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("jsonl") => texts.extend(std::fs::read_to_string(path).unwrap().lines().map(|line| {
                let record: serde_json::Value = serde_json::from_str(line).unwrap();
                record["text"].as_str().unwrap_or_default().to_owned()
            })),
            Some("txt" | "md") => texts.push(std::fs::read_to_string(path).unwrap()),
            _ => {}
        }
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    assert!(bytes > 0, "expected texts in {}", folder.display());
    texts.iter().cycle().take(texts.len() * (4_000_000 / bytes).max(1)).cloned().collect()
}

/// Returns the words of the classes of a grammar.
fn words(files: &[&str]) -> Vec<String> {
    let mut words = Vec::new();
    let language: toml::Table = files.join("\n").parse().unwrap();
    let mut left = vec![&language["class"]];
    while let Some(value) = left.pop() {
        match value {
            toml::Value::Table(table) => left.extend(table.values()),
            toml::Value::Array(array) => left.extend(array),
            toml::Value::String(word) if word.len() > 2 => words.push(word.to_lowercase()),
            _ => {}
        }
    }
    words.sort();
    words.dedup();
    words
}
