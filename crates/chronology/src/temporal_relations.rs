//! Constraints from temporal relations: which event was before, after or during which.

use annals_model::{ArticleId, Relations, TemporalReference, TemporalRelationKind};

use crate::constraint::Firmness;
use crate::named_events::NamedEvents;
use crate::precedence::{End, Precedence};
use crate::proof::Reason;
use crate::rows::Rows;

/// An argument of a temporal relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Argument {
    Subject,
    Object,
}

/// Returns the pairs of days that a relation orders, the earlier day first.
fn ordered_days(relation: TemporalRelationKind) -> &'static [(Argument, End, Argument, End)] {
    use Argument::{Object, Subject};
    use End::{First, Last};
    match relation {
        TemporalRelationKind::Before | TemporalRelationKind::Causes => &[(Subject, First, Object, First)],
        TemporalRelationKind::After => &[(Object, Last, Subject, First)],
        TemporalRelationKind::Until => &[(Subject, Last, Object, Last)],
        TemporalRelationKind::Since => &[(Object, First, Subject, First)],
        TemporalRelationKind::During => &[(Object, First, Subject, First), (Subject, Last, Object, Last)],
    }
}

/// Returns the precedences that temporal relations imply.
pub(crate) fn precedences<'r>(
    rows: &Rows<'r>,
    relations: &'r [Relations],
    named: &NamedEvents<'r>,
) -> Vec<Precedence<'r>> {
    let mut found = Vec::new();
    for article in relations {
        for (number, relation) in article.temporal.iter().enumerate() {
            let Some(claim) = rows.factual_claim(&relation.subject) else { continue };
            let object = match &relation.object {
                TemporalReference::Claim(id) => rows.factual_claim(id).and_then(|claim| rows.event_of(claim)),
                TemporalReference::Named { kind, name } => named.get(kind, name),
            };
            let subject = named.referred_to_by(rows, claim).or_else(|| rows.event_of(claim));
            let (Some(subject), Some(object)) = (subject, object) else { continue };
            if subject == object {
                continue;
            }
            let article: &ArticleId = &article.article_id;
            let event = |argument| if argument == Argument::Subject { subject } else { object };
            for (earlier, from, later, to) in ordered_days(relation.relation) {
                found.push(Precedence {
                    earlier: (event(*earlier), *from),
                    later: (event(*later), *to),
                    reason: Reason::Temporal(article, number),
                    firmness: Firmness::Relation,
                });
            }
        }
    }
    found
}
