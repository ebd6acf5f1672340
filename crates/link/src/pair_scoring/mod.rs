//! Pair scoring: whether two claims are of one event, and why.

mod article_similarity;
mod date_conflicts;
mod descriptions;
mod names;
mod pair;
mod participants;
mod within_document;

use crate::date_relation::{
    DateRelation, differ_in_one_component, relate_dates, same_day_of_year, years_differ,
};
use crate::day_range::{MONTH, YEAR};
use crate::features::ClaimFeatures;
use crate::match_reasons::MatchReason;
use crate::symbols::common_count;
use names::NameOutcome;
use pair::{ENOUGH, NameRelation, Pair};
pub(crate) use pair::{MatchDecision, MatchVerdict};

/// Days by which a period may be shorter than a year and still be one.
const YEAR_TOLERANCE: i64 = 8;

/// Decides whether two claims are of one event.
pub(crate) fn decide(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> MatchDecision {
    let mut pair = Pair::new(a, b);
    let verdict = score(&mut pair).unwrap_or_else(|reason| pair.different(reason));
    pair.decision(verdict)
}

/// Collects the evidence of a pair.
///
/// # Errors
/// The reason why the claims are of two events, where one piece of evidence is enough.
fn score(pair: &mut Pair<'_, '_>) -> Result<MatchVerdict, MatchReason> {
    let dates = relate_dates(pair.a, pair.b);
    let names = match names::compare(pair, dates) {
        NameOutcome::Related(names) => names,
        NameOutcome::Undecided => return Ok(MatchVerdict::Undecided),
        NameOutcome::Different(reason) => return Err(reason),
    };
    compare_numbers(pair, names)?;
    let is_date_error = is_date_error(pair, dates);
    if is_other_recurrence(pair, names, dates) && !is_date_error {
        return Err(MatchReason::DifferentYear);
    }
    participants::compare(pair, names)?;
    if names == NameRelation::Open {
        descriptions::compare(pair);
        compare_movements(pair)?;
        article_similarity::compare(pair, dates);
    }
    score_dates(pair, dates);
    if pair.shares_article() {
        if let Some(reason) = within_document::separation(pair, names, dates) {
            pair.opposing.add(reason);
            return Err(MatchReason::SeparatedByArticle);
        }
        pair.support(MatchReason::SameArticle, 2);
    }
    if is_date_error && names != NameRelation::Within {
        pair.support(MatchReason::DateError, 3);
    }
    Ok(verdict(pair, names, dates))
}

/// Compares the numbers in a series, the years in the names, and the numbers of units.
fn compare_numbers(pair: &mut Pair<'_, '_>, names: NameRelation) -> Result<(), MatchReason> {
    let (one, other) = (pair.a.claim.ordinal, pair.b.claim.ordinal);
    if let (Some(one), Some(other)) = (one, other) {
        if one != other {
            return Err(MatchReason::DifferentOrdinal);
        }
        pair.support(MatchReason::SameOrdinal, 3);
    }
    let (years, other_years) = (&pair.a.name.keys.years, &pair.b.name.keys.years);
    if !years.is_empty() && !other_years.is_empty() && years != other_years {
        return Err(MatchReason::DifferentName);
    }
    let (units, other_units) = (&pair.a.context.unit_numbers, &pair.b.context.unit_numbers);
    let are_numbered = one.is_none() && other.is_none() && !units.is_empty() && !other_units.is_empty();
    if names == NameRelation::Open && are_numbered && !units.iter().any(|unit| other_units.contains(unit)) {
        return Err(MatchReason::DifferentOrdinal);
    }
    Ok(())
}

/// True if the dates differ in one component, and the contexts have nearly the same names.
fn is_date_error(pair: &Pair<'_, '_>, dates: DateRelation) -> bool {
    let is_conflict = matches!(dates, DateRelation::Conflict { .. });
    if !is_conflict || pair.a.class.yearly || !differ_in_one_component(pair.a, pair.b) {
        return false;
    }
    let (one, other) = (&pair.a.context.stems, &pair.b.context.stems);
    let common = common_count(one, other);
    let least = one.len().min(other.len());
    common > 1 && common == least || common > 2 && 4 * common >= 3 * least
}

/// True if the event recurs and the claims are of two years. Of one proper name, on the same day of the
/// year, a year is wrong instead.
fn is_other_recurrence(pair: &Pair<'_, '_>, names: NameRelation, dates: DateRelation) -> bool {
    let is_wrong_year = names == NameRelation::Same && pair.a.is_named() && same_day_of_year(pair.a, pair.b);
    pair.recurs() && years_differ(pair.a, pair.b) && !is_wrong_year && dates != DateRelation::SameButYear
}

/// Compares the forces that move.
fn compare_movements(pair: &mut Pair<'_, '_>) -> Result<(), MatchReason> {
    let (Some(one), Some(other), true) = (pair.a.movement, pair.b.movement, pair.shares_kind()) else {
        return Ok(());
    };
    if one.is_disjoint(other) {
        return Err(MatchReason::DifferentParticipants);
    }
    if one.is_same(other) {
        pair.support(MatchReason::SameForce, 3);
    }
    Ok(())
}

fn score_dates(pair: &mut Pair<'_, '_>, dates: DateRelation) {
    match dates {
        DateRelation::Unknown => {}
        DateRelation::Compatible { finest, coarsest, is_equal } => {
            let is_period = is_equal && finest > 0 && finest < YEAR - YEAR_TOLERANCE;
            let points = match coarsest {
                0 => 3,
                days if days <= MONTH => 2,
                _ if is_period => 3,
                _ => 1,
            };
            let reason = match (coarsest, is_equal) {
                (0, _) => MatchReason::SameDay,
                (_, true) => MatchReason::SameDate,
                (_, false) => MatchReason::DateWithin,
            };
            pair.support(reason, points);
            let is_specific =
                coarsest <= MONTH || pair.shares_exact_place() || pair.has(MatchReason::SameWords);
            pair.score += i32::from(!pair.recurs() && is_specific);
        }
        DateRelation::Undetermined => pair.score -= i32::from(pair.shares_article()),
        DateRelation::SameButYear => pair.support(MatchReason::SameButYear, 2),
        DateRelation::Conflict { .. } => pair.opposing.add(MatchReason::DatesConflict),
    }
}

/// Returns the verdict on all evidence.
fn verdict(pair: &mut Pair<'_, '_>, names: NameRelation, dates: DateRelation) -> MatchVerdict {
    let is_clear = !pair.recurs() && pair.has(MatchReason::SameWords) && pair.shares_participants();
    match dates {
        DateRelation::Conflict { gap } => date_conflicts::verdict(pair, names, gap),
        DateRelation::Unknown if names == NameRelation::Open && !is_clear => MatchVerdict::Undecided,
        _ if pair.score >= ENOUGH => MatchVerdict::Same,
        _ => MatchVerdict::Undecided,
    }
}
