//! `datapackage.json`, the descriptor of the files: Data Package v2 (<https://datapackage.org>).

use annals_model::Dataset;
use serde_json::{Map, Value, json};

use crate::column::{Column, Kind, Presence, Table};
use crate::datasets::{DataFile, Format};
use crate::text::{DEFUSER, DELIMITER};

/// Returns the descriptor of the files.
pub(crate) fn describe(files: &[DataFile<'_>]) -> String {
    let csv = files.iter().filter(|file| file.format == Format::Csv).map(table_resource);
    let json = files.iter().filter(|file| file.format == Format::Json).map(json_resource);
    let package = json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "annals",
        "title": "Dated claims of articles, and where they agree",
        "description": "Each dataset is here as CSV and, with the same records, as JSON. \
            CODEBOOK.md says how to read them.",
        "resources": csv.chain(json).collect::<Vec<_>>(),
    });
    format!("{package:#}\n")
}

fn table_resource(file: &DataFile<'_>) -> Value {
    let DataFile { table, file: written, out_of_range_days, .. } = file;
    json!({
        "name": table.dataset.name(),
        "type": "table",
        "description": table.description,
        "path": written.name,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": format!("sha256:{}", written.sha256),
        "dialect": {
            "$schema": "https://datapackage.org/profiles/2.0/tabledialect.json",
            "header": true,
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": "\"",
            "doubleQuote": true,
            "skipInitialSpace": false,
        },
        "schema": schema(table, out_of_range_days),
    })
}

/// The resource of a JSON file. It is not a table resource: the standard has one lexical form for each type, but
/// here lists are arrays, missing values are null, and no formula is escaped.
fn json_resource(file: &DataFile<'_>) -> Value {
    let DataFile { table, file: written, .. } = file;
    let name = table.dataset.name();
    json!({
        "name": format!("{name}-json"),
        "description": format!("The records of `{name}` as an array of objects, exact to the character: \
            lists are arrays, and what is absent is null."),
        "path": written.name,
        "format": "json",
        "mediatype": "application/json",
        "encoding": "utf-8",
        "bytes": written.bytes,
        "hash": format!("sha256:{}", written.sha256),
    })
}

fn schema(table: &Table, out_of_range_days: &[bool]) -> Value {
    let fields: Vec<Value> = table
        .columns
        .iter()
        .enumerate()
        .map(|(i, column)| {
            let days = if out_of_range_days.get(i) == Some(&true) { Days::OutOfRange } else { Days::InRange };
            field(column, table, days)
        })
        .collect();
    let mut schema = Map::new();
    schema.insert("$schema".into(), "https://datapackage.org/profiles/2.0/tableschema.json".into());
    schema.insert("fields".into(), fields.into());
    schema.insert("missingValues".into(), json!([""]));
    schema.insert("primaryKey".into(), json!([table.primary_key]));
    let keys: Vec<Value> =
        table.columns.iter().filter_map(|column| foreign_key(column, table.dataset)).collect();
    if !keys.is_empty() {
        schema.insert("foreignKeys".into(), keys.into());
    }
    Value::Object(schema)
}

/// The range of the days of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Days {
    /// All are in the years 1 to 9999.
    InRange,
    /// Some are not; few programs have a date type for them.
    OutOfRange,
}

fn field(column: &Column, table: &Table, days: Days) -> Value {
    let mut field = Map::new();
    let mut set = |key: &str, value: Value| field.insert(key.to_owned(), value);
    set("name", column.name.as_str().into());
    let name = match (column.kind, days) {
        (Kind::Integer, _) => "integer",
        (Kind::Number, _) => "number",
        (Kind::Day, Days::InRange) => "date",
        (Kind::Text | Kind::Edtf, _) | (Kind::Day, Days::OutOfRange) => "string",
        (Kind::List, _) => "list",
    };
    set("type", name.into());
    if column.kind == Kind::List {
        set("itemType", "string".into());
        set("delimiter", DELIMITER.to_string().into());
    }
    set("description", column.description.as_str().into());
    if let Some(example) = &column.example
        && column.kind != Kind::List
    {
        set("example", example.clone());
    }
    let mut constraints = Map::new();
    // An empty list is an empty cell.
    if column.presence == Presence::Always && column.kind != Kind::List {
        constraints.insert("required".into(), true.into());
    }
    if column.name == table.primary_key {
        constraints.insert("unique".into(), true.into());
    }
    if !column.allowed.is_empty() {
        constraints.insert("enum".into(), json!(column.allowed));
    }
    if let Some(pattern) = &column.pattern
        && name == "string"
    {
        constraints.insert("pattern".into(), cell_pattern(pattern, column.kind).into());
    }
    if !constraints.is_empty() {
        set("constraints", Value::Object(constraints));
    }
    Value::Object(field)
}

/// Returns the pattern of a cell. A date before the year 0 starts with a minus sign, which is escaped.
fn cell_pattern(pattern: &str, kind: Kind) -> String {
    match (kind, pattern.strip_prefix('^')) {
        (Kind::Edtf | Kind::Day, Some(rest)) => format!("^{DEFUSER}?{rest}"),
        _ => pattern.to_owned(),
    }
}

/// Returns the foreign key of a column. Data Package has none for items of lists.
fn foreign_key(column: &Column, dataset: Dataset) -> Option<Value> {
    if column.kind == Kind::List {
        return None;
    }
    // The standard has no foreign key to one of several tables; the codebook lists them.
    let [only] = column.refers_to.as_slice() else { return None };
    let (to, key) = only.split_once('.')?;
    let mut reference = Map::new();
    // A reference to the same table has no resource name.
    if to != dataset.name() {
        reference.insert("resource".into(), to.into());
    }
    reference.insert("fields".into(), json!([key]));
    Some(json!({ "fields": [column.name], "reference": reference }))
}
