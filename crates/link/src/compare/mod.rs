//! Comparison of the values that independent sources state: the rows of `comparisons`.
//!
//! A row needs two sources. Its verdict is on values of different sources: two values of one source are no
//! conflict. Only values of one property of one event, or person, are compared.

mod claim_sources;
mod event_numbers;
mod events;
mod number_ranges;
mod participants;
mod places;
mod positions;
mod value_group;

use std::collections::BTreeMap;

use annals_knowledge::Knowledge;
use annals_model::{
    ArticleId, ArticleRow, ComparisonRow, EventId, EventRow, Property, Relations, Release, Verdict,
};

use claim_sources::ClaimSources;

/// Years after an event in which an article about it may be news.
const NEWS_YEARS: i16 = 1;

/// Returns the comparisons between sources, by identifier. `sources` has the source of each article.
pub(crate) fn comparisons(
    release: &Release,
    relations: &[Relations],
    sources: &BTreeMap<ArticleId, String>,
    knowledge: &Knowledge,
) -> Vec<ComparisonRow> {
    let sources = ClaimSources { of_article: sources, outlets: &knowledge.outlets };
    let mut rows = events::rows(release, relations, sources, knowledge, |_| true);
    rows.extend(positions::rows(release, sources));
    rows.sort_by(|a, b| a.comparison_id.cmp(&b.comparison_id));
    rows
}

/// Returns where articles of one owner contradict each other on an event that has no second source, as rows
/// like those of `comparisons` with the articles as the sources.
///
/// Places, participants and numbers are compared, dates are not. Numbers may grow from one report to the
/// next: they are left out where an article may be news of the event.
#[must_use]
pub fn compare_within_owners(
    release: &Release,
    relations: &[Relations],
    knowledge: &Knowledge,
) -> Vec<ComparisonRow> {
    // Copies have the text of their original.
    let original = |row: &ArticleRow| row.copy_of.as_ref().unwrap_or(&row.article_id).to_string();
    let originals = release.articles.iter().map(|row| (row.article_id.clone(), original(row))).collect();
    let sources = ClaimSources { of_article: &originals, outlets: &knowledge.outlets };
    let has_one_owner = |event: &EventRow| event.sources < 2 && event.articles.len() > 1;
    let mut rows = events::rows(release, relations, sources, knowledge, has_one_owner);
    let articles: BTreeMap<&ArticleId, &ArticleRow> =
        release.articles.iter().map(|row| (&row.article_id, row)).collect();
    let events: BTreeMap<&EventId, &EventRow> =
        release.events.iter().map(|row| (&row.event_id, row)).collect();
    rows.retain(|row| {
        let event = row.event_id.as_ref().and_then(|id| events.get(id));
        let is_compared = match row.property {
            Property::Place | Property::Participants => true,
            Property::Number => event.is_some_and(|event| !may_be_news(event, &articles)),
            _ => false,
        };
        is_compared && row.verdict == Verdict::Conflicting
    });
    rows.sort_by(|a, b| a.comparison_id.cmp(&b.comparison_id));
    rows
}

/// True if an article may be news of an event: the event has no date, or the article is of its year or the
/// year after.
fn may_be_news(event: &EventRow, articles: &BTreeMap<&ArticleId, &ArticleRow>) -> bool {
    let Some(last) = event.latest.map(|day| day.year()) else { return true };
    let mut published = event.articles.iter().filter_map(|id| articles.get(id)?.published.as_ref()?.latest());
    published.any(|day| day.year() <= last.saturating_add(NEWS_YEARS))
}
