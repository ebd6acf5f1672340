//! How the dates of two claims compare.

use annals_edtf::{Bound, Comparison, Edtf};

use crate::day_range::{DayRange, MONTH, YEAR};
use crate::features::{ClaimFeatures, YearBasis};

/// How two dates compare.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum DateRelation {
    /// One claim at least has no date.
    Unknown,
    /// Both can hold. `finest` and `coarsest` are the days from the first to the last of the more and of the
    /// less precise one.
    Compatible { finest: i64, coarsest: i64, is_equal: bool },
    /// Nothing follows.
    Undetermined,
    /// They differ only in the year, which one of them does not state.
    SameButYear,
    /// No day satisfies both. `gap` are the days between them.
    Conflict { gap: i64 },
}

impl DateRelation {
    /// True if both dates can be those of one event.
    pub(crate) fn may_be_same(self) -> bool {
        matches!(self, Self::Compatible { .. } | Self::SameButYear)
    }
}

/// Compares the dates of two claims.
pub(crate) fn relate_dates(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> DateRelation {
    let (Some(one), Some(other), Some(days), Some(other_days)) =
        (a.date(), b.date(), a.date.days, b.date.days)
    else {
        return DateRelation::Unknown;
    };
    // A period with one known end is compatible with all that lies on its open side.
    let gap = days.gap(other_days);
    let open_gap = if is_half_open(one) || is_half_open(other) { gap } else { 0 };
    let has_uncertain_year = a.has_uncertain_year() || b.has_uncertain_year();
    match one.compare(other) {
        Comparison::Equal | Comparison::Compatible(_) if open_gap > MONTH => DateRelation::Undetermined,
        Comparison::Equal | Comparison::Compatible(_) => {
            let (width, other_width) = (days.width(), other_days.width().max(open_gap));
            DateRelation::Compatible {
                finest: width.min(other_width),
                coarsest: width.max(other_width),
                is_equal: one == other,
            }
        }
        _ if has_uncertain_year && days_of_year_overlap(days, other_days) => DateRelation::SameButYear,
        Comparison::Conflicting if one_omits_year(a, b) && differ_only_in_year(a, b) => {
            DateRelation::SameButYear
        }
        Comparison::Undetermined => DateRelation::Undetermined,
        Comparison::Conflicting => DateRelation::Conflict { gap },
    }
}

/// True if only one end of a period is known.
fn is_half_open(date: &Edtf) -> bool {
    matches!(date, Edtf::Interval { start: Bound::Unknown, .. } | Edtf::Interval { end: Bound::Unknown, .. })
}

/// True if one of two claims of an event that does not recur has a date without a year.
fn one_omits_year(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> bool {
    let omits = |claim: &ClaimFeatures<'_>| claim.date.year == YearBasis::Omitted;
    !a.class.recurs && !b.class.recurs && omits(a) != omits(b)
}

/// True if two days, or the first days of two periods, have a single-component date error: they differ in the
/// year, in the month or in the day alone, or by a month at most.
pub(crate) fn differ_in_one_component(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> bool {
    let first_day = |claim: &ClaimFeatures<'_>| match (claim.date()?, claim.date.days?) {
        (Edtf::Date(_), days) if days.is_one_day() => Some(days.first),
        (Edtf::Interval { .. }, days) if days.width() < YEAR => Some(days.first),
        _ => None,
    };
    let (Some(one), Some(other)) = (first_day(a), first_day(b)) else { return false };
    let day_of_year = |day: i64| day.rem_euclid(YEAR);
    let same_year = one.div_euclid(YEAR) == other.div_euclid(YEAR);
    day_of_year(one) == day_of_year(other)
        || same_year && day_of_year(one) % MONTH == day_of_year(other) % MONTH
        || (one - other).abs() <= MONTH
}

/// True if two periods conflict in their start or in their end, not in both.
pub(crate) fn share_one_end(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> bool {
    let ends = |claim: &ClaimFeatures<'_>| match claim.date()? {
        Edtf::Interval { start: Bound::Known(start), end: Bound::Known(end) } => {
            Some((Edtf::Date(*start), Edtf::Date(*end)))
        }
        _ => None,
    };
    let (Some(one), Some(other)) = (ends(a), ends(b)) else { return false };
    let conflict = |a: &Edtf, b: &Edtf| a.compare(b) == Comparison::Conflicting;
    conflict(&one.0, &other.0) != conflict(&one.1, &other.1)
}

/// True if two dates conflict in the year alone.
pub(crate) fn differ_only_in_year(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> bool {
    let (Some(one), Some(other)) = (a.date(), b.date()) else { return false };
    let (Some(days), Some(other_days)) = (a.date.days, b.date.days) else { return false };
    days_of_year_overlap(days, other_days) && one.compare(other) == Comparison::Conflicting
}

/// True if two periods of a month at most overlap when both are put in one year.
fn days_of_year_overlap(a: DayRange, b: DayRange) -> bool {
    let in_year = |days: DayRange| {
        let first = days.first_day_of_year();
        (days.width() <= MONTH).then_some(DayRange { first, last: first + days.width() })
    };
    let (Some(one), Some(other)) = (in_year(a), in_year(b)) else { return false };
    one.first <= other.last && other.first <= one.last
}

/// True if one date is in years before all years of the other.
pub(crate) fn years_differ(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> bool {
    let (Some(one), Some(other)) = (a.date.days, b.date.days) else { return false };
    let (years, other_years) = (one.years(), other.years());
    years.1 < other_years.0 || other_years.1 < years.0
}

/// True if two days, or two periods of days, are the same but for the year.
pub(crate) fn same_day_of_year(a: &ClaimFeatures<'_>, b: &ClaimFeatures<'_>) -> bool {
    let in_year = |claim: &ClaimFeatures<'_>| match (claim.date()?, claim.date.days?) {
        (Edtf::Date(_), days) if days.is_one_day() => Some((days.first_day_of_year(), 0)),
        (Edtf::Interval { .. }, days) if days.width() < YEAR && !days.is_whole_months() => {
            Some((days.first_day_of_year(), days.width()))
        }
        _ => None,
    };
    in_year(a).is_some_and(|days| in_year(b) == Some(days))
}
