//! Claims joined into events.

use std::cell::RefCell;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::decide::{Decision, Verdict, decide};
use super::pins::Pinned;
use super::reasons::{Reason, Reasons};
use super::sources::Sources;
use super::telling::Telling;

/// Claims that stand for an event when another is compared with it.
const SHOWN: usize = 24;
/// Decisions that are remembered at once.
const REMEMBERED: usize = 1 << 18;
/// Least score at which a pair that was not joined is remembered.
const CLOSE: i32 = 3;

/// Two claims and why they were joined, or why not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub(super) pair: (u32, u32),
    pub(super) decision: Decision,
}

/// Events as lists of claims, by number, and the ties between them.
pub(super) struct Clusters {
    /// Each sorted; the events by their first claim.
    pub(super) events: Vec<Vec<u32>>,
    /// Pairs that joined two parts of an event.
    pub(super) joins: Vec<Tie>,
    /// Pairs that came near to it.
    pub(super) apart: Vec<Tie>,
}

/// How far the dates of a pair make it wait: what is sure comes first.
fn stage(tellings: &[Telling<'_>], tie: &Tie) -> u8 {
    let dated = |number: u32| at(tellings, number).is_some_and(|telling| telling.days.is_some());
    match tie.decision.verdict {
        // Whole events are pinned, as they are without the pin.
        _ if tie.decision.same.has(Reason::PinnedSame) => 6,
        Verdict::Conflict => 4,
        _ if tie.decision.same.has(Reason::SameDay) => 1,
        _ if !dated(tie.pair.0) && !dated(tie.pair.1) => 2,
        _ if dated(tie.pair.0) && dated(tie.pair.1) => {
            if tie.decision.same.has(Reason::SameTime) {
                2
            } else {
                3
            }
        }
        _ => 5,
    }
}

fn at<'t, 'r>(tellings: &'t [Telling<'r>], number: u32) -> Option<&'t Telling<'r>> {
    tellings.get(number as usize)
}

