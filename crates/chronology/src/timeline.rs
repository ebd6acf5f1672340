//! The system of a whole release: every date, every order, and what is so in general.

use std::fmt;

use annals_model::{
    ArticleId, Axioms, ClaimId, ClaimRow, DateBasis, EntityId, EventId, EventRow, Extension, Modality,
    Relations, Release, TemporalRelationKind,
};

use crate::dates;
use crate::general;
use crate::lapses;
use crate::orders;
use crate::system::{Bounds, Contradiction, Event, Firmness, Point, Side, Statement, System};

/// Most days between the bounds given of an event that nobody dates.
const WIDEST: i64 = 30 * 366;

/// Why two days are as they are to each other. Events are told by claims.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason<'r> {
    /// A claim's date.
    Date(&'r ClaimId),
    /// An article says so: by its number among the orders of the article.
    Temporal(&'r ArticleId, usize),
    /// An article says how much time lies between: by its number among the lapses of the article.
    Duration(&'r ArticleId, usize),
    /// It is so in general.
    General(General<'r>),
}

/// Something that is so in general, applied to two claims.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct General<'r> {
    /// What is so.
    pub law: Law,
    /// Whose life, body or presence it is.
    pub whose: &'r EntityId,
    /// The claim of its beginning or end.
    pub edge: &'r ClaimId,
    /// The claim of what was done.
    pub act: &'r ClaimId,
}

/// What is so in general.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Law {
    /// Nobody acts before being born.
    Birth,
    /// Nobody acts after death.
    Death,
    /// Nothing acts before it was founded.
    Founding,
    /// Of a force that has left a country as a whole nobody is left there.
    Withdrawal,
}

impl fmt::Display for Law {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Birth => "nobody acts before birth",
            Self::Death => "nobody acts after death",
            Self::Founding => "nothing acts before it is founded",
            Self::Withdrawal => "after all of a force has left nobody of it is there",
        })
    }
}

/// Days that are in order, and why.
pub(crate) struct Tie<'r> {
    pub(crate) earlier: (usize, End),
    pub(crate) later: (usize, End),
    pub(crate) reason: Reason<'r>,
    pub(crate) firmness: Firmness,
}

/// An end of an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    First,
    Last,
}

/// Events that are tied to each other in time, with all that is said of when they were.
pub struct Timeline<'r> {
    system: System<Reason<'r>>,
    /// The event of each number.
    events: Vec<&'r EventRow>,
    rows: Rows<'r>,
    relations: &'r [Relations],
}

/// What follows of an event: days between which it lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inferred {
    /// The event.
    pub event_id: EventId,
    /// No day of it is before.
    pub earliest: Option<annals_edtf::Day>,
    /// No day of it is after.
    pub latest: Option<annals_edtf::Day>,
}

/// A contradiction with the claims, orders and laws that it rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof<'r> {
    /// What cannot all hold, from the statement that puts an event early to the one that puts another
    /// late: each says that what the next speaks of is not later than what it speaks of itself.
    pub reasons: Vec<Reason<'r>>,
    /// The last day of the event that is told first; none, where no date is among the reasons.
    pub not_after: Option<annals_edtf::Day>,
    /// The first day of the event that is told last.
    pub not_before: Option<annals_edtf::Day>,
}

/// What is looked up while ties are made.
pub(crate) struct Rows<'r> {
    pub(crate) release: &'r Release,
    /// By their identifiers.
    claims: Vec<&'r ClaimRow>,
    events: Vec<(&'r EventId, usize)>,
}

impl<'r> Rows<'r> {
    fn of(release: &'r Release) -> Self {
        // Sorting what is sorted already, as rows of a release are, costs next to nothing.
        let mut claims: Vec<&ClaimRow> = release.claims.iter().collect();
        claims.sort_by(|a, b| a.claim_id.cmp(&b.claim_id));
        let mut events: Vec<_> = release.events.iter().map(|row| &row.event_id).zip(0..).collect();
        events.sort();
        Self { release, claims, events }
    }

    /// The event that a claim tells.
    pub(crate) fn event_of(&self, claim: &ClaimRow) -> Option<usize> {
        let at = self.events.binary_search_by(|(id, _)| (*id).cmp(&claim.event_id)).ok()?;
        self.events.get(at).map(|(_, number)| *number)
    }

    pub(crate) fn claim(&self, id: &ClaimId) -> Option<&'r ClaimRow> {
        let at = self.claims.binary_search_by(|row| row.claim_id.cmp(id)).ok()?;
        self.claims.get(at).copied()
    }
}

/// Whether a claim says that its event did happen.
pub(crate) fn is_told(claim: &ClaimRow) -> bool {
    matches!(claim.modality, Modality::Asserted | Modality::Reported)
}

