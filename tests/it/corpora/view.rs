//! The datasets as narrow lines for snapshots.
//!
//! Offsets, identifiers of rows and the messages of findings are left out; other tests check them.

use std::fmt::{Display, Write as _};

use annals_model::{ClaimRow, Release};
use serde::Serialize;

/// The longest quote that is shown, in characters.
const LONGEST_QUOTE: usize = 84;

/// A value of an enumeration as the datasets write it.
fn word<T: Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or_default().to_owned()
}

/// The value, or `-` where there is none.
fn or_dash<T: Display>(value: Option<&T>) -> String {
    value.map_or_else(|| "-".to_owned(), ToString::to_string)
}

/// The items with `, ` between them, or `-` where there are none.
fn list<T: Display>(items: &[T]) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    if items.is_empty() { "-".to_owned() } else { items.join(", ") }
}

/// Words in one line, cut where they are long.
fn quoted(words: &str) -> String {
    let words: String = words.split_whitespace().collect::<Vec<_>>().join(" ");
    match words.char_indices().nth(LONGEST_QUOTE) {
        Some((end, _)) => format!("“{}…”", &words[..end]),
        None => format!("“{words}”"),
    }
}

/// One claim: what happened and when, who and where, the words.
fn claim(out: &mut String, row: &ClaimRow) {
    let basis = row.date_basis.as_ref().map_or(String::new(), |basis| format!(" ({})", word(basis)));
    writeln!(out, "{} · {}{basis} · {}", row.kind, or_dash(row.date.as_ref()), word(&row.modality)).unwrap();
    let ordinal = row.ordinal.map_or(String::new(), |ordinal| format!(" · ordinal {ordinal}"));
    let (who, place) = (list(&row.participants), or_dash(row.place.as_ref()));
    writeln!(out, "  {} · who: {who} · where: {place}{ordinal}", row.name).unwrap();
    writeln!(out, "  {} {}", row.rule, quoted(&row.quote)).unwrap();
}

/// The claims of one article, in the order of the text.
pub(super) fn claims(release: &Release, article: &str) -> String {
    let mut rows: Vec<&ClaimRow> =
        release.claims.iter().filter(|row| row.article_id.as_str() == article).collect();
    rows.sort_by_key(|row| (row.span.start, row.span.end));
    let mut out = String::new();
    rows.iter().for_each(|row| claim(&mut out, row));
    out
}

pub(super) fn articles(release: &Release) -> String {
    let mut out = String::new();
    for row in &release.articles {
        let date = or_dash(row.published.as_ref());
        writeln!(out, "{} · {} · {date}", row.article_id, or_dash(row.source.as_ref())).unwrap();
        writeln!(out, "  title: {}", or_dash(row.title.as_ref())).unwrap();
        let (author, translator) = (or_dash(row.author.as_ref()), or_dash(row.translator.as_ref()));
        let copy = or_dash(row.copy_of.as_ref());
        writeln!(out, "  author: {author} · translator: {translator} · copy of: {copy}").unwrap();
    }
    out
}

pub(super) fn events(release: &Release) -> String {
    let mut out = String::new();
    for row in &release.events {
        let (date, consistency) = (or_dash(row.date.as_ref()), word(&row.consistency));
        let counts = format!("{} claims, {} sources", row.claims.len(), row.sources);
        writeln!(out, "{} · {date} · {} · {consistency}, {counts}", row.kind, row.name).unwrap();
    }
    out
}

/// Who took part in the events, and where. Events without either are left out.
pub(super) fn participants(release: &Release) -> String {
    let mut out = String::new();
    for row in release.events.iter().filter(|row| !row.participants.is_empty() || row.place.is_some()) {
        let (who, place) = (list(&row.participants), or_dash(row.place.as_ref()));
        writeln!(out, "{} {} · who: {who} · where: {place}", row.kind, row.name).unwrap();
    }
    out
}

pub(super) fn comparisons(release: &Release) -> String {
    let mut out = String::new();
    for row in &release.comparisons {
        writeln!(out, "{} · {}", row.comparison_id, word(&row.verdict)).unwrap();
        writeln!(out, "  values: {} · finer: {}", list(&row.values), or_dash(row.finer.as_ref())).unwrap();
        writeln!(out, "  sources: {}", list(&row.sources)).unwrap();
    }
    out
}

pub(super) fn people(release: &Release) -> String {
    let mut out = String::new();
    for row in &release.people {
        writeln!(out, "{} ({}) · {}", row.name, list(&row.names), list(&row.articles)).unwrap();
    }
    for row in &release.positions {
        let (rank, office) = (or_dash(row.rank.as_ref()), or_dash(row.office.as_ref()));
        writeln!(out, "{} in {}", row.person_id, row.article_id).unwrap();
        writeln!(out, "  rank: {rank} · office: {office} · of: {}", or_dash(row.organisation.as_ref()))
            .unwrap();
    }
    out
}

pub(super) fn organisations_and_places(release: &Release) -> String {
    let mut out = String::new();
    for row in &release.organisations {
        writeln!(out, "organisation {} ({})\n  {}", row.name, list(&row.names), list(&row.articles)).unwrap();
    }
    for row in &release.places {
        writeln!(out, "place {}\n  {}", row.name, list(&row.articles)).unwrap();
    }
    out
}

pub(super) fn quotations_and_quantities(release: &Release) -> String {
    let mut out = String::new();
    for row in &release.quotations {
        writeln!(out, "{} · {} {}", row.article_id, or_dash(row.speaker.as_ref()), quoted(&row.text))
            .unwrap();
    }
    for row in &release.quantities {
        let (number, date) = (format!("{} {}", word(&row.qualifier), row.value), or_dash(row.as_of.as_ref()));
        writeln!(out, "{} · {number} {} · as of {date}", row.article_id, row.unit).unwrap();
    }
    out
}

/// Findings without their messages: rule, severity, articles, and the rows or words that they rest on.
pub(super) fn findings(release: &Release) -> String {
    let mut out = String::new();
    for row in &release.findings {
        writeln!(out, "{} {} · {}", row.rule, word(&row.severity), list(&row.articles)).unwrap();
        for evidence in &row.evidence {
            writeln!(out, "  {evidence}").unwrap();
        }
        for quote in &row.quotes {
            writeln!(out, "  {}", quoted(quote)).unwrap();
        }
    }
    out
}
