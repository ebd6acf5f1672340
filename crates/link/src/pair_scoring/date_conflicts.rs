//! Whether two claims are of one event although no day satisfies both dates.

use annals_knowledge::Once;

use super::pair::{ENOUGH, MatchVerdict, NameRelation, Pair};
use crate::date_relation::{differ_in_one_component, differ_only_in_year, same_day_of_year, share_one_end};
use crate::day_range::{MONTH, YEAR};
use crate::match_reasons::MatchReason;
use crate::symbols::are_nested;

/// The gap beyond which a short name alone does not identify an event.
const FAR: i64 = 10 * YEAR;
/// The gap up to which an event that has no name of its own, or comes in steps, is one with a wrong date.
const NEAR: i64 = 3 * YEAR;
/// The gap between the dates of one event in two reports of it, in days.
const REPORTS: i64 = 7;

/// Decides on two claims whose dates conflict. `gap` are the days between the dates. The first step that
/// applies decides.
pub(super) fn verdict(pair: &mut Pair<'_, '_>, names: NameRelation, gap: i64) -> MatchVerdict {
    if pair.opposing.has(MatchReason::DifferentParticipants) {
        return MatchVerdict::Different;
    }
    if names == NameRelation::Within {
        return if is_longer_name(pair) { MatchVerdict::SameInConflict } else { MatchVerdict::Different };
    }
    if may_have_recurred(pair, gap) || is_other_step(pair, gap) {
        return pair.different(MatchReason::MayRecur);
    }
    let is_date_error = pair.has(MatchReason::DateError) && pair.is_unopposed();
    if is_date_error || is_one_report(pair, names, gap) {
        return MatchVerdict::SameInConflict;
    }
    if has_other_context(pair, names, gap) {
        return pair.different(MatchReason::DifferentContext);
    }
    if names == NameRelation::Same {
        if is_far(pair, gap) {
            return pair.different(MatchReason::FarApart);
        }
        return MatchVerdict::SameInConflict;
    }
    if is_same_description(pair, gap) {
        return MatchVerdict::SameInConflict;
    }
    // Other claims of the two events may state what these leave out.
    if pair.recurs() || pair.opposing.has(MatchReason::DifferentWords) {
        MatchVerdict::Different
    } else {
        MatchVerdict::Undecided
    }
}

/// True if one name is a longer form of the other. Otherwise the shorter one may be that of another event of
/// the place.
fn is_longer_name(pair: &Pair<'_, '_>) -> bool {
    !pair.is_opposed_by(&[MatchReason::DifferentPlace, MatchReason::DifferentContext])
        && !pair.has_disjoint_contexts()
        && !pair.a.class.recurs
}

/// True if the gazetteer or an entity identifies the event.
fn is_identified(pair: &Pair<'_, '_>) -> bool {
    pair.has(MatchReason::SameListedEvent) || pair.has(MatchReason::SameEntity)
}

/// True if one date is that of the other but for the year, a few years apart, and the event does not recur.
fn is_wrong_year(pair: &Pair<'_, '_>, gap: i64) -> bool {
    !pair.recurs() && gap <= NEAR && differ_only_in_year(pair.a, pair.b)
}

/// True if the event may have happened twice: it is named after an entity, and nothing says that a date is
/// wrong.
fn may_have_recurred(pair: &Pair<'_, '_>, gap: i64) -> bool {
    pair.either(|claim| claim.name.is_borrowed)
        && !is_identified(pair)
        && !same_day_of_year(pair.a, pair.b)
        && !happens_once(pair)
        && !is_wrong_year(pair, gap)
}

/// True if an event of one day has a single-component date error, or the contexts have the same names.
fn happens_once(pair: &Pair<'_, '_>) -> bool {
    let is_date_error = pair.a.class.one_day
        && !pair.recurs()
        && !pair.either(|claim| claim.identity.uniqueness.is_reversal())
        && differ_in_one_component(pair.a, pair.b);
    let (one, other) = (&pair.a.context.stems, &pair.b.context.stems);
    is_date_error || pair.has(MatchReason::DateError) && are_nested(one, other)
}

/// True if two dates of an event that is unique for a country are those of two steps: a country may become
/// independent by steps.
fn is_other_step(pair: &Pair<'_, '_>, gap: i64) -> bool {
    let comes_in_steps =
        pair.a.class.once == Some(Once::Country) && pair.a.identity.uniqueness.key().is_some();
    pair.has(MatchReason::SameEntity) && comes_in_steps && gap > NEAR && !same_day_of_year(pair.a, pair.b)
}

/// True if the contexts have no name in common, and no distinctive name says that a date is wrong.
fn has_other_context(pair: &Pair<'_, '_>, names: NameRelation, gap: i64) -> bool {
    let is_distinctive = names == NameRelation::Same && pair.both(|claim| claim.name.keys.is_distinctive);
    let is_wrong_date =
        differ_in_one_component(pair.a, pair.b) || share_one_end(pair.a, pair.b) || is_wrong_year(pair, gap);
    let is_named = is_distinctive && pair.shares_kind() && is_wrong_date;
    !is_identified(pair) && !is_named && pair.has_disjoint_contexts()
}

