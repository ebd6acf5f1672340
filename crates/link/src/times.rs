//! How the days of events are known, and what follows for those that nobody dates.

use std::collections::BTreeMap;

use annals_chronology::{Reason, Side, Timeline};
use annals_knowledge::Knowledge;
use annals_model::{
    ArticleId, ClaimId, ClaimRow, DateBasis, EventId, EventRow, Evidence, Relations, Release,
};
use rustc_hash::FxHashMap;

use super::explain::{Proof, ProofStep};

/// Says of every dated event how its date is known: as the claims say that give it.
pub(super) fn bases(release: &mut Release) {
    let claims: FxHashMap<&ClaimId, &ClaimRow> =
        release.claims.iter().map(|row| (&row.claim_id, row)).collect();
    for event in &mut release.events {
        event.date_basis = basis(event, &claims);
    }
}

fn basis(event: &EventRow, claims: &FxHashMap<&ClaimId, &ClaimRow>) -> Option<DateBasis> {
    event.date.as_ref()?;
    let dated = || event.claims.iter().filter_map(|id| claims.get(id));
    let of = |claim: &&ClaimRow| claim.date_basis;
    let exact = dated().filter(|claim| claim.date == event.date).filter_map(of).min();
    exact.or_else(|| dated().filter_map(of).min())
}

/// Gives events without a date the days that follow for them.
pub(super) fn infer(release: &mut Release, relations: &[Relations], knowledge: &Knowledge) {
    let (_, inferred) = Timeline::of(release, relations, &knowledge.axioms).solve();
    let at: FxHashMap<EventId, usize> =
        release.events.iter().enumerate().map(|(at, row)| (row.event_id.clone(), at)).collect();
    for found in inferred {
        if let Some(event) = at.get(&found.event_id).and_then(|at| release.events.get_mut(*at)) {
            event.earliest = found.earliest;
            event.latest = found.latest;
            event.date_basis = Some(DateBasis::Inferred);
        }
    }
}

/// What the bounds of the events without a date follow from.
pub(super) fn proofs(
    release: &Release,
    relations: &[Relations],
    knowledge: &Knowledge,
) -> BTreeMap<EventId, Proof> {
    let timeline = Timeline::of(release, relations, &knowledge.axioms);
    let told = |event, side| {
        let mut told: Vec<ProofStep> = Vec::new();
        for ground in timeline.grounds(event, side).iter().flat_map(|reason| ground(&timeline, reason)) {
            if !told.contains(&ground) {
                told.push(ground);
            }
        }
        told
    };
    let inferred = release.events.iter().filter(|row| row.date_basis == Some(DateBasis::Inferred));
    let grounds = inferred.filter(|row| row.date.is_none()).map(|row| {
        let earliest = row.earliest.map(|_| told(&row.event_id, Side::Earliest)).unwrap_or_default();
        let latest = row.latest.map(|_| told(&row.event_id, Side::Latest)).unwrap_or_default();
        (row.event_id.clone(), Proof { earliest, latest })
    });
    grounds.collect()
}

fn ground(timeline: &Timeline<'_>, reason: &Reason<'_>) -> Vec<ProofStep> {
    let words =
        |article: &ArticleId, evidence: &Evidence| ProofStep::Words(article.clone(), evidence.clone());
    match reason {
        Reason::Date(claim) => vec![ProofStep::Claim((*claim).clone())],
        Reason::Temporal(article, number) => timeline
            .order(article, *number)
            .map(|order| words(article, &order.evidence))
            .into_iter()
            .collect(),
        Reason::Duration(article, number) => timeline
            .lapse(article, *number)
            .map(|lapse| words(article, &lapse.evidence))
            .into_iter()
            .collect(),
        Reason::General(general) => vec![
            ProofStep::Axiom(general.law.to_string()),
            ProofStep::Claim(general.edge.clone()),
            ProofStep::Claim(general.act.clone()),
        ],
    }
}
