//! Constraints from axioms: the beginning and end of a life or an organisation bound its acts.

use annals_edtf::Edtf;
use annals_model::{Axioms, ClaimRow, EntityId, Lifespan, Role, slug};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::precedence::{Attendance, Precedence, Reported};
use crate::proof::Axiom;
use crate::rows::Rows;

/// The one event that begins or ends the lifespan of each entity, with the first claim that reports it;
/// `None` where several events do.
#[derive(Default)]
struct Boundaries<'r>(FxHashMap<&'r EntityId, Option<Reported<'r>>>);

impl<'r> Boundaries<'r> {
    fn add(&mut self, entity: &'r EntityId, event: usize, claim: &'r ClaimRow) {
        let known = self.0.entry(entity).or_insert(Some((event, claim)));
        *known = match *known {
            Some((other, first)) if other == event => {
                Some((event, if claim.claim_id < first.claim_id { claim } else { first }))
            }
            _ => None,
        };
    }

    fn of(&self, entity: &EntityId) -> Option<Reported<'r>> {
        self.0.get(entity).copied().flatten()
    }
}

/// The boundaries of all lifespans of a release.
#[derive(Default)]
struct Lifespans<'r> {
    births: Boundaries<'r>,
    deaths: Boundaries<'r>,
    foundings: Boundaries<'r>,
}

impl<'r> Lifespans<'r> {
    fn of(rows: &Rows<'r>, axioms: &Axioms) -> Self {
        let organisations = founded_organisations(rows, axioms);
        let people: FxHashSet<&EntityId> = rows.release.people.iter().map(|row| &row.person_id).collect();
        let mut lifespans = Self::default();
        for claim in rows.factual_claims() {
            let kind = axioms.kind(&claim.kind);
            if kind.begins.is_none() && kind.ends.is_none() {
                continue;
            }
            let Some(event) = rows.event_of(claim) else { continue };
            match (kind.begins, kind.ends, claim.participants.as_slice()) {
                (Some(Lifespan::Life), _, [one]) if people.contains(one) => {
                    lifespans.births.add(one, event, claim);
                }
                (_, Some(Lifespan::Life), [one]) if people.contains(one) => {
                    lifespans.deaths.add(one, event, claim);
                }
                (Some(Lifespan::Organisation), ..) => {
                    if let Some(one) = organisations.get(&slug(&claim.name)).copied().flatten() {
                        lifespans.foundings.add(one, event, claim);
                    }
                }
                _ => {}
            }
        }
        lifespans
    }
}

/// Returns the precedences that the axioms on lives and organisations imply.
pub(crate) fn precedences<'r>(rows: &Rows<'r>, axioms: &Axioms) -> Vec<Precedence<'r>> {
    let lifespans = Lifespans::of(rows, axioms);
    let mut found = Vec::new();
    for act in rows.factual_claims() {
        let kind = axioms.kind(&act.kind);
        let is_death = kind.ends == Some(Lifespan::Life);
        if kind.role != Role::Actor && !is_death {
            continue;
        }
        for entity in &act.participants {
            // A death is bounded by the birth only.
            let unless_death = |boundaries: &Boundaries<'r>| boundaries.of(entity).filter(|_| !is_death);
            let boundaries = [
                (Axiom::Birth, lifespans.births.of(entity)),
                (Axiom::Founding, unless_death(&lifespans.foundings)),
                (Axiom::Death, unless_death(&lifespans.deaths)),
            ];
            for (axiom, boundary) in boundaries {
                if let (Some(boundary), Some(event)) = (boundary, boundary.and_then(|_| rows.event_of(act))) {
                    let attendance = attendance(rows, event);
                    found.push(Precedence::by_axiom(axiom, entity, boundary, (event, act), attendance));
                }
            }
        }
    }
    found.retain(|found| found.earlier.0 != found.later.0);
    found
}

/// Returns the attendance of participants. They join and leave an event that an article dates to an interval.
fn attendance(rows: &Rows<'_>, event: usize) -> Attendance {
    let claims = rows.release.events.get(event).into_iter().flat_map(|row| &row.claims);
    let mut dates = claims.filter_map(|id| rows.claim(id)?.date.as_ref());
    if dates.any(|date| matches!(date, Edtf::Interval { .. })) { Attendance::Part } else { Attendance::Whole }
}

/// Returns the organisations whose founding is reported, by the slug of each of their names; `None` where
/// several organisations share the name.
fn founded_organisations<'r>(rows: &Rows<'r>, axioms: &Axioms) -> FxHashMap<String, Option<&'r EntityId>> {
    let founded = rows.release.claims.iter();
    let founded = founded.filter(|claim| axioms.kind(&claim.kind).begins == Some(Lifespan::Organisation));
    let wanted: FxHashSet<String> = founded.map(|claim| slug(&claim.name)).collect();
    let mut organisations: FxHashMap<String, Option<&EntityId>> = FxHashMap::default();
    for row in &rows.release.organisations {
        for name in row.names.iter().chain([&row.name]) {
            let name = slug(name);
            if !wanted.contains(&name) {
                continue;
            }
            let known = organisations.entry(name).or_insert(Some(&row.organisation_id));
            *known = known.filter(|known| *known == &row.organisation_id);
        }
    }
    organisations
}
