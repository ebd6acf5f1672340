//! A release with texts that are difficult to escape.

#![allow(
    clippy::panic,
    clippy::unwrap_used,
    dead_code,
    reason = "a test may panic, and uses a part of this module"
)]

pub(crate) mod interruption;

use std::path::Path;
use std::process::Command;

use annals_edtf::Edtf;
use annals_model::{
    Amount, ArticleId, ArticleRow, ClaimId, ClaimRow, ComparisonId, ComparisonRow, Consistency, DateBasis,
    EntityId, EventId, EventRow, EvidenceId, Finding, FindingId, KindId, Modality, OrganisationRow,
    PersonRow, PlaceRow, PositionRow, Property, PublishedBasis, QuantityQualifier, QuantityRow, QuotationRow,
    Release, Severity, Span, Status, Verdict,
};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Texts that need escaping.
pub(crate) const TEXTS: [&str; 14] = [
    "plain",
    "a, b; c",
    "she said \"no\"",
    "two\nlines",
    "carriage\r\nreturn",
    "=SUM(A1:A9)",
    "'=already",
    "-1 degree",
    "@home, \"=x\"",
    "\tindented",
    "bell \u{7} and nul \0 and \u{1b}[31m",
    "a|b\\c",
    " spaces ",
    "đường — «Ω» 漢字 👩🏽‍🌾 e\u{301} \u{a0}",
];

/// Dates of all forms, some before the year 0.
pub(crate) const DATES: [&str; 8] =
    ["1951-05-18", "1951-05", "1951/..", "[1951,1953]", "-0479-08", "19XX", "1951-21~", "Y-17000"];

fn pick<T: Copy>(choices: &[T], i: usize) -> T {
    choices[i % choices.len()]
}

fn names(i: usize) -> Vec<String> {
    (0..i % 4).map(|k| pick(&TEXTS, i + k).to_owned()).collect()
}

/// Numbers of articles of the releases that `examples/interrupted.rs` repeats.
pub(crate) const REPEATED: [usize; 2] = [40, 300];

/// Returns the command of `examples/interrupted.rs`, which `cargo test` builds beside the tests.
pub(crate) fn interrupted() -> Command {
    let test = std::env::current_exe().unwrap();
    let example = test.parent().unwrap().with_file_name("examples").join("interrupted");
    let example = example.with_extension(std::env::consts::EXE_EXTENSION);
    assert!(example.is_file(), "{} is missing: run `cargo test -p annals-publish`", example.display());
    Command::new(example)
}

/// A release with this number of articles and as many rows in every other dataset.
pub(crate) fn release(count: usize) -> Release {
    let mut release = Release::default();
    for i in 0..count {
        add(&mut release, i);
    }
    release
}

