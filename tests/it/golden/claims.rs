//! `golden/claims.tsv` against the claims.

use std::collections::BTreeSet;

use annals_model::ClaimRow;

use super::pairs::pairs;
use super::table::{Row, rows};
use super::who::{Who, holds};
use super::{EXAMPLE, report};

/// The table of participants and places that are not read.
const UNREAD: &str = "claims-not-read.tsv";

/// A value as the datasets write it.
fn written<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value).unwrap() {
        serde_json::Value::String(text) => text,
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// How a claim differs from what a row expects.
fn differences(row: &Row, claim: &ClaimRow, who: &Who) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut either = |column: &str, found: &str| {
        if !row.either(column).contains(&found) {
            wrong.push(format!("{column} is `{found}`, not `{}`", row.either(column).join("` or `")));
        }
    };
    either("modality", &written(&claim.modality));
    either("date_basis", &written(&claim.date_basis));
    let names = row.either("name");
    if !row.get("name").is_empty()
        && (claim.name.is_empty() || !names.iter().any(|name| holds(name, &claim.name)))
    {
        wrong.push(format!("name is `{}`, not `{}`", claim.name, names.join("` or `")));
    }
    let expected: BTreeSet<String> = row.list("participants").iter().flat_map(|name| who.ids(name)).collect();
    for id in claim.participants.iter().filter(|id| !expected.contains(id.as_str())) {
        wrong.push(format!("participant `{id}` is none of `{}`", row.get("participants")));
    }
    if let Some(place) = &claim.place
        && !who.ids(row.get("place")).contains(place.as_str())
    {
        wrong.push(format!("place is `{place}`, not `{}`", row.get("place")));
    }
    wrong
}

/// Whether a claim has the kind, the date and the words of a row.
fn meet(row: &Row, claim: &ClaimRow) -> bool {
    row.get("article_id") == claim.article_id.as_str()
        && row.either("kind").contains(&claim.kind.as_str())
        && row.either("date").contains(&written(&claim.date).as_str())
        && overlap(row, claim)
}

fn overlap(row: &Row, claim: &ClaimRow) -> bool {
    let words = row.get("quote_contains");
    let article = EXAMPLE.articles.iter().find(|article| article.id == claim.article_id).unwrap();
    let found = article.text().match_indices(words).map(|(at, _)| article.span(at..at + words.len()));
    let mut found = found.peekable();
    assert!(found.peek().is_some(), "line {}: the article does not have `{words}`", row.line);
    found.any(|span| span.start < claim.span.end && claim.span.start < span.end)
}

fn in_short(claim: &ClaimRow) -> String {
    let quote: String = claim.quote.chars().take(160).collect();
    format!(
        "{} {} `{}` {} | {}",
        claim.claim_id,
        claim.kind,
        written(&claim.date),
        claim.name,
        quote.replace('\n', " ")
    )
}

/// The table, its optional rows last, and the claim that each row is paired with.
fn paired(who: &Who) -> (Vec<Row>, Vec<Option<usize>>) {
    let mut table = rows("claims.tsv");
    table.sort_by_key(|row| row.is("optional"));
    let claims = &EXAMPLE.release.claims;
    let fits = |row: usize, claim: usize| {
        meet(&table[row], &claims[claim]) && differences(&table[row], &claims[claim], who).is_empty()
    };
    let pairs = pairs(table.len(), claims.len(), fits);
    (table, pairs)
}

/// Rows without a claim, each with the claims that are nearest to it.
fn missing(table: &[Row], pairs: &[Option<usize>], who: &Who, wrong: &mut Vec<String>) {
    for (row, _) in table.iter().zip(pairs).filter(|(row, pair)| pair.is_none() && !row.is("optional")) {
        wrong.push(format!(
            "missing, line {}: {} {} `{}` {}",
            row.line,
            row.get("kind"),
            row.get("date"),
            row.get("name"),
            row.get("quote_contains")
        ));
        for claim in EXAMPLE.release.claims.iter().filter(|claim| meet(row, claim)) {
            let differences = differences(row, claim, who);
            wrong.push(format!("    nearest: {}: {}", in_short(claim), differences.join("; ")));
        }
    }
}

