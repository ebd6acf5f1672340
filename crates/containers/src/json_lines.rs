//! Reads JSON Lines (<https://jsonlines.org>): one JSON record per line.

use std::fmt;

use annals_knowledge::{Field, Fields};
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::bounded_reader::{BoundedReader, Chunk};
use crate::error::{ContainerError, ContainerErrorKind};
use crate::json_string::{self, JsonString};
use crate::member::{Content, Member, Record, RecordText, TextFormat};

pub(crate) struct JsonLines<'f> {
    reader: BoundedReader<'f>,
    fields: &'f Fields,
    line: usize,
    is_over: bool,
}

impl<'f> JsonLines<'f> {
    pub(crate) fn new(reader: BoundedReader<'f>, fields: &'f Fields) -> Self {
        Self { reader, fields, line: 0, is_over: false }
    }
}

impl Iterator for JsonLines<'_> {
    type Item = Result<Member, ContainerError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let start = self.reader.file_offset();
            let bounds = self.reader.bounds;
            self.line += 1;
            let line = match self.reader.line(bounds.member) {
                Ok(Chunk::Complete(line)) => line,
                Ok(Chunk::End) => return None,
                Ok(Chunk::TooLarge) => return Some(Err(ContainerError::too_large(self.line, bounds.member))),
                Err(error) => {
                    self.is_over = true;
                    return Some(Err(ContainerError::from_io(self.line, &error, bounds.ratio)));
                }
            };
            let bom = if self.line == 1 && line.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            let bytes = line.get(bom..).unwrap_or_default().trim_ascii_end();
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            return Some(member(bytes, self.line, start.map(|start| start + bom as u64), self.fields));
        }
        None
    }
}

fn member(bytes: &[u8], line: usize, start: Option<u64>, fields: &Fields) -> Result<Member, ContainerError> {
    let line_name = format!("line {line}");
    match record(bytes, fields) {
        Ok(record) => {
            let name = record.id.clone().unwrap_or(line_name);
            Ok(Member { name, line, start, content: Content::Record(Box::new(record)) })
        }
        Err(RecordError { at, message }) => {
            let preceding = String::from_utf8_lossy(bytes.get(..at).unwrap_or(bytes));
            let error = ContainerError::new(line, ContainerErrorKind::Damaged, message);
            Err(error.with_column(preceding.chars().count() + 1).with_member(line_name))
        }
    }
}

/// An error in a record, at a byte of it.
struct RecordError {
    at: usize,
    message: String,
}

/// A JSON value as written, with its byte offset in the record.
#[derive(Clone, Copy)]
struct RawJson<'l> {
    raw: &'l str,
    at: usize,
}

impl<'l> RawJson<'l> {
    /// Locates a part of the record's line, which it must be a slice of.
    fn within(line: &'l str, raw: &'l str) -> Self {
        Self { raw, at: (raw.as_ptr() as usize).saturating_sub(line.as_ptr() as usize) }
    }
}

fn record(bytes: &[u8], fields: &Fields) -> Result<Record, RecordError> {
    let line = std::str::from_utf8(bytes).map_err(|error| RecordError {
        at: error.valid_up_to(),
        message: "the record is not UTF-8; expected JSON in UTF-8".to_owned(),
    })?;
    let entries = entries(line, RawJson { raw: line, at: 0 })?;
    let find = |field: Field| -> Option<RawJson<'_>> {
        fields.names(field).iter().find_map(|path| lookup(line, &entries, path))
    };
    let string = |field: Field| find(field).map(|value| scalar_or_names(line, value, field)).transpose();
    let (format, field, value) = match (find(Field::Text), find(Field::Html)) {
        (Some(text), _) => (TextFormat::Plain, Field::Text, text),
        (None, Some(html)) => (TextFormat::Html, Field::Html, html),
        (None, None) => {
            let names = fields.names(Field::Text).iter().chain(fields.names(Field::Html));
            let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
            let message = format!("the record has no text; expected one of the fields {}", names.join(", "));
            return Err(RecordError { at: 0, message });
        }
    };
    let JsonString { text, stretches } = string_value(value, field)?;
    Ok(Record {
        id: string(Field::Id)?,
        url: string(Field::Url)?,
        title: string(Field::Title)?,
        published: string(Field::Published)?,
        source: string(Field::Source)?,
        language: string(Field::Language)?,
        author: string(Field::Author)?,
        translator: string(Field::Translator)?,
        body: RecordText { format, text, stretches },
        raw: line.to_owned(),
    })
}

