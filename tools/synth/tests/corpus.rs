//! Whole corpora, compared with their own ground truth.

#![allow(clippy::unwrap_used, reason = "a test stops at what surprises it")]

use std::collections::{BTreeMap, BTreeSet};

use annals_synth::{Directory, Error, Options, Rate, Sink, generate};
use serde_json::Value;

#[derive(Default, PartialEq)]
struct Memory {
    articles: BTreeMap<String, String>,
    truth: Vec<String>,
}

impl Sink for Memory {
    fn article(&mut self, file_name: &str, text: &str) -> Result<(), Error> {
        let before = self.articles.insert(file_name.to_owned(), text.to_owned());
        assert!(before.is_none(), "{file_name} is written twice");
        Ok(())
    }

    fn truth(&mut self, line: &str) -> Result<(), Error> {
        self.truth.push(line.to_owned());
        Ok(())
    }
}

fn options(articles: usize, seed: u64) -> Options {
    Options {
        articles,
        seed,
        contradictions: Rate::from_millionths(100_000),
        copies: Rate::from_millionths(50_000),
        defects: Rate::from_millionths(100_000),
        scenes: 0,
        planted: Rate::from_millionths(0),
    }
}

fn corpus(options: &Options) -> Memory {
    let mut memory = Memory::default();
    generate(options, &mut memory).unwrap();
    memory
}

impl Memory {
    fn records(&self, kind: &str) -> Vec<Value> {
        let all = self.truth.iter().map(|line| serde_json::from_str::<Value>(line).unwrap());
        all.filter(|record| record["record"] == kind).collect()
    }

    fn text(&self, stem: &Value) -> &str {
        &self.articles[&format!("{}.md", stem.as_str().unwrap())]
    }

    fn statements(&self) -> Vec<(Value, Value)> {
        let events = self.records("event");
        let with_statements = |event: Value| {
            let statements = event["tellings"].as_array().unwrap().clone();
            statements.into_iter().map(move |statement| (event.clone(), statement))
        };
        events.into_iter().flat_map(with_statements).collect()
    }

    /// Checks that the span of a record gives its text, in bytes and in code points.
    fn check_span(&self, record: &Value) {
        let at = |key: &str| usize::try_from(record[key].as_u64().unwrap()).unwrap();
        let text = self.text(&record["article"]);
        assert_eq!(text.get(at("byte_start")..at("byte_end")), record["text"].as_str(), "{record}");
        let chars: String = text.chars().skip(at("start")).take(at("end") - at("start")).collect();
        assert_eq!(Some(chars.as_str()), record["text"].as_str(), "{record}");
    }
}

/// The first and the last day of an EDTF date as synth writes it, as comparable strings.
fn bounds(edtf: &str) -> (String, String) {
    if let Some((from, to)) = edtf.split_once('/') {
        return (bounds(from).0, bounds(to).1);
    }
    let (from, to) = match edtf.len() {
        4 if edtf.ends_with('X') => ("0-01-01", "9-12-31"),
        4 => ("-01-01", "-12-31"),
        7 => match &edtf[4..] {
            "-21" => ("-03-01", "-05-31"),
            "-22" => ("-06-01", "-08-31"),
            "-23" => ("-09-01", "-11-30"),
            _ => return (format!("{edtf}-01"), format!("{edtf}-31")),
        },
        _ => return (edtf.to_owned(), edtf.to_owned()),
    };
    let stem = edtf.get(..edtf.len().min(4)).unwrap().trim_end_matches('X');
    (format!("{stem}{from}"), format!("{stem}{to}"))
}

fn agree(one: &str, other: &str) -> bool {
    let spans_of_days = |it: &str| it.len() == 21;
    if spans_of_days(one) && spans_of_days(other) {
        return one == other;
    }
    let (one, other) = (bounds(one), bounds(other));
    one.0 <= other.1 && other.0 <= one.1
}

#[test]
fn a_seed_gives_one_corpus() {
    let first = corpus(&options(150, 7));
    assert!(first == corpus(&options(150, 7)), "the same seed gave two corpora");
    assert!(first != corpus(&options(150, 8)), "two seeds gave one corpus");
    assert_eq!(first.articles.len(), 150);
    assert_eq!(first.records("article").len(), 150);
}