/// True if many years lie between two claims that have only a short name in common.
fn is_far(pair: &Pair<'_, '_>, gap: i64) -> bool {
    let has_more = pair.a.name.keys.words.len() > 1
        || pair.shares_participants()
        || pair.has(MatchReason::ParticipantsWithin);
    gap > FAR && !is_identified(pair) && !has_more && !same_day_of_year(pair.a, pair.b)
}

/// True if two articles report one event of a story, or of the same days.
fn is_one_report(pair: &Pair<'_, '_>, names: NameRelation, gap: i64) -> bool {
    if !pair.is_unopposed() || names != NameRelation::Open || !pair.shares_kind() {
        return false;
    }
    let same_words = pair.lacks_specific_words() || pair.has(MatchReason::SameWords);
    let is_alike = same_words && pair.has(MatchReason::SameHead);
    let is_same_story = pair.has(MatchReason::SameStory);
    if pair.has(MatchReason::SameNews) && gap <= REPORTS && is_alike {
        return pair.shares_person() || is_same_story && pair.has(MatchReason::SameParticipants);
    }
    let is_near = gap <= NEAR || differ_in_one_component(pair.a, pair.b);
    !pair.recurs() && is_same_story && is_near && is_alike
}

/// True if two descriptions are of one event with a wrong date.
fn is_same_description(pair: &Pair<'_, '_>, gap: i64) -> bool {
    is_same_wording(pair, gap)
        || is_same_at_place(pair, gap)
        || is_same_side(pair, gap)
        || is_same_fate(pair, gap)
        || is_longer_description(pair)
        || is_same_force(pair, gap)
        || is_same_act_of_unit(pair, gap)
        || is_same_recurrence(pair)
}

/// The same words and participants, or words with capitals.
fn is_same_wording(pair: &Pair<'_, '_>, gap: i64) -> bool {
    let are_capitalised = pair.both(|claim| claim.name.keys.has_capital());
    let is_near = gap <= NEAR
        || same_day_of_year(pair.a, pair.b)
        || pair.a.name.specific.len() > 1
        || pair.shares_exact_place() && gap <= FAR;
    !pair.recurs()
        && pair.has(MatchReason::SameWords)
        && (pair.shares_participants() || are_capitalised)
        && is_near
        && pair.score >= ENOUGH
}

/// The same words at one place within a year.
fn is_same_at_place(pair: &Pair<'_, '_>, gap: i64) -> bool {
    !pair.recurs() && pair.shares_exact_place() && pair.is_worded_alike() && gap <= YEAR
}

/// A side that won or lost at one place; the other side may be missing.
fn is_same_side(pair: &Pair<'_, '_>, gap: i64) -> bool {
    pair.a.class.sides
        && pair.lacks_specific_words()
        && pair.shares_exact_place()
        && pair.is_unopposed()
        && (gap <= NEAR || same_day_of_year(pair.a, pair.b))
}

/// What happened to the same people on one day, with two days within a month.
fn is_same_fate(pair: &Pair<'_, '_>, gap: i64) -> bool {
    let (one, other) = (&pair.a.participants.people, &pair.b.participants.people);
    !pair.recurs()
        && pair.a.class.one_day
        && !one.is_empty()
        && one == other
        && pair.lacks_specific_words()
        && pair.is_unopposed()
        && gap <= MONTH
        && pair.shares_kind()
}

/// One description with more words than the other, and a single-component date error.
fn is_longer_description(pair: &Pair<'_, '_>) -> bool {
    !pair.recurs()
        && pair.has(MatchReason::WordsWithin)
        && pair.both(|claim| claim.name.keys.has_capital())
        && pair.shares_kind()
        && pair.is_unopposed()
        && differ_in_one_component(pair.a, pair.b)
}

/// One force, as a whole or a numbered part of it, that moves to or from one place.
fn is_same_force(pair: &Pair<'_, '_>, gap: i64) -> bool {
    let is_whole = pair.both(|claim| claim.movement.is_some_and(|movement| !movement.is_numbered));
    let (one, other) = (&pair.a.context.unit_numbers, &pair.b.context.unit_numbers);
    let is_near = if !one.is_empty() && one == other {
        let is_other_year = gap <= NEAR && differ_only_in_year(pair.a, pair.b);
        gap <= MONTH || same_day_of_year(pair.a, pair.b) || is_other_year
    } else {
        is_whole && !pair.recurs() && gap <= YEAR
    };
    pair.is_unopposed() && pair.has(MatchReason::SameForce) && is_near
}

/// What an organisation did that is neither a country nor a person, in two wordings.
fn is_same_act_of_unit(pair: &Pair<'_, '_>, gap: i64) -> bool {
    let participants = &pair.a.participants;
    let is_unit = pair.has(MatchReason::SameParticipants)
        && participants.countries.is_empty()
        && participants.people.is_empty();
    !pair.recurs()
        && is_unit
        && pair.is_unopposed()
        && pair.either(|claim| claim.name.specific.is_empty())
        && gap <= YEAR
        && pair.shares_kind()
}

/// An event that recurs, in the same words, with the same participants and more.
fn is_same_recurrence(pair: &Pair<'_, '_>) -> bool {
    pair.recurs() && pair.has(MatchReason::SameWords) && pair.shares_participants() && pair.score > ENOUGH
}
