//! What articles say of the order of events.

use std::collections::BTreeSet;

use annals_model::reading::OrderObject;
use annals_model::{ArticleId, KindId, Reading, slug};
use rustc_hash::FxHashMap;

use crate::system::Firmness;
use crate::timeline::{Reason, Rows, Tie, Whose, ends, is_told};

/// Events by kind and name; none, where several have it.
struct Named<'r> {
    events: FxHashMap<(&'r KindId, String), Option<usize>>,
}

impl<'r> Named<'r> {
    /// Only what is asked for is looked for.
    fn of(rows: &Rows<'r>, readings: &'r [Reading]) -> Self {
        let objects = readings.iter().flat_map(|reading| &reading.orders);
        let wanted: BTreeSet<(&KindId, String)> = objects
            .filter_map(|order| match &order.object {
                OrderObject::Named { kind, name } => Some((kind, slug(name))),
                OrderObject::Claim(_) => None,
            })
            .collect();
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
                    *known = known.filter(|known| *known == at);
                }
            }
        }
        Self { events }
    }
}

/// The ties that words of order make.
pub(crate) fn ties<'r>(rows: &Rows<'r>, readings: &'r [Reading]) -> Vec<Tie<'r>> {
    let named = Named::of(rows, readings);
    let mut ties = Vec::new();
    for reading in readings {
        for (number, order) in reading.orders.iter().enumerate() {
            let Some(subject) = rows.claim(&order.subject).filter(|claim| is_told(claim)) else { continue };
            let object = match &order.object {
                OrderObject::Claim(id) => {
                    rows.claim(id).filter(|claim| is_told(claim)).and_then(|claim| rows.event_of(claim))
                }
                OrderObject::Named { kind, name } => named.events.get(&(kind, slug(name))).copied().flatten(),
            };
            let (Some(subject), Some(object)) = (rows.event_of(subject), object) else { continue };
            if subject == object {
                continue;
            }
            let article: &ArticleId = &reading.article_id;
            let event = |whose| if whose == Whose::Subject { subject } else { object };
            for (earlier, from, later, to) in ends(order.relation) {
                ties.push(Tie {
                    earlier: (event(*earlier), *from),
                    later: (event(*later), *to),
                    reason: Reason::Order(article, number),
                    firmness: Firmness::Order,
                });
            }
        }
    }
    ties
}
