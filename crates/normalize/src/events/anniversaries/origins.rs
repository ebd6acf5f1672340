//! Origins of anniversaries that another sentence of the article dates.

use annals_edtf::Edtf;
use annals_model::{Arithmetic, ArithmeticClaim, Claim, ClaimId, DateBasis, Evidence, Modality};

/// A celebration for which its sentence implies only the year of the origin: "… today celebrated the fiftieth
/// anniversary of its foundation".
#[derive(Debug)]
pub(crate) struct OpenAnniversary {
    /// The claim with the inferred year of the origin.
    pub(crate) origin: ClaimId,
    pub(crate) ordinal: u32,
    pub(crate) celebrated: Edtf,
    pub(crate) evidence: Evidence,
}

/// Returns the arithmetic claims that relate open anniversaries to the date that the article states for the
/// origin. An origin with stated dates in several years gives none.
pub(crate) fn resolve_origins(claims: &[Claim], open: Vec<OpenAnniversary>) -> Vec<ArithmeticClaim> {
    open.into_iter().filter_map(|anniversary| resolve_origin(claims, anniversary)).collect()
}

fn resolve_origin(claims: &[Claim], anniversary: OpenAnniversary) -> Option<ArithmeticClaim> {
    let origin = claims.iter().find(|claim| claim.claim_id == anniversary.origin)?;
    let same = |claim: &&Claim| claim.kind == origin.kind && claim.name == origin.name;
    let is_stated = |claim: &Claim| {
        let date = claim.date.as_ref();
        date.is_some_and(|date| date.basis == DateBasis::Stated && date.edtf.sole_year().is_some())
    };
    let mut asserted = claims.iter().filter(same).filter(|claim| claim.modality == Modality::Asserted);
    let stated = asserted.find(|claim| is_stated(claim))?;
    let date = &stated.date.as_ref()?.edtf;
    let mut others = claims.iter().filter(same).filter_map(|claim| claim.date.as_ref());
    let agree =
        others.all(|other| other.basis != DateBasis::Stated || other.edtf.sole_year() == date.sole_year());
    let terms = Arithmetic::Anniversary {
        ordinal: anniversary.ordinal,
        origin: date.clone(),
        celebrated: anniversary.celebrated,
    };
    let claims = vec![stated.claim_id.clone(), anniversary.origin.clone()];
    agree.then_some(ArithmeticClaim { claims, terms, evidence: anniversary.evidence })
}
