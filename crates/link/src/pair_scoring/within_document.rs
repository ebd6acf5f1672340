//! Whether two claims of one article are of two events.

use std::cmp::Ordering;

use annals_edtf::{Bound, Edtf};
use annals_knowledge::Once;

use super::pair::{NameRelation, Pair};
use crate::date_relation::{DateRelation, same_day_of_year, years_differ};
use crate::day_range::YEAR;
use crate::features::ClaimFeatures;
use crate::match_reasons::MatchReason;
use crate::symbols::are_nested;

/// By how much an article that mentions an event twice may err on its date.
const LARGEST_ERROR: i64 = 5 * YEAR;

/// Returns the reason why two claims of one article are of two events.
pub(super) fn separation(
    pair: &Pair<'_, '_>,
    names: NameRelation,
    dates: DateRelation,
) -> Option<MatchReason> {
    match dates {
        DateRelation::Conflict { gap } if is_repeated(pair, names, gap) => return None,
        DateRelation::Undetermined if names == NameRelation::Same && are_start_and_end(pair) => return None,
        DateRelation::Conflict { .. } | DateRelation::Undetermined => {
            return Some(MatchReason::DatesConflict);
        }
        _ => {}
    }
    if pair.opposing.has(MatchReason::DifferentPlace) {
        return Some(MatchReason::DifferentPlace);
    }
    if names != NameRelation::Open {
        return None;
    }
    let (one, other) = (&pair.a.name, &pair.b.name);
    let are_undated = dates == DateRelation::Unknown;
    let differ =
        !are_nested(&one.specific, &other.specific) || are_undated && one.keys.words != other.keys.words;
    differ.then_some(MatchReason::DifferentWords)
}

/// True if one date is that of the start and the other that of the end: "Launched on 3 May, the campaign
/// ended on 9 June".
fn are_start_and_end(pair: &Pair<'_, '_>) -> bool {
    let open_end = |claim: &ClaimFeatures<'_>| match claim.date()? {
        Edtf::Interval { start: Bound::Known(_), end: Bound::Unknown } => Some(Ordering::Less),
        Edtf::Interval { start: Bound::Unknown, end: Bound::Known(_) } => Some(Ordering::Greater),
        _ => None,
    };
    let (one, other) = (open_end(pair.a), open_end(pair.b));
    one.is_some() && other.is_some() && one != other
}

/// True if an article mentions one event in two sentences, with dates that conflict.
///
/// A second date does not make a second event of what has a name of its own, or is unique. Two dates in one
/// sentence do.
fn is_repeated(pair: &Pair<'_, '_>, names: NameRelation, gap: i64) -> bool {
    let is_alike = is_same_at_place(pair, gap);
    let may_be_same = (names == NameRelation::Same || is_alike)
        && pair.shares_kind()
        && !pair.a.class.recurs
        && !pair.either(|claim| claim.name.is_borrowed);
    let are_separate = are_side_by_side(pair)
        || pair.is_opposed_by(&[MatchReason::DifferentPlace, MatchReason::DifferentParticipants]);
    if !may_be_same || are_separate {
        return false;
    }
    let is_unique = pair.a.class.once == Some(Once::Subject)
        || has_unique_key(pair.a) && same_day_of_year(pair.a, pair.b);
    is_unique || is_alike || has_wrong_date(pair, gap)
}

/// True if the quotes of two claims overlap.
fn are_side_by_side(pair: &Pair<'_, '_>) -> bool {
    let (one, other) = (pair.a.claim.evidence.span, pair.b.claim.evidence.span);
    one.start < other.end && other.start < one.end
}

/// True if both are of an event of one day at one place, in the same words.
fn is_same_at_place(pair: &Pair<'_, '_>, gap: i64) -> bool {
    pair.shares_exact_place()
        && pair.a.class.one_day
        && gap <= YEAR
        && pair.is_worded_alike()
        && !pair.either(|claim| claim.identity.uniqueness.is_reversal())
}

/// True if one of two dates of an identified event can be an error.
fn has_wrong_date(pair: &Pair<'_, '_>, gap: i64) -> bool {
    let are_named = pair.both(|claim| claim.is_named() && claim.name.keys.is_distinctive);
    let is_known = pair.has(MatchReason::SameListedEvent)
        || pair.has(MatchReason::SameEntity) && !has_unique_key(pair.a);
    // Of an event of several days, one date may be that of the start and the other that of the end.
    let is_wrong = pair.a.class.one_day || years_differ(pair.a, pair.b);
    is_wrong && (is_known || are_named) && gap <= LARGEST_ERROR && !pair.has_disjoint_contexts()
}

fn has_unique_key(claim: &ClaimFeatures<'_>) -> bool {
    claim.identity.uniqueness.key().is_some()
}
