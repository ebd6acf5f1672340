//! Groups claims into events.

use std::collections::{BTreeMap, BTreeSet};

use annals_knowledge::Knowledge;
use annals_model::date::{Comparison, Edtf, Finer};
use annals_model::id::digest;
use annals_model::reading::{Claim, Naming, Reading};
use annals_model::record::{Agreement, EventRow};
use annals_model::{ArticleId, ClaimId, EntityId, EventId, KindId, slug};

use super::identity::{Identities, Identity};

/// Events, and the event of every claim.
pub(super) struct Linked {
    pub(super) events: Vec<EventRow>,
    pub(super) of_claim: BTreeMap<ClaimId, EventId>,
}

/// A claim with its article.
#[derive(Clone, Copy)]
struct Told<'r> {
    article: &'r ArticleId,
    claim: &'r Claim,
}

impl Told<'_> {
    fn date(&self) -> Option<&Edtf> {
        self.claim.date.as_ref().map(|date| &date.edtf)
    }
}

/// Events of one kind and day, and claims of one event, with which a claim is compared. More than
/// that no corpus tells; one that repeats itself without end is read in time all the same.
const CLUSTERS: usize = 200;
const MEMBERS: usize = 100;

/// Claims of one event.
type Cluster<'r> = Vec<Told<'r>>;

