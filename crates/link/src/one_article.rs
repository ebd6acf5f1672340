//! Whether one article tells two events where it tells two that are alike, or one event twice.

use std::cmp::Ordering;

use annals_edtf::{Bound, Edtf};
use annals_knowledge::Once;

use super::dates::{Dates, YEAR, same_day_of_year, years_differ};
use super::decide::{Names, Pair, others_around, within};
use super::reasons::Reason;

/// Years, so counted, by which an article may miss the date of an event that it tells twice.
const LAPSE: i64 = 5 * YEAR;

impl Pair<'_, '_> {
    /// Whether one article tells two events by the two claims.
    pub(super) fn told_apart(&self, names: Names, dates: Dates) -> Option<Reason> {
        let (a, b) = (self.a, self.b);
        match dates {
            Dates::Conflict { between } if self.told_twice(names, between) => return None,
            Dates::Unsure if names == Names::Same && self.begins_and_ends() => return None,
            Dates::Conflict { .. } | Dates::Unsure => return Some(Reason::DatesConflict),
            _ => {}
        }
        if self.other.has(Reason::OtherPlace) {
            return Some(Reason::OtherPlace);
        }
        if names != Names::Open {
            return None;
        }
        let (one, other) = (&a.specific, &b.specific);
        let like = one.is_empty() || other.is_empty() || within(one, other) || within(other, one);
        if !like {
            return Some(Reason::OtherWords);
        }
        let untold = dates == Dates::Untold;
        (untold && a.wording.words != b.wording.words).then_some(Reason::OtherWords)
    }

    /// "Launched on 3 May, the campaign ended on 9 June": whether one date begins what the other ends.
    fn begins_and_ends(&self) -> bool {
        let open = |date: &Edtf| match date {
            Edtf::Interval { start: Bound::Known(_), end: Bound::Unknown } => Some(Ordering::Less),
            Edtf::Interval { start: Bound::Unknown, end: Bound::Known(_) } => Some(Ordering::Greater),
            _ => None,
        };
        let (one, other) = (self.a.date().and_then(open), self.b.date().and_then(open));
        one.is_some() && other.is_some() && one != other
    }

    /// Whether one article tells one event in two sentences, with dates that cannot both hold.
    ///
    /// What has a name of its own, or happens but once to the one whom it happens to, does not become
    /// two by that; what one sentence tells side by side does.
    fn told_twice(&self, names: Names, between: i64) -> bool {
        let (a, b) = (self.a, self.b);
        let against = [Reason::OtherPlace, Reason::OtherParties];
        let (one, other) = (a.claim.evidence.span, b.claim.evidence.span);
        let side_by_side = one.start < other.end && other.start < one.end;
        let place = self.same.has(Reason::SamePlace) && !a.wide_place;
        let alike =
            place && a.class.one_day && between <= YEAR && self.is_told_alike() && !a.undone && !b.undone;
        if names != Names::Same && !alike
            || side_by_side
            || a.claim.kind != b.claim.kind
            || a.class.recurs
            || a.borrowed
            || b.borrowed
            || against.iter().any(|reason| self.other.has(*reason))
        {
            return false;
        }
        let named = a.is_named() && b.is_named() && a.wording.own && b.wording.own;
        let known = self.same.has(Reason::Alias) || self.same.has(Reason::SameThing) && a.owner.is_none();
        // Of what goes on for days, one may date the begin and the other the end.
        let wrong = a.class.one_day || years_differ(a, b);
        let owned = a.owner.is_some() && same_day_of_year(a, b);
        a.class.once == Some(Once::Subject)
            || owned
            || alike
            || wrong && (known || named) && between <= LAPSE && !others_around(a, b)
    }
}
