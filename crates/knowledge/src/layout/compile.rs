//! Compiles layout files and checks the examples of each pattern.

use std::collections::BTreeMap;

use regex::Regex;
use serde::Deserialize;
use toml::Spanned;

use super::rules::{CUT, DATELINE, LineKind, NAME, Rules, TailKind};
use super::table::{Rule, Table};
use crate::error::KnowledgeError;
use crate::table;

/// A layout file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LayoutFile {
    /// Named parts of patterns, used as `%name%`.
    #[serde(default)]
    parts: BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    line: Vec<Entry<LineKind>>,
    #[serde(default)]
    tail: Vec<Entry<TailKind>>,
    #[serde(default)]
    dateline: Vec<EntryWithoutKind>,
    #[serde(default)]
    caption: Vec<EntryWithoutKind>,
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

/// An [`Entry`] without a kind.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryWithoutKind {
    needs: Vec<String>,
    pattern: Spanned<String>,
    matches: Vec<Spanned<String>>,
    rejects: Vec<Spanned<String>>,
}

impl From<EntryWithoutKind> for Entry<()> {
    fn from(entry: EntryWithoutKind) -> Self {
        let EntryWithoutKind { needs, pattern, matches, rejects } = entry;
        Self { kind: (), needs, pattern, matches, rejects }
    }
}

/// The compiled patterns of one file.
#[derive(Clone)]
pub(super) struct Source {
    lines: Vec<Rule<LineKind>>,
    tails: Vec<Rule<TailKind>>,
    datelines: Vec<Rule<()>>,
    captions: Vec<Rule<()>>,
}

/// The maximum nesting of parts.
const MAX_DEPTH: usize = 4;

/// Where a pattern is anchored.
#[derive(Clone, Copy)]
enum Anchor {
    Whole,
    Head,
    Tail,
    Anywhere,
}

impl Source {
    pub(super) fn read(path: &str, text: &str) -> Result<Self, KnowledgeError> {
        let file: LayoutFile = table::toml(path, text)?;
        let compiler = Compiler { path, text, parts: &file.parts };
        let without_kind = |entries: Vec<EntryWithoutKind>| entries.into_iter().map(Entry::from).collect();
        Ok(Self {
            lines: compiler.table(file.line, Anchor::Whole, &[NAME])?,
            tails: compiler.table(file.tail, Anchor::Tail, &[NAME, CUT])?,
            datelines: compiler.table(
                without_kind(file.dateline),
                Anchor::Head,
                &[&DATELINE[..], &[CUT]].concat(),
            )?,
            captions: compiler.table(without_kind(file.caption), Anchor::Anywhere, &[])?,
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
        anchor: Anchor,
        groups: &[&str],
    ) -> Result<Vec<Rule<K>>, KnowledgeError> {
        entries
            .into_iter()
            .map(|entry| {
                let regex = self.regex(&entry.pattern, anchor, groups)?;
                if entry.matches.is_empty() {
                    return Err(
                        self.error(&entry.pattern, "found no examples in `matches`, expected at least one")
                    );
                }
                if entry.needs.iter().any(String::is_empty) || entry.needs.is_empty() {
                    return Err(self.error(
                        &entry.pattern,
                        "found an empty `needs`, expected strings that every match contains",
                    ));
                }
                let is_needed = |example: &str| {
                    let example = example.to_ascii_lowercase();
                    entry.needs.iter().any(|need| example.contains(&need.to_ascii_lowercase()))
                };
                for example in &entry.matches {
                    if !is_needed(example.get_ref()) {
                        return Err(self.error(
                            example,
                            "the example contains none of the `needs`, expected one of them",
                        ));
                    }
                    if !regex.is_match(example.get_ref()) {
                        return Err(
                            self.error(example, "the pattern does not match this example, expected a match")
                        );
                    }
                }
                for example in &entry.rejects {
                    if regex.is_match(example.get_ref()) {
                        return Err(
                            self.error(example, "the pattern matches this example, expected no match")
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
        anchor: Anchor,
        groups: &[&str],
    ) -> Result<Regex, KnowledgeError> {
        let body = self.filled(pattern, 0)?;
        let whole = match anchor {
            Anchor::Whole => format!("^(?:{body})$"),
            Anchor::Head => format!("^(?:{body})"),
            Anchor::Tail => format!("(?:{body})$"),
            Anchor::Anywhere => body,
        };
        let regex = Regex::new(&whole)
            .map_err(|error| self.error(pattern, &format!("expected a regular expression: {error}")))?;
        match regex.capture_names().flatten().find(|name| !groups.contains(name)) {
            Some(name) => {
                let expected = if groups.is_empty() { "none".to_owned() } else { groups.join(", ") };
                Err(self.error(pattern, &format!("found unknown group `{name}`, expected {expected}")))
            }
            None => Ok(regex),
        }
    }

    /// Replaces each `%part%` of a pattern.
    fn filled(&self, pattern: &Spanned<String>, depth: usize) -> Result<String, KnowledgeError> {
        let mut filled = String::new();
        for (number, piece) in pattern.get_ref().split('%').enumerate() {
            if number % 2 == 0 {
                filled.push_str(piece);
                continue;
            }
            let part = self.parts.get(piece).ok_or_else(|| {
                self.error(pattern, &format!("found unknown part `{piece}`, expected a part of [parts]"))
            })?;
            if depth == MAX_DEPTH {
                return Err(
                    self.error(pattern, "the parts are nested too deeply, expected parts without cycles")
                );
            }
            filled.push_str("(?:");
            filled.push_str(&self.filled(part, depth + 1)?);
            filled.push(')');
        }
        Ok(filled)
    }

    fn error(&self, at: &Spanned<String>, message: &str) -> KnowledgeError {
        KnowledgeError::at_byte(self.path, self.text, at.span().start, message)
    }
}

/// Joins the rules of several files, in the order of the files.
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
