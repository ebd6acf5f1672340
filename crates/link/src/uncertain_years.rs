//! Dates whose year is only inferred, and may be wrong.

use std::collections::BTreeSet;

use annals_edtf::{Edtf, Qualifier};
use annals_model::{ClaimId, DateBasis, Reading};
use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::date_relation::differ_only_in_year;
use crate::day_range::{DayRange, YEAR};
use crate::extraction::PublicationDays;
use crate::features::{ClaimFeatures, YearBasis};

/// How far from the publication of its article a date without a year may be.
const NEAR: i64 = YEAR;

/// Marks inferred dates as uncertain that are more than a year from the publication of their article.
///
/// "On 7 June", in an article of 9 June 1968 that has mentioned 1965, may be of either year. A date that is
/// not near the day of publication is uncertain, and contradicts nothing.
pub(crate) fn mark_far_dates(readings: &mut [Reading], published: &PublicationDays<'_>) {
    readings.par_iter_mut().for_each(|reading| {
        let Some(published) = published.of(&reading.article_id) else { return };
        for date in reading.claims.iter_mut().filter_map(|claim| claim.date.as_mut()) {
            if date.basis == DateBasis::Resolved && is_far(&date.edtf, published) {
                date.edtf = date.edtf.clone().qualified(Qualifier::Uncertain);
            }
        }
    });
}

fn is_far(date: &Edtf, published: DayRange) -> bool {
    DayRange::of(date).is_some_and(|days| days.gap(published) > NEAR)
}

/// Returns the claims of an event that omit the year and conflict in it with a date that states one.
pub(crate) fn claims_of_other_years<'t>(event: &[&'t ClaimFeatures<'_>]) -> BTreeSet<&'t ClaimId> {
    let omits_year = |claim: &ClaimFeatures<'_>| claim.date.year == YearBasis::Omitted;
    let is_certain = |claim: &ClaimFeatures<'_>| {
        claim.date().is_some() && !omits_year(claim) && !claim.has_uncertain_year()
    };
    let certain: Vec<_> = event.iter().filter(|claim| is_certain(claim)).collect();
    let conflicts =
        |claim: &ClaimFeatures<'_>| certain.iter().any(|certain| differ_only_in_year(claim, certain));
    let open = event.iter().filter(|claim| omits_year(claim));
    open.filter(|claim| conflicts(claim)).map(|claim| &claim.claim.claim_id).collect()
}

/// Marks the dates of claims as uncertain.
pub(crate) fn mark_claims(readings: &mut [Reading], claims: &FxHashSet<ClaimId>) {
    if claims.is_empty() {
        return;
    }
    for claim in readings.iter_mut().flat_map(|reading| &mut reading.claims) {
        if let Some(date) = claim.date.as_mut().filter(|_| claims.contains(&claim.claim_id)) {
            date.edtf = date.edtf.clone().qualified(Qualifier::Uncertain);
        }
    }
}
