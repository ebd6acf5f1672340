//! A pair of claims, the evidence that has been found, and the decision.

use crate::features::ClaimFeatures;
use crate::match_reasons::{MatchReason, MatchReasons};
use crate::symbols::Symbol;

/// The score that claims need to be of one event.
pub(super) const ENOUGH: i32 = 5;

/// Whether two claims are of one event, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MatchDecision {
    pub(crate) verdict: MatchVerdict,
    /// How much the claims have in common.
    pub(crate) score: i32,
    /// The evidence for one event.
    pub(crate) supporting: MatchReasons,
    /// The evidence for two.
    pub(crate) opposing: MatchReasons,
}

/// Whether two claims are of one event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MatchVerdict {
    Same,
    /// Of one event, with dates that contradict each other.
    SameInConflict,
    /// There is not enough evidence.
    Undecided,
    Different,
}

/// How the names of two claims compare.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum NameRelation {
    /// They identify one event, whatever the dates.
    Same,
    /// One is a part of the other.
    Within,
    /// They decide nothing.
    Open,
}

/// A pair of claims while it is scored.
pub(super) struct Pair<'p, 'r> {
    pub(super) a: &'p ClaimFeatures<'r>,
    pub(super) b: &'p ClaimFeatures<'r>,
    pub(super) score: i32,
    pub(super) supporting: MatchReasons,
    pub(super) opposing: MatchReasons,
}

impl<'p, 'r> Pair<'p, 'r> {
    pub(super) fn new(a: &'p ClaimFeatures<'r>, b: &'p ClaimFeatures<'r>) -> Self {
        Self { a, b, score: 0, supporting: MatchReasons::default(), opposing: MatchReasons::default() }
    }

    /// Adds evidence for one event.
    pub(super) fn support(&mut self, reason: MatchReason, points: i32) {
        self.supporting.add(reason);
        self.score += points;
    }

    /// Adds evidence for two events.
    pub(super) fn oppose(&mut self, reason: MatchReason, points: i32) {
        self.opposing.add(reason);
        self.score -= points;
    }

    /// Decides for two events.
    pub(super) fn different(&mut self, reason: MatchReason) -> MatchVerdict {
        self.opposing.add(reason);
        MatchVerdict::Different
    }

    /// Returns the decision with a verdict.
    pub(super) fn decision(mut self, verdict: MatchVerdict) -> MatchDecision {
        if verdict == MatchVerdict::Undecided && self.opposing.is_empty() {
            self.opposing.add(MatchReason::TooLittle);
        }
        let Self { score, supporting, opposing, .. } = self;
        MatchDecision { verdict, score, supporting, opposing }
    }

    /// True if there is evidence of this sort for one event.
    pub(super) fn has(&self, reason: MatchReason) -> bool {
        self.supporting.has(reason)
    }

    /// True if there is evidence of one of these sorts for two events.
    pub(super) fn is_opposed_by(&self, reasons: &[MatchReason]) -> bool {
        reasons.iter().any(|reason| self.opposing.has(*reason))
    }

    /// True if no words, place or context speak for two events.
    pub(super) fn is_unopposed(&self) -> bool {
        use MatchReason::{DifferentContext, DifferentPlace, DifferentWords};
        !self.is_opposed_by(&[DifferentWords, DifferentPlace, DifferentContext])
    }

    /// True if both have a condition.
    pub(super) fn both(&self, condition: impl Fn(&ClaimFeatures<'r>) -> bool) -> bool {
        condition(self.a) && condition(self.b)
    }

    /// True if one or both have a condition.
    pub(super) fn either(&self, condition: impl Fn(&ClaimFeatures<'r>) -> bool) -> bool {
        condition(self.a) || condition(self.b)
    }

    pub(super) fn shares_article(&self) -> bool {
        self.a.shares_article(self.b)
    }

    pub(super) fn shares_kind(&self) -> bool {
        self.a.shares_kind(self.b)
    }

    /// True if such events recur.
    pub(super) fn recurs(&self) -> bool {
        self.either(|claim| claim.class.recurs)
    }

    /// True if both are at one place, which is no country.
    pub(super) fn shares_exact_place(&self) -> bool {
        self.has(MatchReason::SamePlace) && self.a.place.is_some_and(|place| !place.is_country)
    }

    /// True if both have the same participants, or countries, or exact place.
    pub(super) fn shares_participants(&self) -> bool {
        self.has(MatchReason::SameParticipants)
            || self.has(MatchReason::SameCountries)
            || self.shares_exact_place()
    }

    /// True if a person takes part in both.
    pub(super) fn shares_person(&self) -> bool {
        self.common_people() > 0
    }

    /// Returns how many people take part in both.
    pub(super) fn common_people(&self) -> usize {
        let people = &self.b.participants.people;
        self.a.participants.people.iter().filter(|person| people.contains(person)).count()
    }

    /// True if neither name has words besides kind, participants and place.
    pub(super) fn lacks_specific_words(&self) -> bool {
        self.both(|claim| claim.name.specific.is_empty())
    }

    /// True if both describe an event of one kind in the same words, none of them specific.
    pub(super) fn is_worded_alike(&self) -> bool {
        let slug = |claim: &ClaimFeatures<'_>| annals_model::slug(&claim.claim.name);
        self.lacks_specific_words() && self.shares_kind() && slug(self.a) == slug(self.b)
    }

    /// True if each has several names in its context and none is common.
    pub(super) fn has_disjoint_contexts(&self) -> bool {
        let names = |claim: &'p ClaimFeatures<'r>| -> &'p [Symbol] { &claim.context.stems_outside_name };
        let (one, other) = (names(self.a), names(self.b));
        one.len() > 1 && other.len() > 1 && !one.iter().any(|name| other.contains(name))
    }
}
