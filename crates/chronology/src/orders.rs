//! What articles say of the order of events.

use std::collections::BTreeSet;

use annals_model::{ArticleId, ClaimRow, KindId, Relations, TemporalReference, TimeAnchor, slug};
use rustc_hash::FxHashMap;

use crate::system::Firmness;
use crate::timeline::{Reason, Rows, Tie, Whose, ends, is_told};

/// Events by kind and name; none, where several have it.
pub(crate) struct Named<'r> {
    events: FxHashMap<(&'r KindId, String), Option<usize>>,
}

impl<'r> Named<'r> {
    /// Only what is asked for is looked for.
    pub(crate) fn of(rows: &Rows<'r>, relations: &'r [Relations]) -> Self {
        let mut wanted: BTreeSet<(&KindId, String)> = BTreeSet::new();
        for order in relations.iter().flat_map(|article| &article.temporal) {
            if let TemporalReference::Named { kind, name } = &order.object {
                wanted.insert((kind, slug(name)));
            }
            wanted.extend(rows.claim(&order.subject).and_then(|claim| told_by_name(rows, claim)));
        }
        for lapse in relations.iter().flat_map(|article| &article.durations) {
            for mark in [&lapse.from, &lapse.to] {
                if let TimeAnchor::Named { kind, name } = mark {
                    wanted.insert((kind, slug(name)));
                }
            }
        }
        let mut events: FxHashMap<(&KindId, String), Option<usize>> = FxHashMap::default();
        if wanted.is_empty() {
            return Self { events };
        }
        let kinds: BTreeSet<&KindId> = wanted.iter().map(|(kind, _)| *kind).collect();
        for (at, row) in rows.release.events.iter().enumerate().filter(|(_, row)| kinds.contains(&row.kind)) {
            for name in row.names.iter().chain([&row.name]) {
                let key = (&row.kind, slug(name));
                if wanted.contains(&key) {
                    let known = events.entry(key).or_insert(Some(at));
                    let dated =
                        |at: &usize| rows.release.events.get(*at).is_some_and(|row| row.date.is_some());
                    *known = match *known {
                        // Of one that is told without a date nothing else could follow.
                        Some(other) if other != at => match (dated(&other), dated(&at)) {
                            (true, false) => Some(other),
                            (false, true) => Some(at),
                            _ => None,
                        },
                        same => same,
                    };
                }
            }
        }
        Self { events }
    }

    /// The event of this kind and name.
    pub(crate) fn get(&self, kind: &'r KindId, name: &str) -> Option<usize> {
        self.events.get(&(kind, slug(name))).copied().flatten()
    }
}

/// Kind and name of what a claim tells by a name alone, "the X ceasefire", where its event has no date.
fn told_by_name<'r>(rows: &Rows<'r>, claim: &'r ClaimRow) -> Option<(&'r KindId, String)> {
    let event = rows.release.events.get(rows.event_of(claim)?)?;
    let named = claim.name.starts_with(char::is_uppercase) && claim.name.contains(' ');
    (event.date.is_none() && named).then(|| (&claim.kind, slug(&claim.name)))
}

/// The ties that words of order make.
pub(crate) fn ties<'r>(rows: &Rows<'r>, relations: &'r [Relations], named: &Named<'r>) -> Vec<Tie<'r>> {
    let mut ties = Vec::new();
    for article in relations {
        for (number, order) in article.temporal.iter().enumerate() {
            let Some(subject) = rows.claim(&order.subject).filter(|claim| is_told(claim)) else { continue };
            let object = match &order.object {
                TemporalReference::Claim(id) => {
                    rows.claim(id).filter(|claim| is_told(claim)).and_then(|claim| rows.event_of(claim))
                }
                TemporalReference::Named { kind, name } => named.get(kind, name),
            };
            let named_by =
                told_by_name(rows, subject).and_then(|key| named.events.get(&key).copied().flatten());
            let subject = named_by.or_else(|| rows.event_of(subject));
            let (Some(subject), Some(object)) = (subject, object) else { continue };
            if subject == object {
                continue;
            }
            let article: &ArticleId = &article.article_id;
            let event = |whose| if whose == Whose::Subject { subject } else { object };
            for (earlier, from, later, to) in ends(order.relation) {
                ties.push(Tie {
                    earlier: (event(*earlier), *from),
                    later: (event(*later), *to),
                    reason: Reason::Temporal(article, number),
                    firmness: Firmness::Order,
                });
            }
        }
    }
    ties
}
