//! Events that articles refer to by a name.

use std::collections::BTreeSet;

use annals_model::{ClaimRow, KindId, Relations, TemporalReference, TimeAnchor, slug};
use rustc_hash::FxHashMap;

use crate::rows::Rows;

/// The kind of an event and its name, as a slug.
type Key<'r> = (&'r KindId, String);

/// Events by kind and name; `None` where several events share the name.
pub(crate) struct NamedEvents<'r> {
    events: FxHashMap<Key<'r>, Option<usize>>,
}

impl<'r> NamedEvents<'r> {
    /// Indexes the events that the relations refer to by name.
    pub(crate) fn of(rows: &Rows<'r>, relations: &'r [Relations]) -> Self {
        let wanted = referenced_names(rows, relations);
        let mut events: FxHashMap<Key<'r>, Option<usize>> = FxHashMap::default();
        if wanted.is_empty() {
            return Self { events };
        }
        let kinds: BTreeSet<&KindId> = wanted.iter().map(|(kind, _)| *kind).collect();
        let dated = |at: usize| rows.release.events.get(at).is_some_and(|row| row.date.is_some());
        for (at, row) in rows.release.events.iter().enumerate().filter(|(_, row)| kinds.contains(&row.kind)) {
            for name in row.names.iter().chain([&row.name]) {
                let key = (&row.kind, slug(name));
                if !wanted.contains(&key) {
                    continue;
                }
                let known = events.entry(key).or_insert(Some(at));
                *known = match *known {
                    // An event without a date would imply nothing, so a dated one takes precedence.
                    Some(other) if other != at => match (dated(other), dated(at)) {
                        (true, false) => Some(other),
                        (false, true) => Some(at),
                        _ => None,
                    },
                    same => same,
                };
            }
        }
        Self { events }
    }

    /// Returns the event of this kind and name.
    pub(crate) fn get(&self, kind: &'r KindId, name: &str) -> Option<usize> {
        self.events.get(&(kind, slug(name))).copied().flatten()
    }

    /// Returns the event that an undated claim refers to by its name.
    pub(crate) fn referred_to_by(&self, rows: &Rows<'r>, claim: &'r ClaimRow) -> Option<usize> {
        self.events.get(&name_reference(rows, claim)?).copied().flatten()
    }
}

/// Returns the kinds and names by which relations refer to events.
fn referenced_names<'r>(rows: &Rows<'r>, relations: &'r [Relations]) -> BTreeSet<Key<'r>> {
    let mut wanted: BTreeSet<Key<'r>> = BTreeSet::new();
    for relation in relations.iter().flat_map(|article| &article.temporal) {
        if let TemporalReference::Named { kind, name } = &relation.object {
            wanted.insert((kind, slug(name)));
        }
        wanted.extend(rows.claim(&relation.subject).and_then(|claim| name_reference(rows, claim)));
    }
    for duration in relations.iter().flat_map(|article| &article.durations) {
        for anchor in [&duration.from, &duration.to] {
            if let TimeAnchor::Named { kind, name } = anchor {
                wanted.insert((kind, slug(name)));
            }
        }
    }
    wanted
}

/// Returns kind and name of a claim that mentions an undated event by name only, such as "the X ceasefire".
fn name_reference<'r>(rows: &Rows<'r>, claim: &'r ClaimRow) -> Option<Key<'r>> {
    let event = rows.release.events.get(rows.event_of(claim)?)?;
    let named = claim.name.starts_with(char::is_uppercase) && claim.name.contains(' ');
    (event.date.is_none() && named).then(|| (&claim.kind, slug(&claim.name)))
}
