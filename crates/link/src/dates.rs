//! What the dates of two claims say of each other.

use annals_edtf::{Bound, Comparison, Edtf};

use super::guesses::{Open, is_guessed};
use super::telling::Telling;

/// Days of a year as [`super::telling::number`] counts them.
pub(super) const YEAR: i64 = 372;
/// Days of a month, so counted.
pub(super) const MONTH: i64 = 31;

/// What two dates say of each other.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dates {
    /// One of them at least is not told.
    Untold,
    /// Both can be; `finest` days for the finer one, `coarsest` for the other.
    Fit {
        finest: i64,
        coarsest: i64,
        equal: bool,
    },
    /// Not known.
    Unsure,
    /// Both can be but for the year, which one of them only guesses.
    Guessed,
    Conflict {
        between: i64,
    },
}

pub(super) fn dates(a: &Telling<'_>, b: &Telling<'_>) -> Dates {
    let (Some(one), Some(other), Some(first), Some(second)) = (a.date(), b.date(), a.days, b.days) else {
        return Dates::Untold;
    };
    // A period of which one end is known fits all that comes after, or before, it.
    let half = is_half_known(one) || is_half_known(other);
    let apart = if half { (first.0 - second.1).max(second.0 - first.1).max(0) } else { 0 };
    match one.compare(other) {
        Comparison::Equal | Comparison::Compatible(_) if apart > MONTH => Dates::Unsure,
        Comparison::Equal | Comparison::Compatible(_) => {
            let (one_width, other_width) = (first.1 - first.0, (second.1 - second.0).max(apart));
            Dates::Fit {
                finest: one_width.min(other_width),
                coarsest: one_width.max(other_width),
                equal: one == other,
            }
        }
        _ if (is_guessed(a.claim) || is_guessed(b.claim)) && days_of_year_meet(first, second) => {
            Dates::Guessed
        }
        Comparison::Conflicting if is_year_untold(a, b) && meet_but_for_the_year(a, b) => Dates::Guessed,
        Comparison::Undetermined => Dates::Unsure,
        Comparison::Conflicting => {
            Dates::Conflict { between: (first.0 - second.1).max(second.0 - first.1).max(0) }
        }
    }
}

/// Whether only the first or the last day of a period is known.
fn is_half_known(date: &Edtf) -> bool {
    matches!(date, Edtf::Interval { start: Bound::Unknown, .. } | Edtf::Interval { end: Bound::Unknown, .. })
}

/// Whether two days, or times that begin on a day, differ as if one of them were told wrongly: in the
/// year, in the month or in the day alone.
pub(super) fn differ_by_a_slip(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let from = |telling: &Telling<'_>| match (telling.date(), telling.days) {
        (Some(Edtf::Date(_)), Some((first, last))) if first == last => Some(first),
        (Some(Edtf::Interval { .. }), Some((first, last))) if last - first < YEAR => Some(first),
        _ => None,
    };
    let (Some(one), Some(other)) = (from(a), from(b)) else { return false };
    let of_year = |day: i64| day.rem_euclid(YEAR);
    let same_year = one.div_euclid(YEAR) == other.div_euclid(YEAR);
    of_year(one) == of_year(other)
        || same_year && of_year(one) % MONTH == of_year(other) % MONTH
        || (one - other).abs() <= MONTH
}

/// Whether two periods agree on their begin or on their end, so that the other one is told wrongly.
pub(super) fn share_an_end(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let ends = |telling: &Telling<'_>| match telling.date() {
        Some(Edtf::Interval { start: Bound::Known(start), end: Bound::Known(end) }) => {
            Some((Edtf::Date(*start), Edtf::Date(*end)))
        }
        _ => None,
    };
    let (Some(one), Some(other)) = (ends(a), ends(b)) else { return false };
    let conflict = |a: &Edtf, b: &Edtf| a.compare(b) == Comparison::Conflicting;
    conflict(&one.0, &other.0) != conflict(&one.1, &other.1)
}

/// Whether one of two claims of what need not come again tells its day without a year.
fn is_year_untold(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    !a.class.recurs && !b.class.recurs && (a.open == Open::Year) != (b.open == Open::Year)
}

/// Whether two dates contradict each other in nothing but the year.
pub(super) fn meet_but_for_the_year(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let (Some(one), Some(other)) = (a.date(), b.date()) else { return false };
    let meet = matches!((a.days, b.days), (Some(one), Some(other)) if days_of_year_meet(one, other));
    meet && one.compare(other) == Comparison::Conflicting
}

/// Whether two times of some days or a month meet if each is taken for one of the same year.
fn days_of_year_meet(a: (i64, i64), b: (i64, i64)) -> bool {
    let day = |(first, last): (i64, i64)| {
        let first_day = first.rem_euclid(YEAR);
        (last - first <= MONTH).then_some((first_day, first_day + last - first))
    };
    matches!((day(a), day(b)), (Some(one), Some(other)) if one.0 <= other.1 && other.0 <= one.1)
}

pub(super) fn years_differ(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    match (a.days, b.days) {
        (Some(one), Some(other)) => {
            let year = |days: i64| days.div_euclid(YEAR);
            year(one.1) < year(other.0) || year(other.1) < year(one.0)
        }
        _ => false,
    }
}

/// Whether two days, or times from one day to another, are the same but for the year.
pub(super) fn same_day_of_year(a: &Telling<'_>, b: &Telling<'_>) -> bool {
    let day = |telling: &Telling<'_>| match (telling.date(), telling.days) {
        (Some(Edtf::Date(_)), Some((first, last))) if first == last => Some((first.rem_euclid(YEAR), 0)),
        (Some(Edtf::Interval { .. }), Some((first, last))) if last - first < YEAR => {
            let whole_months = first % MONTH == 0 && last % MONTH == MONTH - 1;
            (!whole_months).then_some((first.rem_euclid(YEAR), last - first))
        }
        _ => None,
    };
    matches!((day(a), day(b)), (Some(one), Some(other)) if one == other)
}