type Entries<'l> = Vec<(String, RawJson<'l>)>;

/// Returns the entries of an object in a record.
fn entries<'l>(line: &'l str, object: RawJson<'l>) -> Result<Entries<'l>, RecordError> {
    let mut json = serde_json::Deserializer::from_str(object.raw);
    let entries = json.deserialize_map(EntriesVisitor).and_then(|entries| json.end().map(|()| entries));
    let entries = entries.map_err(|error| RecordError {
        // The input is a single line, so the column is the offset.
        at: object.at + error.column().saturating_sub(1),
        message: format!("{}; expected one article as a JSON object", without_place(&error)),
    })?;
    let mut known: Entries<'l> = Vec::with_capacity(entries.len());
    for (name, raw) in entries {
        let value = RawJson::within(line, raw.get());
        if known.iter().any(|(other, _)| *other == name) {
            let message = format!("the field `{name}` occurs twice; expected each field once");
            return Err(RecordError { at: value.at, message });
        }
        known.push((name, value));
    }
    Ok(known)
}

/// Returns an error's message without its line and column.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    message.split(" at line ").next().unwrap_or(&message).to_owned()
}

struct EntriesVisitor;

impl<'l> Visitor<'l> for EntriesVisitor {
    type Value = Vec<(String, &'l RawValue)>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<M: MapAccess<'l>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        /// Further entries are ignored, which bounds the search for duplicates.
        const MAX_ENTRIES: usize = 1000;
        let mut entries = Vec::new();
        while entries.len() < MAX_ENTRIES {
            match map.next_entry()? {
                Some(entry) => entries.push(entry),
                None => return Ok(entries),
            }
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(entries)
    }
}

/// Returns the value at a dotted path unless it is null. A name with dots takes precedence over a nested object.
fn lookup<'l>(line: &'l str, entries: &Entries<'l>, path: &str) -> Option<RawJson<'l>> {
    let entry = |entries: &Entries<'l>, name: &str| {
        entries.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    };
    if let Some(value) = entry(entries, path) {
        return Some(value).filter(|value| value.raw != "null");
    }
    let (name, rest) = path.split_once('.')?;
    let object = entry(entries, name).filter(|value| value.raw.starts_with('{'))?;
    let inner = self::entries(line, object).ok()?;
    lookup(line, &inner, rest)
}

fn string_value(value: RawJson<'_>, field: Field) -> Result<JsonString, RecordError> {
    if !value.raw.starts_with('"') {
        let message = format!("the field for {field} is not a string; expected text in quotation marks");
        return Err(RecordError { at: value.at, message });
    }
    json_string::decode(value.raw, value.at).map_err(|unpaired| RecordError {
        at: unpaired.at,
        message: "the string has an unpaired surrogate; expected both halves of the pair".to_owned(),
    })
}

/// Returns a string, a number as written, the `name` of an object, or the values of an array joined by commas.
fn scalar_or_names(line: &str, value: RawJson<'_>, field: Field) -> Result<String, RecordError> {
    match value.raw.as_bytes().first() {
        Some(b'0'..=b'9' | b'-') => Ok(value.raw.to_owned()),
        Some(b'{') => {
            let entries = entries(line, value)?;
            let name = lookup(line, &entries, "name").ok_or_else(|| RecordError {
                at: value.at,
                message: format!("the field for {field} is an object without `name`; expected a string"),
            })?;
            Ok(string_value(name, field)?.text)
        }
        Some(b'[') => {
            let values: Vec<&RawValue> = serde_json::from_str(value.raw).unwrap_or_default();
            let values = values.iter().map(|value| value.get()).filter(|value| !value.starts_with('['));
            let names = values.map(|value| scalar_or_names(line, RawJson::within(line, value), field));
            Ok(names.collect::<Result<Vec<_>, _>>()?.join(", "))
        }
        _ => Ok(string_value(value, field)?.text),
    }
}

