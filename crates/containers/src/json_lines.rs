//! One record in JSON a line (<https://jsonlines.org>).

use std::fmt;

use annals_knowledge::{Field, Fields};
use serde::de::{Deserializer as _, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::json_text::{self, JsonText};
use crate::member::{Content, Fault, FaultKind, Member, Record, Words, WordsForm};
use crate::source::{Piece, Source, fault, too_large};

pub(crate) struct JsonLines<'f> {
    source: Source<'f>,
    fields: &'f Fields,
    line: usize,
    is_over: bool,
}

impl<'f> JsonLines<'f> {
    pub(crate) fn new(source: Source<'f>, fields: &'f Fields) -> Self {
        Self { source, fields, line: 0, is_over: false }
    }
}

impl Iterator for JsonLines<'_> {
    type Item = Result<Member, Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_over {
            let start = self.source.place();
            self.line += 1;
            let line = match self.source.line(self.source.bounds.member) {
                Ok(Piece::Whole(line)) => line,
                Ok(Piece::End) => return None,
                Ok(Piece::TooLarge) => return Some(Err(too_large(self.line, self.source.bounds.member))),
                Err(error) => {
                    self.is_over = true;
                    return Some(Err(fault(self.line, &error, self.source.bounds.ratio)));
                }
            };
            let mark = if self.line == 1 && line.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            let bytes = line.get(mark..).unwrap_or_default().trim_ascii_end();
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let name = format!("line {}", self.line);
            let start = start.map(|start| start + mark as u64);
            let line = self.line;
            return Some(match record(bytes, self.fields) {
                Ok(record) => {
                    let content = Content::Record(Box::new(record));
                    Ok(Member { name: record_name(&content, name), line, start, content })
                }
                Err(Mistake { at, message }) => {
                    let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or(bytes));
                    let column = before.chars().count() + 1;
                    let kind = FaultKind::Damaged;
                    Err(Fault { member: Some(name), line, column, kind, message })
                }
            });
        }
        None
    }
}

fn record_name(content: &Content, line: String) -> String {
    match content {
        Content::Record(record) => record.id.clone().unwrap_or(line),
        _ => line,
    }
}

/// What is wrong with a record, at a byte of it.
struct Mistake {
    at: usize,
    message: String,
}

/// A value of a record, as it stands there.
#[derive(Clone, Copy)]
struct Value<'l> {
    raw: &'l str,
    at: usize,
}

fn record(bytes: &[u8], fields: &Fields) -> Result<Record, Mistake> {
    let line = std::str::from_utf8(bytes).map_err(|error| Mistake {
        at: error.valid_up_to(),
        message: "this is not UTF-8; expected a record in JSON, which is always UTF-8".to_owned(),
    })?;
    let whole = Value { raw: line, at: 0 };
    let members = members(line, whole)?;
    let find = |field: Field| -> Option<Value<'_>> {
        fields.names(field).iter().find_map(|path| reach(line, &members, path))
    };
    let string = |field: Field| find(field).map(|value| words_of(line, value, field)).transpose();
    let (form, field, words) = match (find(Field::Text), find(Field::Html)) {
        (Some(text), _) => (WordsForm::Text, Field::Text, text),
        (None, Some(html)) => (WordsForm::Html, Field::Html, html),
        (None, None) => {
            let names = fields.names(Field::Text).iter().chain(fields.names(Field::Html));
            let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
            let message = format!("it has no words; expected one of the fields {}", names.join(", "));
            return Err(Mistake { at: 0, message });
        }
    };
    let JsonText { text, stretches } = text_of(words, field)?;
    Ok(Record {
        id: string(Field::Id)?,
        url: string(Field::Url)?,
        title: string(Field::Title)?,
        published: string(Field::Published)?,
        source: string(Field::Source)?,
        language: string(Field::Language)?,
        author: string(Field::Author)?,
        translator: string(Field::Translator)?,
        words: Words { form, text, stretches },
        text: line.to_owned(),
    })
}

type Entries<'l> = Vec<(String, Value<'l>)>;

/// The entries of an object in a record.
fn members<'l>(line: &'l str, object: Value<'l>) -> Result<Entries<'l>, Mistake> {
    let mut reader = serde_json::Deserializer::from_str(object.raw);
    let entries = reader.deserialize_map(Entering).and_then(|entries| reader.end().map(|()| entries));
    let entries = entries.map_err(|error| Mistake {
        // One line has no other.
        at: object.at + error.column().saturating_sub(1),
        message: format!("{}; expected one article as an object in JSON", told(&error)),
    })?;
    let begin = line.as_ptr() as usize;
    let mut known: Entries<'l> = Vec::with_capacity(entries.len());
    for (name, raw) in entries {
        let raw = raw.get();
        let value = Value { raw, at: (raw.as_ptr() as usize).saturating_sub(begin) };
        if known.iter().any(|(other, _)| *other == name) {
            let message = format!("the field `{name}` is there twice; expected each field once");
            return Err(Mistake { at: value.at, message });
        }
        known.push((name, value));
    }
    Ok(known)
}

/// What went wrong, without the place.
fn told(error: &serde_json::Error) -> String {
    let whole = error.to_string();
    whole.split(" at line ").next().unwrap_or(&whole).to_owned()
}

struct Entering;

impl<'l> Visitor<'l> for Entering {
    type Value = Vec<(String, &'l RawValue)>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object")
    }

    fn visit_map<M: MapAccess<'l>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        /// Beyond it, the fields of a record are none that anybody named.
        const MOST: usize = 1000;
        let mut entries = Vec::new();
        while entries.len() < MOST {
            match map.next_entry()? {
                Some(entry) => entries.push(entry),
                None => return Ok(entries),
            }
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(entries)
    }
}

