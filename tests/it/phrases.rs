//! What is read in the phrases of `knowledge/languages/*/phrases/`.
//!
//! `build.rs` writes one test for each phrase. Its name is the language, the file, the heading and the phrase itself:
//! `cargo test -p annals-tests phrases::en::events::agreements` runs those below one heading.

use crate::program::{self, Corpus, repository};
use annals_edtf::Edtf;
use annals_model::{
    Arithmetic, ArithmeticClaim, Closeness, Share, TemporalReference, TemporalRelationKind, TimeAmount,
    TimeAnchor,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

include!(concat!(env!("OUT_DIR"), "/phrases.rs"));

/// One entry of a file of phrases.
struct Case {
    language: &'static str,
    /// The file, from the root of the repository.
    path: &'static str,
    line: usize,
    /// The comment above the entry; may be empty.
    comment: &'static str,
    /// Whether nothing may be read in the phrase.
    is_ignored: bool,
    /// The keys of the entry.
    toml: &'static str,
}

/// The keys of an `[[ignore]]` entry.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ignore {
    text: String,
    #[serde(default)]
    published: Option<Edtf>,
}

/// The keys of a `[[read]]` entry.
trait Phrase: DeserializeOwned {
    fn text(&self) -> &str;
    fn published(&self) -> Option<&Edtf>;
    /// The rows that the entry expects, for each dataset that it names.
    fn expected(&self) -> Vec<Option<&[String]>>;
    /// The rows of the same datasets as read, with as many columns as the expected ones have.
    fn found(corpus: &Corpus, expected: &[Option<&[String]>]) -> Vec<Vec<String>>;
}

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident: [$($dataset:ident),*] $found:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name {
            text: String,
            #[serde(default)]
            published: Option<Edtf>,
            $(#[serde(default)] $dataset: Option<Vec<String>>,)*
        }

        impl Phrase for $name {
            fn text(&self) -> &str {
                &self.text
            }
            fn published(&self) -> Option<&Edtf> {
                self.published.as_ref()
            }
            fn expected(&self) -> Vec<Option<&[String]>> {
                vec![$(self.$dataset.as_deref()),*]
            }
            fn found(corpus: &Corpus, expected: &[Option<&[String]>]) -> Vec<Vec<String>> {
                $found(corpus, expected)
            }
        }
    )*};
}

phrases! {
    /// `kind date | name | modality | participants | place`; the last two may be left out.
    Events: [claims] claims;
    /// Names of rows; of positions `person | rank | office | organisation`, and ` | as of`.
    Names: [people, organisations, places, positions] names;
    /// `qualifier value unit`, and ` | as of` where a date is stated; of sums `part + part = total unit`, and
    /// `part + part in total unit` where the sum may have other parts.
    Quantities: [quantities, sums] quantities;
    /// `speaker | text`.
    Quotations: [quotations] quotations;
    /// Temporal relations: `subject relation object`, by their names.
    Orders: [orders] orders;
    /// Durations and ages.
    Amounts: [lapses, ages] amounts;
}

fn claims(corpus: &Corpus, expected: &[Option<&[String]>]) -> Vec<Vec<String>> {
    let release = &corpus.release;
    let expected = expected.first().copied().flatten().unwrap_or_default();
    let mut claims: Vec<_> = release.claims.iter().collect();
    claims.sort_by_key(|claim| (claim.span.start, claim.span.end));
    let row = |(number, claim): (usize, &&annals_model::ClaimRow)| {
        let date = claim.date.as_ref().map_or(String::new(), |date| format!(" {date}"));
        let modality = word(&claim.modality);
        let parties: Vec<&str> = claim.participants.iter().map(|id| id.as_str()).collect();
        let place = claim.place.as_ref().map_or("", |id| id.as_str());
        let parts = [
            format!("{}{date}", claim.kind),
            claim.name.clone(),
            modality,
            parties.join("; "),
            place.to_owned(),
        ];
        let columns = expected.get(number).map_or(parts.len(), |line| line.split('|').count());
        parts[..columns.min(parts.len())].join(" | ")
    };
    vec![claims.iter().enumerate().map(row).collect()]
}