impl<'r> Timeline<'r> {
    /// All that ties events of a release to each other. Events that nothing ties to others are left out.
    #[must_use]
    pub fn of(release: &'r Release, relations: &'r [Relations], facts: &Axioms) -> Self {
        let rows = Rows::of(release);
        let named = orders::Named::of(&rows, relations);
        let mut ties = orders::ties(&rows, relations, &named);
        let spans = lapses::spans(&rows, relations, &named, facts);
        ties.extend(general::ties(&rows, relations, facts));
        let mut tied: Vec<usize> = ties.iter().flat_map(|tie| [tie.earlier.0, tie.later.0]).collect();
        tied.extend(spans.iter().flat_map(lapses::Span::events));
        tied.sort_unstable();
        tied.dedup();
        let number = |event: usize| {
            let at = tied.binary_search(&event).unwrap_or_default();
            Event(u32::try_from(at).unwrap_or(u32::MAX))
        };
        let point = |(event, end): (usize, End)| match end {
            End::First => Point::First(number(event)),
            End::Last => Point::Last(number(event)),
        };
        let mut system = System::new(u32::try_from(tied.len()).unwrap_or(u32::MAX));
        let wholes = general::wholes(relations);
        let events: Vec<&EventRow> = tied.iter().filter_map(|event| release.events.get(*event)).collect();
        for (event, row) in (0..).map(Event).zip(&events) {
            if facts.kind(&row.kind).extension == Extension::Day {
                system.one_day(event);
            }
            dates::date(&mut system, event, row, &rows, facts, &wholes);
        }
        for tie in ties {
            let by = system.state(tie.reason, tie.firmness);
            system.in_order(point(tie.earlier), point(tie.later), by);
        }
        for span in spans {
            lapses::state(&mut system, span, |event, end| point((event, end)));
        }
        Self { system, events, rows, relations }
    }

    /// Solves it: what cannot all hold, and what follows of events without a date.
    #[must_use]
    pub fn solve(&self) -> (Vec<Proof<'r>>, Vec<Inferred>) {
        let solution = self.system.solve();
        let proofs = solution.contradictions.iter().filter_map(|found| self.proof(found)).collect();
        let bounds = self.events.iter().zip(&solution.bounds);
        let inferred =
            bounds.filter(|(row, bounds)| row.date.is_none() && tells(bounds)).map(|(row, bounds)| {
                Inferred {
                    event_id: row.event_id.clone(),
                    earliest: bounds.earliest.and_then(dates::day),
                    latest: bounds.latest.and_then(dates::day),
                }
            });
        (proofs, inferred.collect())
    }

    /// What a bound of an event follows from, as a chain. Empty, where nothing gives it one.
    #[must_use]
    pub fn grounds(&self, event: &EventId, side: Side) -> Vec<Reason<'r>> {
        let Some(at) = self.events.iter().position(|row| row.event_id == *event) else { return Vec::new() };
        let statements = self.system.grounds(Event(u32::try_from(at).unwrap_or(u32::MAX)), side);
        statements.into_iter().filter_map(|statement| self.system.reason(statement).cloned()).collect()
    }

    /// The claim with this identifier.
    #[must_use]
    pub fn claim(&self, id: &ClaimId) -> Option<&'r ClaimRow> {
        self.rows.claim(id)
    }

    /// An order of an article, by its number.
    #[must_use]
    pub fn order(&self, article: &ArticleId, number: usize) -> Option<&'r annals_model::TemporalRelation> {
        let of_article = self.relations.iter().find(|relations| relations.article_id == *article)?;
        of_article.temporal.get(number)
    }

    /// What an article says of how much time lies between two marks, by its number.
    #[must_use]
    pub fn lapse(&self, article: &ArticleId, number: usize) -> Option<&'r annals_model::DurationRelation> {
        let of_article = self.relations.iter().find(|relations| relations.article_id == *article)?;
        of_article.durations.get(number)
    }

    /// A contradiction in the words of the release. None, if it rests on the dates of one event alone:
    /// that is a disagreement of its sources, and no matter of order.
    fn proof(&self, found: &Contradiction) -> Option<Proof<'r>> {
        let statements: Vec<Statement> = found.statements();
        let reasons: Vec<Reason<'r>> =
            statements.iter().filter_map(|statement| self.system.reason(*statement).cloned()).collect();
        if reasons.iter().all(|reason| matches!(reason, Reason::Date(_))) {
            return None;
        }
        let bound = |step: Option<&crate::system::Step>| step.map(|step| step.days);
        let not_after = bound(found.steps.first().filter(|step| step.right == Point::Calendar));
        let not_before = bound(found.steps.last().filter(|step| step.left == Point::Calendar));
        Some(Proof {
            reasons,
            not_after: not_after.and_then(dates::day),
            not_before: not_before.and_then(|days| dates::day(days.saturating_neg())),
        })
    }
}

/// Whether bounds say anything that a reader of the event does not know: a generation is no date.
fn tells(bounds: &Bounds) -> bool {
    match (bounds.earliest, bounds.latest) {
        (Some(earliest), Some(latest)) => latest.saturating_sub(earliest) <= WIDEST,
        (earliest, latest) => earliest.is_some() || latest.is_some(),
    }
}

/// How firm a claim's date is.
pub(crate) fn firmness(claim: &ClaimRow) -> Firmness {
    match (claim.modality, claim.date_basis) {
        (Modality::Asserted, Some(DateBasis::Stated)) => Firmness::Stated,
        (_, Some(DateBasis::Inferred)) => Firmness::Inferred,
        _ => Firmness::Resolved,
    }
}

/// The ends that a relation puts in order: those of subject and object, the earlier first.
pub(crate) fn ends(relation: TemporalRelationKind) -> &'static [(Whose, End, Whose, End)] {
    use End::{First, Last};
    use Whose::{Object, Subject};
    match relation {
        TemporalRelationKind::Before | TemporalRelationKind::Causes => &[(Subject, First, Object, First)],
        TemporalRelationKind::After => &[(Object, Last, Subject, First)],
        TemporalRelationKind::Until => &[(Subject, Last, Object, Last)],
        TemporalRelationKind::Since => &[(Object, First, Subject, First)],
        TemporalRelationKind::During => &[(Object, First, Subject, First), (Subject, Last, Object, Last)],
    }
}

/// Whose end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    Subject,
    Object,
}
