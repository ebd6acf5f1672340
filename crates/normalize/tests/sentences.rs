//! Single sentences: stated lengths of periods, places of events, and attribution to outlets.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::LazyLock;

use annals_knowledge::{Files, Knowledge};
use annals_model::{Arithmetic, Article, ArticleId, DurationUnit, Encoding, Reading, Segment, SegmentKind};
use annals_normalize::Reader;

static KNOWLEDGE: LazyLock<Knowledge> = LazyLock::new(|| {
    let places = "id,name,aliases,demonyms,class,note\n\
                  norland,Norland,,Norlandish,country,\nostmark,Ostmark,,Ostmarker,country,\n\
                  halmstad,Halmstad,,,city,\nvessen,Vessen,,,city,\n";
    let outlets = "key,names,owner,language,hosts,url_date,note\n\
                   wireburo,Wireburo | WB,wireburo,,,,\ncourier,Harbour Courier,courier,,,,\n";
    let files = Files::read("../../knowledge".as_ref())
        .unwrap()
        .with("gazetteer/places.csv", places)
        .with("gazetteer/within.csv", "place,within\n");
    Knowledge::load(&files.with("outlets.csv", outlets)).unwrap()
});

fn read(text: &str) -> Reading {
    let id = ArticleId::new("gazette");
    let mut article = Article::new(id, String::new(), String::new(), text.to_owned(), Encoding::Utf8);
    article.segments = vec![Segment { kind: SegmentKind::Prose, range: 0..text.len(), repeats: None }];
    article.metadata.language = Some("en".to_owned());
    Reader::new(&KNOWLEDGE).read(&article)
}

/// Returns the stated lengths of a text with their periods.
fn durations(text: &str) -> Vec<String> {
    let lengths = read(text).relations.arithmetic.into_iter().filter_map(|claim| match claim.terms {
        Arithmetic::Duration { count, unit, period } => {
            let unit = match unit {
                DurationUnit::Day => "days",
                DurationUnit::Week => "weeks",
                DurationUnit::Month => "months",
                DurationUnit::Year => "years",
            };
            Some(format!("{count} {unit}: {period}"))
        }
        _ => None,
    });
    lengths.collect()
}

fn places(text: &str) -> Vec<Option<String>> {
    read(text).claims.into_iter().map(|claim| claim.place.map(|place| place.to_string())).collect()
}

fn sources(text: &str) -> Vec<Option<String>> {
    read(text).claims.into_iter().map(|claim| claim.source).collect()
}

#[test]
fn a_stated_length_has_its_period() {
    assert_eq!(
        durations("The dock strike lasted 20 days, from 11 to 31 March 1903."),
        ["20 days: 1903-03-11/1903-03-31"]
    );
    assert_eq!(
        durations("It held out for thirty days of hunger, from 3 May to 2 June 1903."),
        ["30 days: 1903-05-03/1903-06-02"]
    );
    assert_eq!(
        durations("The town starved for six months after the flood, from May to October 1903."),
        ["6 months: 1903-05/1903-10"]
    );
    assert_eq!(
        durations("The mill was built in 1889 and worked for 79 years, until it closed in 1968."),
        ["79 years: 1889/1968"]
    );
}

#[test]
fn a_length_of_another_time_is_ignored() {
    // The period belongs to the events between.
    assert!(
        durations("After ten years the mill had a strike, the fire and the flood, in 1886-1899.").is_empty()
    );
    // Two amounts are ambiguous.
    let text = "It was built in 1889, rested for 3 years and worked for 79 years, until it closed in 1968.";
    assert!(durations(text).is_empty());
    assert!(durations("The mill worked for ten years and closed in 1899.").is_empty());
}

#[test]
fn an_event_has_the_place_of_its_clause() {
    let somewhere = |place: &str| vec![Some(place.to_owned())];
    assert_eq!(places("The Treaty of Brenn was signed in Halmstad on 3 May 1868."), somewhere("halmstad"));
    assert_eq!(places("Norland withdrew its troops from Ostmark on 3 May 1868."), somewhere("ostmark"));
    assert_eq!(places("The Treaty of Brenn was signed on 3 May 1868."), [None]);
    // The origin of a person is not the place of an event.
    assert_eq!(places("Bakers from Vessen praised the Treaty of Brenn, signed on 3 May 1868."), [None]);
}

#[test]
fn a_claim_is_attributed_to_the_named_outlet() {
    let wire = vec![Some("wireburo".to_owned())];
    assert_eq!(sources("According to Wireburo, the Treaty of Brenn was signed on 3 May 1868."), wire);
    assert_eq!(sources("The Treaty of Brenn was signed on 3 May 1868, Wireburo said."), wire);
    assert_eq!(sources("The Treaty of Brenn was signed on 3 May 1868, according to the Wireburo."), wire);
    // Named, but not as the source.
    assert_eq!(sources("The Treaty of Brenn was signed on 3 May 1868 near the house of Wireburo."), [None]);
    // Two outlets are ambiguous.
    let both = "According to Wireburo and according to the Harbour Courier, the Treaty of Brenn was signed on 3 May 1868.";
    assert_eq!(sources(both), [None]);
}
