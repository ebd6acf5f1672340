//! Differences between two texts of one article.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::Comparison;
use annals_model::{ArticleId, ClaimRow, NameContext, NameContexts, PositionRow, QuantityRow, slug};

use crate::context::Context;
use crate::draft::Draft;
use crate::support::positions::may_be_one_person;
use crate::support::wording;

/// The minimal share of common words of two versions of one sentence, in percent.
const ALIKE: usize = 60;

/// What differs between two texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChangeKind {
    Date,
    Number,
    Name,
}

/// A value that differs between two texts.
pub(crate) struct Change<'a> {
    pub(crate) kind: ChangeKind,
    /// The description of the property: `the number of ships`.
    pub(crate) property: String,
    /// The value in the first text.
    pub(crate) before: String,
    /// The value in the second text.
    pub(crate) after: String,
    /// The identifier and the quote of both rows. The identifier of a name without a row is empty.
    rows: [(&'a str, &'a str); 2],
}

impl Change<'_> {
    /// Returns a draft with both rows as evidence.
    pub(crate) fn draft(&self, message: String, articles: [&ArticleId; 2]) -> Draft {
        let draft = articles.into_iter().fold(Draft::new(message), Draft::article);
        let without_rows = self.rows.iter().any(|(id, _)| id.is_empty());
        let draft = if without_rows { draft.keyed([self.before.clone(), self.after.clone()]) } else { draft };
        self.rows.iter().fold(draft, |draft, (id, quote)| match *id {
            "" => draft.context_quote(quote),
            id => draft.quoted(id, quote),
        })
    }
}

/// The rows of the articles that are compared, by article.
pub(crate) struct Texts<'a> {
    claims: BTreeMap<&'a ArticleId, Vec<&'a ClaimRow>>,
    quantities: BTreeMap<&'a ArticleId, Vec<&'a QuantityRow>>,
    positions: BTreeMap<&'a ArticleId, Vec<&'a PositionRow>>,
    name_contexts: BTreeMap<&'a ArticleId, &'a NameContexts>,
}

impl<'a> Texts<'a> {
    pub(crate) fn of(context: &Context<'a>, wanted: &BTreeSet<&ArticleId>) -> Self {
        let release = context.input.release;
        let mut texts = Self {
            claims: BTreeMap::new(),
            quantities: BTreeMap::new(),
            positions: BTreeMap::new(),
            name_contexts: BTreeMap::new(),
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
        let relations = context.input.relations.iter();
        for article in relations.filter(|article| wanted.contains(&article.article_id)) {
            texts.name_contexts.insert(&article.article_id, &article.name_contexts);
        }
        texts
    }

    /// Returns the changes from the first article to the second.
    pub(crate) fn changes(
        &self,
        context: &Context<'_>,
        first: &ArticleId,
        second: &ArticleId,
    ) -> Vec<Change<'a>> {
        let mut changes = self.dates(first, second);
        changes.extend(self.numbers(first, second));
        let names = self.holders(context, first, second);
        let is_listed = |name: &str| {
            names.iter().any(|listed| listed.before.contains(name) || name.contains(&listed.before))
        };
        let others = self.names_in_context(first, second);
        let others: Vec<Change<'a>> = others.into_iter().filter(|other| !is_listed(&other.before)).collect();
        changes.extend(names);
        changes.extend(others);
        changes
    }

