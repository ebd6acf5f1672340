//! Why claims are of one event, told for people.

use std::collections::BTreeMap;

use annals_model::{ArticleId, ClaimId, EventId, Evidence};

use super::cluster::{Clusters, Tie};
use super::telling::Telling;

/// Why claims were, and were not, taken to be of one event.
#[derive(Clone, Debug, Default)]
pub struct Explanation {
    /// Pairs of claims that made two parts of an event one, by claim.
    joined: BTreeMap<ClaimId, Vec<Edge>>,
    /// Pairs that came near to it and are of two events, by claim.
    apart: BTreeMap<ClaimId, Vec<Edge>>,
    /// What the bounds of events without a date follow from.
    grounds: BTreeMap<EventId, Proof>,
}

/// Two claims that were compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// One.
    pub left: ClaimId,
    /// The other.
    pub right: ClaimId,
    /// What speaks for one event.
    pub same: String,
    /// What speaks for two.
    pub different: String,
    /// How much they have in common.
    pub score: i32,
}

/// What the days follow from between which an event lies that nobody dates, each as a chain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Why no day of it is before the first.
    pub earliest: Vec<ProofStep>,
    /// Why no day of it is after the last.
    pub latest: Vec<ProofStep>,
}

/// One link of such a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProofStep {
    /// What a claim says, most of all its date.
    Claim(ClaimId),
    /// Words that put two events in order, or say how much time lies between.
    Words(ArticleId, Evidence),
    /// What is so in general, of the two claims behind it.
    Axiom(String),
}

impl Explanation {
    pub(super) fn new(tellings: &[Telling<'_>], clusters: &Clusters) -> Self {
        let id = |number: u32| tellings.get(number as usize).map(|telling| telling.claim.claim_id.clone());
        let add = |ties: &[Tie]| {
            let mut all: BTreeMap<ClaimId, Vec<Edge>> = BTreeMap::new();
            for tie in ties {
                let (Some(left), Some(right)) = (id(tie.pair.0), id(tie.pair.1)) else { continue };
                let (same, different) = (tie.decision.same.to_string(), tie.decision.other.to_string());
                let link = Edge { left, right, same, different, score: tie.decision.score };
                all.entry(link.right.clone()).or_default().push(link.clone());
                all.entry(link.left.clone()).or_default().push(link);
            }
            all
        };
        Self { joined: add(&clusters.joins), apart: add(&clusters.apart), grounds: BTreeMap::new() }
    }

    pub(super) fn infer(&mut self, grounds: BTreeMap<EventId, Proof>) {
        self.grounds = grounds;
    }

    /// What the days follow from between which an event lies that nobody dates.
    #[must_use]
    pub fn proof(&self, event: &EventId) -> Option<&Proof> {
        self.grounds.get(event)
    }

    /// Pairs that made these claims one event.
    #[must_use]
    pub fn joined(&self, claims: &[ClaimId]) -> Vec<&Edge> {
        let links = claims.iter().filter_map(|claim| self.joined.get(claim)).flatten();
        let mut links: Vec<&Edge> = links.collect();
        links.sort_by(|a, b| (&a.left, &a.right).cmp(&(&b.left, &b.right)));
        links.dedup();
        links
    }

    /// Pairs of one of these claims and one of another event that came near, the nearest first; one for
    /// each of the other claims.
    #[must_use]
    pub fn apart(&self, claims: &[ClaimId]) -> Vec<&Edge> {
        let links = claims.iter().filter_map(|claim| self.apart.get(claim)).flatten();
        let mut nearest: BTreeMap<&ClaimId, &Edge> = BTreeMap::new();
        for link in links {
            let other = if claims.contains(&link.left) { &link.right } else { &link.left };
            if claims.contains(other) {
                continue;
            }
            let best = nearest.entry(other).or_insert(link);
            if (link.score, &best.left) > (best.score, &link.left) {
                *best = link;
            }
        }
        let mut links: Vec<&Edge> = nearest.into_values().collect();
        links.sort_by(|a, b| (-a.score, &a.left, &a.right).cmp(&(-b.score, &b.left, &b.right)));
        links
    }
}
