//! The phrases beside a language's words are read as they say, and nothing is read in the others.

use std::path::PathBuf;

use crate::program::{self, Corpus, repository};
use annals_edtf::Edtf;
use annals_model::{
    Arithmetic, ArithmeticClaim, Closeness, Share, TemporalReference, TemporalRelationKind, TimeAmount,
    TimeAnchor,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A table of phrases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table<R> {
    read: Vec<R>,
    #[serde(default)]
    ignore: Vec<Ignore>,
}

/// A phrase in which nothing of the table's kind is read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ignore {
    text: String,
    #[serde(default)]
    published: Option<Edtf>,
}

/// A phrase and what is read in it.
trait Phrase: DeserializeOwned {
    /// Name of the file.
    const FILE: &str;
    fn text(&self) -> &str;
    fn published(&self) -> Option<&Edtf>;
    /// Rows of each dataset that the phrase expects, where it speaks of the dataset.
    fn expected(&self) -> Vec<Option<&[String]>>;
    /// The same rows as found. How much of a row is told depends on what is expected.
    fn found(corpus: &Corpus, expected: &[Option<&[String]>]) -> Vec<Vec<String>>;
}

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident: $file:literal [$($dataset:ident),*] $found:ident;)*) => {$(
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
            const FILE: &str = $file;
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
    Events: "events.toml" [claims] claims;
    /// Names; of positions `person | rank | office | organisation`, and ` | as of`.
    Names: "names.toml" [people, organisations, places, positions] names;
    /// `qualifier value unit`, and ` | as of` where a date is said; of sums `part + part = total unit`, and
    /// `part + part in total unit` where there may be other parts.
    Quantities: "quantities.toml" [quantities, sums] quantities;
    /// `speaker | text`.
    Quotations: "quotations.toml" [quotations] quotations;
    /// `subject relation object`, by their names.
    Orders: "orders.toml" [orders] orders;
    /// Lapses of time and ages.
    Amounts: "amounts.toml" [lapses, ages] amounts;
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
        let told = expected.get(number).map_or(parts.len(), |line| line.split('|').count());
        parts[..told.min(parts.len())].join(" | ")
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
        let body = row.organisation.as_ref().map_or(String::new(), organisation);
        let date = row.as_of.as_ref().map_or(String::new(), |date| format!(" | {date}"));
        format!("{} | {rank} | {office} | {body}{date}", person.name)
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

fn sum(equation: &ArithmeticClaim) -> Option<String> {
    let Arithmetic::Sum { parts, total, unit, share } = &equation.terms else { return None };
    let parts: Vec<String> = parts.iter().map(|part| part.value.to_string()).collect();
    let makes = match share {
        Share::Whole => "=",
        Share::Within => "in",
    };
    Some(format!("{} {makes} {} {unit}", parts.join(" + "), total.value).trim_end().to_owned())
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
    let name = |mark: &TimeAnchor| match mark {
        TimeAnchor::First(id) | TimeAnchor::Last(id) | TimeAnchor::Some(id) => {
            let claim = corpus.release.claims.iter().find(|claim| claim.claim_id == *id);
            claim.map_or(String::new(), |claim| claim.name.clone())
        }
        TimeAnchor::Named { name, .. } => name.clone(),
        TimeAnchor::Date(date) => date.to_string(),
    };
    let length = |told: &TimeAmount| {
        let close = match told.closeness {
            Closeness::Counted => String::new(),
            other => format!(" {}", word(&other)),
        };
        format!("{} {}{close}", told.count, word(&told.unit))
    };
    let lapse = |told: &annals_model::DurationRelation| {
        let (from, to, length) = (name(&told.from), name(&told.to), length(&told.amount));
        let whole = told.from == told.to
            || matches!((&told.from, &told.to), (TimeAnchor::First(_), TimeAnchor::Last(_)));
        if whole { format!("{from} lasted {length}") } else { format!("{from} + {length} = {to}") }
    };
    let readings = || corpus.readings.iter();
    let mut lapses: Vec<String> =
        readings().flat_map(|reading| &reading.relations.durations).map(lapse).collect();
    let mut ages = Vec::new();
    for equation in readings().flat_map(|reading| &reading.relations.arithmetic) {
        match &equation.terms {
            Arithmetic::Apart { from, to, amount } => {
                lapses.push(format!("{from} + {} = {to}", length(amount)))
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
    vec![lapses, ages]
}

/// A word of a closed list, as in the datasets.
fn word<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

/// What a text by itself becomes.
fn corpus(language: &str, published: Option<&Edtf>, text: &str) -> Corpus {
    let published = published.map_or(String::new(), |date| format!("published: {date}\n"));
    let file = format!("---\nlanguage: {language}\n{published}---\n\n{text}\n");
    program::files(&[("phrase.md", file)])
}

/// Every language of `knowledge/`, and the file of phrases that it may have.
fn tables<P: Phrase>() -> Vec<(String, PathBuf)> {
    let languages = std::fs::read_dir(repository().join("knowledge/languages")).unwrap();
    let languages = languages.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let tables = languages.map(|path| {
        let tag = path.file_name().unwrap().to_string_lossy().into_owned();
        (tag, path.join("phrases").join(P::FILE))
    });
    tables.filter(|(_, path)| path.is_file()).collect()
}

fn check<P: Phrase>() {
    let mut wrong = Vec::new();
    for (language, path) in tables::<P>() {
        let text = std::fs::read_to_string(&path).unwrap();
        let table: Table<P> =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        for phrase in &table.read {
            let corpus = corpus(&language, phrase.published(), phrase.text());
            let expected = phrase.expected();
            assert!(expected.iter().any(Option::is_some), "`{}` expects nothing", phrase.text());
            let found = P::found(&corpus, &expected);
            for (expected, mut found) in expected.iter().zip(found) {
                let Some(mut expected) = expected.map(<[String]>::to_vec) else { continue };
                expected.sort();
                found.sort();
                if expected != found {
                    wrong.push(format!(
                        "{}\n    expected {expected:?}\n    found    {found:?}",
                        phrase.text()
                    ));
                }
            }
        }
        for phrase in &table.ignore {
            let corpus = corpus(&language, phrase.published.as_ref(), &phrase.text);
            let found: Vec<String> = P::found(&corpus, &[]).concat();
            if !found.is_empty() {
                wrong.push(format!("{}\n    expected nothing\n    found    {found:?}", phrase.text));
            }
        }
    }
    assert!(wrong.is_empty(), "{} phrases are read otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn events_are_read_as_the_phrases_say() {
    check::<Events>();
}

#[test]
fn names_are_read_as_the_phrases_say() {
    check::<Names>();
}

#[test]
fn quantities_are_read_as_the_phrases_say() {
    check::<Quantities>();
}

#[test]
fn quotations_are_read_as_the_phrases_say() {
    check::<Quotations>();
}

#[test]
fn orders_are_read_as_the_phrases_say() {
    check::<Orders>();
}

#[test]
fn amounts_of_time_are_read_as_the_phrases_say() {
    check::<Amounts>();
}