/// The same on every machine. An intended change of data or code changes this number.
#[test]
fn the_corpus_has_the_known_hash() {
    let Memory { articles, truth } = corpus(&options(50, 7));
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let texts = articles.iter().flat_map(|(name, text)| [name, text]);
    for byte in texts.chain(&truth).flat_map(|text| text.bytes()) {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    assert_eq!(format!("{hash:016x}"), "3fb7ac0b44f81033");
}

#[test]
fn records_have_the_words_of_the_article() {
    let corpus = corpus(&options(400, 3));
    for kind in ["mention", "quotation", "quantity", "defect"] {
        let records = corpus.records(kind);
        assert!(!records.is_empty(), "no {kind}");
        records.iter().for_each(|record| corpus.check_span(record));
    }
    let statements = corpus.statements();
    assert!(statements.len() > 1500, "only {} statements", statements.len());
    for (_, statement) in &statements {
        corpus.check_span(statement);
        if let (Some(from), Some(to)) = (statement["date_start"].as_u64(), statement["date_end"].as_u64()) {
            let chars = corpus.text(&statement["article"]).chars();
            let date: String = chars.skip(from as usize).take((to - from) as usize).collect();
            assert_eq!(Some(date.as_str()), statement["date_text"].as_str());
            assert!(statement["start"].as_u64() <= Some(from) && Some(to) <= statement["end"].as_u64());
        }
    }
}

#[test]
fn stated_dates_are_true_unless_planted_otherwise() {
    let corpus = corpus(&options(400, 3));
    let mut wrong = BTreeSet::new();
    for contradiction in corpus.records("contradiction") {
        if contradiction["property"] == "date" {
            for article in contradiction["values"][1]["articles"].as_array().unwrap() {
                wrong.insert((contradiction["event_id"].to_string(), article.to_string()));
            }
        }
    }
    assert!(wrong.len() > 20, "only {} wrong dates", wrong.len());
    let mut stated_wrongly = BTreeSet::new();
    for (event, statement) in corpus.statements() {
        let planted = wrong.contains(&(event["event_id"].to_string(), statement["article"].to_string()));
        if let Some(date) = statement["date"].as_str() {
            assert_eq!(agree(date, event["date"].as_str().unwrap()), !planted, "{event} {statement}");
            if planted {
                stated_wrongly.insert((event["event_id"].to_string(), statement["article"].to_string()));
            }
        }
    }
    assert_eq!(wrong, stated_wrongly);
}

#[test]
fn stated_dates_are_worded_as_they_are_recorded() {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    for (_, statement) in corpus(&options(400, 4)).statements() {
        let (Some(date), Some(text)) = (statement["date"].as_str(), statement["date_text"].as_str()) else {
            continue;
        };
        if statement["date_basis"] != "stated" || date.ends_with('X') || text.contains(date) {
            continue;
        }
        for part in date.split('/') {
            let fields: Vec<&str> = part.split('-').collect();
            assert!(text.contains(fields[0]), "{date}: {text}");
            if let Some(month) = fields.get(1).and_then(|it| it.parse::<usize>().ok()).filter(|it| *it < 21) {
                assert!(text.contains(months[month - 1]), "{date}: {text}");
            }
            if let Some(day) = fields.get(2) {
                assert!(text.contains(day.trim_start_matches('0')), "{date}: {text}");
            }
        }
    }
}

#[test]
fn contradictions_have_two_sides_that_state_their_values() {
    let corpus = corpus(&options(600, 5));
    let events: BTreeMap<String, Value> =
        corpus.records("event").into_iter().map(|event| (event["event_id"].to_string(), event)).collect();
    let quantities = corpus.records("quantity");
    let mut properties = BTreeSet::new();
    for contradiction in corpus.records("contradiction") {
        properties.insert(contradiction["property"].to_string());
        let event = &events[&contradiction["event_id"].to_string()];
        let values = contradiction["values"].as_array().unwrap();
        assert_ne!(values[0]["value"], values[1]["value"]);
        for value in values {
            let articles = value["articles"].as_array().unwrap();
            assert!(!articles.is_empty(), "{contradiction}");
            for article in articles {
                let mut statements = event["tellings"].as_array().unwrap().iter();
                let statement = statements.find(|it| it["article"] == *article).unwrap();
                let stated = value["value"].as_str().unwrap();
                match contradiction["property"].as_str().unwrap() {
                    "date" => assert!(agree(statement["date"].as_str().unwrap(), stated)),
                    "place" => assert_eq!(statement["place"], stated),
                    _ => assert!(quantities.iter().any(|it| it["event_id"] == event["event_id"]
                        && it["article"] == *article
                        && it["value"].as_u64() == stated.parse().ok())),
                }
            }
        }
    }
    assert_eq!(properties.len(), 3, "{properties:?}");
}

#[test]
fn events_are_stated_by_two_to_six_articles_besides_copies() {
    let corpus = corpus(&options(400, 6));
    let copies: BTreeSet<String> = corpus.records("copy").iter().map(|it| it["copy"].to_string()).collect();
    assert!(copies.len() > 5);
    for event in corpus.records("event") {
        let statements = event["tellings"].as_array().unwrap();
        let articles: BTreeSet<String> = statements.iter().map(|it| it["article"].to_string()).collect();
        assert!((2..=6).contains(&articles.difference(&copies).count()), "{event}");
    }
}

#[test]
fn ids_are_unique() {
    let corpus = corpus(&options(400, 6));
    for (kind, key) in
        [("event", "event_id"), ("person", "person_id"), ("article", "article"), ("copy", "copy")]
    {
        let mut seen = BTreeSet::new();
        for record in corpus.records(kind) {
            assert!(seen.insert(record[key].to_string()), "{kind} {} twice", record[key]);
        }
    }
    let people: BTreeSet<String> =
        corpus.records("person").iter().map(|it| it["person_id"].to_string()).collect();
    for mention in corpus.records("mention") {
        assert!(people.contains(&mention["person_id"].to_string()), "{mention}");
    }
}

#[test]
fn events_differ_in_more_than_their_date() {
    let mut seen = BTreeSet::new();
    for event in corpus(&options(400, 6)).records("event") {
        let key = format!(
            "{} {} {} {} {}",
            event["kind"], event["name"], event["participants"], event["place"], event["country"]
        );
        assert!(seen.insert(key.clone()), "{key} twice");
    }
}

#[test]
fn copies_share_most_words_with_their_originals() {
    let corpus = corpus(&options(400, 6));
    for copy in corpus.records("copy") {
        let (original, copy) = (corpus.text(&copy["original"]), corpus.text(&copy["copy"]));
        assert_ne!(original, copy);
        let words = |text: &str| -> BTreeSet<String> {
            let text = text.replace('’', "'").replace(['“', '”'], "\"");
            text.split_whitespace().map(str::to_owned).collect()
        };
        let (original, copy) = (words(original), words(copy));
        let shared = original.intersection(&copy).count();
        assert!(shared * 10 > original.len().max(copy.len()) * 7, "{shared} of {}", original.len());
    }
}

#[test]
fn front_matter_has_known_keys() {
    let corpus = corpus(&options(300, 2));
    let (mut bare, mut unpublished) = (0, 0);
    for article in corpus.records("article") {
        let text = corpus.text(&article["article"]);
        let Some(rest) = text.strip_prefix("---\n") else {
            bare += 1;
            continue;
        };
        let (front, _) = rest.split_once("\n---\n").unwrap();
        let keys: Vec<&str> = front.lines().filter_map(|line| line.split_once(": ")).map(|it| it.0).collect();
        let known = ["source", "url", "title", "published", "language", "author", "translator"];
        assert!(keys.iter().all(|key| known.contains(key)), "{front}");
        unpublished += usize::from(!keys.contains(&"published"));
    }
    assert!(bare > 5 && unpublished > 5, "{bare} without front matter, {unpublished} without a date");
}

#[test]
fn articles_have_the_size_of_articles() {
    let corpus = corpus(&options(500, 9));
    let sizes: Vec<usize> = corpus.articles.values().map(String::len).collect();
    let mean = sizes.iter().sum::<usize>() / sizes.len();
    assert!((2200..3800).contains(&mean), "{mean} bytes on average");
    assert!(sizes.iter().all(|size| (600..7000).contains(size)), "{:?}", sizes.iter().minmax());
}

trait MinMax {
    fn minmax(self) -> (Option<usize>, Option<usize>);
}

impl<'a, I: Iterator<Item = &'a usize> + Clone> MinMax for I {
    fn minmax(self) -> (Option<usize>, Option<usize>) {
        (self.clone().min().copied(), self.max().copied())
    }
}

#[test]
fn nothing_is_planted_if_the_shares_are_zero() {
    let none = Rate::from_millionths(0);
    let corpus = corpus(&Options { contradictions: none, copies: none, defects: none, ..options(200, 1) });
    for kind in ["contradiction", "copy", "defect"] {
        assert!(corpus.records(kind).is_empty(), "{kind}");
    }
}

#[test]
fn scenes_have_two_versions() {
    let scenes = |planted| {
        let planted = Rate::from_millionths(planted);
        corpus(&Options { articles: 20, scenes: 120, planted, ..options(20, 4) })
    };
    let (wrong, right) = (scenes(1_000_000), scenes(0));
    assert!(right.records("plant").is_empty());
    assert_eq!(right.records("scene").len(), 120);
    assert_eq!(right.articles.len(), wrong.articles.len());
    let classes: BTreeSet<String> = right.records("scene").iter().map(|it| it["class"].to_string()).collect();
    assert!(classes.len() > 40, "only {} classes", classes.len());
    for corpus in [&wrong, &right] {
        corpus.records("statement").iter().for_each(|statement| corpus.check_span(statement));
    }
    let plants = wrong.records("plant");
    assert!(plants.len() > 50, "only {} plants", plants.len());
    for plant in plants {
        let evidence = plant["evidence"].as_array().unwrap();
        assert!(!evidence.is_empty(), "{plant}");
        evidence.iter().for_each(|it| wrong.check_span(it));
        let places: BTreeSet<String> =
            evidence.iter().map(|it| format!("{} {}", it["article"], it["start"])).collect();
        assert_eq!(places.len(), evidence.len(), "{plant}");
    }
    let articles = |it: &Memory| it.articles.iter().filter(|(name, _)| name.as_str() < "00020").count();
    assert_eq!(articles(&wrong), 20);
}

#[test]
fn small_corpora_have_the_right_size() {
    for articles in 0..12 {
        assert_eq!(corpus(&options(articles, 1)).articles.len(), articles);
    }
}

#[test]
fn a_folder_that_is_not_empty_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut directory = Directory::create(folder.path()).unwrap();
    let summary = generate(&options(5, 1), &mut directory).unwrap();
    assert_eq!(summary.articles, 5);
    assert_eq!(std::fs::read_dir(folder.path().join("raw")).unwrap().count(), 5);
    assert!(matches!(Directory::create(folder.path()), Err(Error::NotEmpty { .. })));
}
