//! Clustering: claims of one event, from decisions on pairs of claims.

use std::cell::RefCell;
use std::cmp::Reverse;

use annals_model::ClaimId;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::day_range::YEAR;
use crate::features::ClaimFeatures;
use crate::match_reasons::{MatchReason, MatchReasons};
use crate::pair_scoring::{MatchDecision, MatchVerdict, decide};
use crate::pins::PinnedPairs;
use crate::sources::Sources;

/// Claims that represent a cluster when it is compared with another.
const REPRESENTATIVES: usize = 24;
/// Decisions that are cached at once.
const CACHED: usize = 1 << 18;
/// The score from which on a pair that was not joined is kept for the explanation.
const CLOSE: i32 = 3;

/// Two claims and the decision on them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ScoredPair {
    pub(crate) claims: (u32, u32),
    pub(crate) decision: MatchDecision,
}

/// Clusters of claims, and the pairs that made them.
pub(crate) struct Clusters {
    /// The claims of each event by number, sorted by identifier; the events by their first claim.
    pub(crate) events: Vec<Vec<u32>>,
    /// The pairs that joined two clusters.
    pub(crate) joined: Vec<ScoredPair>,
    /// The pairs that came close to it.
    pub(crate) separate: Vec<ScoredPair>,
}

/// Joins claims into clusters, the most certain pairs first, as long as no two claims of a cluster are known
/// to be of two events.
///
/// A claim without a date, or with a less precise one, that could belong to several clusters stays by
/// itself. The result does not depend on the order of the claims.
pub(crate) fn cluster(
    features: &[ClaimFeatures<'_>],
    pairs: &[(u32, u32)],
    pins: &PinnedPairs,
    sources: &Sources,
) -> Clusters {
    let claims = Claims(features);
    let (mut matches, mut separate) = score_pairs(claims, pairs, pins);
    matches.extend(pins.must_link().map(|claims| {
        let supporting = MatchReasons::default().with(MatchReason::PinnedSame);
        let opposing = MatchReasons::default();
        let decision = MatchDecision { verdict: MatchVerdict::Same, score: i32::MAX, supporting, opposing };
        ScoredPair { claims, decision }
    }));
    matches.par_sort_unstable_by_key(|pair| {
        let (left, right) = pair.claims;
        (
            claims.tier(pair),
            Reverse(pair.decision.score),
            claims.distance(pair),
            claims.id(left),
            claims.id(right),
        )
    });
    let mut builder = ClusterBuilder::new(claims, pins, sources, &matches);
    let mut joined = Vec::new();
    for pair in &matches {
        match builder.join(pair) {
            Ok(true) => joined.push(*pair),
            Ok(false) => {}
            Err(opposing) => {
                let decision = MatchDecision { opposing, ..pair.decision };
                separate.push(ScoredPair { decision, ..*pair });
            }
        }
    }
    Clusters { events: builder.build(), joined, separate }
}

/// Decides on all pairs. Returns those of one event, and those that are not but came close.
fn score_pairs(
    claims: Claims<'_, '_>,
    pairs: &[(u32, u32)],
    pins: &PinnedPairs,
) -> (Vec<ScoredPair>, Vec<ScoredPair>) {
    let scored = pairs.par_iter().filter_map(|pair| {
        let mut decision = decide(claims.get(pair.0)?, claims.get(pair.1)?);
        if pins.cannot_link(pair.0, pair.1) {
            decision.verdict = MatchVerdict::Different;
            decision.opposing.add(MatchReason::PinnedApart);
        }
        let scored = ScoredPair { claims: *pair, decision };
        (scored.is_match() || decision.score >= CLOSE).then_some(scored)
    });
    let scored: Vec<ScoredPair> = scored.collect();
    scored.into_iter().partition(ScoredPair::is_match)
}

impl ScoredPair {
    /// True if the claims are of one event.
    fn is_match(&self) -> bool {
        matches!(self.decision.verdict, MatchVerdict::Same | MatchVerdict::SameInConflict)
    }

    fn is_conflict(&self) -> bool {
        self.decision.verdict == MatchVerdict::SameInConflict
    }
}

/// The features of all claims, by number.
#[derive(Clone, Copy)]
struct Claims<'c, 'r>(&'c [ClaimFeatures<'r>]);

impl<'c, 'r> Claims<'c, 'r> {
    fn get(self, number: u32) -> Option<&'c ClaimFeatures<'r>> {
        self.0.get(number as usize)
    }