fn add(release: &mut Release, i: usize) {
    // The identifier of one article starts a formula.
    let article_id = ArticleId::new(if i == 1 { "=cmd".to_owned() } else { format!("article-{i:06}") });
    let entity = |kind: &str| EntityId::new(format!("{kind}-{i:06}"));
    let text = || pick(&TEXTS, i).to_owned();
    let sometimes = || i.is_multiple_of(2).then(text);
    let date: Edtf = pick(&DATES, i).parse().unwrap_or_else(|error| panic!("{error}"));
    let dated = !i.is_multiple_of(3);
    let date = dated.then_some(date);
    let (earliest, latest) = (date.as_ref().and_then(Edtf::earliest), date.as_ref().and_then(Edtf::latest));
    let span = Span { start: i, end: i + 10, byte_start: i + 3, byte_end: i + 17 };
    let claim_id = ClaimId::new(format!("{article_id}:kind:{i:08x}"));
    let event_id = EventId::new(format!("kind:{i:06}"));
    let articles = vec![article_id.clone()];
    release.articles.push(ArticleRow {
        article_id: article_id.clone(),
        path: format!("{article_id}.md"),
        member: None,
        member_start: None,
        sha256: format!("{i:064x}"),
        source: sometimes(),
        url: sometimes(),
        title: sometimes(),
        published: date.clone(),
        published_basis: dated.then_some(PublishedBasis::FrontMatter),
        language: dated.then(|| "en".to_owned()),
        author: sometimes(),
        translator: sometimes(),
        copy_of: (i > 0).then(|| ArticleId::new("article-000000")),
    });
    release.claims.push(ClaimRow {
        claim_id: claim_id.clone(),
        article_id: article_id.clone(),
        event_id: event_id.clone(),
        kind: KindId::new("some-kind"),
        name: text(),
        date: date.clone(),
        earliest,
        latest,
        date_text: dated.then(text),
        date_basis: dated.then_some(DateBasis::Resolved),
        modality: pick(&[Modality::Asserted, Modality::Planned, Modality::Denied, Modality::Reported], i),
        participants: vec![entity("person"), entity("place")],
        place: i.is_multiple_of(2).then(|| entity("place")),
        ordinal: i.is_multiple_of(3).then_some(14),
        source: i.is_multiple_of(2).then(text),
        span,
        quote: text(),
        rule: "some-rule".to_owned(),
    });
    release.comparisons.push(ComparisonRow {
        comparison_id: ComparisonId::new(format!("kind:{i:06}/date")),
        event_id: Some(event_id.clone()),
        person_id: None,
        property: Property::Date,
        detail: sometimes(),
        verdict: pick(&[Verdict::Equal, Verdict::Conflicting], i),
        finer: sometimes(),
        values: names(i),
        sources: names(i),
        claims: vec![claim_id.to_string()],
    });
    release.events.push(EventRow {
        event_id,
        kind: KindId::new("some-kind"),
        name: text(),
        names: names(i),
        date: date.clone(),
        earliest,
        latest,
        date_basis: pick(&[None, Some(DateBasis::Inferred)], i),
        consistency: pick(&[Consistency::Single, Consistency::Conflicts, Consistency::Undated], i),
        claims: vec![claim_id.clone()],
        articles: articles.clone(),
        sources: i,
        participants: Vec::new(),
        place: Some(entity("place")),
    });
    release.people.push(PersonRow {
        person_id: entity("person"),
        name: text(),
        names: names(i),
        articles: articles.clone(),
    });
    release.positions.push(PositionRow {
        position_id: EvidenceId::new(format!("position:{i:08x}")),
        person_id: entity("person"),
        article_id: article_id.clone(),
        rank: sometimes(),
        office: sometimes(),
        organisation: Some(entity("organisation")),
        as_of: date.clone(),
        span,
        quote: text(),
    });
    release.organisations.push(OrganisationRow {
        organisation_id: entity("organisation"),
        name: text(),
        names: names(i),
        articles: articles.clone(),
    });
    release.places.push(PlaceRow {
        place_id: entity("place"),
        name: text(),
        names: names(i),
        articles: articles.clone(),
    });
    release.quotations.push(QuotationRow {
        quotation_id: EvidenceId::new(format!("quotation:{i:08x}")),
        article_id: article_id.clone(),
        speaker: i.is_multiple_of(2).then(|| entity("person")),
        text: text(),
        span,
    });
    release.quantities.push(QuantityRow {
        quantity_id: EvidenceId::new(format!("quantity:{i:08x}")),
        article_id,
        value: pick(&[Amount { units: 30000, scale: 0 }, Amount { units: -25, scale: 1 }], i),
        qualifier: pick(&[QuantityQualifier::MoreThan, QuantityQualifier::Exactly], i),
        unit: text(),
        as_of: date,
        span,
        quote: text(),
    });
    release.findings.push(Finding {
        finding_id: FindingId::new(format!("DAT001:{i:08x}")),
        rule: "DAT001".to_owned(),
        severity: pick(&[Severity::Note, Severity::Warning, Severity::Error], i),
        message: text(),
        articles,
        evidence: vec![claim_id.to_string()],
        quotes: names(i),
        status: pick(&[Status::Open, Status::Waived], i),
        reason: sometimes(),
    });
}

/// Returns the number of articles of a release, after checking its files against the hashes of the package.
pub(crate) fn complete_release(folder: &Path) -> usize {
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let package: Value = serde_json::from_slice(&read("datapackage.json")).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let hash = Sha256::digest(read(resource["path"].as_str().unwrap()));
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(resource["hash"], format!("sha256:{hash}"), "{}", resource["path"]);
    }
    assert!(folder.join("CODEBOOK.md").exists());
    let articles: Vec<Value> = serde_json::from_slice(&read("articles.json")).unwrap();
    articles.len()
}
