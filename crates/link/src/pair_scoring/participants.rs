//! What the participants and the places of two claims say.

use super::pair::{NameRelation, Pair};
use crate::day_range::DayRange;
use crate::features::{ClaimFeatures, ParticipantFeatures};
use crate::match_reasons::MatchReason;
use crate::symbols::{Symbol, are_nested};

/// How the participants of two claims compare.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ParticipantRelation {
    Same,
    /// Those of one are among those of the other.
    Nested,
    SameCountries,
    NestedCountries,
    /// Some participants or countries are common.
    Overlapping,
    /// None are.
    Disjoint,
}

/// Compares participants and places.
///
/// # Errors
/// The reason why the claims are of two events.
pub(super) fn compare(pair: &mut Pair<'_, '_>, names: NameRelation) -> Result<(), MatchReason> {
    let is_distinctive =
        pair.either(|claim| claim.name.keys.is_distinctive) || pair.a.name.keys.words.is_empty();
    let is_identified = names == NameRelation::Same && is_distinctive;
    compare_participants(pair, names, is_identified)?;
    compare_places(pair, is_identified)
}

fn compare_participants(
    pair: &mut Pair<'_, '_>,
    names: NameRelation,
    is_identified: bool,
) -> Result<(), MatchReason> {
    let (one, other) = (&pair.a.participants, &pair.b.participants);
    if one.ids.is_empty() || other.ids.is_empty() {
        return Ok(());
    }
    let are_several = one.ids.len().min(other.ids.len()) > 1;
    let shares_person = pair.shares_person();
    let relation = relation(one, other);
    match relation {
        ParticipantRelation::Same => {
            pair.support(MatchReason::SameParticipants, if are_several { 3 } else { 2 });
            pair.score += i32::from(shares_person);
        }
        ParticipantRelation::Nested => {
            pair.support(MatchReason::ParticipantsWithin, if are_several || shares_person { 2 } else { 1 });
            pair.score += i32::from(shares_person);
        }
        ParticipantRelation::SameCountries => {
            pair.support(MatchReason::SameCountries, if one.countries.len() > 1 { 3 } else { 1 });
        }
        ParticipantRelation::NestedCountries => pair.support(MatchReason::ParticipantsWithin, 1),
        ParticipantRelation::Overlapping | ParticipantRelation::Disjoint => {
            let is_disjoint = relation == ParticipantRelation::Disjoint;
            let may_be_wrong = names != NameRelation::Open || is_same_act(pair);
            if !is_identified && (is_disjoint || !may_be_wrong) {
                return Err(MatchReason::DifferentParticipants);
            }
            if is_disjoint && !have_representatives(one, other) {
                pair.oppose(MatchReason::DifferentParticipants, 1);
            } else {
                // One article may name participants that the other leaves out.
                pair.score -= 1;
            }
        }
    }
    Ok(())
}

fn relation(one: &ParticipantFeatures, other: &ParticipantFeatures) -> ParticipantRelation {
    let have_countries = !one.countries.is_empty() && !other.countries.is_empty();
    let are_alike = one.people.is_empty() == other.people.is_empty();
    if one.ids == other.ids {
        ParticipantRelation::Same
    } else if are_nested(&one.ids, &other.ids) {
        ParticipantRelation::Nested
    } else if have_countries && one.countries == other.countries && are_alike {
        ParticipantRelation::SameCountries
    } else if have_countries && are_nested(&one.countries, &other.countries) {
        ParticipantRelation::NestedCountries
    } else if overlap(&one.ids, &other.ids) || overlap(&one.countries, &other.countries) {
        ParticipantRelation::Overlapping
    } else {
        ParticipantRelation::Disjoint
    }
}

fn overlap(one: &[Symbol], other: &[Symbol]) -> bool {
    one.iter().any(|symbol| other.contains(symbol))
}

/// True if one claim names only people and the other none: who signs represents a country.
fn have_representatives(one: &ParticipantFeatures, other: &ParticipantFeatures) -> bool {
    let are_people = |participants: &ParticipantFeatures| participants.people.len() == participants.ids.len();
    are_people(one) && other.people.is_empty() || are_people(other) && one.people.is_empty()
}

fn compare_places(pair: &mut Pair<'_, '_>, is_identified: bool) -> Result<(), MatchReason> {
    let (Some(one), Some(other)) = (pair.a.place, pair.b.place) else { return Ok(()) };
    if one.id == other.id {
        pair.support(MatchReason::SamePlace, if one.is_country { 1 } else { 2 });
    } else if one.is_country == other.is_country {
        if !is_identified && !is_same_meeting(pair) {
            return Err(MatchReason::DifferentPlace);
        }
        pair.oppose(MatchReason::DifferentPlace, 1);
    }
    Ok(())
}

/// True if both are of what a country did on one day, in the same words: another participant is an error.
fn is_same_act(pair: &Pair<'_, '_>) -> bool {
    let (one, other) = (&pair.a.name, &pair.b.name);
    let same_words = !one.keys.words.is_empty() && one.keys.words == other.keys.words
        || !one.specific.is_empty() && one.specific == other.specific;
    same_words
        && overlap(&pair.a.participants.countries, &pair.b.participants.countries)
        && pair.shares_kind()
        && is_same_day(pair.a, pair.b)
        && !pair.a.class.recurs
}

/// True if two articles are of the same people who meet on one day: another place is an error.
fn is_same_meeting(pair: &Pair<'_, '_>) -> bool {
    let is_alike = pair.has(MatchReason::SameParticipants) || pair.has(MatchReason::ParticipantsWithin);
    pair.common_people() > 1
        && is_alike
        && pair.shares_kind()
        && is_same_day(pair.a, pair.b)
        && !pair.shares_article()
}

fn is_same_day(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> bool {
    a.date.days.is_some_and(DayRange::is_one_day) && a.date.days == b.date.days
}
