//! Anniversaries counted back to a year, and the day that the article itself gives elsewhere.

use annals_edtf::Edtf;
use annals_model::{Arithmetic, ArithmeticClaim, Claim, ClaimId, DateBasis, Evidence, Modality};

/// "… today celebrated the fiftieth anniversary of its foundation": a day of which only the year follows.
#[derive(Debug)]
pub(super) struct Counted {
    /// The claim of the year that follows.
    pub(super) origin: ClaimId,
    pub(super) ordinal: u32,
    pub(super) celebrated: Edtf,
    pub(super) evidence: Evidence,
}

/// The equation of each with the one date that the article states for what is celebrated.
pub(super) fn told_elsewhere(claims: &[Claim], counted: Vec<Counted>) -> Vec<ArithmeticClaim> {
    let equation = |counted: Counted| {
        let origin = claims.iter().find(|claim| claim.claim_id == counted.origin)?;
        let mut stated = claims.iter().filter(|claim| {
            claim.kind == origin.kind && claim.name == origin.name && claim.modality == Modality::Asserted
        });
        let stated = stated.find(|claim| {
            let date = claim.date.as_ref();
            date.is_some_and(|date| date.basis == DateBasis::Stated && date.edtf.sole_year().is_some())
        })?;
        let others = claims.iter().filter(|claim| claim.kind == origin.kind && claim.name == origin.name);
        let date = &stated.date.as_ref()?.edtf;
        let years: Vec<_> = others
            .filter_map(|claim| claim.date.as_ref())
            .filter(|date| date.basis == DateBasis::Stated)
            .map(|date| date.edtf.sole_year())
            .collect();
        let one = years.iter().all(|year| *year == date.sole_year());
        let terms = Arithmetic::Anniversary {
            ordinal: counted.ordinal,
            origin: date.clone(),
            celebrated: counted.celebrated,
        };
        let claims = vec![stated.claim_id.clone(), counted.origin];
        one.then_some(ArithmeticClaim { claims, terms, evidence: counted.evidence })
    };
    counted.into_iter().filter_map(equation).collect()
}
