//! Whether two dates can both be true.

use super::bounds::Range;
use super::{Bound, Edtf};

/// What two dates of one event say of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    /// The same.
    Equal,
    /// Both hold; one is more precise or lies within the other.
    Compatible(Finer),
    /// No day satisfies both.
    Conflicting,
    /// They overlap, or are too unsure to tell.
    Undetermined,
}

/// Which of two compatible dates says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Finer {
    /// The one asked.
    This,
    /// The one given.
    Other,
    /// One knows the start better, the other the end.
    Neither,
}

impl Comparison {
    /// The answer with the two dates exchanged.
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
    /// Compares what two sources say of one event.
    ///
    /// Two dates conflict if no day satisfies both; a qualified one (`?`, `~`, `%`) never
    /// conflicts, it is undetermined. Two periods conflict if their starts or their ends do.
    /// A date and a period conflict if the date lies outside.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Comparison {
        if self == other {
            return Comparison::Equal;
        }
        match (self, other) {
            (Self::OneOf(_), _) | (_, Self::OneOf(_)) => choices(self.alternatives(), other.alternatives()),
            (Self::Date(a), Self::Date(b)) => {
                let sure = a.is_certain() && b.is_certain();
                ranges(a.unit.range(), b.unit.range(), sure)
            }
            (Self::Interval { start: s1, end: e1 }, Self::Interval { start: s2, end: e2 }) => {
                both(bounds(*s1, *s2), bounds(*e1, *e2))
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

impl Edtf {
    /// The dates of which one holds.
    fn alternatives(&self) -> &[Self] {
        if let Self::OneOf(dates) = self { dates } else { std::slice::from_ref(self) }
    }
}

fn ranges(a: Range, b: Range, sure: bool) -> Comparison {
    match (a.contains(b), b.contains(a)) {
        (true, true) => Comparison::Compatible(Finer::Neither),
        (true, false) => Comparison::Compatible(Finer::Other),
        (false, true) => Comparison::Compatible(Finer::This),
        (false, false) if a.meets(b) || !sure => Comparison::Undetermined,
        (false, false) => Comparison::Conflicting,
    }
}

fn bounds(a: Bound, b: Bound) -> Comparison {
    if a == b {
        return Comparison::Equal;
    }
    ranges(a.range(), b.range(), a.is_certain() && b.is_certain())
}

/// The verdict on two periods from those on their starts and on their ends.
fn both(start: Comparison, end: Comparison) -> Comparison {
    use Comparison::{Compatible, Conflicting, Equal, Undetermined};
    match (start, end) {
        (Conflicting, _) | (_, Conflicting) => Conflicting,
        (Undetermined, _) | (_, Undetermined) => Undetermined,
        (Equal, other) | (other, Equal) => other,
        (Compatible(a), Compatible(b)) if a == b => Compatible(a),
        // Both ends know one of the bounds equally well, in other words.
        (Compatible(Finer::Neither), other) | (other, Compatible(Finer::Neither)) => other,
        (Compatible(_), Compatible(_)) => Compatible(Finer::Neither),
    }
}

/// A date against a period: which of them lies within the other.
fn within(date: Range, sure: bool, start: Bound, end: Bound) -> Comparison {
    let sure = sure && start.is_certain() && end.is_certain();
    let first = if let Bound::Known(_) = start { start.range().first } else { i64::MIN };
    let last = if let Bound::Known(_) = end { end.range().last } else { i64::MAX };
    if first > last {
        return Comparison::Undetermined;
    }
    // Of a period of which one end is known, a coarser date says no more than that end does.
    if let (Bound::Known(known), Bound::Unknown) | (Bound::Unknown, Bound::Known(known)) = (start, end)
        && sure
        && date.contains(known.unit.range())
        && !known.unit.range().contains(date)
    {
        return Comparison::Compatible(Finer::Other);
    }
    ranges(date, Range { first, last }, sure)
}

/// Two choices: they conflict if each of one conflicts with each of the other, and one is finer if
/// each of its dates is, or is as good as, a date of the other.
fn choices(these: &[Edtf], others: &[Edtf]) -> Comparison {
    let covers = |wide: &[Edtf], fine: &[Edtf]| {
        fine.iter().all(|date| {
            wide.iter().any(|choice| {
                matches!(choice.compare(date), Comparison::Equal | Comparison::Compatible(Finer::Other))
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