fn names(corpus: &Corpus, _: &[Option<&[String]>]) -> Vec<Vec<String>> {
    let release = &corpus.release;
    let organisation = |id: &annals_model::EntityId| {
        let organisations = release.organisations.iter().map(|row| (&row.organisation_id, &row.name));
        let mut all = organisations.chain(release.places.iter().map(|row| (&row.place_id, &row.name)));
        all.find(|(other, _)| *other == id).map_or_else(|| id.to_string(), |(_, name)| name.clone())
    };
    let position = |row: &annals_model::PositionRow| {
        let person = release.people.iter().find(|person| person.person_id == row.person_id).unwrap();
        let rank = row.rank.clone().unwrap_or_default();
        let office = row.office.clone().unwrap_or_default();
        let organisation = row.organisation.as_ref().map_or(String::new(), organisation);
        let date = row.as_of.as_ref().map_or(String::new(), |date| format!(" | {date}"));
        format!("{} | {rank} | {office} | {organisation}{date}", person.name)
    };
    vec![
        release.people.iter().map(|row| row.name.clone()).collect(),
        release.organisations.iter().map(|row| row.name.clone()).collect(),
        release.places.iter().map(|row| row.name.clone()).collect(),
        release.positions.iter().map(position).collect(),
    ]
}

fn quantities(corpus: &Corpus, _: &[Option<&[String]>]) -> Vec<Vec<String>> {
    let release = &corpus.release;
    let mut rows: Vec<_> = release.quantities.iter().collect();
    rows.sort_by_key(|row| row.span.start);
    let row = |row: &&annals_model::QuantityRow| {
        let date = row.as_of.as_ref().map_or(String::new(), |date| format!(" | {date}"));
        format!("{} {} {}{date}", word(&row.qualifier), row.value, row.unit)
    };
    let sums = corpus.readings.iter().flat_map(|reading| &reading.relations.arithmetic).filter_map(sum);
    vec![rows.iter().map(row).collect(), sums.collect()]
}

fn sum(claim: &ArithmeticClaim) -> Option<String> {
    let Arithmetic::Sum { parts, total, unit, share } = &claim.terms else { return None };
    let parts: Vec<String> = parts.iter().map(|part| part.value.to_string()).collect();
    let sign = match share {
        Share::Whole => "=",
        Share::Within => "in",
    };
    Some(format!("{} {sign} {} {unit}", parts.join(" + "), total.value).trim_end().to_owned())
}

fn quotations(corpus: &Corpus, _: &[Option<&[String]>]) -> Vec<Vec<String>> {
    let release = &corpus.release;
    let mut rows: Vec<_> = release.quotations.iter().collect();
    rows.sort_by_key(|row| row.span.start);
    let row = |row: &&annals_model::QuotationRow| {
        let speaker = release.people.iter().find(|person| Some(&person.person_id) == row.speaker.as_ref());
        format!("{} | {}", speaker.map_or("", |person| &person.name), row.text)
    };
    vec![rows.iter().map(row).collect()]
}

fn orders(corpus: &Corpus, _: &[Option<&[String]>]) -> Vec<Vec<String>> {
    let name = |id: &annals_model::ClaimId| {
        let claim = corpus.release.claims.iter().find(|claim| claim.claim_id == *id);
        claim.map_or("", |claim| claim.name.as_str())
    };
    let row = |order: &annals_model::TemporalRelation| {
        let object = match &order.object {
            TemporalReference::Claim(id) => name(id),
            TemporalReference::Named { name, .. } => name,
        };
        let relation: TemporalRelationKind = order.relation;
        format!("{} {} {object}", name(&order.subject), word(&relation))
    };
    vec![corpus.readings.iter().flat_map(|reading| &reading.relations.temporal).map(row).collect()]
}