    fn id(self, number: u32) -> Option<&'r ClaimId> {
        self.get(number).map(|claim| &claim.claim.claim_id)
    }

    /// Returns when a pair is joined: the lower, the more certain its dates are.
    fn tier(self, pair: &ScoredPair) -> u8 {
        let is_dated = |number: u32| self.get(number).is_some_and(|claim| claim.date.days.is_some());
        let (left, right) = (is_dated(pair.claims.0), is_dated(pair.claims.1));
        let supporting = pair.decision.supporting;
        // Pins are of whole clusters, as they are without the pin.
        if supporting.has(MatchReason::PinnedSame) {
            6
        } else if pair.is_conflict() {
            4
        } else if supporting.has(MatchReason::SameDay) {
            1
        } else if left != right {
            5
        } else if !left || supporting.has(MatchReason::SameDate) {
            2
        } else {
            3
        }
    }

    /// Returns the days between the starts plus the days between the ends of two dates, 0 without dates.
    fn distance(self, pair: &ScoredPair) -> i64 {
        let days = |number: u32| self.get(number).and_then(|claim| claim.date.days);
        match (days(pair.claims.0), days(pair.claims.1)) {
            (Some(a), Some(b)) => (a.first - b.first).abs() + (a.last - b.last).abs(),
            _ => 0,
        }
    }
}

