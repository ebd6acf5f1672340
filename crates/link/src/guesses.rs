//! Dates that words leave open and that no day of publication confirms.

use annals_edtf::{Day, Edtf, Qualifier};
use annals_model::{ArticleHeader, ArticleId, Claim, ClaimId, DateBasis, Reading};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::dates::meet_but_for_the_year;
use super::telling::{Telling, number};

/// How far from its article a date without a year may be, in days of 372 a year.
const NEAR: i64 = 372;

/// Marks dates as uncertain whose year is only that of another date in the story.
///
/// "On 7 June", in a paper of 9 June 1968 that tells of 1965 before it, may be of either year: what
/// leads away from the day of publication is a guess, and contradicts nothing.
pub(super) fn doubt(articles: &[ArticleHeader], readings: &mut [Reading]) {
    let published: FxHashMap<&ArticleId, (Day, Day)> = articles
        .iter()
        .filter_map(|article| {
            let date = &article.metadata.published.as_ref()?.date;
            Some((&article.id, (date.earliest()?, date.latest()?)))
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
    let (first, last) = (date.earliest(), date.latest());
    let (Some(first), Some(last)) = (first.or(last), last.or(first)) else { return false };
    number(published.0) - number(last) > NEAR || number(first) - number(published.1) > NEAR
}

/// Whether a date is one of those.
pub(super) fn is_guessed(claim: &Claim) -> bool {
    claim.date.as_ref().is_some_and(|date| {
        date.basis == DateBasis::Resolved
            && matches!(&date.edtf, Edtf::Date(day) if day.qualifier != Qualifier::Certain)
    })
}

/// What the words of a claim's date leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Open {
    /// Nothing that matters here.
    Nothing,
    /// The year of a day or month: "on 20 August".
    Year,
}

pub(super) fn open(claim: &Claim) -> Open {
    let is_without_year = claim.date.as_ref().is_some_and(|date| {
        let mut numbers =
            date.text.split(|letter: char| !letter.is_ascii_digit()).filter(|it| !it.is_empty());
        let number = numbers.next().is_some_and(|number| number.len() < 3);
        date.basis == DateBasis::Resolved && number && numbers.all(|number| number.len() < 3)
    });
    if is_without_year { Open::Year } else { Open::Nothing }
}

/// The claims of an event whose year is not told, and is another one in what is told for sure.
pub(super) fn other_years<'t>(event: &[&'t Telling<'_>]) -> FxHashSet<&'t ClaimId> {
    let open = |told: &&&Telling<'_>| told.open == Open::Year;
    let dated = |told: &Telling<'_>| told.date().is_some();
    let sure: Vec<&Telling<'_>> = event
        .iter()
        .copied()
        .filter(|told| dated(told) && told.open != Open::Year && !is_guessed(told.claim))
        .collect();
    let conflicts = |told: &&&Telling<'_>| sure.iter().any(|sure| meet_but_for_the_year(told, sure));
    event.iter().filter(open).filter(conflicts).map(|told| &told.claim.claim_id).collect()
}

/// Marks the dates of claims as uncertain.
pub(super) fn mark(readings: &mut [Reading], doubted: &FxHashSet<ClaimId>) {
    if doubted.is_empty() {
        return;
    }
    for claim in readings.iter_mut().flat_map(|reading| &mut reading.claims) {
        if let Some(date) = claim.date.as_mut().filter(|_| doubted.contains(&claim.claim_id)) {
            date.edtf = date.edtf.clone().qualified(Qualifier::Uncertain);
        }
    }
}
