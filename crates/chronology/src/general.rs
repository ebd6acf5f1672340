//! What is so in general: beginnings and ends of lives, bodies and presences bound what is done.

use std::collections::BTreeMap;

use annals_edtf::Edtf;
use annals_model::{
    Axioms, ClaimId, ClaimRow, EntityId, Extent, ForceMovement, Lifespan, Relations, Role, slug,
};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::presence;
use crate::system::Firmness;
use crate::timeline::{End, General, Law, Reason, Rows, Tie, is_told};

/// Claims that tell the end of something as a whole.
pub(crate) fn wholes(relations: &[Relations]) -> FxHashSet<&ClaimId> {
    let movements = relations.iter().flat_map(|article| &article.force_movements);
    movements.filter(|told| told.extent == Extent::Whole).map(|told| &told.claim).collect()
}

/// The beginning or end of somebody: the event, and the first claim that tells it.
type Edge<'r> = (usize, &'r ClaimRow);

/// The one event that begins or ends each life or body. One that is told of several is none.
#[derive(Default)]
struct Edges<'r>(FxHashMap<&'r EntityId, Option<Edge<'r>>>);

impl<'r> Edges<'r> {
    fn add(&mut self, whose: &'r EntityId, event: usize, claim: &'r ClaimRow) {
        let known = self.0.entry(whose).or_insert(Some((event, claim)));
        *known = match *known {
            Some((other, first)) if other == event => {
                Some((event, if claim.claim_id < first.claim_id { claim } else { first }))
            }
            _ => None,
        };
    }

    fn of(&self, whose: &EntityId) -> Option<Edge<'r>> {
        self.0.get(whose).copied().flatten()
    }
}

/// The ties that follow from what is so in general.
pub(crate) fn ties<'r>(rows: &Rows<'r>, relations: &'r [Relations], facts: &Axioms) -> Vec<Tie<'r>> {
    let bodies = bodies(rows, facts);
    let people: FxHashSet<&EntityId> = rows.release.people.iter().map(|row| &row.person_id).collect();
    let (mut births, mut deaths, mut foundings) = (Edges::default(), Edges::default(), Edges::default());
    for claim in rows.release.claims.iter().filter(|claim| is_told(claim)) {
        let kind = facts.kind(&claim.kind);
        if kind.begins.is_none() && kind.ends.is_none() {
            continue;
        }
        let Some(event) = rows.event_of(claim) else { continue };
        match (kind.begins, kind.ends, claim.participants.as_slice()) {
            (Some(Lifespan::Life), _, [one]) if people.contains(one) => births.add(one, event, claim),
            (_, Some(Lifespan::Life), [one]) if people.contains(one) => deaths.add(one, event, claim),
            (Some(Lifespan::Organisation), ..) => {
                if let Some(body) = bodies.get(&slug(&claim.name)).copied().flatten() {
                    foundings.add(body, event, claim);
                }
            }
            _ => {}
        }
    }
    let mut ties = Vec::new();
    for claim in rows.release.claims.iter().filter(|claim| is_told(claim)) {
        let kind = facts.kind(&claim.kind);
        let is_death = kind.ends == Some(Lifespan::Life);
        if kind.role != Role::Actor && !is_death {
            continue;
        }
        for whose in &claim.participants {
            // Who has died is born before, and that is all.
            let later = |edges: &Edges<'r>| edges.of(whose).filter(|_| !is_death);
            let edges = [
                (Law::Birth, births.of(whose)),
                (Law::Founding, later(&foundings)),
                (Law::Death, later(&deaths)),
            ];
            for (law, edge) in edges {
                if let (Some(edge), Some(event)) = (edge, edge.and_then(|_| rows.event_of(claim))) {
                    ties.push(tie(law, whose, edge, (event, claim), share(rows, event)));
                }
            }
        }
    }
    ties.retain(|tie| tie.earlier.0 != tie.later.0);
    ties.extend(presence::ties(rows, &movements(rows, relations, facts), facts));
    ties
}

/// How much of an event those who take part are there for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// All of it.
    Whole,
    /// Some of its days: who joins a war need not be there when it breaks out.
    Part,
}

/// Where an article tells when an event began and ended, it is one that people join and leave.
fn share(rows: &Rows<'_>, event: usize) -> Share {
    let claims = rows.release.events.get(event).into_iter().flat_map(|row| &row.claims);
    let mut dates = claims.filter_map(|id| rows.claim(id)?.date.as_ref());
    if dates.any(|date| matches!(date, Edtf::Interval { .. })) { Share::Part } else { Share::Whole }
}

/// A tie by a law. Two claims of one event are tied once for each claim that tells the act.
pub(crate) fn tie<'r>(law: Law, whose: &'r EntityId, edge: Edge<'r>, act: Edge<'r>, share: Share) -> Tie<'r> {
    let general = General { law, whose, edge: &edge.1.claim_id, act: &act.1.claim_id };
    let (first, last) = match share {
        Share::Whole => (End::First, End::Last),
        Share::Part => (End::Last, End::First),
    };
    let (earlier, later) = match law {
        Law::Birth | Law::Founding => ((edge.0, End::First), (act.0, first)),
        Law::Death | Law::Withdrawal => ((act.0, last), (edge.0, End::Last)),
    };
    Tie { earlier, later, reason: Reason::General(general), firmness: Firmness::General }
}

/// Organisations by every form of their names; none, where several have it.
fn bodies<'r>(rows: &Rows<'r>, facts: &Axioms) -> FxHashMap<String, Option<&'r EntityId>> {
    let founded = rows.release.claims.iter();
    let founded = founded.filter(|claim| facts.kind(&claim.kind).begins == Some(Lifespan::Organisation));
    let wanted: FxHashSet<String> = founded.map(|claim| slug(&claim.name)).collect();
    let mut bodies: FxHashMap<String, Option<&EntityId>> = FxHashMap::default();
    for row in &rows.release.organisations {
        for name in row.names.iter().chain([&row.name]) {
            let name = slug(name);
            if !wanted.contains(&name) {
                continue;
            }
            let known = bodies.entry(name).or_insert(Some(&row.organisation_id));
            *known = known.filter(|known| *known == &row.organisation_id);
        }
    }
    bodies
}

/// Forces that came or left, by the article that tells of them.
fn movements<'r>(
    rows: &Rows<'r>,
    relations: &'r [Relations],
    facts: &Axioms,
) -> BTreeMap<usize, Vec<presence::Moved<'r>>> {
    let mut found: BTreeMap<usize, Vec<presence::Moved<'r>>> = BTreeMap::new();
    for (number, article) in relations.iter().enumerate() {
        for told in &article.force_movements {
            let told: &'r ForceMovement = told;
            let Some(claim) = rows.claim(&told.claim).filter(|claim| is_told(claim)) else { continue };
            let (Some(event), kind) = (rows.event_of(claim), facts.kind(&claim.kind)) else { continue };
            let matter = Some(Lifespan::Presence);
            let direction = match (kind.begins == matter, kind.ends == matter) {
                (true, _) => presence::Direction::Comes,
                (_, true) => presence::Direction::Leaves,
                _ if kind.within == matter => presence::Direction::Stays,
                _ => continue,
            };
            found.entry(number).or_default().push(presence::Moved { told, claim, event, direction });
        }
    }
    found
}
