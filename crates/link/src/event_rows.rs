//! Rows of events, from the clusters of their claims.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use annals_edtf::{Comparison, Edtf, Finer, Qualifier};
use annals_knowledge::{Knowledge, Once};
use annals_model::{ArticleId, ClaimId, Consistency, EntityId, EventId, EventRow, KindId, Naming};

use crate::event_ids::{EventDraft, identifiers};
use crate::features::{ClaimFeatures, IdentityBasis};
use crate::sources::Sources;
use crate::uncertain_years::claims_of_other_years;

/// The claims of one event.
type Cluster<'c, 'r> = [&'c ClaimFeatures<'r>];

/// Returns the row of each cluster, in the same order.
pub(crate) fn event_rows(
    clusters: &[Vec<&ClaimFeatures<'_>>],
    sources: &Sources,
    knowledge: &Knowledge,
) -> Vec<EventRow> {
    let mut rows: Vec<EventRow> = clusters.iter().map(|cluster| row(cluster, sources, knowledge)).collect();
    let drafts = clusters.iter().zip(&rows).map(|(cluster, row)| EventDraft {
        claims: cluster,
        kind: &row.kind,
        name: &row.name,
        year: row.earliest.map(|day| i32::from(day.year())),
    });
    let ids = identifiers(&drafts.collect::<Vec<_>>(), knowledge);
    for (row, id) in rows.iter_mut().zip(ids) {
        row.event_id = id;
    }
    rows
}

/// Returns the row of an event, with an empty identifier.
fn row(cluster: &Cluster<'_, '_>, sources: &Sources, knowledge: &Knowledge) -> EventRow {
    let (date, consistency) = date(cluster, sources);
    let names: BTreeSet<String> = cluster.iter().map(|claim| claim.claim.name.clone()).collect();
    let participants: BTreeSet<EntityId> =
        cluster.iter().flat_map(|claim| claim.claim.participants.iter().cloned()).collect();
    let claims: BTreeSet<ClaimId> = cluster.iter().map(|claim| claim.claim.claim_id.clone()).collect();
    let articles: BTreeSet<ArticleId> = cluster.iter().map(|claim| claim.article.id.clone()).collect();
    EventRow {
        event_id: EventId::new(""),
        kind: kind(cluster),
        name: displayed_name(cluster, knowledge),
        names: names.into_iter().collect(),
        earliest: date.as_ref().and_then(Edtf::earliest),
        latest: date.as_ref().and_then(Edtf::latest),
        date,
        date_basis: None,
        consistency,
        claims: claims.into_iter().collect(),
        articles: articles.into_iter().collect(),
        sources: sources.count_independent(cluster.iter().copied()),
        participants: participants.into_iter().collect(),
        place: place(cluster),
    }
}

/// Returns the most frequent kind; of several, the one that represents the class.
fn kind(cluster: &Cluster<'_, '_>) -> KindId {
    let mut kinds: BTreeMap<&KindId, (usize, bool)> = BTreeMap::new();
    for claim in cluster {
        let entry = kinds.entry(&claim.claim.kind).or_default();
        entry.0 += 1;
        entry.1 = claim.claim.kind == *claim.class.root;
    }
    let best = kinds.into_iter().max_by_key(|(kind, rank)| (*rank, Reverse(*kind)));
    best.map_or_else(|| KindId::new(""), |(kind, _)| kind.clone())
}

/// Returns the most frequent place.
fn place(cluster: &Cluster<'_, '_>) -> Option<EntityId> {
    let mut places: BTreeMap<&EntityId, usize> = BTreeMap::new();
    for place in cluster.iter().filter_map(|claim| claim.claim.place.as_ref()) {
        *places.entry(place).or_default() += 1;
    }
    let best = places.into_iter().max_by_key(|(place, count)| (*count, Reverse(*place)));
    best.map(|(place, _)| place.clone())
}

/// Returns the name to display: that of the gazetteer, or else a proper name before a description, then the
/// most frequent, then the longest.
fn displayed_name(cluster: &Cluster<'_, '_>, knowledge: &Knowledge) -> String {
    if let Some(name) = cluster.iter().find_map(|claim| listed_name(claim, knowledge)) {
        return name.clone();
    }
    let mut names: BTreeMap<&str, (bool, usize)> = BTreeMap::new();
    for claim in cluster {
        let entry = names.entry(claim.claim.name.as_str()).or_default();
        entry.0 |= claim.claim.naming == Naming::Proper;
        entry.1 += 1;
    }
    let best = names
        .iter()
        .max_by_key(|(name, (is_proper, count))| (*is_proper, *count, name.len(), Reverse(**name)));
    best.map(|(name, _)| (*name).to_owned()).unwrap_or_default()
}

/// Returns the name in the gazetteer of an event, or of the entity that it happens to. An event that each
/// entity has only once does not go by the name of the entity.
fn listed_name<'k>(claim: &ClaimFeatures<'_>, knowledge: &'k Knowledge) -> Option<&'k String> {
    match claim.identity.basis {
        IdentityBasis::ListedEvent(number) => knowledge.gazetteer.events.get(number).map(|event| &event.name),
        IdentityBasis::Entity(_) if claim.class.once == Some(Once::Subject) => None,
        IdentityBasis::Entity(_) => {
            let entity = claim.identity.entity.as_ref();
            entity.and_then(|id| knowledge.gazetteer.get(id)).map(|entity| &entity.name)
        }
        IdentityBasis::ProperName | IdentityBasis::Description => None,
    }
}

/// Returns the finest date that is compatible with all others, or all dates where they conflict; and the
/// consistency that follows.
fn date(cluster: &Cluster<'_, '_>, sources: &Sources) -> (Option<Edtf>, Consistency) {
    let dated: Vec<&ClaimFeatures<'_>> =
        cluster.iter().copied().filter(|claim| claim.date().is_some()).collect();
    let of_other_years = claims_of_other_years(cluster);
    let dates = dated.iter().filter_map(|claim| {
        let date = claim.date()?.clone();
        let is_uncertain = of_other_years.contains(&claim.claim.claim_id);
        Some(if is_uncertain { date.qualified(Qualifier::Uncertain) } else { date })
    });
    let dates: BTreeSet<Edtf> = dates.collect();
    if dates.is_empty() {
        return (None, Consistency::Undated);
    }
    let is_conflict = dates.iter().any(|a| dates.iter().any(|b| a.compare(b) == Comparison::Conflicting));
    if is_conflict {
        return (all_dates(&dates), Consistency::Conflicts);
    }
    let consistency = match (sources.count_independent(dated.iter().copied()), dates.len()) {
        (0 | 1, _) => Consistency::Single,
        (_, 1) => Consistency::Agrees,
        _ => Consistency::Compatible,
    };
    (finest_date(&dates), consistency)
}

/// Returns dates that conflict as a one-of set, without those that are only coarser than another.
fn all_dates(dates: &BTreeSet<Edtf>) -> Option<Edtf> {
    let is_coarser = |date: &Edtf, other: &Edtf| date.compare(other) == Comparison::Compatible(Finer::Other);
    let finest =
        dates.iter().filter(|date| !dates.iter().any(|other| other != *date && is_coarser(date, other)));
    Edtf::one_of(finest.cloned())
}

/// Returns the finest of dates that do not conflict. A certain date comes before an uncertain one.
fn finest_date(dates: &BTreeSet<Edtf>) -> Option<Edtf> {
    let mut finest = dates.first()?;
    for date in dates {
        let is_finer = match finest.compare(date) {
            Comparison::Compatible(Finer::Other) => true,
            Comparison::Undetermined => match (is_certain(date), is_certain(finest)) {
                (true, false) => true,
                (false, true) => false,
                _ => date.earliest() > finest.earliest(),
            },
            _ => false,
        };
        if is_finer {
            finest = date;
        }
    }
    Some(finest.clone())
}

fn is_certain(date: &Edtf) -> bool {
    !matches!(date, Edtf::Date(day) if day.qualifier != Qualifier::Certain)
}
