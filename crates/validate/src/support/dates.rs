//! Comparison of the dates of claims.

use annals_edtf::{Comparison, Day, Edtf};
use annals_model::{ClaimRow, Modality};

use crate::support::wording;

/// The maximal number of different dates of one event that are compared.
///
/// Among that many dates a contradiction is found early. The bound keeps the time linear.
const COMPARED: usize = 128;

/// A claim and its date.
pub(crate) type Dated<'a> = (&'a ClaimRow, &'a Edtf);

/// Returns the first and the last day that a date can mean or cover, if it has both.
pub(crate) fn days(date: &Edtf) -> Option<(Day, Day)> {
    date.earliest().zip(date.latest())
}

/// Returns whether a claim states that its event happened.
pub(crate) fn is_factual(claim: &ClaimRow) -> bool {
    matches!(claim.modality, Modality::Asserted | Modality::Reported)
}

/// Returns the claims that have a date, with their dates.
pub(crate) fn dated<'a>(claims: impl IntoIterator<Item = &'a ClaimRow>) -> Vec<Dated<'a>> {
    claims.into_iter().filter_map(|claim| Some((claim, claim.date.as_ref()?))).collect()
}

/// Returns the first two dates that contradict each other.
pub(crate) fn contradiction<'a>(dated: &[Dated<'a>]) -> Option<(&'a Edtf, &'a Edtf)> {
    contradicting(dated, |_, _| true)
}

/// Returns the first two dates that contradict each other and that different articles state.
pub(crate) fn contradiction_between_articles<'a>(dated: &[Dated<'a>]) -> Option<(&'a Edtf, &'a Edtf)> {
    contradicting(dated, |first, second| match (first, second) {
        // A group contains each article once.
        ([(first, _)], [(second, _)]) => first.article_id != second.article_id,
        _ => true,
    })
}

fn contradicting<'a>(
    dated: &[Dated<'a>],
    counts: impl Fn(&[Dated<'a>], &[Dated<'a>]) -> bool,
) -> Option<(&'a Edtf, &'a Edtf)> {
    let groups = by_date(dated);
    let mut groups: Vec<&[Dated<'a>]> = groups.chunk_by(|a, b| a.1 == b.1).collect();
    groups.truncate(COMPARED);
    for (at, group) in groups.iter().enumerate() {
        for other in groups.iter().skip(at + 1) {
            let (Some((_, first)), Some((_, second))) = (group.first(), other.first()) else { continue };
            if first.compare(second) == Comparison::Conflicting && counts(group, other) {
                return Some((first, second));
            }
        }
    }
    None
}

/// Sorts claims by date, then by article. Keeps one claim of each article for each date.
fn by_date<'a>(dated: &[Dated<'a>]) -> Vec<Dated<'a>> {
    let mut sorted = dated.to_vec();
    sorted.sort_by_cached_key(|(claim, date)| (date.earliest(), date.latest(), *date, &claim.article_id));
    sorted.dedup_by(|a, b| a.1 == b.1 && a.0.article_id == b.0.article_id);
    sorted
}

/// Returns the claims of each article that has several.
pub(crate) fn within_one_article<'a>(dated: &[Dated<'a>]) -> Vec<Vec<Dated<'a>>> {
    let mut sorted = dated.to_vec();
    sorted.sort_by_key(|(claim, _)| (&claim.article_id, &claim.claim_id));
    let groups = sorted.chunk_by(|a, b| a.0.article_id == b.0.article_id);
    groups.filter(|group| group.len() > 1).map(<[_]>::to_vec).collect()
}

/// Returns every date with its articles: `1887 (a, b); 1899 (c)`.
pub(crate) fn dates_with_articles(dated: &[Dated<'_>]) -> String {
    let sorted = by_date(dated);
    let dates = sorted.chunk_by(|a, b| a.1 == b.1).filter_map(|group| {
        let (_, date) = group.first()?;
        let articles = wording::list(group.iter().map(|(claim, _)| &claim.article_id));
        Some(format!("{} ({articles})", wording::date(date)))
    });
    dates.collect::<Vec<_>>().join("; ")
}

/// Returns why two dates contradict each other, as a sentence.
pub(crate) fn explain_contradiction(first: &Edtf, second: &Edtf) -> String {
    let periods = matches!((first, second), (Edtf::Interval { .. }, Edtf::Interval { .. }));
    let overlap = days(first).zip(days(second)).is_none_or(|(a, b)| a.0 <= b.1 && b.0 <= a.1);
    let (first, second) = (wording::date(first), wording::date(second));
    if periods && overlap {
        format!("The periods {first} and {second} differ.")
    } else {
        format!("The dates {first} and {second} have no day in common.")
    }
}