#[cfg(test)]
mod tests {
    use annals_knowledge::{Field, Fields};

    use super::JsonLines;
    use crate::bounded_reader::BoundedReader;
    use crate::container::{Bounds, Packing};
    use crate::error::{ContainerError, ContainerErrorKind};
    use crate::member::{Content, Member, Record, TextFormat};

    fn read(lines: &[u8]) -> Vec<Result<Member, ContainerError>> {
        let fields = Fields::default()
            .with(Field::Text, &["text", "body.words"])
            .with(Field::Html, &["html"])
            .with(Field::Id, &["id"])
            .with(Field::Author, &["authors"]);
        let bounds = Bounds::for_members(200);
        JsonLines::new(BoundedReader::new(lines, Packing::Plain, bounds), &fields).collect()
    }

    fn record(member: &Result<Member, ContainerError>) -> &Record {
        match member {
            Ok(Member { content: Content::Record(record), .. }) => record,
            other => panic!("not a record: {other:?}"),
        }
    }

    #[test]
    fn each_line_is_a_record() {
        let found = read(
            b"\xEF\xBB\xBF{\"id\": 7, \"text\": \"One\\nline.\"}\r\n\n{\"body\": {\"words\": \"Two\"}, \"authors\": [{\"name\": \"A\"}, \"B\"]}\n{\"html\": \"<p>Three\"}",
        );
        assert_eq!(found.len(), 3);
        let first = record(&found[0]);
        assert_eq!((first.id.as_deref(), first.body.text.as_str()), (Some("7"), "One\nline."));
        let Ok(Member { name, line, start, .. }) = &found[0] else { panic!() };
        assert_eq!((name.as_str(), *line, *start), ("7", 1, Some(3)));
        let second = record(&found[1]);
        assert_eq!(second.author.as_deref(), Some("A, B"));
        let stretch = &second.body.stretches[0];
        assert_eq!(&second.raw[stretch.source.clone()], "Two");
        assert_eq!(found[1].as_ref().unwrap().line, 3);
        assert_eq!(record(&found[2]).body.format, TextFormat::Html);
    }

    #[test]
    fn an_invalid_line_does_not_affect_others() {
        let long = format!("{{\"text\": \"{}\"}}", "x".repeat(300));
        let lines = [
            "{\"text\": \"a\", \"text\": \"b\"}",
            "{\"text\": \"a\\ud800\"}",
            "[1]",
            "{\"text\": \"open",
            "{\"title\": \"No text\"}",
            "{\"text\": 4}",
            long.as_str(),
            "{\"text\": \"good\"}",
        ];
        let found = read(lines.join("\n").as_bytes());
        assert_eq!(found.len(), 8);
        let errors: Vec<&ContainerError> = found.iter().filter_map(|member| member.as_ref().err()).collect();
        let places: Vec<_> = errors.iter().map(|error| (error.line, error.column, error.kind)).collect();
        let damaged = |line, column| (line, column, ContainerErrorKind::Damaged);
        assert_eq!(
            places,
            [
                damaged(1, 23),
                damaged(2, 12),
                damaged(3, 1),
                damaged(4, 14),
                damaged(5, 1),
                damaged(6, 10),
                (7, 1, ContainerErrorKind::TooLarge)
            ]
        );
        assert_eq!(record(&found[7]).body.text, "good");
        assert!(errors[1].message.contains("unpaired surrogate"), "{}", errors[1].message);
    }
}
