//! How the days of events are known, and what follows for those that nobody dates.

use annals_chronology::Timeline;
use annals_knowledge::Knowledge;
use annals_model::reading::{DateBasis, Reading};
use annals_model::record::{ClaimRow, EventRow};
use annals_model::{ClaimId, EventId, Release};
use rustc_hash::FxHashMap;

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
pub(super) fn infer(release: &mut Release, readings: &[Reading], knowledge: &Knowledge) {
    let (_, inferred) = Timeline::of(release, readings, &knowledge.facts).solve();
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