/// Claims without a row, each with the rows that are nearest to it.
fn unexpected(table: &[Row], pairs: &[Option<usize>], who: &Who, wrong: &mut Vec<String>) {
    let claims = &EXAMPLE.release.claims;
    let paired: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    for (_, claim) in claims.iter().enumerate().filter(|(number, _)| !paired.contains(number)) {
        wrong.push(format!("wrong or twice: {}", in_short(claim)));
        for (expected, pair) in table.iter().zip(pairs).filter(|(row, _)| meet(row, claim)) {
            let taken = pair.map_or(String::new(), |other| format!(" (taken by {})", claims[other].claim_id));
            let differences = differences(expected, claim, who);
            wrong.push(format!("    nearest: line {}{taken}: {}", expected.line, differences.join("; ")));
        }
    }
}

#[test]
fn claims_are_those_of_the_table() {
    let who = Who::new();
    let (table, pairs) = paired(&who);
    let mut wrong = Vec::new();
    missing(&table, &pairs, &who, &mut wrong);
    unexpected(&table, &pairs, &who, &mut wrong);
    report("claims differ from golden/claims.tsv", &wrong);
}

/// The participants and the place of a row that its claim lacks, as rows of `claims-not-read.tsv`.
fn unread(row: &Row, claim: &ClaimRow, who: &Who) -> Vec<String> {
    let line = |column: &str, value: &str| {
        [row.get("article_id"), row.get("kind"), row.get("quote_contains"), column, value].join("\t")
    };
    let is_read = |name: &&str| {
        let ids = who.ids(name);
        claim.participants.iter().any(|id| ids.contains(id.as_str()))
    };
    let participants = row.list("participants").into_iter().filter(|name| !is_read(name));
    let mut unread: Vec<String> = participants.map(|name| line("participants", name)).collect();
    if !row.get("place").is_empty() && claim.place.is_none() {
        unread.push(line("place", row.get("place")));
    }
    unread
}

#[test]
fn participants_and_places_are_those_of_the_table_but_for_the_listed_ones() {
    let who = Who::new();
    let (table, pairs) = paired(&who);
    let claims = &EXAMPLE.release.claims;
    let pairs = table.iter().zip(&pairs).filter_map(|(row, pair)| Some((row, &claims[(*pair)?])));
    let found: BTreeSet<String> = pairs.flat_map(|(row, claim)| unread(row, claim, &who)).collect();
    let columns = ["article_id", "kind", "quote_contains", "column", "value"];
    let line = |row: &Row| columns.map(|column| row.get(column).to_owned()).join("\t");
    let listed: BTreeSet<String> = rows(UNREAD).iter().map(line).collect();
    let lost = found.difference(&listed).map(|line| format!("expected and not read: {line}"));
    let gained = listed
        .difference(&found)
        .map(|line| format!("read now, or of no claim; remove from {UNREAD}: {line}"));
    let wrong: Vec<String> = lost.chain(gained).collect();
    report(
        "participants and places differ from golden/claims.tsv; the list of those not read may only shrink",
        &wrong,
    );
}

#[test]
fn optional_claims_are_read_as_the_table_records() {
    let (table, pairs) = paired(&Who::new());
    let mut wrong = Vec::new();
    for (row, pair) in table.iter().zip(&pairs).filter(|(row, _)| row.is("optional")) {
        let found = if pair.is_some() { "read" } else { "unread" };
        if !row.is(found) {
            wrong.push(format!("claims.tsv:{}: the note says `optional, {found}`", row.line));
        }
    }
    report("optional claims are not recorded as they are read", &wrong);
}