    fn dates(&self, first: &ArticleId, second: &ArticleId) -> Vec<Change<'a>> {
        let key = |row: &&ClaimRow| (row.kind.clone(), slug(&row.name));
        let pairs = paired(self.claims.get(first), self.claims.get(second), key, |row| row.span.start);
        let changes = pairs.into_iter().filter_map(|(old, new)| {
            let (before, after) = (old.date.as_ref()?, new.date.as_ref()?);
            let changed =
                before.compare(after) == Comparison::Conflicting && are_alike(&old.quote, &new.quote);
            changed.then(|| Change {
                kind: ChangeKind::Date,
                property: format!("the date of “{}”", old.name),
                before: wording::date(before),
                after: wording::date(after),
                rows: [(old.claim_id.as_str(), &old.quote), (new.claim_id.as_str(), &new.quote)],
            })
        });
        changes.collect()
    }

    fn numbers(&self, first: &ArticleId, second: &ArticleId) -> Vec<Change<'a>> {
        let key = |row: &&QuantityRow| row.unit.to_lowercase();
        let pairs =
            paired(self.quantities.get(first), self.quantities.get(second), key, |row| row.span.start);
        let changes =
            pairs.into_iter().filter(|(old, new)| old.value != new.value).map(|(old, new)| Change {
                kind: ChangeKind::Number,
                property: format!("the number of {}", old.unit),
                before: old.value.to_string(),
                after: new.value.to_string(),
                rows: [(old.quantity_id.as_str(), &old.quote), (new.quantity_id.as_str(), &new.quote)],
            });
        changes.collect()
    }

    /// Returns the names, listed or not, that differ between the same words; each pair of names once.
    fn names_in_context(&self, first: &ArticleId, second: &ArticleId) -> Vec<Change<'a>> {
        let by_words = |article: &ArticleId| {
            let mut by_words: BTreeMap<u64, Option<NameContext<'a>>> = BTreeMap::new();
            for context in self.name_contexts.get(article).into_iter().flat_map(|contexts| contexts.iter()) {
                by_words.entry(context.around).and_modify(|again| *again = None).or_insert(Some(context));
            }
            by_words
        };
        let (before, after) = (by_words(first), by_words(second));
        let mut seen = BTreeSet::new();
        let changes = before.into_iter().filter_map(|(around, old)| {
            let (old, new) = (old?, after.get(&around).copied().flatten()?);
            let changed = are_different(old.name, new.name) && seen.insert((old.name, new.name));
            changed.then(|| Change {
                kind: ChangeKind::Name,
                property: format!("the name in “{}”", old.words),
                before: old.name.to_owned(),
                after: new.name.to_owned(),
                rows: [("", old.words), ("", new.words)],
            })
        });
        changes.collect()
    }

    /// Returns the positions whose holder differs.
    fn holders(&self, context: &Context<'_>, first: &ArticleId, second: &ArticleId) -> Vec<Change<'a>> {
        let key = |row: &&PositionRow| (row.rank.clone(), row.office.clone(), row.organisation.clone());
        let people = |article: &ArticleId| -> BTreeSet<_> {
            self.positions.get(article).into_iter().flatten().map(|row| &row.person_id).collect()
        };
        let (before, after) = (people(first), people(second));
        let pairs = paired(self.positions.get(first), self.positions.get(second), key, |row| row.span.start);
        let changes = pairs.into_iter().filter(|(old, new)| {
            let replaced = !after.contains(&old.person_id) && !before.contains(&new.person_id);
            replaced && !may_be_one_person(context, &old.person_id, &new.person_id)
        });
        let title = |row: &PositionRow| row.office.clone().or_else(|| row.rank.clone()).unwrap_or_default();
        let changes = changes.map(|(old, new)| Change {
            kind: ChangeKind::Name,
            property: format!("the person with the title “{}”", title(old)),
            before: context.person_name(&old.person_id).to_owned(),
            after: context.person_name(&new.person_id).to_owned(),
            rows: [(old.position_id.as_str(), &old.quote), (new.position_id.as_str(), &new.quote)],
        });
        changes.collect()
    }
}

/// Pairs the rows of both texts by key, in the order of the texts. Skips keys with different numbers of rows.
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
    for [mut old, mut new] in by_key.into_values() {
        if old.len() == new.len() {
            old.sort_by_key(|row| place(row));
            new.sort_by_key(|row| place(row));
            pairs.extend(old.into_iter().zip(new));
        }
    }
    pairs
}

/// One in this many letters may differ between two spellings of one name.
const SPELT: usize = 5;

/// Returns whether two names are neither spellings of one name nor one a partial form of the other.
fn are_different(first: &str, second: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let words = name.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (first, second) = (words(first), words(second));
    let is_part = |one: &[String], other: &[String]| one.iter().all(|word| other.contains(word));
    let (one, other) = (first.concat(), second.concat());
    let letters = one.chars().count().max(other.chars().count());
    let apart = strsim::levenshtein(&one, &other);
    !is_part(&first, &second) && !is_part(&second, &first) && apart * SPELT > letters
}

/// Returns whether two sentences have most of their words in common.
fn are_alike(first: &str, second: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric());
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
    };
    let (first, second) = (words(first), words(second));
    let all = first.union(&second).count();
    first.intersection(&second).count() * 100 >= all * ALIKE
}
