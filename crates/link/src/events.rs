//! Rows of events, from the claims that tell them.

use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::{Comparison, Edtf, Finer, Qualifier};
use annals_knowledge::{Knowledge, Once};
use annals_model::{ArticleId, ClaimId, Consistency, EntityId, EventId, EventRow, KindId, Naming};

use super::guesses::other_years;
use super::ids::{Nameless, identifiers};
use super::sources::Sources;
use super::telling::{Identity, Telling};

/// Claims of one event.
type Cluster<'e, 'r> = [&'e Telling<'r>];

/// The rows of events, each given as its claims.
pub(super) fn rows(
    clusters: &[Vec<&Telling<'_>>],
    sources: &Sources,
    knowledge: &Knowledge,
) -> Vec<EventRow> {
    let mut rows: Vec<EventRow> = clusters.iter().map(|cluster| row(cluster, sources, knowledge)).collect();
    let nameless: Vec<Nameless<'_, '_>> = clusters
        .iter()
        .zip(&rows)
        .map(|(cluster, row)| Nameless {
            claims: cluster.clone(),
            kind: &row.kind,
            name: &row.name,
            year: row.earliest.map(|day| i32::from(day.year())),
        })
        .collect();
    let ids = identifiers(&nameless, knowledge);
    for (row, id) in rows.iter_mut().zip(ids) {
        row.event_id = id;
    }
    rows
}

/// The row of an event that has no identifier yet.
fn row(cluster: &Cluster<'_, '_>, sources: &Sources, knowledge: &Knowledge) -> EventRow {
    let (date, consistency) = agreed(cluster, sources);
    let names: BTreeSet<String> = cluster.iter().map(|told| told.claim.name.clone()).collect();
    let participants: BTreeSet<EntityId> =
        cluster.iter().flat_map(|told| told.claim.participants.iter().cloned()).collect();
    let place = place(cluster);
    let claims: BTreeSet<ClaimId> = cluster.iter().map(|told| told.claim.claim_id.clone()).collect();
    let articles: BTreeSet<ArticleId> = cluster.iter().map(|told| told.article.clone()).collect();
    EventRow {
        event_id: EventId::new(""),
        kind: kind(cluster),
        name: shown_name(cluster, knowledge),
        names: names.into_iter().collect(),
        earliest: date.as_ref().and_then(Edtf::earliest),
        latest: date.as_ref().and_then(Edtf::latest),
        date,
        date_basis: None,
        consistency,
        claims: claims.into_iter().collect(),
        articles: articles.into_iter().collect(),
        sources: sources.independent(cluster.iter().copied()),
        participants: participants.into_iter().collect(),
        place,
    }
}

/// The kind told by most; of several, the one that stands for them.
fn kind(cluster: &Cluster<'_, '_>) -> KindId {
    let mut told: BTreeMap<&KindId, (usize, bool)> = BTreeMap::new();
    for one in cluster {
        let entry = told.entry(&one.claim.kind).or_default();
        entry.0 += 1;
        entry.1 = one.claim.kind == *one.class.root;
    }
    let best = told.into_iter().max_by_key(|(kind, times)| (*times, std::cmp::Reverse(*kind)));
    best.map_or_else(|| KindId::new(""), |(kind, _)| kind.clone())
}

/// The place told by most.
fn place(cluster: &Cluster<'_, '_>) -> Option<EntityId> {
    let mut told: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for place in cluster.iter().filter_map(|told| told.claim.place.as_ref()) {
        *told.entry(place).or_default() += 1;
    }
    let best = told.into_iter().max_by_key(|(place, times)| (*times, std::cmp::Reverse(*place)));
    best.map(|(place, _)| place.clone())
}

/// The name shown: the one of `names/`, or a proper one before descriptions, then the one told
/// most often, then the longest.
fn shown_name(cluster: &Cluster<'_, '_>, knowledge: &Knowledge) -> String {
    let known = cluster.iter().find_map(|told| match told.identity {
        Identity::Known(number) => knowledge.gazetteer.events.get(number).map(|event| &event.name),
        Identity::Entity(_) if told.class.once == Some(Once::Subject) => None,
        Identity::Entity(_) => {
            told.entity.as_ref().and_then(|id| knowledge.gazetteer.get(id)).map(|entity| &entity.name)
        }
        Identity::Named | Identity::Described => None,
    });
    if let Some(known) = known {
        return known.clone();
    }
    let mut told: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
    for one in cluster {
        let entry = told.entry(one.claim.name.as_str()).or_default();
        entry.0 |= one.claim.naming == Naming::Proper;
        entry.1 += 1;
    }
    let best = told
        .iter()
        .max_by_key(|(name, (proper, times))| (*proper, *times, name.len(), std::cmp::Reverse(**name)));
    best.map(|(name, _)| (*name).to_owned()).unwrap_or_default()
}

/// The finest date that fits all, or all of them where they conflict; and what that makes.
fn agreed(cluster: &Cluster<'_, '_>, sources: &Sources) -> (Option<Edtf>, Consistency) {
    let dated: Vec<&Telling<'_>> = cluster.iter().copied().filter(|told| told.date().is_some()).collect();
    let doubted = other_years(cluster);
    let date = |told: &&Telling<'_>| {
        let date = told.date()?.clone();
        Some(if doubted.contains(&told.claim.claim_id) { date.qualified(Qualifier::Uncertain) } else { date })
    };
    let dates: BTreeSet<Edtf> = dated.iter().filter_map(date).collect();
    let sources = sources.independent(dated.iter().copied());
    let Some(first) = dates.iter().next() else { return (None, Consistency::Undated) };
    let mut conflict = false;
    let mut finest = (*first).clone();
    for a in &dates {
        for b in &dates {
            conflict |= a.compare(b) == Comparison::Conflicting;
        }
        match finest.compare(a) {
            Comparison::Compatible(Finer::Other) => finest = (*a).clone(),
            // What is sure goes before what is guessed.
            Comparison::Undetermined if is_sure(a) && !is_sure(&finest) => finest = (*a).clone(),
            Comparison::Undetermined
                if is_sure(a) == is_sure(&finest) && a.earliest() > finest.earliest() =>
            {
                finest = (*a).clone();
            }
            _ => {}
        }
    }
    if conflict {
        // A coarser date that one of the finer ones fits says nothing of its own.
        let own = dates.iter().filter(|date| {
            !dates
                .iter()
                .any(|other| other != *date && date.compare(other) == Comparison::Compatible(Finer::Other))
        });
        return (Edtf::one_of(own.map(|date| (*date).clone())), Consistency::Conflicts);
    }
    let consistency = match (sources, dates.len()) {
        (0 | 1, _) => Consistency::Single,
        (_, 1) => Consistency::Agrees,
        _ => Consistency::Compatible,
    };
    (Some(finest), consistency)
}

/// Whether a date is a plain one without a mark of doubt.
fn is_sure(date: &Edtf) -> bool {
    !matches!(date, Edtf::Date(day) if day.qualifier != Qualifier::Certain)
}
