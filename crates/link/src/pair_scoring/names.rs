//! What the names of two claims say.

use super::pair::{NameRelation, Pair};
use crate::date_relation::{DateRelation, differ_in_one_component};
use crate::features::IdentityBasis;
use crate::match_reasons::MatchReason;
use crate::symbols::are_nested;

/// The result of comparing two names.
pub(super) enum NameOutcome {
    /// The claims may be of one event.
    Related(NameRelation),
    /// The names have too little in common to go on.
    Undecided,
    /// The claims are of two events.
    Different(MatchReason),
}

const SAME: NameOutcome = NameOutcome::Related(NameRelation::Same);
const WITHIN: NameOutcome = NameOutcome::Related(NameRelation::Within);
const OPEN: NameOutcome = NameOutcome::Related(NameRelation::Open);

/// Compares the names of a pair. The first step that decides gives the outcome.
pub(super) fn compare(pair: &mut Pair<'_, '_>, dates: DateRelation) -> NameOutcome {
    if is_common_name(pair) && pair.has_disjoint_contexts() {
        return NameOutcome::Different(MatchReason::DifferentContext);
    }
    let decided = compare_unique_events(pair, dates)
        .or_else(|| compare_identities(pair))
        .or_else(|| compare_proper_names(pair, dates));
    decided.unwrap_or_else(|| {
        let shares_place = pair.a.place.is_some() && pair.a.place == pair.b.place;
        if pair.shares_kind() || shares_place { OPEN } else { NameOutcome::Undecided }
    })
}

/// True if both have one proper name, which many events have: "Treaty of Friendship and Cooperation".
fn is_common_name(pair: &Pair<'_, '_>) -> bool {
    let words = &pair.a.name.keys.words;
    pair.both(|claim| claim.is_named() && !claim.name.keys.is_distinctive)
        && !words.is_empty()
        && *words == pair.b.name.keys.words
}

/// Compares the keys of events that are unique for a country or a pair of parties.
fn compare_unique_events(pair: &mut Pair<'_, '_>, dates: DateRelation) -> Option<NameOutcome> {
    let key = pair.a.identity.uniqueness.key().filter(|_| pair.shares_kind())?;
    if key != pair.b.identity.uniqueness.key()? {
        return Some(NameOutcome::Different(MatchReason::DifferentEntity));
    }
    // "Full independence" may be another step than "independence".
    if pair.a.name.specific != pair.b.name.specific && matches!(dates, DateRelation::Conflict { .. }) {
        return None;
    }
    pair.support(MatchReason::SameEntity, 6);
    Some(SAME)
}

/// Compares listed events and the entities that events happen to.
fn compare_identities(pair: &mut Pair<'_, '_>) -> Option<NameOutcome> {
    use IdentityBasis::{Description, Entity, ListedEvent, ProperName};
    let (supporting, opposing, is_same) = match (pair.a.identity.basis, pair.b.identity.basis) {
        (ListedEvent(one), ListedEvent(other)) => {
            ((MatchReason::SameListedEvent, 7), MatchReason::DifferentName, one == other)
        }
        (Entity(one), Entity(other)) => {
            ((MatchReason::SameEntity, 6), MatchReason::DifferentEntity, one == other)
        }
        (Entity(_), ListedEvent(_) | ProperName) | (ListedEvent(_) | ProperName, Entity(_)) => {
            return Some(NameOutcome::Different(MatchReason::DifferentEntity));
        }
        (Description, _) | (_, Description) | (ListedEvent(_) | ProperName, ListedEvent(_) | ProperName) => {
            return None;
        }
    };
    if !is_same {
        return Some(NameOutcome::Different(opposing));
    }
    pair.support(supporting.0, supporting.1);
    Some(SAME)
}

/// Compares the words of proper names.
fn compare_proper_names(pair: &mut Pair<'_, '_>, dates: DateRelation) -> Option<NameOutcome> {
    let (one, other) = (&pair.a.name.keys.words, &pair.b.name.keys.words);
    let is_proper = pair.either(|claim| claim.is_named()) || is_title(pair);
    let are_capitalised = pair.both(|claim| claim.name.keys.has_capital());
    let are_comparable = is_proper && are_capitalised && !one.is_empty() && !other.is_empty();
    if are_comparable && one == other {
        return Some(compare_equal_names(pair, dates));
    }
    if are_comparable && are_nested(one, other) {
        return compare_nested_names(pair, dates);
    }
    let are_named = pair.both(|claim| claim.is_named());
    are_named.then_some(NameOutcome::Different(MatchReason::DifferentName))
}

/// True if both are described by the same words, several and all with capitals: these are a name.
fn is_title(pair: &Pair<'_, '_>) -> bool {
    let words = &pair.a.name.keys.words;
    words.len() > 1
        && *words == pair.b.name.keys.words
        && pair.both(|claim| {
            let name = &claim.name;
            name.keys.has_only_capitals() && !name.is_borrowed && name.specific == name.keys.words
        })
}

/// Of two kinds, a battle and the campaign of its name are one event only where their dates say so.
fn compare_equal_names(pair: &mut Pair<'_, '_>, dates: DateRelation) -> NameOutcome {
    let is_confirmed = dates.may_be_same() || dates == DateRelation::Unknown && pair.shares_article();
    if pair.shares_kind() || is_confirmed {
        pair.support(MatchReason::SameName, 6);
        return SAME;
    }
    if matches!(dates, DateRelation::Conflict { .. }) {
        pair.opposing.add(MatchReason::DatesConflict);
    }
    NameOutcome::Undecided
}

/// "The X Agreement" is "the X Agreement on Y" if their dates fit, or differ in one component, or if one of
/// them is missing.
fn compare_nested_names(pair: &mut Pair<'_, '_>, dates: DateRelation) -> Option<NameOutcome> {
    if dates.may_be_same() {
        pair.support(MatchReason::NameWithin, 4);
        return Some(WITHIN);
    }
    let are_named = pair.both(|claim| claim.is_named());
    let is_conflict = matches!(dates, DateRelation::Conflict { .. });
    let is_date_error = is_conflict && differ_in_one_component(pair.a, pair.b);
    if is_date_error && are_named && pair.shares_kind() {
        pair.support(MatchReason::NameWithin, 5);
        return Some(WITHIN);
    }
    if is_conflict || dates == DateRelation::Undetermined {
        let different = NameOutcome::Different(MatchReason::DifferentName);
        return Some(if are_named { different } else { NameOutcome::Undecided });
    }
    if are_named && pair.shares_kind() {
        pair.support(MatchReason::NameWithin, 5);
        return Some(WITHIN);
    }
    None
}
