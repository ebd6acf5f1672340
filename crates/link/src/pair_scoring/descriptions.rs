//! What the words of two descriptions and the names around them say.

use super::pair::Pair;
use crate::features::ClaimFeatures;
use crate::match_reasons::MatchReason;
use crate::symbols::{Symbol, common_count, is_subset};

/// Compares two descriptions: their specific words, their nouns, and their contexts where one has no
/// specific words.
pub(super) fn compare(pair: &mut Pair<'_, '_>) {
    let (one, other) = (&pair.a.name.specific, &pair.b.name.specific);
    let are_capitalised = pair.both(|claim| claim.name.keys.has_capital());
    let (one_own, other_own) = if one == other {
        (one.to_vec(), other.to_vec())
    } else {
        (words_outside_context(one, pair.b), words_outside_context(other, pair.a))
    };
    compare_words(pair, &one_own, &other_own, are_capitalised);
    match (pair.a.name.keys.head, pair.b.name.keys.head) {
        (Some(one), Some(other)) if one != other => {}
        _ => pair.support(MatchReason::SameHead, 1),
    }
    let lacks_names = pair.both(|claim| claim.participants.ids.is_empty()) && !are_capitalised;
    if one_own.is_empty() || other_own.is_empty() || lacks_names {
        compare_contexts(pair);
    }
}

/// Returns the words that the context of the other claim does not have: a name that the other article gives
/// elsewhere is no difference.
fn words_outside_context(words: &[Symbol], other: &ClaimFeatures<'_>) -> Vec<Symbol> {
    words.iter().copied().filter(|word| other.context.words.binary_search(word).is_err()).collect()
}

fn compare_words(pair: &mut Pair<'_, '_>, one: &[Symbol], other: &[Symbol], are_capitalised: bool) {
    if one.is_empty() || other.is_empty() {
        return;
    }
    let common = one.iter().filter(|word| other.contains(word)).count();
    if one == other {
        pair.support(MatchReason::SameWords, if are_capitalised { 4 } else { 3 });
    } else if common == one.len().min(other.len()) {
        pair.support(MatchReason::WordsWithin, if are_capitalised { 3 } else { 2 });
    } else if common > 0 {
        pair.support(MatchReason::CommonWords, 1);
    } else {
        pair.oppose(MatchReason::DifferentWords, 4);
    }
}

/// Compares the names around the words of two claims.
fn compare_contexts(pair: &mut Pair<'_, '_>) {
    for (one, other) in [(pair.a, pair.b), (pair.b, pair.a)] {
        if let Some((reason, points)) = name_in_context(one, other) {
            pair.support(reason, points);
            return;
        }
    }
    let (one, other) = (&pair.a.context, &pair.b.context);
    let common = common_count(&one.stems, &other.stems);
    let are_nested = common == one.stems.len().min(other.stems.len());
    let points = match uncounted_stems(pair) {
        0 => 0,
        1 => 1,
        2 if !are_nested => 2,
        _ => 3,
    };
    let have_names = one.has_other_names && other.has_other_names;
    let have_participants = [pair.a, pair.b].map(|claim| !claim.participants.ids.is_empty());
    if points > 0 {
        pair.support(MatchReason::CommonContext, points);
    } else if common == 0 && have_names && have_participants[0] == have_participants[1] {
        pair.oppose(MatchReason::DifferentContext, 2);
    }
}

/// Returns the evidence and its points if the name of one claim is among the participants or the context of
/// the other.
fn name_in_context(one: &ClaimFeatures<'_>, other: &ClaimFeatures<'_>) -> Option<(MatchReason, i32)> {
    let specific = &one.name.specific;
    let is_unattributed = !specific.is_empty() && one.participants.ids.is_empty();
    if is_unattributed && is_subset(specific, &other.participants.name_words) {
        let points = if other.participants.people.is_empty() { 2 } else { 3 };
        return Some((MatchReason::ParticipantsWithin, points));
    }
    let words = &one.name.keys.words;
    let is_name = (one.is_named() || one.name.is_side) && !words.is_empty();
    (is_name && is_subset(words, &other.context.words)).then_some((MatchReason::CommonContext, 3))
}

/// Returns how many common stems are not those of participants and places of both claims, which have been
/// counted already.
fn uncounted_stems(pair: &Pair<'_, '_>) -> usize {
    let (one, other) = (&pair.a.context, &pair.b.context);
    let is_counted = |stem: &Symbol| one.entity_stems.contains(stem) && other.entity_stems.contains(stem);
    let common = one.stems.iter().filter(|stem| other.stems.binary_search(stem).is_ok());
    common.filter(|stem| !is_counted(stem)).count()
}
