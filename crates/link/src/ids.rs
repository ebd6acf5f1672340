//! Identifiers of events: what they are, not when, as far as that tells them apart.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Knowledge;
use annals_model::{EventId, KindId, digest, slug};

use super::telling::{Identity, Telling};

/// Letters of a description that an identifier keeps.
const LETTERS: usize = 48;

/// An event that wants an identifier.
pub(super) struct Nameless<'e, 'r> {
    pub(super) claims: Vec<&'e Telling<'r>>,
    /// The kind shown.
    pub(super) kind: &'e KindId,
    /// The name shown.
    pub(super) name: &'e str,
    /// The first year of its date.
    pub(super) year: Option<i32>,
}

/// An identifier for each event. Of events with one name, each has its year too; the date and the
/// claims themselves come in only where nothing else is left.
pub(super) fn identifiers(events: &[Nameless<'_, '_>], knowledge: &Knowledge) -> Vec<EventId> {
    let mut ids: Vec<String> = events.iter().map(|event| first(event, knowledge)).collect();
    for more in [year, mark, claim] {
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        for id in &ids {
            *times.entry(id).or_default() += 1;
        }
        let again: BTreeSet<usize> = ids
            .iter()
            .enumerate()
            .filter(|(_, id)| times.get(id.as_str()).is_some_and(|times| *times > 1))
            .map(|(number, _)| number)
            .collect();
        for number in again {
            if let (Some(id), Some(event)) = (ids.get_mut(number), events.get(number))
                && let Some(more) = more(event)
            {
                *id = format!("{id}-{more}");
            }
        }
    }
    ids.into_iter().map(EventId::new).collect()
}

fn first(event: &Nameless<'_, '_>, knowledge: &Knowledge) -> String {
    let Some(any) = event.claims.first() else { return String::new() };
    let root = any.class.root;
    let known = event.claims.iter().find_map(|telling| match telling.identity {
        Identity::Known(number) => knowledge.gazetteer.events.get(number).map(|known| known.id.as_str()),
        _ => None,
    });
    if let Some(known) = known {
        return serial(format!("{root}-{known}"), event);
    }
    if let Some(entity) = event.claims.iter().filter_map(|telling| telling.entity.as_ref()).min() {
        return format!("{root}-{entity}");
    }
    let named = event.claims.iter().filter(|telling| telling.identity == Identity::Named);
    let shortest = named.min_by_key(|telling| {
        let name = &telling.wording.readable;
        (name.len(), name, telling.wording.years.len())
    });
    if let Some(telling) = shortest {
        let years: String = telling.wording.years.iter().map(|year| format!("-{year}")).collect();
        return serial(format!("{root}-{}{years}", telling.wording.readable), event);
    }
    let kind = event.kind;
    let words: String = slug(event.name).chars().take(LETTERS).collect();
    let year = event.year.map(|year| format!("-{year}")).unwrap_or_default();
    format!("{}{year}-{}", slug(&format!("{kind} {words}")), described(event))
}

/// The name of one of a series has its number or its year.
fn serial(name: String, event: &Nameless<'_, '_>) -> String {
    let recurs = event.claims.iter().any(|telling| telling.class.recurs);
    let ordinal = event.claims.iter().filter_map(|telling| telling.claim.ordinal).min();
    match (ordinal, event.year) {
        (Some(ordinal), _) => format!("{name}-{ordinal}"),
        (None, Some(year)) if recurs && !name.ends_with(&format!("-{year}")) => format!("{name}-{year}"),
        _ => name,
    }
}

/// What tells a described event from others of its words and year: its parties and place, or the
/// article where these are not told.
fn described(event: &Nameless<'_, '_>) -> String {
    let mut parts: BTreeSet<String> = BTreeSet::new();
    for telling in &event.claims {
        parts.extend(telling.claim.participants.iter().map(|party| format!("with {party}")));
        parts.extend(telling.claim.place.iter().map(|place| format!("at {place}")));
    }
    if parts.is_empty() || event.year.is_none() {
        parts.extend(event.claims.iter().map(|telling| telling.article.to_string()).min());
    }
    digest(parts.iter().map(String::as_str))
}

fn year(event: &Nameless<'_, '_>) -> Option<String> {
    let described = event.claims.iter().all(|telling| telling.identity == Identity::Described);
    event.year.filter(|_| !described).map(|year| year.to_string())
}

fn mark(event: &Nameless<'_, '_>) -> Option<String> {
    Some(described(event))
}

/// The first claim, of all that is left the steadiest.
fn claim(event: &Nameless<'_, '_>) -> Option<String> {
    let id = event.claims.iter().map(|telling| &telling.claim.claim_id).min()?;
    Some(digest([id.as_str()]))
}
