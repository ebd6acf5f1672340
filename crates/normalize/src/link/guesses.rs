//! Dates that words leave open and that no day of publication confirms.

use annals_model::date::{Edtf, Qualifier};
use annals_model::reading::{Claim, DateBasis, Reading};
use annals_model::{ArticleId, Day};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Outline;
use super::telling::number;

/// How far from its article a date without a year may be, in days of 372 a year.
const NEAR: i64 = 372;

/// Marks dates as uncertain whose year is only that of another date in the story.
///
/// "On 7 June", in a paper of 9 June 1968 that tells of 1965 before it, may be of either year: what
/// leads away from the day of publication is a guess, and contradicts nothing.
pub(super) fn doubt(articles: &[&Outline], readings: &mut [Reading]) {
    let published: FxHashMap<&ArticleId, (Day, Day)> = articles
        .iter()
        .filter_map(|article| {
            let date = &article.imprint.metadata.published.as_ref()?.date;
            Some((&article.imprint.id, (date.earliest()?, date.latest()?)))
        })
        .collect();
    readings.par_iter_mut().for_each(|reading| {
        let Some(published) = published.get(&reading.article_id) else { return };
        for claim in &mut reading.claims {
            if let Some(date) = &mut claim.date
                && date.basis == DateBasis::Resolved
                && is_far(&date.edtf, *published)
            {
                date.edtf = date.edtf.clone().qualified(Qualifier::Uncertain);
            }
        }
    });
}

fn is_far(date: &Edtf, published: (Day, Day)) -> bool {
    let (Some(first), Some(last)) = (date.earliest(), date.latest()) else { return false };
    number(published.0) - number(last) > NEAR || number(first) - number(published.1) > NEAR
}

/// Whether a date is one of those.
pub(super) fn is_guessed(claim: &Claim) -> bool {
    claim.date.as_ref().is_some_and(|date| {
        date.basis == DateBasis::Resolved
            && matches!(&date.edtf, Edtf::Date(day) if day.qualifier != Qualifier::Certain)
    })
}
