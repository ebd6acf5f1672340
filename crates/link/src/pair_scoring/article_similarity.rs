//! What the articles of two claims as a whole say.

use annals_knowledge::Once;

use super::pair::Pair;
use crate::date_relation::DateRelation;
use crate::day_range::DayRange;
use crate::features::{ClaimFeatures, IdentityBasis};
use crate::match_reasons::MatchReason;
use crate::symbols::common_count;

/// Entities that two articles of one story have in common at least.
const COMMON_ENTITIES: usize = 2;
/// Days between two reports of one event.
const BETWEEN_REPORTS: i64 = 3;
/// Days between an event and the news of it.
const NEWS: i64 = 10;

/// Compares the articles of two claims without specific words, or with the same.
pub(super) fn compare(pair: &mut Pair<'_, '_>, dates: DateRelation) {
    if pair.shares_article() || !pair.shares_kind() || dates == DateRelation::Unknown {
        return;
    }
    // What only one of them specifies may be another event of the story.
    if !pair.lacks_specific_words() && !pair.has(MatchReason::SameWords) {
        return;
    }
    let are_descriptions = pair.both(|claim| claim.identity.basis == IdentityBasis::Description);
    if are_descriptions && is_same_story(pair) {
        pair.support(MatchReason::SameStory, 2);
    }
    if is_same_news(pair.a, pair.b) {
        pair.support(MatchReason::SameNews, 1);
    }
}

/// True if half of the distinctive entities of one article are also in the other.
fn is_same_story(pair: &Pair<'_, '_>) -> bool {
    // An article may mention several events that are unique for a pair of parties.
    if pair.either(|claim| claim.class.once == Some(Once::Parties)) {
        return false;
    }
    let (one, other) = (&pair.a.article.entities, &pair.b.article.entities);
    let common = common_count(one, other);
    // An article rarely mentions two events that are unique for a country.
    let is_unique = pair.both(|claim| claim.class.once == Some(Once::Country));
    common >= COMMON_ENTITIES && (is_unique || 2 * common >= one.len().min(other.len()))
}

/// True if both articles are news of their event, and of the same days.
fn is_same_news(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> bool {
    let (Some(one), Some(other)) = (a.article.published, b.article.published) else { return false };
    let is_news = |claim: &ClaimFeatures<'_>, published: DayRange| {
        let is_near =
            |days: DayRange| days.first <= published.last + NEWS && days.last >= published.first - NEWS;
        published.is_one_day() && claim.date.days.is_some_and(is_near)
    };
    (one.first - other.first).abs() <= BETWEEN_REPORTS && is_news(a, one) && is_news(b, other)
}
