//! `golden/claims.tsv` against the claims.

use std::collections::BTreeSet;

use annals_model::ClaimRow;

use super::pairs::pairs;
use super::table::{Row, rows};
use super::who::{Who, holds};
use super::{EXAMPLE, report};

/// Participants and places of the table that are read.
const PARTICIPANTS: usize = 108;
const PLACES: usize = 18;

/// Serialised as in the datasets.
fn told<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value).unwrap() {
        serde_json::Value::String(text) => text,
        serde_json::Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Why a claim is not what a row expects; empty where it is.
fn differences(row: &Row, claim: &ClaimRow, who: &Who) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut either = |column: &str, found: &str| {
        if !row.either(column).contains(&found) {
            wrong.push(format!("{column} is `{found}`, not `{}`", row.either(column).join("` or `")));
        }
    };
    either("modality", &told(&claim.modality));
    either("date_basis", &told(&claim.date_basis));
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

/// Whether they speak of the same words, kind and date.
fn meet(row: &Row, claim: &ClaimRow) -> bool {
    row.get("article_id") == claim.article_id.as_str()
        && row.either("kind").contains(&claim.kind.as_str())
        && row.either("date").contains(&told(&claim.date).as_str())
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
        told(&claim.date),
        claim.name,
        quote.replace('\n', " ")
    )
}

#[test]
fn claims_are_those_of_the_table() {
    let who = Who::new();
    let mut table = rows("claims.tsv");
    table.sort_by_key(|row| row.is("optional"));
    let claims = &EXAMPLE.release.claims;
    let fits = |row: usize, claim: usize| {
        meet(&table[row], &claims[claim]) && differences(&table[row], &claims[claim], &who).is_empty()
    };
    let pairs = pairs(table.len(), claims.len(), fits);

    let mut wrong = Vec::new();
    let paired: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    for (row, pair) in table.iter().zip(&pairs) {
        if pair.is_some() || row.is("optional") {
            continue;
        }
        wrong.push(format!(
            "missing, line {}: {} {} `{}` {}",
            row.line,
            row.get("kind"),
            row.get("date"),
            row.get("name"),
            row.get("quote_contains")
        ));
        for claim in claims.iter().filter(|claim| meet(row, claim)) {
            let differences = differences(row, claim, &who);
            wrong.push(format!("    nearest: {}: {}", in_short(claim), differences.join("; ")));
        }
    }
    for (number, claim) in claims.iter().enumerate().filter(|(number, _)| !paired.contains(number)) {
        wrong.push(format!("wrong or twice: {}", in_short(claim)));
        let near = table.iter().enumerate().filter(|(_, row)| meet(row, claim));
        for (row, expected) in near {
            let taken =
                pairs[row].map_or(String::new(), |other| format!(" (taken by {})", claims[other].claim_id));
            let differences = differences(expected, &claims[number], &who);
            wrong.push(format!("    nearest: line {}{taken}: {}", expected.line, differences.join("; ")));
        }
    }
    // What is not read yet of the parties and places is known; it may only become less.
    let (mut read, mut parties, mut placed, mut places) = (0, 0, 0, 0);
    for (row, claim) in table.iter().zip(&pairs).filter_map(|(row, pair)| Some((row, &claims[(*pair)?]))) {
        let ids: Vec<BTreeSet<String>> = row.list("participants").iter().map(|name| who.ids(name)).collect();
        parties += ids.len();
        read +=
            ids.iter().filter(|ids| claim.participants.iter().any(|id| ids.contains(id.as_str()))).count();
        places += usize::from(!row.get("place").is_empty());
        placed += usize::from(claim.place.is_some());
    }
    println!("{} claims; participants read: {read} of {parties}, places: {placed} of {places}", claims.len());
    if read < PARTICIPANTS || placed < PLACES {
        wrong.push(format!(
            "{read} of {parties} participants and {placed} of {places} places are read, no longer {PARTICIPANTS} and {PLACES}"
        ));
    }
    report("claims differ from golden/claims.tsv", &wrong);
}
