//! Lookup of the claims and events of a release.

use annals_model::{ClaimId, ClaimRow, EventId, Modality, Release};

/// The rows of a release, indexed by their identifiers.
pub(crate) struct Rows<'r> {
    pub(crate) release: &'r Release,
    claims: Vec<&'r ClaimRow>,
    events: Vec<(&'r EventId, usize)>,
}

impl<'r> Rows<'r> {
    pub(crate) fn of(release: &'r Release) -> Self {
        // The rows of a release are sorted already, so sorting them is cheap.
        let mut claims: Vec<&ClaimRow> = release.claims.iter().collect();
        claims.sort_by(|a, b| a.claim_id.cmp(&b.claim_id));
        let mut events: Vec<_> = release.events.iter().map(|row| &row.event_id).zip(0..).collect();
        events.sort();
        Self { release, claims, events }
    }

    /// Returns the index of the event that a claim reports.
    pub(crate) fn event_of(&self, claim: &ClaimRow) -> Option<usize> {
        let at = self.events.binary_search_by(|(id, _)| (*id).cmp(&claim.event_id)).ok()?;
        self.events.get(at).map(|(_, number)| *number)
    }

    pub(crate) fn claim(&self, id: &ClaimId) -> Option<&'r ClaimRow> {
        let at = self.claims.binary_search_by(|row| row.claim_id.cmp(id)).ok()?;
        self.claims.get(at).copied()
    }

    /// Returns the claim if it is factual.
    pub(crate) fn factual_claim(&self, id: &ClaimId) -> Option<&'r ClaimRow> {
        self.claim(id).filter(|claim| is_factual(claim))
    }

    /// Returns the factual claims, in the order of the rows.
    pub(crate) fn factual_claims(&self) -> impl Iterator<Item = &'r ClaimRow> + use<'r> {
        self.release.claims.iter().filter(|claim| is_factual(claim))
    }
}

/// Returns whether a claim states that its event happened.
pub(crate) fn is_factual(claim: &ClaimRow) -> bool {
    matches!(claim.modality, Modality::Asserted | Modality::Reported)
}
