//! Constraints from duration relations: how much time lies between two anchors.

use annals_model::{ArticleId, Axioms, DurationRelation, Extension, Relations, TimeAmount, TimeAnchor};

use crate::constraint::{Firmness, Point};
use crate::dates;
use crate::named_events::NamedEvents;
use crate::precedence::End;
use crate::proof::Reason;
use crate::rows::Rows;
use crate::system::System;

/// The time between two anchors.
pub(crate) struct Duration<'r> {
    from: Anchor,
    to: Anchor,
    amount: TimeAmount,
    reason: Reason<'r>,
}

/// An end of a duration.
#[derive(Clone, Copy)]
enum Anchor {
    /// A day of an event, with the first and the last end that it can be.
    Event(usize, End, End),
    /// A day of the calendar, between a first and a last day number.
    Days(i64, i64),
}

impl Duration<'_> {
    /// Returns the events that the duration constrains.
    pub(crate) fn events(&self) -> impl Iterator<Item = usize> {
        [self.from, self.to].into_iter().filter_map(|anchor| match anchor {
            Anchor::Event(event, ..) => Some(event),
            Anchor::Days(..) => None,
        })
    }
}

/// Returns the durations that articles state and that constrain an event.
pub(crate) fn durations<'r>(
    rows: &Rows<'r>,
    relations: &'r [Relations],
    named: &NamedEvents<'r>,
    axioms: &Axioms,
) -> Vec<Duration<'r>> {
    let mut found = Vec::new();
    for of_article in relations {
        let article: &ArticleId = &of_article.article_id;
        for (number, relation) in of_article.durations.iter().enumerate() {
            if let Some((from, to)) = anchors(rows, named, axioms, relation) {
                let reason = Reason::Duration(article, number);
                found.push(Duration { from, to, amount: relation.amount, reason });
            }
        }
    }
    found
}

/// Returns both anchors of a relation, if they constrain an event.
fn anchors(
    rows: &Rows<'_>,
    named: &NamedEvents<'_>,
    axioms: &Axioms,
    relation: &DurationRelation,
) -> Option<(Anchor, Anchor)> {
    let whole = is_whole(relation);
    let (from, to) = (anchor(rows, named, &relation.from)?, anchor(rows, named, &relation.to)?);
    match (from, to) {
        (Anchor::Event(event, ..), Anchor::Event(other, ..)) if event == other => {
            let row = rows.release.events.get(event);
            let one_day = row.is_none_or(|row| axioms.kind(&row.kind).extension == Extension::Day);
            // The term of a treaty says nothing on the day of its signing.
            let lasts = whole && !one_day;
            let (first, last) =
                (Anchor::Event(event, End::First, End::First), Anchor::Event(event, End::Last, End::Last));
            lasts.then_some((first, last))
        }
        (Anchor::Days(..), Anchor::Days(..)) => None,
        anchors => (!whole).then_some(anchors),
    }
}

/// Returns whether a relation states the length of one whole event.
fn is_whole(relation: &DurationRelation) -> bool {
    match (&relation.from, &relation.to) {
        (TimeAnchor::First(from), TimeAnchor::Last(to)) => from == to,
        (TimeAnchor::Named { .. }, _) => relation.from == relation.to,
        _ => false,
    }
}

fn anchor(rows: &Rows<'_>, named: &NamedEvents<'_>, anchor: &TimeAnchor) -> Option<Anchor> {
    let (event, first, last) = match anchor {
        TimeAnchor::Date(date) => {
            return dates::certain_days(date).map(|(first, last)| Anchor::Days(first, last));
        }
        TimeAnchor::Named { kind, name } => (named.get(kind, name)?, End::First, End::Last),
        TimeAnchor::First(id) | TimeAnchor::Last(id) | TimeAnchor::Some(id) => {
            let event = rows.factual_claim(id).and_then(|claim| rows.event_of(claim))?;
            match anchor {
                TimeAnchor::First(_) => (event, End::First, End::First),
                TimeAnchor::Last(_) => (event, End::Last, End::Last),
                _ => (event, End::First, End::Last),
            }
        }
    };
    Some(Anchor::Event(event, first, last))
}

/// Adds a duration to the system. `point` returns the point of an end of an event.
pub(crate) fn add<'r>(
    system: &mut System<Reason<'r>>,
    duration: Duration<'r>,
    point: impl Fn(usize, End) -> Point,
) {
    let by = system.state(duration.reason, Firmness::Relation);
    let (least, most) = (duration.amount.least(), duration.amount.most());
    match (duration.from, duration.to) {
        (Anchor::Event(from, from_first, from_last), Anchor::Event(to, to_first, to_last)) => {
            if let Some(most) = most {
                system.at_most(point(to, to_first), point(from, from_last), most, by);
            }
            system.at_most(point(from, from_first), point(to, to_last), least.saturating_neg(), by);
        }
        (Anchor::Event(from, first, last), Anchor::Days(earliest, latest)) => {
            system.not_after(point(from, first), latest.saturating_sub(least), by);
            if let Some(most) = most {
                system.not_before(point(from, last), earliest.saturating_sub(most), by);
            }
        }
        (Anchor::Days(earliest, latest), Anchor::Event(to, first, last)) => {
            system.not_before(point(to, last), earliest.saturating_add(least), by);
            if let Some(most) = most {
                system.not_after(point(to, first), latest.saturating_add(most), by);
            }
        }
        (Anchor::Days(..), Anchor::Days(..)) => {}
    }
}
