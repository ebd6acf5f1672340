//! Reads documents `{"doc", "dct", "text"}`, one per line, and prints their expressions as `{"doc", "timex"}`.
//!
//! The argument is the folder of a language. With a second argument N the texts are read N times. The throughput goes
//! to stderr.

#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::panic)]

use std::io::{BufRead, Write};

use annals_timex::{DocumentContext, Grammar, TextSegment};

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let read = |name| std::fs::read_to_string(std::path::Path::new(&arguments[1]).join(name)).unwrap();
    let texts = ["time-words.toml", "time.toml"].map(read);
    let started = std::time::Instant::now();
    let grammar = Grammar::parse_files(&texts.each_ref().map(String::as_str))
        .unwrap_or_else(|error| panic!("{error:?}"));
    let parsed = started.elapsed();
    let rounds: usize = arguments.get(2).map_or(1, |rounds| rounds.parse().unwrap());
    let lines: Vec<serde_json::Value> =
        std::io::stdin().lock().lines().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let started = std::time::Instant::now();
    let mut bytes = 0;
    for round in 0..rounds {
        for line in &lines {
            let text = line["text"].as_str().unwrap();
            let published = line["dct"].as_str().and_then(|date| date.parse().ok());
            let segments = TextSegment::paragraphs(text);
            let context = DocumentContext { published, dateline: None };
            let reading = grammar.read(text, &segments, &context);
            bytes += text.len();
            if round == 0 {
                let timex: Vec<_> = reading
                    .records(text)
                    .zip(&reading.expressions)
                    .map(|(record, expression)| {
                        let mut record = serde_json::to_value(record).unwrap();
                        record["explanation"] =
                            serde_json::to_value(grammar.explain(text, expression)).unwrap();
                        record
                    })
                    .collect();
                let record = serde_json::json!({"doc": line["doc"], "timex": timex});
                writeln!(out, "{record}").unwrap();
            }
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    eprintln!("grammar {parsed:?}; {:.1} MB/s", bytes as f64 / seconds / 1e6);
}
