//! Ranks and offices that an article attributes to persons.

use std::collections::BTreeSet;

use annals_edtf::Edtf;
use annals_knowledge::Function;
use annals_model::{Article, EntityClass, EntityId, EvidenceId, Position, digest};

use crate::names::{Mention, OfficeHeld};
use crate::recency::Recency;
use crate::reference_date::date_of_clause;
use crate::segment::AnnotatedSegment;
use crate::time_mentions::SegmentTimes;

/// Returns the positions of the mentions of a segment. Skips those in `seen` and adds the others to it.
pub(crate) fn positions(
    article: &Article,
    segment: &AnnotatedSegment<'_>,
    mentions: &[Mention],
    times: &SegmentTimes,
    recency: Option<&Recency>,
    seen: &mut BTreeSet<EvidenceId>,
) -> Vec<Position> {
    let found = mentions.iter().flat_map(|mention| {
        let action_date = || action_date(segment, mention, times, recency);
        positions_of(article, segment, mention, action_date)
    });
    found.filter(|position| seen.insert(position.position_id.clone())).collect()
}

/// Returns the positions that a mention gives to a person: one per office, or a rank alone.
fn positions_of(
    article: &Article,
    segment: &AnnotatedSegment<'_>,
    mention: &Mention,
    action_date: impl Fn() -> Option<Edtf>,
) -> Vec<Position> {
    let Some((EntityClass::Person, person)) = mention.entity() else { return Vec::new() };
    let title = &mention.title;
    let rank = title.rank.and_then(|rank| segment.language.rank(rank)).map(str::to_owned);
    if rank.is_none() && title.offices.is_empty() {
        return Vec::new();
    }
    let action_date = action_date();
    let bytes = segment.bytes(&(mention.tokens.start..end_of(mention)));
    let position = |office: Option<&OfficeHeld>| {
        let as_of = office.and_then(|office| office.as_of.clone()).or_else(|| title.as_of.clone());
        let organisation = office.and_then(|office| office.of.clone());
        let words = office.map(|office| office.text.clone());
        let mut parts = vec![
            article.id.as_str(),
            person.as_str(),
            rank.as_deref().unwrap_or_default(),
            words.as_deref().unwrap_or_default(),
            organisation.as_ref().map(EntityId::as_str).unwrap_or_default(),
        ];
        let date = as_of.as_ref().map(ToString::to_string);
        parts.extend(date.as_deref());
        Position {
            position_id: EvidenceId::new(format!("{}/position-{}", article.id, digest(parts))),
            person_id: person.clone(),
            rank: rank.clone(),
            office: words,
            organisation,
            as_of,
            action_date: action_date.clone(),
            unlisted_office: office.and_then(|office| office.held.clone()),
            evidence: crate::evidence(article, bytes.clone()),
        }
    };
    if title.offices.is_empty() {
        return vec![position(None)];
    }
    title.offices.iter().map(|office| position(Some(office))).collect()
}

/// Returns the token after a mention and its trailing titles.
fn end_of(mention: &Mention) -> usize {
    mention.title.trailing.end.max(mention.tokens.end)
}

/// Returns the date at which a person acts in a position: that of the clause of an agent, or else the date of a
/// recent article, unless the position is an earlier one.
fn action_date(
    segment: &AnnotatedSegment<'_>,
    mention: &Mention,
    times: &SegmentTimes,
    recency: Option<&Recency>,
) -> Option<Edtf> {
    let end = end_of(mention);
    // "the mayor of X, Y Z, opened", "Y Z, mayor of X, opened": with the closing comma of the apposition.
    let opened = mention.tokens.clone().chain(mention.tokens.end..end).any(|at| segment.word(at) == ",");
    let apposed = mention.tokens.start..end + usize::from(opened && segment.word(end) == ",");
    if is_agent(segment, mention)
        && let Some(date) = date_of_clause(segment, times, &apposed)
    {
        return Some(date);
    }
    // "then President X": the position is earlier.
    let earlier = mention.tokens.clone().any(|at| segment.is(at, Function::TitleTense))
        || (mention.tokens.start.saturating_sub(1)..mention.tokens.end)
            .any(|at| qualifies(segment, mention, at));
    recency.filter(|_| !earlier)?.day_of(segment, times, mention.tokens.start)
}

/// Returns whether a qualifier such as "former" is separate from its office: "former Norwegian President X".
fn qualifies(segment: &AnnotatedSegment<'_>, mention: &Mention, at: usize) -> bool {
    let own = |text: &str| text.split([' ', '-']).any(|word| word.eq_ignore_ascii_case(segment.word(at)));
    segment.is(at, Function::TitleQualifier) && !mention.title.offices.iter().any(|held| own(&held.text))
}

/// Returns whether a mention is an agent: "X inspected …", "… was led by X".
fn is_agent(segment: &AnnotatedSegment<'_>, mention: &Mention) -> bool {
    if segment.possessive(mention.tokens.end) > 0 {
        return false;
    }
    let sentence = segment.sentence_of(mention.tokens.start);
    let determiner = |at: usize| segment.is(at, Function::Definite) || segment.is(at, Function::Indefinite);
    let mut start = mention.tokens.start;
    while start > sentence.start && determiner(start - 1) {
        start -= 1;
    }
    let Some(before) = start.checked_sub(1).filter(|before| *before >= sentence.start) else { return true };
    let governs = [Function::Of, Function::Preposition, Function::PlacePreposition, Function::With];
    segment.is(before, Function::Agent)
        || segment.word(before) == ","
        || !governs.iter().any(|class| segment.is(before, *class)) && !segment.is_verb(before)
}
