//! Every record conforms to its schema, and every reference has a target.

use std::collections::{BTreeMap, BTreeSet};

use annals_model::Dataset;
use serde_json::Value;

use super::{datasets, every_file, release};

#[test]
fn records_conform_to_their_schemas() {
    let release = release(&every_file());
    for ((name, key, rows), dataset) in datasets(&release).into_iter().zip(Dataset::ALL) {
        assert_eq!(name, dataset.name());
        let schema: Value = serde_json::from_str(dataset.schema()).unwrap();
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        for row in &rows {
            let errors: Vec<String> = validator.iter_errors(row).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{name} {}: {errors:?}", row[key]);
        }
        let keys: Vec<&str> = rows.iter().map(|row| row[key].as_str().unwrap()).collect();
        assert!(keys.is_sorted() && keys.windows(2).all(|pair| pair[0] != pair[1]), "{name}: keys {keys:?}");
    }
    assert_eq!(annals_validate::check_datasets(&release), []);
}

/// Columns that hold keys, and the datasets that the keys are from.
const REFERENCES: [(&str, &str, &[&str]); 21] = [
    ("articles", "copy_of", &["articles"]),
    ("claims", "article_id", &["articles"]),
    ("claims", "event_id", &["events"]),
    ("claims", "participants", &["people", "organisations", "places"]),
    ("claims", "place", &["places"]),
    ("events", "claims", &["claims"]),
    ("events", "articles", &["articles"]),
    ("events", "participants", &["people", "organisations", "places"]),
    ("events", "place", &["places"]),
    ("comparisons", "event_id", &["events"]),
    ("comparisons", "claims", &["claims", "positions", "quantities"]),
    ("people", "articles", &["articles"]),
    ("positions", "person_id", &["people"]),
    ("positions", "article_id", &["articles"]),
    ("positions", "organisation", &["organisations", "places"]),
    ("organisations", "articles", &["articles"]),
    ("places", "articles", &["articles"]),
    ("quotations", "article_id", &["articles"]),
    ("quotations", "speaker", &["people"]),
    ("quantities", "article_id", &["articles"]),
    ("findings", "articles", &["articles"]),
];

#[test]
fn references_have_targets() {
    let release = release(&every_file());
    let datasets = datasets(&release);
    let keys: BTreeMap<&str, BTreeSet<&str>> = datasets
        .iter()
        .map(|(name, key, rows)| (*name, rows.iter().map(|row| row[*key].as_str().unwrap()).collect()))
        .collect();
    let everywhere: Vec<&str> = keys.keys().copied().collect();
    let check = |dataset: &str, column: &str, targets: &[&str]| {
        let (_, _, rows) = datasets.iter().find(|(name, _, _)| *name == dataset).unwrap();
        let mut seen = 0;
        for row in rows {
            let values = match &row[column] {
                Value::Array(items) => items.clone(),
                Value::Null => Vec::new(),
                one => vec![one.clone()],
            };
            for value in values {
                let value = value.as_str().unwrap().to_owned();
                assert!(
                    targets.iter().any(|target| keys[target].contains(value.as_str())),
                    "{dataset}.{column}: {value}"
                );
                seen += 1;
            }
        }
        assert!(seen > 0, "nothing in {dataset}.{column} was tested");
    };
    for (dataset, column, targets) in REFERENCES {
        check(dataset, column, targets);
    }
    check("findings", "evidence", &everywhere);
}

#[test]
fn claims_and_events_refer_to_each_other() {
    let release = release(&every_file());
    for claim in &release.claims {
        let event = release.events.iter().find(|event| event.event_id == claim.event_id).unwrap();
        assert!(event.claims.contains(&claim.claim_id), "{}", claim.claim_id);
        // Claims of several kinds may report one event; its kind is that of one of them.
        let mut claims = release.claims.iter().filter(|other| other.event_id == event.event_id);
        assert!(claims.any(|other| other.kind == event.kind), "{}", claim.claim_id);
        assert!(event.articles.contains(&claim.article_id), "{}", claim.claim_id);
    }
    let linked: usize = release.events.iter().map(|event| event.claims.len()).sum();
    assert_eq!(linked, release.claims.len());
    for event in &release.events {
        assert!(event.sources <= event.claims.len() && event.sources > 0, "{}", event.event_id);
    }
}
