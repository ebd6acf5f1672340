//! Records in JSON: the schema allows exactly the records that are read.

use std::collections::BTreeSet;

use crate::program::PIPELINE;
use annals_knowledge::Field;
use annals_model::DiagnosticKind;
use jsonschema::draft202012;
use serde_json::{Value, json};

fn schema() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas/input/record.schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Whether a record is read as an article.
fn is_read(record: &Value) -> bool {
    let line = format!("{record}\n");
    let read: Vec<_> = PIPELINE.with_reader(|reader| reader.read_records(line.as_bytes()).collect());
    let [(article, diagnostics)] = read.as_slice() else { return false };
    assert!(
        article.is_some() || diagnostics.iter().any(|diagnostic| diagnostic.kind == DiagnosticKind::Member)
    );
    article.is_some()
}

#[test]
fn the_schema_names_the_fields_that_are_read() {
    let schema = schema();
    draft202012::meta::validate(&schema).unwrap();
    let properties = schema["properties"].as_object().unwrap();
    let named: BTreeSet<Field> =
        properties.keys().map(|name| serde_json::from_value(json!(name)).unwrap()).collect();
    assert_eq!(named, BTreeSet::from(Field::ALL));
    for (name, property) in properties {
        let field = serde_json::from_value(json!(name)).unwrap();
        assert!(PIPELINE.knowledge.fields.names(field).contains(name), "{name} is no name of its field");
        let validator = draft202012::new(property).unwrap();
        let examples = property["examples"].as_array().unwrap();
        assert!(!examples.is_empty() && examples.iter().all(|value| validator.is_valid(value)), "{name}");
    }
}

#[test]
fn records_that_the_schema_allows_are_read() {
    let schema = schema();
    let validator = draft202012::new(&schema).unwrap();
    let words = "The mill in Elmford burnt down.";
    let mut examples = json!({});
    for (name, property) in schema["properties"].as_object().unwrap() {
        examples[name] = property["examples"][0].clone();
        for value in property["examples"].as_array().unwrap() {
            let mut record = json!({"text": words});
            record[name] = value.clone();
            assert!(validator.is_valid(&record) && is_read(&record), "{record}");
        }
    }
    for record in [
        examples,
        json!({"text": words}),
        json!({"html": "<p>The mill burnt down.", "text": null, "title": null}),
        json!({"id": 7, "text": words, "author": ["A. Moor", {"name": "B. Fell"}], "section": {"page": 3}}),
        json!({"text": words, "source": {"name": "The Gull"}, "published": 1_055_217_600}),
    ] {
        assert!(validator.is_valid(&record), "{record}");
        assert!(is_read(&record), "{record}");
    }
}

#[test]
fn other_values_are_neither_allowed_nor_read() {
    let validator = draft202012::new(&schema()).unwrap();
    for record in [
        json!({}),
        json!({"title": "The mill"}),
        json!({"text": 7}),
        json!({"text": null, "html": null}),
        json!({"html": ["<p>The mill burnt down."]}),
        json!(["The mill burnt down."]),
        json!("The mill burnt down."),
        json!(null),
    ] {
        assert!(!validator.is_valid(&record), "{record}");
        assert!(!is_read(&record), "{record}");
    }
}