/// How far apart the dates of a pair begin and end, in days.
fn gap(tellings: &[Telling<'_>], tie: &Tie) -> i64 {
    let days = |number: u32| at(tellings, number).and_then(|telling| telling.days);
    match (days(tie.pair.0), days(tie.pair.1)) {
        (Some(a), Some(b)) => (a.0 - b.0).abs() + (a.1 - b.1).abs(),
        _ => 0,
    }
}

/// Joins claims, the surest pairs first, as long as no two of an event are known to be of two.
///
/// A claim without a date, or with one less precise, that would fit several events of which it is
/// known that they are several stays by itself. The result does not depend on the order of the claims.
pub(super) fn cluster(
    tellings: &[Telling<'_>],
    pairs: &[(u32, u32)],
    pinned: &Pinned,
    sources: &Sources,
) -> Clusters {
    let decided: Vec<Tie> = pairs
        .par_iter()
        .filter_map(|pair| {
            let mut decision = decide(at(tellings, pair.0)?, at(tellings, pair.1)?);
            if pinned.apart(pair.0, pair.1) {
                decision.verdict = Verdict::Apart;
                decision.other.add(Reason::PinnedApart);
            }
            let kept =
                matches!(decision.verdict, Verdict::One | Verdict::Conflict) || decision.score >= CLOSE;
            kept.then_some(Tie { pair: *pair, decision })
        })
        .collect();
    let mut ties: Vec<Tie> = Vec::new();
    let mut apart: Vec<Tie> = Vec::new();
    for tie in decided {
        match tie.decision.verdict {
            Verdict::One | Verdict::Conflict => ties.push(tie),
            Verdict::Open | Verdict::Apart => apart.push(tie),
        }
    }
    for (first, second) in pinned.same() {
        let same = Reasons::default().with(Reason::PinnedSame);
        let decision = Decision { verdict: Verdict::One, score: i32::MAX, same, other: Reasons::default() };
        ties.push(Tie { pair: (first, second), decision });
    }
    let id = |number: u32| at(tellings, number).map(|telling| &telling.claim.claim_id);
    ties.par_sort_unstable_by_key(|tie| {
        (
            stage(tellings, tie),
            std::cmp::Reverse(tie.decision.score),
            gap(tellings, tie),
            id(tie.pair.0),
            id(tie.pair.1),
        )
    });
    let mut around: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (number, tie) in (0_u32..).zip(&ties) {
        around.entry(tie.pair.0).or_default().push(number);
        around.entry(tie.pair.1).or_default().push(number);
    }
    let mut joining = Joining {
        tellings,
        decided: RefCell::default(),
        pinned,
        sources,
        ties: &ties,
        around: &around,
        of: (0..u32::try_from(tellings.len()).unwrap_or(u32::MAX)).collect(),
        members: (0..u32::try_from(tellings.len()).unwrap_or(u32::MAX)).map(|number| vec![number]).collect(),
    };
    let mut joins = Vec::new();
    for tie in &ties {
        match joining.join(tie) {
            Ok(true) => joins.push(*tie),
            Ok(false) => {}
            Err(reasons) => {
                let mut tie = *tie;
                tie.decision.other = reasons;
                apart.push(tie);
            }
        }
    }
    let mut events: Vec<Vec<u32>> =
        joining.members.into_iter().filter(|members| !members.is_empty()).collect();
    for event in &mut events {
        event.sort_unstable_by_key(|number| id(*number));
    }
    events.sort_by_key(|event| event.first().and_then(|number| id(*number)));
    Clusters { events, joins, apart }
}

struct Joining<'j, 'r> {
    tellings: &'j [Telling<'r>],
    /// Large events ask for the same pairs again and again.
    decided: RefCell<FxHashMap<(u32, u32), Decision>>,
    pinned: &'j Pinned,
    sources: &'j Sources,
    ties: &'j [Tie],
    around: &'j FxHashMap<u32, Vec<u32>>,
    /// The event of each claim.
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Joining<'_, '_> {
    fn event(&self, claim: u32) -> u32 {
        self.of.get(claim as usize).copied().unwrap_or(claim)
    }

    fn members(&self, event: u32) -> &[u32] {
        self.members.get(event as usize).map_or(&[], Vec::as_slice)
    }

    /// Joins the events of a pair; false where they are one already, reasons where they stay two.
    fn join(&mut self, tie: &Tie) -> Result<bool, Reasons> {
        let (first, second) = (self.event(tie.pair.0), self.event(tie.pair.1));
        if first == second {
            return Ok(false);
        }
        self.may_be_pinned(first, second)?;
        if !tie.decision.same.has(Reason::PinnedSame) {
            self.may_join(first, second, tie)?;
            self.is_the_only(first, second, tie)?;
        }
        let (small, large) = if self.members(first).len() < self.members(second).len() {
            (first, second)
        } else {
            (second, first)
        };
        let moved = self.members.get_mut(small as usize).map(std::mem::take).unwrap_or_default();
        for claim in &moved {
            if let Some(event) = self.of.get_mut(*claim as usize) {
                *event = large;
            }
        }
        if let Some(members) = self.members.get_mut(large as usize) {
            members.extend(moved);
        }
        Ok(true)
    }

    /// Whether no claim of one event is pinned as different from one of the second.
    fn may_be_pinned(&self, first: u32, second: u32) -> Result<(), Reasons> {
        let (one, other) = (self.members(first), self.members(second));
        let barred = |a: &u32| self.pinned.bars(*a) && other.iter().any(|b| self.pinned.apart(*a, *b));
        if one.iter().any(barred) { Err(Reasons::default().with(Reason::PinnedApart)) } else { Ok(()) }
    }

    /// Whether no claim of one event is known to be of another event than one of the second.
    fn may_join(&self, first: u32, second: u32, tie: &Tie) -> Result<(), Reasons> {
        let (one, other) = (self.members(first), self.members(second));
        let conflict = tie.decision.verdict == Verdict::Conflict;
        let mut witnessed = true;
        for a in self.shown(one) {
            for b in self.shown(other) {
                let Some(decision) = self.decision(a, b) else { continue };
                match decision.verdict {
                    // A date that a day is within says no more than the day does.
                    Verdict::Apart if conflict && decision.other.is_of_dates() => {}
                    Verdict::Apart => return Err(decision.other),
                    Verdict::Open if decision.other.has(Reason::DatesConflict) && !conflict => {
                        return Err(decision.other);
                    }
                    _ => {}
                }
                witnessed &= decision.other.has(Reason::OtherParties);
            }
        }
        let many = |members: &[u32]| {
            let mut all = members
                .iter()
                .filter_map(|claim| at(self.tellings, *claim))
                .map(|told| self.sources.of(told));
            all.next().is_some_and(|first| all.any(|other| other != first))
        };
        if conflict && witnessed && many(one) && many(other) {
            return Err(Reasons::default().with(Reason::DatesConflict).with(Reason::OwnWitnesses));
        }
        Ok(())
    }

    fn decision(&self, a: u32, b: u32) -> Option<Decision> {
        let (left, right) = (at(self.tellings, a)?, at(self.tellings, b)?);
        let mut decided = self.decided.borrow_mut();
        if decided.len() >= REMEMBERED {
            decided.clear();
        }
        Some(*decided.entry((a, b)).or_insert_with(|| decide(left, right)))
    }

    /// Claims that stand for an event: all of a small one, of a large one some that differ.
    fn shown(&self, members: &[u32]) -> Vec<u32> {
        if members.len() <= SHOWN {
            return members.to_vec();
        }
        // The members come in an order that the claims themselves give.
        let step = members.len().div_ceil(SHOWN);
        members.iter().step_by(step).copied().collect()
    }

    /// Whether the vaguer event has no other to which it could as well belong.
    fn is_the_only(&self, first: u32, second: u32, tie: &Tie) -> Result<(), Reasons> {
        let stage = stage(self.tellings, tie);
        if stage < 3 {
            return Ok(());
        }
        let near = gap(self.tellings, tie);
        let far = |other: &Tie| gap(self.tellings, other) > 2 * near + 372;
        for (vague, event) in [(first, second), (second, first)] {
            for claim in self.members(vague).iter().take(SHOWN) {
                for number in self.around.get(claim).into_iter().flatten() {
                    let Some(other) = self.ties.get(*number as usize) else { continue };
                    let rival = if other.pair.0 == *claim { other.pair.1 } else { other.pair.0 };
                    let rival = self.event(rival);
                    // A worse tie, or one that only a contradiction makes, is no rival.
                    let equal = other.decision.score >= tie.decision.score
                        && (other.decision.verdict == tie.decision.verdict
                            || other.decision.verdict == Verdict::One);
                    // Of two that it contradicts, the one that lies far nearer is meant.
                    let farther = tie.decision.verdict == Verdict::Conflict && far(other);
                    if rival == vague || rival == event || !equal || farther {
                        continue;
                    }
                    if self.may_join(event, rival, other).is_err()
                        && self.may_join(vague, rival, other).is_ok()
                    {
                        return Err(Reasons::default().with(Reason::Several));
                    }
                }
            }
        }
        Ok(())
    }
}
