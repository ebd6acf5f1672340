//! How the dates of events are known, and bounds inferred for events without a date.

use std::collections::BTreeMap;

use annals_chronology::{Reason, Side, Timeline};
use annals_knowledge::Knowledge;
use annals_model::{
    ArticleId, ClaimId, ClaimRow, DateBasis, EventId, EventRow, Evidence, Relations, Release,
};
use rustc_hash::FxHashMap;

use crate::explain::{Proof, ProofStep};

/// Sets the basis of the date of every dated event: that of the claims that state it.
pub(crate) fn set_bases(release: &mut Release) {
    let claims: FxHashMap<&ClaimId, &ClaimRow> =
        release.claims.iter().map(|row| (&row.claim_id, row)).collect();
    for event in &mut release.events {
        event.date_basis = basis(event, &claims);
    }
}

fn basis(event: &EventRow, claims: &FxHashMap<&ClaimId, &ClaimRow>) -> Option<DateBasis> {
    event.date.as_ref()?;
    let claims = || event.claims.iter().filter_map(|id| claims.get(id));
    let exact = claims().filter(|claim| claim.date == event.date).filter_map(|claim| claim.date_basis).min();
    exact.or_else(|| claims().filter_map(|claim| claim.date_basis).min())
}

/// Sets the first and the last day of events without a date, as far as they can be inferred.
pub(crate) fn infer_bounds(release: &mut Release, relations: &[Relations], knowledge: &Knowledge) {
    let (_, inferred) = Timeline::of(release, relations, &knowledge.axioms).solve();
    let at: FxHashMap<EventId, usize> =
        release.events.iter().enumerate().map(|(at, row)| (row.event_id.clone(), at)).collect();
    for bounds in inferred {
        if let Some(event) = at.get(&bounds.event_id).and_then(|at| release.events.get_mut(*at)) {
            event.earliest = bounds.earliest;
            event.latest = bounds.latest;
            event.date_basis = Some(DateBasis::Inferred);
        }
    }
}

/// Returns what the bounds of events without a date follow from.
pub(crate) fn proofs(
    release: &Release,
    relations: &[Relations],
    knowledge: &Knowledge,
) -> BTreeMap<EventId, Proof> {
    let timeline = Timeline::of(release, relations, &knowledge.axioms);
    let proof = |event, side| {
        let mut steps: Vec<ProofStep> = Vec::new();
        for step in timeline.prove(event, side).iter().flat_map(|reason| steps_of(&timeline, reason)) {
            if !steps.contains(&step) {
                steps.push(step);
            }
        }
        steps
    };
    let inferred = release.events.iter().filter(|row| row.date_basis == Some(DateBasis::Inferred));
    let proofs = inferred.filter(|row| row.date.is_none()).map(|row| {
        let earliest = row.earliest.map(|_| proof(&row.event_id, Side::Earliest)).unwrap_or_default();
        let latest = row.latest.map(|_| proof(&row.event_id, Side::Latest)).unwrap_or_default();
        (row.event_id.clone(), Proof { earliest, latest })
    });
    proofs.collect()
}

fn steps_of(timeline: &Timeline<'_>, reason: &Reason<'_>) -> Vec<ProofStep> {
    let words =
        |article: &ArticleId, evidence: &Evidence| ProofStep::Words(article.clone(), evidence.clone());
    match reason {
        Reason::Date(claim) => vec![ProofStep::Claim((*claim).clone())],
        Reason::Temporal(article, number) => timeline
            .temporal_relation(article, *number)
            .map(|relation| words(article, &relation.evidence))
            .into_iter()
            .collect(),
        Reason::Duration(article, number) => timeline
            .duration_relation(article, *number)
            .map(|relation| words(article, &relation.evidence))
            .into_iter()
            .collect(),
        Reason::Axiom(applied) => vec![
            ProofStep::Axiom(applied.axiom.to_string()),
            ProofStep::Claim(applied.boundary.clone()),
            ProofStep::Claim(applied.act.clone()),
        ],
    }
}