/// Clusters while they are joined.
struct ClusterBuilder<'j, 'r> {
    claims: Claims<'j, 'r>,
    pins: &'j PinnedPairs,
    sources: &'j Sources,
    matches: &'j [ScoredPair],
    /// The numbers of the matches of each claim.
    matches_of: FxHashMap<u32, Vec<u32>>,
    /// Large clusters ask for the same pairs again and again.
    decisions: RefCell<FxHashMap<(u32, u32), MatchDecision>>,
    /// The cluster of each claim.
    cluster_of: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl<'j, 'r> ClusterBuilder<'j, 'r> {
    /// Begins with a cluster for each claim.
    fn new(
        claims: Claims<'j, 'r>,
        pins: &'j PinnedPairs,
        sources: &'j Sources,
        matches: &'j [ScoredPair],
    ) -> Self {
        let mut matches_of: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (number, pair) in (0_u32..).zip(matches) {
            matches_of.entry(pair.claims.0).or_default().push(number);
            matches_of.entry(pair.claims.1).or_default().push(number);
        }
        let count = u32::try_from(claims.0.len()).unwrap_or(u32::MAX);
        Self {
            claims,
            pins,
            sources,
            matches,
            matches_of,
            decisions: RefCell::default(),
            cluster_of: (0..count).collect(),
            members: (0..count).map(|number| vec![number]).collect(),
        }
    }

    /// Returns the clusters, in the order of their first claims.
    fn build(self) -> Vec<Vec<u32>> {
        let claims = self.claims;
        let mut events: Vec<Vec<u32>> =
            self.members.into_iter().filter(|members| !members.is_empty()).collect();
        for event in &mut events {
            event.sort_unstable_by_key(|number| claims.id(*number));
        }
        events.sort_by_key(|event| event.first().and_then(|number| claims.id(*number)));
        events
    }

    fn cluster(&self, claim: u32) -> u32 {
        self.cluster_of.get(claim as usize).copied().unwrap_or(claim)
    }

    fn members(&self, cluster: u32) -> &[u32] {
        self.members.get(cluster as usize).map_or(&[], Vec::as_slice)
    }

    /// Joins the clusters of a pair. `false` if they are one already.
    ///
    /// # Errors
    /// The reasons why they stay two.
    fn join(&mut self, pair: &ScoredPair) -> Result<bool, MatchReasons> {
        let (first, second) = (self.cluster(pair.claims.0), self.cluster(pair.claims.1));
        if first == second {
            return Ok(false);
        }
        self.check_pins(first, second)?;
        if !pair.decision.supporting.has(MatchReason::PinnedSame) {
            self.check_members(first, second, pair)?;
            self.check_rivals(first, second, pair)?;
        }
        self.merge(first, second);
        Ok(true)
    }

    /// Moves the claims of the smaller cluster into the larger one.
    fn merge(&mut self, first: u32, second: u32) {
        let is_first_small = self.members(first).len() < self.members(second).len();
        let (small, large) = if is_first_small { (first, second) } else { (second, first) };
        let moved = self.members.get_mut(small as usize).map(std::mem::take).unwrap_or_default();
        for claim in &moved {
            if let Some(cluster) = self.cluster_of.get_mut(*claim as usize) {
                *cluster = large;
            }
        }
        if let Some(members) = self.members.get_mut(large as usize) {
            members.extend(moved);
        }
    }

    /// Checks that no two claims of the clusters are pinned as different.
    fn check_pins(&self, first: u32, second: u32) -> Result<(), MatchReasons> {
        let (one, other) = (self.members(first), self.members(second));
        let is_barred =
            |a: &u32| self.pins.has_cannot_link(*a) && other.iter().any(|b| self.pins.cannot_link(*a, *b));
        if one.iter().any(is_barred) {
            return Err(MatchReasons::default().with(MatchReason::PinnedApart));
        }
        Ok(())
    }

    /// Checks that no two claims of the clusters are known to be of two events.
    fn check_members(&self, first: u32, second: u32, pair: &ScoredPair) -> Result<(), MatchReasons> {
        let (one, other) = (self.members(first), self.members(second));
        let is_conflict = pair.is_conflict();
        let mut have_own_participants = true;
        for a in representatives(one) {
            for b in representatives(other) {
                let Some(decision) = self.decision(a, b) else { continue };
                let opposing = decision.opposing;
                match decision.verdict {
                    // The dates of the pair conflict already: those of other claims add nothing.
                    MatchVerdict::Different if is_conflict && opposing.are_about_dates() => {}
                    MatchVerdict::Different => return Err(opposing),
                    MatchVerdict::Undecided if !is_conflict && opposing.has(MatchReason::DatesConflict) => {
                        return Err(opposing);
                    }
                    _ => {}
                }
                have_own_participants &= opposing.has(MatchReason::DifferentParticipants);
            }
        }
        let have_sources = self.has_several_sources(one) && self.has_several_sources(other);
        if is_conflict && have_own_participants && have_sources {
            let reasons = MatchReasons::default().with(MatchReason::DatesConflict);
            return Err(reasons.with(MatchReason::SeparateSources));
        }
        Ok(())
    }

    fn has_several_sources(&self, members: &[u32]) -> bool {
        let claims = members.iter().filter_map(|claim| self.claims.get(*claim));
        let mut sources = claims.map(|claim| self.sources.of(claim));
        sources.next().is_some_and(|first| sources.any(|other| other != first))
    }

    fn decision(&self, a: u32, b: u32) -> Option<MatchDecision> {
        let (left, right) = (self.claims.get(a)?, self.claims.get(b)?);
        let mut decisions = self.decisions.borrow_mut();
        if decisions.len() >= CACHED {
            decisions.clear();
        }
        Some(*decisions.entry((a, b)).or_insert_with(|| decide(left, right)))
    }

    /// Checks that the less precise cluster has no rival: another cluster to which it could belong as well.
    fn check_rivals(&self, first: u32, second: u32, pair: &ScoredPair) -> Result<(), MatchReasons> {
        if self.claims.tier(pair) < 3 {
            return Ok(());
        }
        for (vague, event) in [(first, second), (second, first)] {
            for claim in self.members(vague).iter().take(REPRESENTATIVES) {
                for number in self.matches_of.get(claim).into_iter().flatten() {
                    let Some(other) = self.matches.get(*number as usize) else { continue };
                    let (left, right) = other.claims;
                    let rival = self.cluster(if left == *claim { right } else { left });
                    if rival != vague
                        && rival != event
                        && self.is_as_good(other, pair)
                        && self.check_members(event, rival, other).is_err()
                        && self.check_members(vague, rival, other).is_ok()
                    {
                        return Err(MatchReasons::default().with(MatchReason::Ambiguous));
                    }
                }
            }
        }
        Ok(())
    }

    /// True if a pair is as good a match as another one. A worse match is not, nor is one whose dates
    /// conflict where those of the other do not, or are much nearer.
    fn is_as_good(&self, rival: &ScoredPair, pair: &ScoredPair) -> bool {
        let is_verdict_as_good =
            rival.decision.verdict == pair.decision.verdict || rival.decision.verdict == MatchVerdict::Same;
        let is_farther = self.claims.distance(rival) > 2 * self.claims.distance(pair) + YEAR;
        rival.decision.score >= pair.decision.score
            && is_verdict_as_good
            && !(pair.is_conflict() && is_farther)
    }
}

/// Returns all claims of a small cluster, and a sample of a large one.
fn representatives(members: &[u32]) -> impl Iterator<Item = u32> {
    // The claims themselves give the order of the members.
    let step = members.len().div_ceil(REPRESENTATIVES).max(1);
    members.iter().step_by(step).copied()
}
