//! The columns of a dataset, from its JSON Schema.

use annals_model::Dataset;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::PublishError;

/// The schema of a dataset, as far as publishing needs it.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) dataset: Dataset,
    pub(crate) description: String,
    pub(crate) columns: Vec<Column>,
    pub(crate) primary_key: String,
}

/// A column of a table.
#[derive(Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) kind: Kind,
    pub(crate) presence: Presence,
    /// The permitted values, if the schema enumerates them.
    pub(crate) allowed: Vec<String>,
    pub(crate) pattern: Option<String>,
    pub(crate) example: Option<Value>,
    /// The columns, as `dataset.column`, that the value (or each item) refers to.
    pub(crate) refers_to: Vec<String>,
}

/// The type of the values of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Integer,
    Number,
    Text,
    Edtf,
    Day,
    List,
}

/// Whether a column has a value in every record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    Always,
    Sometimes,
}

#[derive(Deserialize)]
struct Schema {
    description: String,
    properties: Map<String, Value>,
    #[serde(rename = "x-annals")]
    extension: Extension,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Extension {
    primary_key: String,
    foreign_keys: Map<String, Value>,
    item_keys: Map<String, Value>,
    days: Vec<String>,
}

#[derive(Deserialize)]
struct Property {
    description: String,
    r#type: Types,
    format: Option<String>,
    pattern: Option<String>,
    #[serde(default)]
    r#enum: Vec<Value>,
    #[serde(default)]
    examples: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Types {
    One(String),
    Several(Vec<String>),
}

impl Table {
    /// Parses the schema of a dataset.
    pub(crate) fn of(dataset: Dataset) -> Result<Self, PublishError> {
        let invalid = |reason: String| PublishError::Schema { dataset, reason };
        let schema: Schema =
            serde_json::from_str(dataset.schema()).map_err(|error| invalid(error.to_string()))?;
        let Schema { description, properties, extension } = schema;
        let mut columns = Vec::with_capacity(properties.len());
        for (name, property) in properties {
            let property: Property = serde_json::from_value(property)
                .map_err(|error| invalid(format!("property `{name}`: {error}")))?;
            columns.push(property.column(name, &extension).map_err(invalid)?);
        }
        Ok(Self { dataset, description, columns, primary_key: extension.primary_key })
    }

    /// Parses the schemas of all datasets, in the order of publication.
    pub(crate) fn all() -> Result<Vec<Self>, PublishError> {
        Dataset::ALL.into_iter().map(Self::of).collect()
    }
}

impl Property {
    fn column(self, name: String, extension: &Extension) -> Result<Column, String> {
        let types = match self.r#type {
            Types::One(one) => vec![one],
            Types::Several(several) => several,
        };
        let presence =
            if types.iter().any(|name| name == "null") { Presence::Sometimes } else { Presence::Always };
        let kind = match types.iter().map(String::as_str).find(|name| *name != "null") {
            Some("integer") => Kind::Integer,
            Some("number") => Kind::Number,
            Some("array") => Kind::List,
            Some("string") if extension.days.contains(&name) => Kind::Day,
            Some("string") if self.format.as_deref() == Some("edtf") => Kind::Edtf,
            Some("string") => Kind::Text,
            found => {
                let found = found.unwrap_or("none");
                return Err(format!(
                    "property `{name}`: found type {found}, expected integer, number, string or array"
                ));
            }
        };
        let refers_to = match (extension.foreign_keys.get(&name), extension.item_keys.get(&name)) {
            (Some(Value::String(one)), _) => vec![one.clone()],
            (_, Some(Value::Array(several))) => {
                several.iter().filter_map(|key| key.as_str().map(str::to_owned)).collect()
            }
            (None, None) => Vec::new(),
            _ => {
                return Err(format!(
                    "property `{name}`: foreign key has another type, expected a key such as `people.person_id`"
                ));
            }
        };
        let allowed = self.r#enum.iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
        Ok(Column {
            name,
            description: self.description,
            kind,
            presence,
            allowed,
            pattern: self.pattern,
            example: self.examples.into_iter().next(),
            refers_to,
        })
    }
}
