//! Identifiers of events: the kind and the name; the year, a digest and a claim only as far as they are needed.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Knowledge;
use annals_model::{EventId, KindId, digest, slug};

use crate::features::{ClaimFeatures, IdentityBasis};

/// Letters of a description in an identifier.
const DESCRIPTION_LETTERS: usize = 48;

/// An event without an identifier.
pub(crate) struct EventDraft<'e, 'r> {
    pub(crate) claims: &'e [&'e ClaimFeatures<'r>],
    /// The kind in its row.
    pub(crate) kind: &'e KindId,
    /// The name in its row.
    pub(crate) name: &'e str,
    /// The year of the first day of its date.
    pub(crate) year: Option<i32>,
}

/// Returns an identifier for each event. Events of one name get the year, then a digest of participants and
/// place, then a digest of a claim, until all identifiers differ.
pub(crate) fn identifiers(events: &[EventDraft<'_, '_>], knowledge: &Knowledge) -> Vec<EventId> {
    let mut ids: Vec<String> = events.iter().map(|event| base(event, knowledge)).collect();
    for suffix in [year, participants_and_place, first_claim] {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &ids {
            *counts.entry(id).or_default() += 1;
        }
        let duplicates: BTreeSet<usize> = ids
            .iter()
            .enumerate()
            .filter(|(_, id)| counts.get(id.as_str()).is_some_and(|count| *count > 1))
            .map(|(number, _)| number)
            .collect();
        for number in duplicates {
            if let (Some(id), Some(event)) = (ids.get_mut(number), events.get(number))
                && let Some(suffix) = suffix(event)
            {
                *id = format!("{id}-{suffix}");
            }
        }
    }
    ids.into_iter().map(EventId::new).collect()
}

/// Returns the identifier of an event by itself.
fn base(event: &EventDraft<'_, '_>, knowledge: &Knowledge) -> String {
    let Some(any) = event.claims.first() else { return String::new() };
    let root = any.class.root;
    let known = event.claims.iter().find_map(|claim| match claim.identity.basis {
        IdentityBasis::ListedEvent(number) => {
            knowledge.gazetteer.events.get(number).map(|known| known.id.as_str())
        }
        _ => None,
    });
    if let Some(known) = known {
        return with_number(format!("{root}-{known}"), event);
    }
    if let Some(entity) = event.claims.iter().filter_map(|claim| claim.identity.entity.as_ref()).min() {
        return format!("{root}-{entity}");
    }
    let named = event.claims.iter().filter(|claim| claim.identity.basis == IdentityBasis::ProperName);
    let shortest = named.min_by_key(|claim| {
        let name = &claim.name.keys.slug;
        (name.len(), name, claim.name.keys.years.len())
    });
    if let Some(claim) = shortest {
        let years: String = claim.name.keys.years.iter().map(|year| format!("-{year}")).collect();
        return with_number(format!("{root}-{}{years}", claim.name.keys.slug), event);
    }
    let kind = event.kind;
    let words: String = slug(event.name).chars().take(DESCRIPTION_LETTERS).collect();
    let year = event.year.map(|year| format!("-{year}")).unwrap_or_default();
    format!("{}{year}-{}", slug(&format!("{kind} {words}")), details(event))
}

/// Adds the number or the year of an event in a series.
fn with_number(name: String, event: &EventDraft<'_, '_>) -> String {
    let recurs = event.claims.iter().any(|claim| claim.class.recurs);
    let ordinal = event.claims.iter().filter_map(|claim| claim.claim.ordinal).min();
    match (ordinal, event.year) {
        (Some(ordinal), _) => format!("{name}-{ordinal}"),
        (None, Some(year)) if recurs && !name.ends_with(&format!("-{year}")) => format!("{name}-{year}"),
        _ => name,
    }
}

/// Returns a digest of the participants and places, and of the article where there are none or no year.
fn details(event: &EventDraft<'_, '_>) -> String {
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for claim in event.claims {
        parts.extend(claim.claim.participants.iter().map(|participant| format!("with {participant}")));
        parts.extend(claim.claim.place.iter().map(|place| format!("at {place}")));
    }
    if parts.is_empty() || event.year.is_none() {
        parts.extend(event.claims.iter().map(|claim| claim.article.id.to_string()).min());
    }
    digest(parts.iter().map(String::as_str))
}

/// Returns the year of an event that is not only described: the identifier of a description has it already.
fn year(event: &EventDraft<'_, '_>) -> Option<String> {
    let are_descriptions =
        event.claims.iter().all(|claim| claim.identity.basis == IdentityBasis::Description);
    event.year.filter(|_| !are_descriptions).map(|year| year.to_string())
}

fn participants_and_place(event: &EventDraft<'_, '_>) -> Option<String> {
    Some(details(event))
}

/// Returns a digest of the first claim.
fn first_claim(event: &EventDraft<'_, '_>) -> Option<String> {
    let id = event.claims.iter().map(|claim| &claim.claim.claim_id).min()?;
    Some(digest([id.as_str()]))
}
