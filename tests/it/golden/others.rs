//! The other tables of `golden/` against their datasets.

use std::collections::BTreeSet;

use annals_model::{EntityId, Severity};

use super::pairs::pairs;
use super::table::{Row, rows};
use super::who::{Who, plain};
use super::{EXAMPLE, report};

/// Pairs the rows of a table with those of a dataset and fails with those that have no partner.
fn compare<T>(table: &str, found: &[T], fits: impl Fn(&Row, &T) -> bool, in_short: impl Fn(&T) -> String) {
    let mut rows = rows(table);
    rows.sort_by_key(Row::is_optional);
    let pairs = pairs(rows.len(), found.len(), |row, other| fits(&rows[row], &found[other]));
    let paired: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    let missing = rows.iter().zip(&pairs).filter(|(row, pair)| pair.is_none() && !row.is_optional());
    let mut wrong: Vec<String> = missing.map(|(row, _)| format!("missing: {table}:{}", row.line)).collect();
    let more = found.iter().enumerate().filter(|(number, _)| !paired.contains(number));
    wrong.extend(more.map(|(_, row)| format!("wrong or twice: {}", in_short(row))));
    report("rows differ", &wrong);
}

/// Whether an identifier is what a cell names; both may be empty.
fn is(who: &Who, cell: &str, id: Option<&EntityId>) -> bool {
    match id {
        Some(id) => who.ids(cell).contains(id.as_str()),
        None => cell.is_empty(),
    }
}

fn date(edtf: Option<&annals_edtf::Edtf>) -> String {
    edtf.map_or(String::new(), ToString::to_string)
}

#[test]
fn people_are_those_of_the_table() {
    let fits = |row: &Row, person: &annals_model::PersonRow| {
        let expected: BTreeSet<&str> = row.list("articles").into_iter().collect();
        let articles: BTreeSet<&str> = person.articles.iter().map(|id| id.as_str()).collect();
        // A name of the table is one that the program found too.
        let names = row.list("names");
        let mut wanted =
            names.iter().copied().filter(|name| !name.contains(' ') || *name == row.get("person"));
        person.name == row.get("person")
            && articles == expected
            && wanted.all(|name| person.names.iter().any(|found| plain(found) == plain(name)))
    };
    let in_short = |person: &annals_model::PersonRow| format!("{person:?}");
    compare("people.tsv", &EXAMPLE.release.people, fits, in_short);
}

/// Whether a row of `places.tsv` or `organisations.tsv` has one of these names and exactly these articles.
fn named(row: &Row, name: &str, names: &[String], articles: &[annals_model::ArticleId]) -> bool {
    let known: BTreeSet<String> = row.list("names").into_iter().map(plain).collect();
    let stated: BTreeSet<&str> = row.list("articles").into_iter().collect();
    let also: BTreeSet<&str> = row.list("also").into_iter().collect();
    let found: BTreeSet<&str> = articles.iter().map(|id| id.as_str()).collect();
    (known.contains(&plain(name)) || names.iter().any(|name| known.contains(&plain(name))))
        && found.is_superset(&stated)
        && found.iter().all(|id| stated.contains(id) || also.contains(id))
}

#[test]
fn places_are_those_of_the_table() {
    let fits =
        |row: &Row, place: &annals_model::PlaceRow| named(row, &place.name, &place.names, &place.articles);
    compare("places.tsv", &EXAMPLE.release.places, fits, |place| format!("{place:?}"));
}

#[test]
fn organisations_are_those_of_the_table() {
    let fits = |row: &Row, organisation: &annals_model::OrganisationRow| {
        named(row, &organisation.name, &organisation.names, &organisation.articles)
    };
    compare("organisations.tsv", &EXAMPLE.release.organisations, fits, |row| format!("{row:?}"));
}

