//! The types of the rows match their JSON Schemas: fields, order and permitted values.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what surprises it")]

use std::fmt::Debug;

use annals_edtf::Edtf;
use annals_model::{
    Amount, ArticleId, ArticleRow, ClaimId, ClaimRow, ComparisonId, ComparisonRow, Consistency, Dataset,
    DateBasis, EntityId, EventId, EventRow, EvidenceId, Finding, FindingId, KindId, Modality,
    OrganisationRow, PersonRow, PlaceRow, PositionRow, Property, PublishedBasis, QuantityQualifier,
    QuantityRow, QuotationRow, Severity, Span, Status, Verdict,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Whether optional fields have a value.
#[derive(Clone, Copy, PartialEq)]
enum Fill {
    Full,
    Bare,
}

impl Fill {
    fn some<T>(self, value: T) -> Option<T> {
        (self == Self::Full).then_some(value)
    }

    fn text(self) -> Option<String> {
        self.some("words".to_owned())
    }

    fn date(self) -> Option<Edtf> {
        self.some("1951-05".parse().unwrap())
    }

    fn list<T>(self, item: impl Fn(&'static str) -> T) -> Vec<T> {
        if self == Self::Full { vec![item("one"), item("a | b")] } else { Vec::new() }
    }
}

const SPAN: Span = Span { start: 1, end: 2, byte_start: 3, byte_end: 4 };

fn schema(dataset: Dataset) -> Value {
    serde_json::from_str(dataset.schema()).unwrap()
}

fn properties(schema: &Value) -> &Map<String, Value> {
    schema["properties"].as_object().unwrap()
}

/// Checks a record against the schema of its dataset and returns it as JSON.
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(dataset: Dataset, row: &T) -> Value {
    let schema = schema(dataset);
    let text = serde_json::to_string(row).unwrap();
    let value: Value = serde_json::from_str(&text).unwrap();
    let fields: Vec<&String> = value.as_object().unwrap().keys().collect();
    let columns: Vec<&String> = properties(&schema).keys().collect();
    assert_eq!(fields, columns, "{dataset:?}");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    if let Err(error) = validator.validate(&value) {
        panic!("{dataset:?}: {}: {error}", error.instance_path());
    }
    assert_eq!(&serde_json::from_str::<T>(&text).unwrap(), row);
    assert_eq!(&serde_json::from_value::<T>(value.clone()).unwrap(), row);
    value
}

/// Checks a record with all values and one without optional values. The schema rejects a missing column, an additional
/// column and a value of another type.
fn check_both<T>(dataset: Dataset, row: impl Fn(Fill) -> T)
where
    T: Serialize + DeserializeOwned + PartialEq + Debug,
{
    let schema = schema(dataset);
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let full = check(dataset, &row(Fill::Full));
    let bare = check(dataset, &row(Fill::Bare));
    for (name, property) in properties(&schema) {
        assert!(!full[name].is_null(), "{dataset:?}.{name}");
        let optional = property["type"].as_array().is_some_and(|types| types.contains(&"null".into()));
        assert_eq!(bare[name].is_null(), optional, "{dataset:?}.{name}");
        let mut without = full.clone();
        without.as_object_mut().unwrap().remove(name);
        assert!(!validator.is_valid(&without), "{dataset:?} without {name}");
        for wrong in [Value::Bool(true), Value::Object(Map::new()), Value::String(String::new())] {
            let mut changed = full.clone();
            changed[name] = wrong;
            assert!(!validator.is_valid(&changed), "{dataset:?}.{name}: {}", changed[name]);
        }
    }
    let mut more = full;
    more["more"] = Value::Null;
    assert!(!validator.is_valid(&more), "{dataset:?} with a further column");
}

#[test]
fn articles() {
    check_both(Dataset::Articles, |fill| ArticleRow {
        article_id: ArticleId::new("a"),
        path: "a.md".into(),
        member: fill.text(),
        member_start: fill.some(48_213),
        sha256: "0123456789abcdef".repeat(4),
        source: fill.text(),
        url: fill.text(),
        title: fill.text(),
        published: fill.date(),
        published_basis: fill.some(PublishedBasis::FrontMatter),
        language: fill.some("pt-BR".into()),
        author: fill.text(),
        translator: fill.text(),
        copy_of: fill.some(ArticleId::new("b")),
    });
}

#[test]
fn claims() {
    check_both(Dataset::Claims, |fill| ClaimRow {
        claim_id: ClaimId::new("c"),
        article_id: ArticleId::new("a"),
        event_id: EventId::new("e"),
        kind: KindId::new("some-kind"),
        name: "name".into(),
        date: fill.date(),
        earliest: fill.date().and_then(|date| date.earliest()),
        latest: fill.date().and_then(|date| date.latest()),
        date_text: fill.text(),
        date_basis: fill.some(DateBasis::Stated),
        modality: Modality::Asserted,
        participants: fill.list(EntityId::new),
        place: fill.some(EntityId::new("p")),
        ordinal: fill.some(14),
        source: fill.text(),
        span: SPAN,
        quote: "words".into(),
        rule: "rule".into(),
    });
}

#[test]
fn events() {
    check_both(Dataset::Events, |fill| EventRow {
        event_id: EventId::new("e"),
        kind: KindId::new("kind"),
        name: "name".into(),
        names: fill.list(str::to_owned),
        date: fill.date(),
        earliest: fill.date().and_then(|date| date.earliest()),
        latest: fill.date().and_then(|date| date.latest()),
        date_basis: fill.some(DateBasis::Inferred),
        consistency: Consistency::Single,
        claims: fill.list(ClaimId::new),
        articles: fill.list(ArticleId::new),
        sources: 0,
        participants: fill.list(EntityId::new),
        place: fill.some(EntityId::new("p")),
    });
}

#[test]
fn comparisons() {
    check_both(Dataset::Comparisons, |fill| ComparisonRow {
        comparison_id: ComparisonId::new("x"),
        event_id: fill.some(EventId::new("e")),
        person_id: fill.some(EntityId::new("p")),
        property: Property::Date,
        detail: fill.text(),
        verdict: Verdict::Equal,
        finer: fill.text(),
        values: fill.list(str::to_owned),
        sources: fill.list(str::to_owned),
        claims: fill.list(str::to_owned),
    });
}

#[test]
fn people_organisations_and_places() {
    let id = || EntityId::new("x");
    check_both(Dataset::People, |fill| PersonRow {
        person_id: id(),
        name: "name".into(),
        names: fill.list(str::to_owned),
        articles: fill.list(ArticleId::new),
    });
    check_both(Dataset::Organisations, |fill| OrganisationRow {
        organisation_id: id(),
        name: "name".into(),
        names: fill.list(str::to_owned),
        articles: fill.list(ArticleId::new),
    });
    check_both(Dataset::Places, |fill| PlaceRow {
        place_id: id(),
        name: "name".into(),
        names: fill.list(str::to_owned),
        articles: fill.list(ArticleId::new),
    });
}

#[test]
fn positions() {
    check_both(Dataset::Positions, |fill| PositionRow {
        position_id: EvidenceId::new("x"),
        person_id: EntityId::new("p"),
        article_id: ArticleId::new("a"),
        rank: fill.text(),
        office: fill.text(),
        organisation: fill.some(EntityId::new("o")),
        as_of: fill.date(),
        span: SPAN,
        quote: "words".into(),
    });
}

#[test]
fn quotations() {
    check_both(Dataset::Quotations, |fill| QuotationRow {
        quotation_id: EvidenceId::new("x"),
        article_id: ArticleId::new("a"),
        speaker: fill.some(EntityId::new("p")),
        text: "words".into(),
        span: SPAN,
    });
}

#[test]
fn quantities() {
    for value in [
        Amount { units: 30_000, scale: 0 },
        Amount { units: -25, scale: 1 },
        // More digits than a float can represent.
        Amount { units: 9_007_199_254_740_993, scale: 0 },
        Amount { units: 123_456_789_012_345, scale: 3 },
    ] {
        let back: Amount = serde_json::from_str(&serde_json::to_string(&value).unwrap()).unwrap();
        assert_eq!(back, value);
        check_both(Dataset::Quantities, |fill| QuantityRow {
            quantity_id: EvidenceId::new("x"),
            article_id: ArticleId::new("a"),
            value,
            qualifier: QuantityQualifier::Exactly,
            unit: "ships".into(),
            as_of: fill.date(),
            span: SPAN,
            quote: "words".into(),
        });
    }
}

#[test]
fn findings() {
    check_both(Dataset::Findings, |fill| Finding {
        finding_id: FindingId::new("x"),
        rule: "DAT001".into(),
        severity: Severity::Note,
        message: "words".into(),
        articles: fill.list(ArticleId::new),
        evidence: fill.list(str::to_owned),
        quotes: fill.list(str::to_owned),
        status: Status::Open,
        reason: fill.text(),
    });
}

/// The values that a schema enumerates are those of the Rust type.
#[test]
fn enumerated_values_are_those_of_the_types() {
    fn words<T: Serialize>(values: &[T]) -> Vec<Value> {
        values.iter().map(|value| serde_json::to_value(value).unwrap()).collect()
    }
    use Consistency::{Agrees, Compatible, Conflicts, Single, Undated};
    use QuantityQualifier::{About, Almost, AtLeast, AtMost, Exactly, LessThan, MoreThan};
    let basis = words(&[
        PublishedBasis::FrontMatter,
        PublishedBasis::Page,
        PublishedBasis::Dateline,
        PublishedBasis::Url,
    ]);
    let modality = words(&[Modality::Asserted, Modality::Planned, Modality::Denied, Modality::Reported]);
    for (dataset, column, expected) in [
        (Dataset::Articles, "published_basis", basis),
        (
            Dataset::Claims,
            "date_basis",
            words(&[DateBasis::Stated, DateBasis::Resolved, DateBasis::Inferred]),
        ),
        (Dataset::Claims, "modality", modality),
        (Dataset::Events, "consistency", words(&[Single, Agrees, Compatible, Conflicts, Undated])),
        (
            Dataset::Quantities,
            "qualifier",
            words(&[Exactly, About, MoreThan, LessThan, AtLeast, AtMost, Almost]),
        ),
        (
            Dataset::Comparisons,
            "property",
            words(&[
                Property::Date,
                Property::EndDate,
                Property::Place,
                Property::Participants,
                Property::Number,
                Property::Rank,
                Property::Office,
            ]),
        ),
        (
            Dataset::Comparisons,
            "verdict",
            words(&[Verdict::Equal, Verdict::Compatible, Verdict::Conflicting, Verdict::Undetermined]),
        ),
        (Dataset::Findings, "severity", words(&[Severity::Note, Severity::Warning, Severity::Error])),
        (Dataset::Findings, "status", words(&[Status::Open, Status::Waived])),
    ] {
        let schema = schema(dataset);
        let mut allowed = properties(&schema)[column]["enum"].as_array().unwrap().clone();
        allowed.retain(|word| !word.is_null());
        assert_eq!(allowed, expected, "{column}");
    }
}

/// The schemas are valid, have descriptions, and use one pattern for dates.
#[test]
fn schemas_are_complete() {
    let edtf = |schema: &Value| -> Vec<Value> {
        properties(schema).values().filter(|column| column["format"] == "edtf").cloned().collect()
    };
    let pattern = edtf(&schema(Dataset::Articles))[0]["pattern"].clone();
    for dataset in Dataset::ALL {
        let schema = schema(dataset);
        jsonschema::draft202012::meta::validate(&schema).unwrap();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert!(schema["description"].as_str().unwrap().starts_with("One row is "), "{dataset:?}");
        let names: Vec<Value> = properties(&schema).keys().map(|name| name.as_str().into()).collect();
        assert_eq!(schema["required"].as_array(), Some(&names), "{dataset:?}");
        assert_eq!(names[0], schema["x-annals"]["primaryKey"], "the key comes first");
        for (name, column) in properties(&schema) {
            assert!(column["description"].as_str().is_some_and(|text| text.ends_with('.')), "{name}");
            let validator = jsonschema::draft202012::new(column).unwrap();
            let examples = column["examples"].as_array().unwrap();
            assert!(!examples.is_empty() && examples.iter().all(|value| validator.is_valid(value)), "{name}");
        }
        for column in edtf(&schema) {
            assert_eq!(column["pattern"], pattern, "{dataset:?}");
            for example in column["examples"].as_array().unwrap() {
                example.as_str().unwrap().parse::<Edtf>().unwrap();
            }
        }
    }
}

/// Foreign keys refer to primary keys.
#[test]
fn references_are_to_keys() {
    for dataset in Dataset::ALL {
        let from = schema(dataset);
        let extension = &from["x-annals"];
        let single =
            extension["foreignKeys"].as_object().unwrap().iter().map(|(name, key)| (name, vec![key]));
        let lists = extension["itemKeys"].as_object().unwrap().iter();
        let lists = lists.map(|(name, keys)| (name, keys.as_array().unwrap().iter().collect()));
        for (name, keys) in single.chain(lists) {
            assert!(properties(&from).contains_key(name), "{dataset:?}.{name}");
            for key in keys {
                let (to, column) = key.as_str().unwrap().split_once('.').unwrap();
                let to = Dataset::ALL.into_iter().find(|dataset| dataset.name() == to).unwrap();
                assert_eq!(schema(to)["x-annals"]["primaryKey"], column);
            }
        }
        for day in extension["days"].as_array().unwrap() {
            assert!(properties(&from).contains_key(day.as_str().unwrap()));
        }
    }
}

#[test]
fn the_date_pattern_accepts_edtf_only() {
    let schema = schema(Dataset::Articles);
    let validator = jsonschema::draft202012::new(&properties(&schema)["published"]).unwrap();
    let dates = "1951 -0044 Y-17000 Y17000 195X -004X 19XX 1951-05 1951-21 1951-XX 1951-XX-XX 1951-05-XX \
        1951-05-18 1951-05-18? 1951~ 19XX% 1951/1953 1951/.. 1951/ /1951 ../1951-05-18~ [1951,1953] \
        [-0044,1951-04/1951-05,1953?]";
    for text in dates.split_whitespace() {
        assert_eq!(text.parse::<Edtf>().unwrap().to_string(), text);
        assert!(validator.is_valid(&text.into()), "{text}");
    }
    for text in ["", "51", "May 1951", "1951 ", "1951-5", "1951/1952/1953", "[1951]", "[1951", "..", "'1951"]
    {
        assert!(!validator.is_valid(&text.into()), "{text:?}");
    }
}

#[test]
fn days_of_any_year_match_their_pattern() {
    let schema = schema(Dataset::Claims);
    let validator = jsonschema::draft202012::new(&properties(&schema)["earliest"]).unwrap();
    for text in ["1951-05-18", "-0044-03-15", "0000", "-9999", "9999"] {
        let day = text.parse::<Edtf>().unwrap().earliest();
        assert!(validator.is_valid(&serde_json::to_value(day).unwrap()), "{text}");
    }
}
