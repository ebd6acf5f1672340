//! Where two texts of one article differ in what they say.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::Comparison;
use annals_model::{ArticleId, ClaimRow, NameContext, NameContexts, PositionRow, QuantityRow, slug};

use super::posts::may_be_one;
use crate::context::Context;
use crate::draft::Draft;
use crate::wording;

/// Share of common words from which on two sentences are two texts of one, in hundredths.
const ALIKE: usize = 60;

/// What two texts of one article say differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Date,
    Number,
    Name,
}

/// A statement in the one text and in the other.
pub(super) struct Change<'a> {
    pub(super) what: What,
    /// What it is about, and how each text puts it.
    pub(super) about: String,
    pub(super) was: String,
    pub(super) is: String,
    rows: [(&'a str, &'a str); 2],
}

impl Change<'_> {
    /// The finding with what both texts say.
    pub(super) fn draft(&self, message: String, articles: [&ArticleId; 2]) -> Draft {
        let draft = articles.into_iter().fold(Draft::new(message), Draft::article);
        let bare = self.rows.iter().any(|(id, _)| id.is_empty());
        let draft = if bare { draft.keyed([self.was.clone(), self.is.clone()]) } else { draft };
        self.rows.iter().fold(draft, |draft, (id, quote)| match *id {
            "" => draft.showing(quote),
            id => draft.quoted(id, quote),
        })
    }
}

/// What articles say, by article, of those that are compared.
pub(super) struct Texts<'a> {
    claims: BTreeMap<&'a ArticleId, Vec<&'a ClaimRow>>,
    quantities: BTreeMap<&'a ArticleId, Vec<&'a QuantityRow>>,
    positions: BTreeMap<&'a ArticleId, Vec<&'a PositionRow>>,
    slots: BTreeMap<&'a ArticleId, &'a NameContexts>,
}

impl<'a> Texts<'a> {
    pub(super) fn of(context: &Context<'a>, wanted: &BTreeSet<&ArticleId>) -> Self {
        let release = context.subject.release;
        let mut texts = Self {
            claims: BTreeMap::new(),
            quantities: BTreeMap::new(),
            positions: BTreeMap::new(),
            slots: BTreeMap::new(),
        };
        if wanted.is_empty() {
            return texts;
        }
        for row in release.claims.iter().filter(|row| wanted.contains(&row.article_id)) {
            texts.claims.entry(&row.article_id).or_default().push(row);
        }
        for row in release.quantities.iter().filter(|row| wanted.contains(&row.article_id)) {
            texts.quantities.entry(&row.article_id).or_default().push(row);
        }
        for row in release.positions.iter().filter(|row| wanted.contains(&row.article_id)) {
            texts.positions.entry(&row.article_id).or_default().push(row);
        }
        let relations = context.subject.relations.iter();
        for article in relations.filter(|article| wanted.contains(&article.article_id)) {
            texts.slots.insert(&article.article_id, &article.name_contexts);
        }
        texts
    }