/// The value that a path of names leads to, unless it is null.
fn reach<'l>(line: &'l str, entries: &Entries<'l>, path: &str) -> Option<Value<'l>> {
    let of = |entries: &Entries<'l>, name: &str| {
        entries.iter().find(|(known, _)| known == name).map(|(_, value)| *value)
    };
    let is_told = |value: &Value<'_>| value.raw != "null";
    if let Some(value) = of(entries, path) {
        return Some(value).filter(is_told);
    }
    let (name, rest) = path.split_once('.')?;
    let inner = members(line, of(entries, name).filter(|value| value.raw.starts_with('{'))?).ok()?;
    reach(line, &inner, rest)
}

fn text_of(value: Value<'_>, field: Field) -> Result<JsonText, Mistake> {
    if !value.raw.starts_with('"') {
        let message = format!("the field for {field} is no string; expected words in quotation marks");
        return Err(Mistake { at: value.at, message });
    }
    json_text::read(value.raw, value.at).map_err(|lone| Mistake {
        at: lone.at,
        message: "half of a character is missing (an unpaired surrogate); expected both halves".to_owned(),
    })
}

/// A string, a number as it is written, the name of a thing, or several joined by commas.
fn words_of(line: &str, value: Value<'_>, field: Field) -> Result<String, Mistake> {
    match value.raw.as_bytes().first() {
        Some(b'0'..=b'9' | b'-') => Ok(value.raw.to_owned()),
        Some(b'{') => {
            let entries = members(line, value)?;
            let name = reach(line, &entries, "name").ok_or_else(|| Mistake {
                at: value.at,
                message: format!("the field for {field} is a thing without a `name`; expected a string"),
            })?;
            Ok(text_of(name, field)?.text)
        }
        Some(b'[') => {
            let listed: Vec<&RawValue> = serde_json::from_str(value.raw).unwrap_or_default();
            let begin = line.as_ptr() as usize;
            let names = listed.iter().filter(|name| !name.get().starts_with('[')).map(|name| {
                let raw = name.get();
                words_of(line, Value { raw, at: (raw.as_ptr() as usize).saturating_sub(begin) }, field)
            });
            Ok(names.collect::<Result<Vec<_>, _>>()?.join(", "))
        }
        _ => Ok(text_of(value, field)?.text),
    }
}

#[cfg(test)]
mod tests {
    use annals_knowledge::{Field, Fields};

    use super::JsonLines;
    use crate::member::{Content, Fault, FaultKind, Member, Record, WordsForm};
    use crate::source::Source;
    use crate::{Bounds, Packing};

    fn read(lines: &[u8]) -> Vec<Result<Member, Fault>> {
        let fields = Fields::default()
            .with(Field::Text, &["text", "body.words"])
            .with(Field::Html, &["html"])
            .with(Field::Id, &["id"])
            .with(Field::Author, &["authors"]);
        let bounds = Bounds::of_members(200);
        JsonLines::new(Source::new(lines, Packing::Plain, bounds), &fields).collect()
    }

    fn record(member: &Result<Member, Fault>) -> &Record {
        match member {
            Ok(Member { content: Content::Record(record), .. }) => record,
            other => panic!("no record: {other:?}"),
        }
    }

    #[test]
    fn each_line_is_an_article() {
        let found = read(
            b"\xEF\xBB\xBF{\"id\": 7, \"text\": \"One\\nline.\"}\r\n\n{\"body\": {\"words\": \"Two\"}, \"authors\": [{\"name\": \"A\"}, \"B\"]}\n{\"html\": \"<p>Three\"}",
        );
        assert_eq!(found.len(), 3);
        let first = record(&found[0]);
        assert_eq!((first.id.as_deref(), first.words.text.as_str()), (Some("7"), "One\nline."));
        let Ok(Member { name, line, start, .. }) = &found[0] else { panic!() };
        assert_eq!((name.as_str(), *line, *start), ("7", 1, Some(3)));
        let second = record(&found[1]);
        assert_eq!(second.author.as_deref(), Some("A, B"));
        let stretch = &second.words.stretches[0];
        assert_eq!(&second.text[stretch.source.clone()], "Two");
        assert_eq!(found[1].as_ref().unwrap().line, 3);
        assert_eq!(record(&found[2]).words.form, WordsForm::Html);
    }

    #[test]
    fn a_bad_line_costs_no_other() {
        let long = format!("{{\"text\": \"{}\"}}", "x".repeat(300));
        let lines = [
            "{\"text\": \"a\", \"text\": \"b\"}",
            "{\"text\": \"a\\ud800\"}",
            "[1]",
            "{\"text\": \"open",
            "{\"title\": \"No words\"}",
            "{\"text\": 4}",
            long.as_str(),
            "{\"text\": \"good\"}",
        ];
        let found = read(lines.join("\n").as_bytes());
        assert_eq!(found.len(), 8);
        let faults: Vec<&Fault> = found.iter().filter_map(|member| member.as_ref().err()).collect();
        let places: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column, fault.kind)).collect();
        let damaged = |line, column| (line, column, FaultKind::Damaged);
        assert_eq!(
            places,
            [
                damaged(1, 23),
                damaged(2, 12),
                damaged(3, 1),
                damaged(4, 14),
                damaged(5, 1),
                damaged(6, 10),
                (7, 1, FaultKind::TooLarge)
            ]
        );
        assert_eq!(record(&found[7]).words.text, "good");
        assert!(faults[1].message.contains("unpaired surrogate"), "{}", faults[1].message);
    }
}