fn amounts(corpus: &Corpus, _: &[Option<&[String]>]) -> Vec<Vec<String>> {
    let name = |anchor: &TimeAnchor| match anchor {
        TimeAnchor::First(id) | TimeAnchor::Last(id) | TimeAnchor::Some(id) => {
            let claim = corpus.release.claims.iter().find(|claim| claim.claim_id == *id);
            claim.map_or(String::new(), |claim| claim.name.clone())
        }
        TimeAnchor::Named { name, .. } => name.clone(),
        TimeAnchor::Date(date) => date.to_string(),
    };
    let length = |amount: &TimeAmount| {
        let close = match amount.closeness {
            Closeness::Counted => String::new(),
            other => format!(" {}", word(&other)),
        };
        format!("{} {}{close}", amount.count, word(&amount.unit))
    };
    let duration = |row: &annals_model::DurationRelation| {
        let (from, to, length) = (name(&row.from), name(&row.to), length(&row.amount));
        let whole =
            row.from == row.to || matches!((&row.from, &row.to), (TimeAnchor::First(_), TimeAnchor::Last(_)));
        if whole { format!("{from} lasted {length}") } else { format!("{from} + {length} = {to}") }
    };
    let readings = || corpus.readings.iter();
    let mut durations: Vec<String> =
        readings().flat_map(|reading| &reading.relations.durations).map(duration).collect();
    let mut ages = Vec::new();
    for claim in readings().flat_map(|reading| &reading.relations.arithmetic) {
        match &claim.terms {
            Arithmetic::Apart { from, to, amount } => {
                durations.push(format!("{from} + {} = {to}", length(amount)))
            }
            Arithmetic::Age { person_id, years, date, .. } => {
                ages.push(format!("{person_id} is {years} on {date}"))
            }
            Arithmetic::AgeAtDeath { person_id, years } => {
                ages.push(format!("{person_id} was {years} at death"))
            }
            _ => {}
        }
    }
    vec![durations, ages]
}

/// A value of an enumeration, as the datasets write it.
fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// An article with this text, and all that is read in it.
fn corpus(language: &str, published: Option<&Edtf>, text: &str) -> Corpus {
    let published = published.map_or(String::new(), |date| format!("published: {date}\n"));
    let file = format!("---\nlanguage: {language}\n{published}---\n\n{text}\n");
    program::files(&[("phrase.md", file)])
}

/// Reads the phrase of a case and compares what is found with what is expected.
fn check<P: Phrase>(case: &Case) {
    let place = format!("{}:{}", case.path, case.line);
    let (text, wrong) =
        if case.is_ignored { check_ignored::<P>(case, &place) } else { check_read::<P>(case, &place) };
    let comment = if case.comment.is_empty() { String::new() } else { format!("\n  # {}", case.comment) };
    assert!(wrong.is_empty(), "{place}{comment}\n  {text}\n{}", wrong.join("\n"));
}

fn check_read<P: Phrase>(case: &Case, place: &str) -> (String, Vec<String>) {
    let phrase: P = toml::from_str(case.toml).unwrap_or_else(|error| panic!("{place}: {error}"));
    let corpus = corpus(case.language, phrase.published(), phrase.text());
    let expected = phrase.expected();
    assert!(expected.iter().any(Option::is_some), "{place}: the entry expects nothing; is it an [[ignore]]?");
    let mut wrong = Vec::new();
    for (expected, mut found) in expected.iter().zip(P::found(&corpus, &expected)) {
        let Some(mut expected) = expected.map(<[String]>::to_vec) else { continue };
        expected.sort();
        found.sort();
        if expected != found {
            wrong.push(format!("  expected {expected:?}\n  found    {found:?}"));
        }
    }
    (phrase.text().to_owned(), wrong)
}

fn check_ignored<P: Phrase>(case: &Case, place: &str) -> (String, Vec<String>) {
    let phrase: Ignore = toml::from_str(case.toml).unwrap_or_else(|error| panic!("{place}: {error}"));
    let corpus = corpus(case.language, phrase.published.as_ref(), &phrase.text);
    let found = P::found(&corpus, &[]).concat();
    let wrong =
        if found.is_empty() { vec![] } else { vec![format!("  expected nothing\n  found    {found:?}")] };
    (phrase.text, wrong)
}

/// `build.rs` finds entries line by line; this counts them as TOML.
#[test]
fn every_phrase_has_a_test() {
    let generated = include_str!(concat!(env!("OUT_DIR"), "/phrases.rs"));
    let (mut files, mut entries) = (0, 0);
    for language in std::fs::read_dir(repository().join("knowledge/languages")).unwrap() {
        let folder = language.unwrap().path().join("phrases");
        for file in ["events", "names", "quantities", "quotations", "orders", "amounts"] {
            let Ok(text) = std::fs::read_to_string(folder.join(file).with_extension("toml")) else {
                continue;
            };
            let table: toml::Table = text.parse().unwrap();
            let lists = ["read", "ignore"].into_iter().filter_map(|list| table.get(list)?.as_array());
            entries += lists.map(Vec::len).sum::<usize>();
            files += 1;
        }
    }
    assert!(files >= 6);
    assert_eq!(generated.matches("#[test]").count(), entries);
}
