//! What articles say of how much time lies between two marks.

use annals_model::{ArticleId, Axioms, DurationRelation, Extension, Relations, TimeAmount, TimeAnchor};

use crate::dates;
use crate::orders::Named;
use crate::system::{Firmness, Point, System};
use crate::timeline::{End, Reason, Rows, is_told};

/// Two marks with the time between them.
pub(crate) struct Span<'r> {
    from: Side,
    to: Side,
    amount: TimeAmount,
    reason: Reason<'r>,
}

/// One of the marks.
#[derive(Clone, Copy)]
enum Side {
    /// A day of an event: the first that the words can mean, and the last.
    Event(usize, End, End),
    /// A day of the calendar, not before the one and not after the other.
    Days(i64, i64),
}

impl Span<'_> {
    /// The events that it ties.
    pub(crate) fn events(&self) -> impl Iterator<Item = usize> {
        [self.from, self.to].into_iter().filter_map(|side| match side {
            Side::Event(event, ..) => Some(event),
            Side::Days(..) => None,
        })
    }
}

/// All that articles say so.
pub(crate) fn spans<'r>(
    rows: &Rows<'r>,
    relations: &'r [Relations],
    named: &Named<'r>,
    facts: &Axioms,
) -> Vec<Span<'r>> {
    let mut spans = Vec::new();
    for of_article in relations {
        let article: &ArticleId = &of_article.article_id;
        for (number, lapse) in of_article.durations.iter().enumerate() {
            let DurationRelation { from, to, amount, .. } = lapse;
            let whole = is_whole(lapse);
            let (Some(from), Some(to)) = (side(rows, named, from), side(rows, named, to)) else { continue };
            let (from, to) = match (from, to) {
                (Side::Event(event, ..), Side::Event(other, ..)) if event == other => {
                    let day = |at: usize| {
                        let row = rows.release.events.get(at);
                        row.is_none_or(|row| facts.kind(&row.kind).extension == Extension::Day)
                    };
                    // How long a treaty holds is nothing of the day on which it was signed.
                    if !whole || day(event) {
                        continue;
                    }
                    (Side::Event(event, End::First, End::First), Side::Event(event, End::Last, End::Last))
                }
                (Side::Days(..), Side::Days(..)) => continue,
                _ if whole => continue,
                sides => sides,
            };
            let reason = Reason::Duration(article, number);
            spans.push(Span { from, to, amount: *amount, reason });
        }
    }
    spans
}

/// Whether it is said how long something lasted as a whole.
fn is_whole(lapse: &DurationRelation) -> bool {
    match (&lapse.from, &lapse.to) {
        (TimeAnchor::First(from), TimeAnchor::Last(to)) => from == to,
        (TimeAnchor::Named { .. }, _) => lapse.from == lapse.to,
        _ => false,
    }
}

fn side(rows: &Rows<'_>, named: &Named<'_>, mark: &TimeAnchor) -> Option<Side> {
    let (event, first, last) = match mark {
        TimeAnchor::Date(date) => {
            return dates::certain(date).map(|(first, last)| Side::Days(first, last));
        }
        TimeAnchor::Named { kind, name } => (named.get(kind, name)?, End::First, End::Last),
        TimeAnchor::First(id) | TimeAnchor::Last(id) | TimeAnchor::Some(id) => {
            let event =
                rows.claim(id).filter(|claim| is_told(claim)).and_then(|claim| rows.event_of(claim))?;
            match mark {
                TimeAnchor::First(_) => (event, End::First, End::First),
                TimeAnchor::Last(_) => (event, End::Last, End::Last),
                _ => (event, End::First, End::Last),
            }
        }
    };
    Some(Side::Event(event, first, last))
}

/// Adds one to the system. `point` is the point of an end of an event.
pub(crate) fn state<'r>(
    system: &mut System<Reason<'r>>,
    span: Span<'r>,
    point: impl Fn(usize, End) -> Point,
) {
    let by = system.state(span.reason, Firmness::Order);
    let (least, most) = (span.amount.least(), span.amount.most());
    match (span.from, span.to) {
        (Side::Event(from, from_first, from_last), Side::Event(to, to_first, to_last)) => {
            if let Some(most) = most {
                system.at_most(point(to, to_first), point(from, from_last), most, by);
            }
            system.at_most(point(from, from_first), point(to, to_last), least.saturating_neg(), by);
        }
        (Side::Event(from, first, last), Side::Days(earliest, latest)) => {
            system.not_after(point(from, first), latest.saturating_sub(least), by);
            if let Some(most) = most {
                system.not_before(point(from, last), earliest.saturating_sub(most), by);
            }
        }
        (Side::Days(earliest, latest), Side::Event(to, first, last)) => {
            system.not_before(point(to, last), earliest.saturating_add(least), by);
            if let Some(most) = most {
                system.not_after(point(to, first), latest.saturating_add(most), by);
            }
        }
        (Side::Days(..), Side::Days(..)) => {}
    }
}
