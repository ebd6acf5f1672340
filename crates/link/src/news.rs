//! What two articles have in common as a whole: whom they tell of, and when they were published.

use std::sync::Arc;

use annals_edtf::Day;
use annals_knowledge::{Knowledge, Once};
use annals_model::{ArticleHeader, ArticleId, EntityClass, Reading};
use rustc_hash::FxHashMap;

use super::telling::{Telling, number};
use super::wording::{Symbol, symbol_of};

/// Names that two articles have in common where they tell one story.
const COMMON: usize = 2;
/// Days between two reports of one thing.
const REPORTS: i64 = 3;
/// Days between a thing and the report of it.
const NEWS: i64 = 10;

/// First and last day on which each article may have been published, where that is known.
pub(super) struct Published<'a>(FxHashMap<&'a ArticleId, (i64, i64)>);

impl<'a> Published<'a> {
    pub(super) fn new(articles: &'a [ArticleHeader]) -> Self {
        let days = |article: &'a ArticleHeader| -> Option<(Day, Day)> {
            let date = &article.metadata.published.as_ref()?.date;
            Some((date.earliest()?, date.latest()?))
        };
        let known = articles.iter().filter_map(|article| {
            let (first, last) = days(article)?;
            Some((&article.id, (number(first), number(last))))
        });
        Self(known.collect())
    }

    pub(super) fn of(&self, article: &ArticleId) -> Option<(i64, i64)> {
        self.0.get(article).copied()
    }
}

/// The people of an article, and the bodies and places that no table knows, sorted.
pub(super) fn cast(reading: &Reading, knowledge: &Knowledge) -> Arc<[Symbol]> {
    let counts =
        |(id, class): (_, EntityClass)| class == EntityClass::Person || knowledge.gazetteer.get(id).is_none();
    let all = reading.entities.iter().map(|(id, entity)| (id, entity.class));
    let mut cast: Vec<Symbol> = all.filter(|one| counts(*one)).map(|(id, _)| symbol_of(id)).collect();
    cast.sort_unstable();
    cast.dedup();
    cast.into()
}

/// Whether two articles tell of the same: half at least of those of whom the one tells.
pub(super) fn same_story(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let common = a.cast.iter().filter(|one| b.cast.binary_search(one).is_ok()).count();
    // Of two that have but one between them, a story may tell with many a third.
    let between = |telling: &Telling<'_>| telling.class.once == Some(Once::Parties);
    if between(a) || between(b) {
        return false;
    }
    // Of what a country has but one, a story tells no second.
    let once = a.class.once == Some(Once::Country) && b.class.once == Some(Once::Country);
    common >= COMMON && (once || 2 * common >= a.cast.len().min(b.cast.len()))
}

/// Whether both are told as news, in reports of the same days.
pub(super) fn same_news(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let (Some(one), Some(other)) = (a.published, b.published) else { return false };
    let day = |days: (i64, i64)| days.1 == days.0;
    let fresh = |telling: &Telling<'_>, published: (i64, i64)| {
        telling.days.is_some_and(|days| days.0 <= published.1 + NEWS && days.1 >= published.0 - NEWS)
    };
    day(one) && day(other) && (one.0 - other.0).abs() <= REPORTS && fresh(a, one) && fresh(b, other)
}