#[test]
fn positions_are_those_of_the_table() {
    let who = Who::new();
    let fits = |row: &Row, position: &annals_model::PositionRow| {
        let organisation = row.get("organisation");
        let same =
            |cell: &str, found: &Option<String>| plain(cell) == plain(found.as_deref().unwrap_or_default());
        row.get("article_id") == position.article_id.as_str()
            && is(&who, row.get("person"), Some(&position.person_id))
            && same(row.get("rank"), &position.rank)
            && same(row.get("office"), &position.office)
            && (organisation.is_empty()
                || position.organisation.is_none()
                || is(&who, organisation, position.organisation.as_ref()))
    };
    // The table has a row for each wording; a position is one row however often it is stated.
    let (rows, positions) = (rows("positions.tsv"), &EXAMPLE.release.positions);
    let missing =
        rows.iter().filter(|row| !row.is("optional") && !positions.iter().any(|one| fits(row, one)));
    let mut wrong: Vec<String> = missing.map(|row| format!("missing: positions.tsv:{}", row.line)).collect();
    let more = positions.iter().filter(|one| !rows.iter().any(|row| fits(row, one)));
    wrong.extend(more.map(|position| format!("wrong: {position:?}")));
    report("positions differ", &wrong);
}

#[test]
fn quotations_are_those_of_the_table() {
    let who = Who::new();
    let fits = |row: &Row, quotation: &annals_model::QuotationRow| {
        row.get("article_id") == quotation.article_id.as_str()
            && row.get("text") == quotation.text
            && is(&who, row.get("speaker"), quotation.speaker.as_ref())
    };
    let in_short = |quotation: &annals_model::QuotationRow| format!("{quotation:?}");
    compare("quotations.tsv", &EXAMPLE.release.quotations, fits, in_short);
}

#[test]
fn quantities_are_those_of_the_table() {
    let fits = |row: &Row, quantity: &annals_model::QuantityRow| {
        let qualifier = serde_json::to_value(quantity.qualifier).unwrap();
        row.get("article_id") == quantity.article_id.as_str()
            && row.get("value") == quantity.value.to_string()
            && qualifier == row.get("qualifier")
            && row.get("unit") == quantity.unit
            && row.get("as_of") == date(quantity.as_of.as_ref())
            && row.get("quote") == quantity.quote
    };
    let in_short = |quantity: &annals_model::QuantityRow| format!("{quantity:?}");
    compare("quantities.tsv", &EXAMPLE.release.quantities, fits, in_short);
}

/// Names of the table and the rules of the program that find the same.
const RULES: [(&str, &str); 2] =
    [("stated-duration-does-not-fit", "DAT003"), ("article-without-publication-date", "ART001")];

/// Rules whose findings rest on several articles at once.
const BETWEEN: [(&str, &str); 1] = [("sources-disagree-on-date", "DAT008")];

#[test]
fn findings_are_those_of_the_table() {
    let findings = &EXAMPLE.release.findings;
    let mut expected = BTreeSet::new();
    for row in rows("findings.tsv") {
        if let Some((_, rule)) = BETWEEN.iter().find(|(name, _)| *name == row.get("rule")) {
            expected.insert(((*rule).to_owned(), row.list("articles").join("; ")));
        }
    }
    for row in rows("findings.tsv") {
        let Some((_, rule)) = RULES.iter().find(|(name, _)| *name == row.get("rule")) else { continue };
        expected
            .extend(row.list("articles").into_iter().map(|article| ((*rule).to_owned(), article.to_owned())));
    }
    assert_eq!(expected.len(), 7);
    let ours = |finding: &&annals_model::Finding| {
        RULES.iter().chain(&BETWEEN).any(|(_, rule)| *rule == finding.rule)
    };
    let key = |finding: &annals_model::Finding| {
        let articles: Vec<&str> = finding.articles.iter().map(|id| id.as_str()).collect();
        (finding.rule.clone(), articles.join("; "))
    };
    let found: Vec<_> = findings.iter().filter(ours).map(key).collect();
    assert_eq!(found.iter().cloned().collect::<BTreeSet<_>>(), expected);
    assert_eq!(found.len(), expected.len(), "{found:?}");

    let others = findings.iter().filter(|finding| finding.severity != Severity::Note && !ours(finding));
    let others: Vec<String> =
        others.map(|finding| format!("{} {}", finding.finding_id, finding.message)).collect();
    report("findings that the table does not have", &others);

    let duration = findings.iter().find(|finding| finding.rule == "DAT003").unwrap();
    let withdrawal = findings.iter().find(|finding| finding.rule == "DAT008").unwrap();
    assert!(["1989", "1987"].iter().all(|year| withdrawal.message.contains(year)), "{withdrawal:?}");
    assert!(duration.quotes.iter().any(|quote| quote.contains("(1976-1989")), "{duration:?}");
}
