//! Explanations: why claims are of one event, and what inferred dates follow from.

use std::collections::BTreeMap;

use annals_model::{ArticleId, ClaimId, EventId, Evidence};

use crate::clustering::{Clusters, ScoredPair};
use crate::features::ClaimFeatures;

/// Why claims were, and were not, taken to be of one event, and what inferred dates follow from.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// The pairs that joined two clusters, by claim.
    joined: BTreeMap<ClaimId, Vec<Edge>>,
    /// The pairs that came close to it and are of two events, by claim.
    apart: BTreeMap<ClaimId, Vec<Edge>>,
    /// What the bounds of events without a date follow from.
    proofs: BTreeMap<EventId, Proof>,
}

/// A pair of claims that was compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// One claim.
    pub left: ClaimId,
    /// The other claim.
    pub right: ClaimId,
    /// The evidence for one event, for display.
    pub same: String,
    /// The evidence for two events, for display.
    pub different: String,
    /// How much the claims have in common.
    pub score: i32,
}

/// What the bounds of an event without a date follow from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Why no day of it is before the first.
    pub earliest: Vec<ProofStep>,
    /// Why no day of it is after the last.
    pub latest: Vec<ProofStep>,
}

/// A step of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofStep {
    /// A claim, usually its date.
    Claim(ClaimId),
    /// Words that state a temporal relation or a duration.
    Words(ArticleId, Evidence),
    /// An axiom, as a sentence. It relates the two claims after it.
    Axiom(String),
}

impl Explanation {
    pub(crate) fn new(features: &[ClaimFeatures<'_>], clusters: &Clusters) -> Self {
        Self {
            joined: edges(features, &clusters.joined),
            apart: edges(features, &clusters.separate),
            proofs: BTreeMap::new(),
        }
    }

    pub(crate) fn add_proofs(&mut self, proofs: BTreeMap<EventId, Proof>) {
        self.proofs = proofs;
    }

    /// Returns what the bounds of an event without a date follow from.
    #[must_use]
    pub fn proof(&self, event: &EventId) -> Option<&Proof> {
        self.proofs.get(event)
    }

    /// Returns the pairs that made these claims one event.
    #[must_use]
    pub fn joined(&self, claims: &[ClaimId]) -> Vec<&Edge> {
        let edges = claims.iter().filter_map(|claim| self.joined.get(claim)).flatten();
        let mut edges: Vec<&Edge> = edges.collect();
        edges.sort_by(|a, b| (&a.left, &a.right).cmp(&(&b.left, &b.right)));
        edges.dedup();
        edges
    }

    /// Returns the pairs of one of these claims and a claim of another event that came close, the closest
    /// first; one pair for each of the other claims.
    #[must_use]
    pub fn apart(&self, claims: &[ClaimId]) -> Vec<&Edge> {
        let edges = claims.iter().filter_map(|claim| self.apart.get(claim)).flatten();
        let mut closest: BTreeMap<&ClaimId, &Edge> = BTreeMap::new();
        for edge in edges {
            let other = if claims.contains(&edge.left) { &edge.right } else { &edge.left };
            if claims.contains(other) {
                continue;
            }
            let best = closest.entry(other).or_insert(edge);
            if (edge.score, &best.left) > (best.score, &edge.left) {
                *best = edge;
            }
        }
        let mut edges: Vec<&Edge> = closest.into_values().collect();
        edges.sort_by(|a, b| (-a.score, &a.left, &a.right).cmp(&(-b.score, &b.left, &b.right)));
        edges
    }
}

/// Returns pairs by each of their claims.
fn edges(features: &[ClaimFeatures<'_>], pairs: &[ScoredPair]) -> BTreeMap<ClaimId, Vec<Edge>> {
    let id = |number: u32| features.get(number as usize).map(|claim| claim.claim.claim_id.clone());
    let mut edges: BTreeMap<ClaimId, Vec<Edge>> = BTreeMap::new();
    for ScoredPair { claims, decision } in pairs {
        let (Some(left), Some(right)) = (id(claims.0), id(claims.1)) else { continue };
        let (same, different) = (decision.supporting.to_string(), decision.opposing.to_string());
        let edge = Edge { left, right, same, different, score: decision.score };
        edges.entry(edge.right.clone()).or_default().push(edge.clone());
        edges.entry(edge.left.clone()).or_default().push(edge);
    }
    edges
}
