//! The keys and references of datasets, as their schemas declare them.

use annals_model::{
    ArticleRow, ClaimRow, ComparisonRow, Dataset, EventRow, Finding, OrganisationRow, PersonRow, PlaceRow,
    PositionRow, QuantityRow, QuotationRow, Release,
};
use jsonschema::Validator;
use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A row of a dataset, with its key.
pub(crate) trait Record: Serialize + Sync {
    const DATASET: Dataset;
    fn key(&self) -> &str;
}

macro_rules! records {
    ($($row:ident: $dataset:ident by $key:ident;)*) => {$(
        impl Record for $row {
            const DATASET: Dataset = Dataset::$dataset;
            fn key(&self) -> &str {
                self.$key.as_str()
            }
        }
    )*};
}

records! {
    ArticleRow: Articles by article_id;
    ClaimRow: Claims by claim_id;
    EventRow: Events by event_id;
    ComparisonRow: Comparisons by comparison_id;
    PersonRow: People by person_id;
    PositionRow: Positions by position_id;
    OrganisationRow: Organisations by organisation_id;
    PlaceRow: Places by place_id;
    QuotationRow: Quotations by quotation_id;
    QuantityRow: Quantities by quantity_id;
    Finding: Findings by finding_id;
}

/// Returns the keys of one dataset, in the order of its rows.
pub(crate) fn keys(release: &Release, dataset: Dataset) -> Vec<&str> {
    fn of<R: Record>(rows: &[R]) -> Vec<&str> {
        rows.iter().map(Record::key).collect()
    }
    match dataset {
        Dataset::Articles => of(&release.articles),
        Dataset::Claims => of(&release.claims),
        Dataset::Events => of(&release.events),
        Dataset::Comparisons => of(&release.comparisons),
        Dataset::People => of(&release.people),
        Dataset::Positions => of(&release.positions),
        Dataset::Organisations => of(&release.organisations),
        Dataset::Places => of(&release.places),
        Dataset::Quotations => of(&release.quotations),
        Dataset::Quantities => of(&release.quantities),
        Dataset::Findings => of(&release.findings),
    }
}

/// The keys of every dataset.
pub(crate) struct Keys<'a>(Vec<(Dataset, FxHashSet<&'a str>)>);

impl<'a> Keys<'a> {
    pub(crate) fn of(release: &'a Release) -> Self {
        let set = |dataset| (dataset, keys(release, dataset).into_iter().collect());
        Self(Dataset::ALL.into_iter().map(set).collect())
    }

    fn has(&self, dataset: Dataset, key: &str) -> bool {
        self.0.iter().any(|(named, keys)| *named == dataset && keys.contains(key))
    }
}

/// A dataset with its compiled schema.
pub(crate) struct Table<'a> {
    pub(crate) dataset: Dataset,
    /// The validator, or the error in the schema.
    pub(crate) validator: Result<Validator, String>,
    pub(crate) references: Vec<Reference>,
    pub(crate) keys: &'a Keys<'a>,
}

/// A column whose values are keys of other rows.
pub(crate) struct Reference {
    pub(crate) column: String,
    /// The datasets of which one must contain the key.
    pub(crate) targets: Vec<Dataset>,
}

/// The extension of JSON Schema that declares keys.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Extension {
    foreign_keys: std::collections::BTreeMap<String, String>,
    item_keys: std::collections::BTreeMap<String, Vec<String>>,
}

impl<'a> Table<'a> {
    pub(crate) fn new(dataset: Dataset, keys: &'a Keys<'a>) -> Self {
        let schema = serde_json::from_str::<Value>(dataset.schema()).map_err(|error| error.to_string());
        let references = schema.as_ref().map_or_else(|_| Vec::new(), |schema| references(dataset, schema));
        let validator = schema.and_then(|schema| {
            jsonschema::draft202012::options().offline().build(&schema).map_err(|error| error.to_string())
        });
        Self { dataset, validator, references, keys }
    }
}

impl Reference {
    /// Returns the values of this column that are a key of no target.
    pub(crate) fn dangling<'v>(&self, record: &'v Value, keys: &Keys<'_>) -> Vec<&'v str> {
        let dangles = |key: &&str| !self.targets.iter().any(|dataset| keys.has(*dataset, key));
        match record.get(&self.column) {
            Some(Value::String(key)) => Some(key.as_str()).into_iter().filter(dangles).collect(),
            Some(Value::Array(keys)) => keys.iter().filter_map(Value::as_str).filter(dangles).collect(),
            _ => Vec::new(),
        }
    }
}

fn references(dataset: Dataset, schema: &Value) -> Vec<Reference> {
    let extension: Extension = schema
        .get("x-annals")
        .and_then(|extension| serde_json::from_value(extension.clone()).ok())
        .unwrap_or_default();
    let Extension { foreign_keys, item_keys } = extension;
    let single = foreign_keys.into_iter().map(|(column, target)| (column, vec![target]));
    let mut references: Vec<Reference> = single
        .chain(item_keys)
        .map(|(column, targets)| Reference {
            column,
            targets: targets.iter().filter_map(|t| named(t)).collect(),
        })
        .collect();
    if dataset == Dataset::Findings {
        // The evidence of a finding can be in any dataset, which a foreign key cannot express.
        references.push(Reference { column: "evidence".to_owned(), targets: Dataset::ALL.to_vec() });
    }
    references
}

/// Returns the dataset of `dataset.column`.
fn named(target: &str) -> Option<Dataset> {
    let name = target.split('.').next()?;
    Dataset::ALL.into_iter().find(|dataset| dataset.name() == name)
}
