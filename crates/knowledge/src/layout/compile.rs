use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::rules::{CUT, DATELINE, LineKind, NAME, Rules, TailKind};
use super::table::{Rule, Table};
use crate::error::KnowledgeError;
use crate::table;

/// A layout file as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sheet {
    /// Pieces of patterns, used as `%name%`.
    #[serde(default)]
    parts: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    line: Vec<Entry<LineKind>>,
    #[serde(default)]
    tail: Vec<Entry<TailKind>>,
    #[serde(default)]
    dateline: Vec<Bare>,
    #[serde(default)]
    caption: Vec<Bare>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry<K> {
    kind: K,
    needs: Vec<String>,
    pattern: Spanned<String>,
    matches: Vec<Spanned<String>>,
    rejects: Vec<Spanned<String>>,
}

/// An [`Entry`] whose table says its kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bare {
    needs: Vec<String>,
    pattern: Spanned<String>,
    matches: Vec<Spanned<String>>,
    rejects: Vec<Spanned<String>>,
}

impl From<Bare> for Entry<()> {
    fn from(bare: Bare) -> Self {
        let Bare { needs, pattern, matches, rejects } = bare;
        Self { kind: (), needs, pattern, matches, rejects }
    }
}

/// The patterns of one file, each compiled and held to its examples.
#[derive(Clone)]
pub(super) struct Source {
    lines: Vec<Rule<LineKind>>,
    tails: Vec<Rule<TailKind>>,
    datelines: Vec<Rule<()>>,
    captions: Vec<Rule<()>>,
}

/// How many parts may lie within each other.
const DEEPEST: usize = 4;

/// Which part of a text a pattern has to match.
#[derive(Clone, Copy)]
enum Reach {
    Whole,
    Head,
    Tail,
    Anywhere,
}

impl Source {
    pub(super) fn read(path: &str, text: &str) -> Result<Self, KnowledgeError> {
        let sheet: Sheet = table::toml(path, text)?;
        let compiler = Compiler { path, text, parts: &sheet.parts };
        let bare = |entries: Vec<Bare>| entries.into_iter().map(Entry::from).collect();
        Ok(Self {
            lines: compiler.table(sheet.line, Reach::Whole, &[NAME])?,
            tails: compiler.table(sheet.tail, Reach::Tail, &[NAME, CUT])?,
            datelines: compiler.table(
                bare(sheet.dateline),
                Reach::Head,
                &[&DATELINE[..], &[CUT]].concat(),
            )?,
            captions: compiler.table(bare(sheet.caption), Reach::Anywhere, &[])?,
        })
    }
}

struct Compiler<'s> {
    path: &'s str,
    text: &'s str,
    parts: &'s BTreeMap<String, Spanned<String>>,
}

impl Compiler<'_> {
    fn table<K>(
        &self,
        entries: Vec<Entry<K>>,
        reach: Reach,
        groups: &[&str],
    ) -> Result<Vec<Rule<K>>, KnowledgeError> {
        entries
            .into_iter()
            .map(|entry| {
                let regex = self.regex(&entry.pattern, reach, groups)?;
                if entry.matches.is_empty() {
                    return Err(
                        self.mistake(&entry.pattern, "expected at least one example that it `matches`")
                    );
                }
                if entry.needs.iter().any(String::is_empty) || entry.needs.is_empty() {
                    return Err(
                        self.mistake(&entry.pattern, "expected `needs` to hold pieces of what it matches")
                    );
                }
                let is_needed = |example: &str| {
                    let example = example.to_ascii_lowercase();
                    entry.needs.iter().any(|need| example.contains(&need.to_ascii_lowercase()))
                };
                for example in &entry.matches {
                    if !is_needed(example.get_ref()) {
                        return Err(
                            self.mistake(example, "expected this example to hold one of the `needs` above")
                        );
                    }
                    if !regex.is_match(example.get_ref()) {
                        return Err(self.mistake(example, "expected the pattern above to match this example"));
                    }
                }
                for example in &entry.rejects {
                    if regex.is_match(example.get_ref()) {
                        return Err(
                            self.mistake(example, "expected the pattern above not to match this example")
                        );
                    }
                }
                Ok(Rule { kind: entry.kind, needs: entry.needs, regex })
            })
            .collect()
    }

    fn regex(
        &self,
        pattern: &Spanned<String>,
        reach: Reach,
        groups: &[&str],
    ) -> Result<Regex, KnowledgeError> {
        let body = self.filled(pattern, 0)?;
        let whole = match reach {
            Reach::Whole => format!("^(?:{body})$"),
            Reach::Head => format!("^(?:{body})"),
            Reach::Tail => format!("(?:{body})$"),
            Reach::Anywhere => body,
        };
        let regex = Regex::new(&whole)
            .map_err(|error| self.mistake(pattern, &format!("expected a regular expression: {error}")))?;
        match regex.capture_names().flatten().find(|name| !groups.contains(name)) {
            Some(name) => {
                let expected = if groups.is_empty() { "none".to_owned() } else { groups.join(", ") };
                Err(self.mistake(pattern, &format!("no group `{name}` is read here; expected {expected}")))
            }
            None => Ok(regex),
        }
    }

    /// A pattern, or a part of one, with every `%part%` put in.
    fn filled(&self, pattern: &Spanned<String>, depth: usize) -> Result<String, KnowledgeError> {
        let mut filled = String::new();
        for (number, piece) in pattern.get_ref().split('%').enumerate() {
            if number % 2 == 0 {
                filled.push_str(piece);
                continue;
            }
            let part = self.parts.get(piece).ok_or_else(|| {
                self.mistake(pattern, &format!("expected `{piece}` between two `%` to be one of [parts]"))
            })?;
            if depth == DEEPEST {
                return Err(self.mistake(pattern, "expected parts that do not hold themselves"));
            }
            filled.push_str("(?:");
            filled.push_str(&self.filled(part, depth + 1)?);
            filled.push(')');
        }
        Ok(filled)
    }

    fn mistake(&self, at: &Spanned<String>, message: &str) -> KnowledgeError {
        KnowledgeError::at_byte(self.path, self.text, at.span().start, message)
    }
}

/// The rules of several files together, those of the first before those of the next.
pub(super) fn rules<'s>(sources: impl IntoIterator<Item = &'s Source>) -> Result<Rules, KnowledgeError> {
    let mut all =
        Source { lines: Vec::new(), tails: Vec::new(), datelines: Vec::new(), captions: Vec::new() };
    for source in sources {
        all.lines.extend_from_slice(&source.lines);
        all.tails.extend_from_slice(&source.tails);
        all.datelines.extend_from_slice(&source.datelines);
        all.captions.extend_from_slice(&source.captions);
    }
    Ok(Rules {
        lines: table(all.lines)?,
        tails: table(all.tails)?,
        datelines: table(all.datelines)?,
        captions: table(all.captions)?,
    })
}

fn table<K: Copy>(rules: Vec<Rule<K>>) -> Result<Table<K>, KnowledgeError> {
    Table::new(rules).map_err(|message| KnowledgeError::at(super::NEUTRAL, 1, 1, message))
}
