//! Extraction quality on annotated pages in the layouts of eighteen kinds of outlet.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use annals_html::{Extent, Page, read};
use annals_knowledge::{Files, Pages};

/// The annotation of a page: blocks with their kinds, and the metadata.
struct Annotation {
    blocks: Vec<(String, String)>,
    stated: BTreeMap<String, String>,
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts")
}

fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let pages = files.filter(|path| path.extension().is_some_and(|extension| extension == "html"));
    let mut names: Vec<String> =
        pages.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn page(name: &str) -> Page {
    let bytes = fs::read(folder().join(format!("{name}.html"))).unwrap();
    let html = String::from_utf8(bytes).unwrap_or_else(|error| {
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(error.as_bytes()).0.into_owned()
    });
    read(&html, Extent::Page, &Pages::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap())
        .unwrap()
}

fn annotation(name: &str) -> Annotation {
    let text = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
    let mut annotation = Annotation { blocks: Vec::new(), stated: BTreeMap::new() };
    for line in text.lines() {
        let Some((tag, words)) = line.split_once('\t') else { continue };
        match tag.strip_prefix("meta.") {
            Some(key) => drop(annotation.stated.insert(key.to_owned(), words.to_owned())),
            None => annotation.blocks.push((tag.to_owned(), words.to_owned())),
        }
    }
    annotation
}

/// Returns the frequency of each word of a text.
fn words(text: &str) -> BTreeMap<String, usize> {
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *words.entry(word.to_lowercase()).or_default() += 1;
    }
    words
}

#[derive(Default)]
struct Score {
    correct: usize,
    found: usize,
    expected: usize,
}

impl Score {
    fn of(found: &str, expected: &str) -> Self {
        let (found, expected) = (words(found), words(expected));
        let correct =
            found.iter().map(|(word, count)| (*count).min(expected.get(word).copied().unwrap_or(0))).sum();
        Self { correct, found: found.values().sum(), expected: expected.values().sum() }
    }

    fn f1(&self) -> f64 {
        2.0 * self.correct as f64 / (self.found + self.expected) as f64
    }
}

#[test]
fn the_main_text_is_extracted_from_every_layout() {
    let mut all = Score::default();
    let mut worst = 1.0_f64;
    for name in names() {
        let (page, annotation) = (page(&name), annotation(&name));
        let expected: Vec<&str> = annotation.blocks.iter().map(|(_, words)| words.as_str()).collect();
        let score = Score::of(&page.text, &expected.join(" "));
        println!("{name:28} {:.3}  found {:4} expected {:4}", score.f1(), score.found, score.expected);
        worst = worst.min(score.f1());
        all.correct += score.correct;
        all.found += score.found;
        all.expected += score.expected;
    }
    println!("F1 of words {:.4}, of the worst page {worst:.3}", all.f1());
    assert!(all.f1() >= 0.98, "F1 of words {:.4}", all.f1());
}

#[test]
fn no_headline_or_first_paragraph_is_lost() {
    let mut lost = Vec::new();
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for name in names() {
        let (page, annotation) = (page(&name), annotation(&name));
        let text = fold(&page.text);
        for tag in ["title", "p"] {
            let block = annotation.blocks.iter().find(|(kind, _)| kind == tag);
            lost.extend(
                block.filter(|(_, words)| !text.contains(&fold(words))).map(|_| format!("{tag} of {name}")),
            );
        }
    }
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn extraction_is_deterministic() {
    for name in ["amp-riada", "table-wahl", "react-trade-accord", "live-storm"] {
        let first = page(name);
        assert!((0..5).all(|_| page(name) == first), "{name}");
    }
}

#[test]
fn stretches_are_in_page_order() {
    for name in names() {
        let page = page(&name);
        assert!(!page.blocks.is_empty(), "{name}");
        for pair in page.stretches.windows(2) {
            assert!(pair[0].text.end <= pair[1].text.start, "{name}: {pair:?}");
            assert!(pair[0].source.end <= pair[1].source.start, "{name}: {pair:?}");
        }
    }
}

#[test]
fn stated_metadata_is_read() {
    let mut wrong = Vec::new();
    for name in names() {
        let (page, annotation) = (page(&name), annotation(&name));
        let metadata = &page.metadata;
        let day = metadata.published.as_deref().map(|time| time.chars().take(10).collect::<String>());
        let read = [
            ("site", metadata.site.clone()),
            ("url", metadata.url.clone()),
            ("published", day),
            ("language", metadata.language.clone()),
        ];
        for (key, read) in read {
            if let Some(stated) = annotation.stated.get(key).filter(|stated| read.as_ref() != Some(stated)) {
                wrong.push(format!("{name}: {key} {read:?}, not {stated:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