pub(super) fn events(
    readings: &[Reading],
    witnesses: &BTreeMap<ArticleId, String>,
    knowledge: &Knowledge,
) -> Linked {
    let mut named: BTreeMap<(&KindId, Identity), Vec<Told<'_>>> = BTreeMap::new();
    let mut described: BTreeMap<(&KindId, Option<String>), Vec<Told<'_>>> = BTreeMap::new();
    let identities = Identities::new(knowledge);
    for reading in readings {
        for (claim, identity) in reading.claims.iter().zip(identities.of(reading)) {
            let told = Told { article: &reading.article_id, claim };
            match identity {
                name @ (Identity::Named(_) | Identity::Entity(_)) => {
                    named.entry((&claim.kind, name)).or_default().push(told);
                }
                Identity::Described => {
                    let day = told.date().map(ToString::to_string);
                    described.entry((&claim.kind, day)).or_default().push(told);
                }
            }
        }
    }
    let mut clusters: Vec<(Identity, Cluster<'_>)> = Vec::new();
    for ((_, name), told) in named {
        clusters.extend(by_name(told).into_iter().map(|cluster| (name.clone(), cluster)));
    }
    for told in described.into_values() {
        clusters.extend(by_description(told).into_iter().map(|cluster| (Identity::Described, cluster)));
    }
    let mut linked = Linked { events: Vec::new(), of_claim: BTreeMap::new() };
    let mut taken = BTreeSet::new();
    clusters.sort_by_cached_key(|(name, cluster)| (name.clone(), first_claim(cluster)));
    for (name, cluster) in clusters {
        let event = row(&name, &cluster, witnesses, knowledge, &mut taken);
        for told in &cluster {
            linked.of_claim.insert(told.claim.claim_id.clone(), event.event_id.clone());
        }
        linked.events.push(event);
    }
    linked.events.sort_by(|a, b| a.event_id.cmp(&b.event_id));
    linked
}

fn first_claim(cluster: &Cluster<'_>) -> Option<ClaimId> {
    cluster.iter().map(|told| told.claim.claim_id.clone()).min()
}

/// Claims of one name: one event, unless an article tells two of that name apart.
fn by_name(mut told: Vec<Told<'_>>) -> Vec<Cluster<'_>> {
    // Finer dates first, so that each finds what it fits; then in an order of their own.
    told.sort_by_cached_key(|told| {
        let date = told.date();
        let width = date.and_then(|date| Some((date.latest()? - date.earliest()?).get_days()));
        (
            date.is_none(),
            width.unwrap_or(i32::MAX),
            date.map(ToString::to_string),
            told.claim.claim_id.clone(),
        )
    });
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    let mut undated = Vec::new();
    for one in told {
        let Some(date) = one.date() else {
            undated.push(one);
            continue;
        };
        let fits = |cluster: &Cluster<'_>| {
            cluster
                .iter()
                .filter_map(Told::date)
                .all(|other| matches!(date.compare(other), Comparison::Equal | Comparison::Compatible(_)))
        };
        // A coarse date that fits several is of none of them for certain; it stays by itself
        // unless one of them is of its own article.
        let mut fitting: Vec<usize> =
            (0..clusters.len()).filter(|number| clusters.get(*number).is_some_and(fits)).collect();
        if fitting.len() > 1 {
            fitting.retain(|number| {
                clusters
                    .get(*number)
                    .is_some_and(|cluster| cluster.iter().any(|other| other.article == one.article))
            });
            fitting.truncate(usize::from(fitting.len() == 1));
        }
        match fitting.first().and_then(|number| clusters.get_mut(*number)) {
            Some(cluster) => cluster.push(one),
            None => clusters.push(vec![one]),
        }
    }
    clusters = join_conflicting(clusters);
    match (clusters.as_mut_slice(), undated.is_empty()) {
        (_, true) => {}
        ([only], _) => only.extend(undated),
        _ => clusters.push(undated),
    }
    clusters
}

/// Joins clusters whose dates conflict where no article tells them apart: that is how a
/// contradiction shows.
fn join_conflicting(clusters: Vec<Cluster<'_>>) -> Vec<Cluster<'_>> {
    let mut joined: Vec<Cluster<'_>> = Vec::new();
    for cluster in clusters {
        let apart =
            |other: &Cluster<'_>| other.iter().any(|a| cluster.iter().any(|b| a.article == b.article));
        match joined.iter_mut().find(|other| !apart(other)) {
            Some(other) => other.extend(cluster),
            None => joined.push(cluster),
        }
    }
    joined
}

/// Claims of one kind and date without a name: one event where the parties of one are among
/// those of the other.
fn by_description(mut told: Vec<Told<'_>>) -> Vec<Cluster<'_>> {
    told.sort_by_cached_key(|told| {
        (std::cmp::Reverse(told.claim.participants.len()), told.claim.claim_id.clone())
    });
    let mut clusters: Vec<Cluster<'_>> = Vec::new();
    for one in told {
        let same = clusters
            .iter_mut()
            .take(CLUSTERS)
            .find(|cluster| cluster.iter().take(MEMBERS).all(|other| may_be_one(*other, one)));
        match same {
            Some(cluster) => cluster.push(one),
            None => clusters.push(vec![one]),
        }
    }
    clusters
}

fn may_be_one(a: Told<'_>, b: Told<'_>) -> bool {
    let day = |told: &Told<'_>| told.date().is_some_and(|date| date.earliest() == date.latest());
    let (left, right) = (&a.claim.participants, &b.claim.participants);
    let same_name = a.claim.name == b.claim.name || slug(&a.claim.name) == slug(&b.claim.name);
    let nested = !left.is_empty() && !right.is_empty() && (left.is_subset(right) || right.is_subset(left));
    let places = match (&a.claim.place, &b.claim.place) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    if !places {
        return false;
    }
    if a.date().is_none() {
        // Without a date, only the same words of the same parties are the same event.
        return same_name && left == right && !left.is_empty() && a.article != b.article;
    }
    if day(&a) {
        let bare = left.is_empty() || right.is_empty();
        return nested || (same_name && (bare || left == right)) || (bare && a.article != b.article);
    }
    // A month or a year holds many events of a kind.
    same_name && (left == right || nested)
}

fn row(
    identity: &Identity,
    cluster: &Cluster<'_>,
    witnesses: &BTreeMap<ArticleId, String>,
    knowledge: &Knowledge,
    taken: &mut BTreeSet<EventId>,
) -> EventRow {
    let (date, agreement) = agreed(cluster, witnesses);
    let kind = cluster.first().map_or_else(|| KindId::new(""), |told| told.claim.kind.clone());
    let name = shown_name(identity, cluster, knowledge);
    let names: BTreeSet<String> = cluster.iter().map(|told| told.claim.name.clone()).collect();
    let participants: BTreeSet<EntityId> =
        cluster.iter().flat_map(|told| told.claim.participants.iter().cloned()).collect();
    let place = cluster.iter().filter_map(|told| told.claim.place.clone()).min();
    let claims: BTreeSet<ClaimId> = cluster.iter().map(|told| told.claim.claim_id.clone()).collect();
    let articles: BTreeSet<ArticleId> = cluster.iter().map(|told| told.article.clone()).collect();
    let sources: BTreeSet<&String> = articles.iter().filter_map(|article| witnesses.get(article)).collect();

    let year = date.as_ref().and_then(Edtf::earliest).map(|day| day.year().to_string()).unwrap_or_default();
    let words: String = match identity {
        Identity::Named(name) => name.clone(),
        Identity::Entity(id) => id.to_string(),
        Identity::Described => slug(&name).chars().take(48).collect(),
    };
    let readable = slug(&format!("{kind} {words} {year}"));
    let mut event_id = EventId::new(readable.clone());
    if *identity == Identity::Described || !taken.insert(event_id.clone()) {
        let date = date.as_ref().map(ToString::to_string).unwrap_or_default();
        let parties = participants.iter().map(EntityId::as_str);
        let first = claims.iter().next().map(ClaimId::as_str).unwrap_or_default();
        let place = place.as_ref().map(EntityId::as_str).unwrap_or_default();
        // A described event is what it is: kind, date, parties, place; undated ones, their words.
        let own = if date.is_empty() || participants.is_empty() { first } else { "" };
        let mark = digest([kind.as_str(), date.as_str(), place, own].into_iter().chain(parties));
        event_id = EventId::new(format!("{readable}-{mark}"));
        let mut again = 1;
        while !taken.insert(event_id.clone()) {
            again += 1;
            event_id = EventId::new(format!("{readable}-{mark}-{again}"));
        }
    }
    EventRow {
        event_id,
        kind,
        name,
        names: names.into_iter().collect(),
        earliest: date.as_ref().and_then(Edtf::earliest),
        latest: date.as_ref().and_then(Edtf::latest),
        date,
        date_basis: None,
        agreement,
        claims: claims.into_iter().collect(),
        articles: articles.into_iter().collect(),
        sources: sources.len(),
        participants: participants.into_iter().collect(),
        place,
    }
}

/// The name shown: the one of `names/`, or a proper one before descriptions, then the one told
/// most often, then the longest.
fn shown_name(identity: &Identity, cluster: &Cluster<'_>, knowledge: &Knowledge) -> String {
    let known = match identity {
        Identity::Named(id) => {
            knowledge.names.events.iter().find(|event| event.id == *id).map(|event| &event.name)
        }
        Identity::Entity(id) => knowledge.names.get(id).map(|entity| &entity.name),
        Identity::Described => None,
    };
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
fn agreed(cluster: &Cluster<'_>, witnesses: &BTreeMap<ArticleId, String>) -> (Option<Edtf>, Agreement) {
    let dated: Vec<&Told<'_>> = cluster.iter().filter(|told| told.date().is_some()).collect();
    let dates: BTreeSet<&Edtf> = dated.iter().filter_map(|told| told.date()).collect();
    let sources: BTreeSet<Option<&String>> = dated.iter().map(|told| witnesses.get(told.article)).collect();
    let Some(first) = dates.iter().next() else { return (None, Agreement::Undated) };
    let mut conflict = false;
    let mut finest = (*first).clone();
    for a in &dates {
        for b in &dates {
            conflict |= a.compare(b) == Comparison::Conflicting;
        }
        match finest.compare(a) {
            Comparison::Compatible(Finer::Other) => finest = (*a).clone(),
            Comparison::Undetermined if a.earliest() > finest.earliest() => finest = (*a).clone(),
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
        return (Edtf::one_of(own.map(|date| (*date).clone())), Agreement::Conflicts);
    }
    let agreement = match (sources.len(), dates.len()) {
        (0 | 1, _) => Agreement::Single,
        (_, 1) => Agreement::Agrees,
        _ => Agreement::Compatible,
    };
    (Some(finest), agreement)
}
