//! Comparison of two dates of the same event.

use crate::bounds::Range;
use crate::date::{Bound, Edtf};

/// The result of [`Edtf::compare`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    /// The dates are the same.
    Equal,
    /// Both can be true: one is more precise or lies within the other.
    Compatible(Finer),
    /// They cannot both be true.
    Conflicting,
    /// They overlap in part, or a qualifier makes them too uncertain to decide.
    Undetermined,
}

/// Which of two compatible dates is more precise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Finer {
    /// The receiver of [`Edtf::compare`].
    This,
    /// The argument of [`Edtf::compare`].
    Other,
    /// Neither: they denote the same days, or each is more precise at one end.
    Neither,
}

impl Comparison {
    /// Returns the result for the two dates in exchanged order.
    #[must_use]
    pub fn mirrored(self) -> Self {
        match self {
            Self::Compatible(Finer::This) => Self::Compatible(Finer::Other),
            Self::Compatible(Finer::Other) => Self::Compatible(Finer::This),
            same => same,
        }
    }
}

impl Edtf {
    /// Compares two dates that sources state for the same event.
    ///
    /// Two dates conflict if they have no day in common; a qualified date (`?`, `~`, `%`) never conflicts, the result
    /// is then undetermined. Two intervals conflict if their starts or their ends conflict. A date and an interval
    /// conflict if the date lies outside the interval. Two one-of sets conflict if each member of one conflicts with
    /// each member of the other.
    ///
    /// ```
    /// use annals_edtf::{Comparison, Edtf, EdtfError, Finer};
    ///
    /// let compare = |this: &str, other: &str| -> Result<Comparison, EdtfError> {
    ///     Ok(this.parse::<Edtf>()?.compare(&other.parse()?))
    /// };
    /// assert_eq!(compare("1951-05", "1951-05")?, Comparison::Equal);
    /// assert_eq!(compare("1951-05", "1951")?, Comparison::Compatible(Finer::This));
    /// assert_eq!(compare("1951-05", "1952")?, Comparison::Conflicting);
    /// assert_eq!(compare("1951-05", "1952?")?, Comparison::Undetermined);
    /// # Ok::<(), EdtfError>(())
    /// ```
    #[must_use]
    pub fn compare(&self, other: &Self) -> Comparison {
        if self == other {
            return Comparison::Equal;
        }
        match (self, other) {
            (Self::OneOf(_), _) | (_, Self::OneOf(_)) => {
                one_of_sets(self.alternatives(), other.alternatives())
            }
            (Self::Date(a), Self::Date(b)) => {
                let certain = a.is_certain() && b.is_certain();
                ranges(a.unit.range(), b.unit.range(), certain)
            }
            (Self::Interval { start: s1, end: e1 }, Self::Interval { start: s2, end: e2 }) => {
                intervals(bounds(*s1, *s2), bounds(*e1, *e2))
            }
            (Self::Date(date), Self::Interval { start, end }) => {
                within(date.unit.range(), date.is_certain(), *start, *end)
            }
            (Self::Interval { start, end }, Self::Date(date)) => {
                within(date.unit.range(), date.is_certain(), *start, *end).mirrored()
            }
        }
    }
}

fn ranges(a: Range, b: Range, certain: bool) -> Comparison {
    match (a.contains(b), b.contains(a)) {
        (true, true) => Comparison::Compatible(Finer::Neither),
        (true, false) => Comparison::Compatible(Finer::Other),
        (false, true) => Comparison::Compatible(Finer::This),
        (false, false) if a.meets(b) || !certain => Comparison::Undetermined,
        (false, false) => Comparison::Conflicting,
    }
}

fn bounds(a: Bound, b: Bound) -> Comparison {
    if a == b {
        return Comparison::Equal;
    }
    ranges(a.range(), b.range(), a.is_certain() && b.is_certain())
}

/// Returns the comparison of two intervals from the comparisons of their starts and of their ends.
fn intervals(start: Comparison, end: Comparison) -> Comparison {
    use Comparison::{Compatible, Conflicting, Equal, Undetermined};
    match (start, end) {
        (Conflicting, _) | (_, Conflicting) => Conflicting,
        (Undetermined, _) | (_, Undetermined) => Undetermined,
        (Equal, other) | (other, Equal) => other,
        (Compatible(a), Compatible(b)) if a == b => Compatible(a),
        // One pair of bounds is equally precise, so the other pair decides.
        (Compatible(Finer::Neither), other) | (other, Compatible(Finer::Neither)) => other,
        (Compatible(_), Compatible(_)) => Compatible(Finer::Neither),
    }
}

/// Compares a date with an interval.
fn within(date: Range, certain: bool, start: Bound, end: Bound) -> Comparison {
    let certain = certain && start.is_certain() && end.is_certain();
    let first = if let Bound::Known(_) = start { start.range().first } else { i64::MIN };
    let last = if let Bound::Known(_) = end { end.range().last } else { i64::MAX };
    if first > last {
        return Comparison::Undetermined;
    }
    // If one end of the interval is unknown, a date that is coarser than the known end is less precise.
    if let (Bound::Known(known), Bound::Unknown) | (Bound::Unknown, Bound::Known(known)) = (start, end)
        && certain
        && date.contains(known.unit.range())
        && !known.unit.range().contains(date)
    {
        return Comparison::Compatible(Finer::Other);
    }
    ranges(date, Range { first, last }, certain)
}

/// Compares two one-of sets. One is finer if each of its members equals, or is finer than, a member of the other.
fn one_of_sets(these: &[Edtf], others: &[Edtf]) -> Comparison {
    let covers = |wide: &[Edtf], fine: &[Edtf]| {
        fine.iter().all(|date| {
            wide.iter().any(|member| {
                matches!(member.compare(date), Comparison::Equal | Comparison::Compatible(Finer::Other))
            })
        })
    };
    let conflict = |date: &Edtf| others.iter().all(|other| date.compare(other) == Comparison::Conflicting);
    if these.iter().all(conflict) {
        return Comparison::Conflicting;
    }
    match (covers(these, others), covers(others, these)) {
        (true, true) => Comparison::Compatible(Finer::Neither),
        (true, false) => Comparison::Compatible(Finer::Other),
        (false, true) => Comparison::Compatible(Finer::This),
        (false, false) => Comparison::Undetermined,
    }
}