    /// What the second article says otherwise than the first.
    pub(super) fn changes(
        &self,
        context: &Context<'_>,
        first: &ArticleId,
        second: &ArticleId,
    ) -> Vec<Change<'a>> {
        let mut changes = self.dates(first, second);
        changes.extend(self.numbers(first, second));
        let names = self.names(context, first, second);
        let told = |name: &str| names.iter().any(|told| told.was.contains(name) || name.contains(&told.was));
        let others = self.other_names(first, second);
        let others: Vec<Change<'a>> = others.into_iter().filter(|other| !told(&other.was)).collect();
        changes.extend(names);
        changes.extend(others);
        changes
    }

    fn dates(&self, first: &ArticleId, second: &ArticleId) -> Vec<Change<'a>> {
        let key = |row: &&ClaimRow| (row.kind.clone(), slug(&row.name));
        let pairs = paired(self.claims.get(first), self.claims.get(second), key, |row| row.span.start);
        let changes = pairs.into_iter().filter_map(|(was, is)| {
            let (before, after) = (was.date.as_ref()?, is.date.as_ref()?);
            let changed = before.compare(after) == Comparison::Conflicting && alike(&was.quote, &is.quote);
            changed.then(|| Change {
                what: What::Date,
                about: format!("the date of “{}”", was.name),
                was: wording::date(before),
                is: wording::date(after),
                rows: [(was.claim_id.as_str(), &was.quote), (is.claim_id.as_str(), &is.quote)],
            })
        });
        changes.collect()
    }

    fn numbers(&self, first: &ArticleId, second: &ArticleId) -> Vec<Change<'a>> {
        let key = |row: &&QuantityRow| row.unit.to_lowercase();
        let pairs =
            paired(self.quantities.get(first), self.quantities.get(second), key, |row| row.span.start);
        let changes = pairs.into_iter().filter(|(was, is)| was.value != is.value).map(|(was, is)| Change {
            what: What::Number,
            about: format!("the number of {}", was.unit),
            was: was.value.to_string(),
            is: is.value.to_string(),
            rows: [(was.quantity_id.as_str(), &was.quote), (is.quantity_id.as_str(), &is.quote)],
        });
        changes.collect()
    }

    /// Names, known or not, that stand between the same words; each pair of names once.
    fn other_names(&self, first: &ArticleId, second: &ArticleId) -> Vec<Change<'a>> {
        let by_words = |article: &ArticleId| {
            let mut slots: BTreeMap<u64, Option<NameContext<'a>>> = BTreeMap::new();
            for slot in self.slots.get(article).into_iter().flat_map(|slots| slots.iter()) {
                slots.entry(slot.around).and_modify(|again| *again = None).or_insert(Some(slot));
            }
            slots
        };
        let (before, after) = (by_words(first), by_words(second));
        let mut told = BTreeSet::new();
        let changes = before.into_iter().filter_map(|(around, was)| {
            let (was, is) = (was?, after.get(&around).copied().flatten()?);
            let changed = is_another(was.name, is.name) && told.insert((was.name, is.name));
            changed.then(|| Change {
                what: What::Name,
                about: format!("the name in “{}”", was.words),
                was: was.name.to_owned(),
                is: is.name.to_owned(),
                rows: [("", was.words), ("", is.words)],
            })
        });
        changes.collect()
    }

    fn names(&self, context: &Context<'_>, first: &ArticleId, second: &ArticleId) -> Vec<Change<'a>> {
        let key = |row: &&PositionRow| (row.rank.clone(), row.office.clone(), row.organisation.clone());
        let people = |article: &ArticleId| -> BTreeSet<_> {
            self.positions.get(article).into_iter().flatten().map(|row| &row.person_id).collect()
        };
        let (before, after) = (people(first), people(second));
        let pairs = paired(self.positions.get(first), self.positions.get(second), key, |row| row.span.start);
        let changes = pairs.into_iter().filter(|(was, is)| {
            let gone = !after.contains(&was.person_id) && !before.contains(&is.person_id);
            gone && !may_be_one(context, &was.person_id, &is.person_id)
        });
        let changes = changes.map(|(was, is)| Change {
            what: What::Name,
            about: format!("who is “{}”", was.office.as_deref().or(was.rank.as_deref()).unwrap_or_default()),
            was: context.person(&was.person_id).to_owned(),
            is: context.person(&is.person_id).to_owned(),
            rows: [(was.position_id.as_str(), &was.quote), (is.position_id.as_str(), &is.quote)],
        });
        changes.collect()
    }
}

/// Rows of one key in both texts, in the order of the texts; none of a key that the one has more
/// often than the other.
fn paired<'a, T, K: Ord>(
    first: Option<&Vec<&'a T>>,
    second: Option<&Vec<&'a T>>,
    key: impl Fn(&&T) -> K,
    place: impl Fn(&T) -> usize,
) -> Vec<(&'a T, &'a T)> {
    let mut by_key: BTreeMap<K, [Vec<&'a T>; 2]> = BTreeMap::new();
    for (side, rows) in [first, second].into_iter().enumerate() {
        for row in rows.into_iter().flatten() {
            if let Some(rows) = by_key.entry(key(row)).or_default().get_mut(side) {
                rows.push(row);
            }
        }
    }
    let mut pairs = Vec::new();
    for [mut was, mut is] in by_key.into_values() {
        if was.len() == is.len() {
            was.sort_by_key(|row| place(row));
            is.sort_by_key(|row| place(row));
            pairs.extend(was.into_iter().zip(is));
        }
    }
    pairs
}

/// Letters of a name of which one may be another in a second spelling of it.
const SPELT: usize = 5;

/// Whether two names are neither spellings of one nor one the shorter form of the other.
fn is_another(first: &str, second: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (first, second) = (words(first), words(second));
    let shorter = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    let (one, other) = (first.concat(), second.concat());
    let letters = one.chars().count().max(other.chars().count());
    let apart = strsim::levenshtein(&one, &other);
    !shorter(&first, &second) && !shorter(&second, &first) && apart * SPELT > letters
}

/// Whether two sentences have most of their words in common.
fn alike(first: &str, second: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (first, second) = (words(first), words(second));
    let all = first.union(&second).count();
    first.intersection(&second).count() * 100 >= all * ALIKE
}
