//! Group coreference: the countries to which "the two countries" refers.

use annals_knowledge::{Function, Gazetteer, Statehood};
use annals_model::{EntityClass, EntityId};

use crate::names::Mention;
use crate::segment::AnnotatedSegment;

/// The countries last named together, by token.
#[derive(Clone, Debug, Default)]
pub(crate) struct CountryGroups {
    /// Last token of a mention, and the group that holds from there.
    since: Vec<(usize, Option<usize>)>,
    groups: Vec<Vec<EntityId>>,
}

impl CountryGroups {
    /// Returns the groups of a segment. The last group of the previous segment carries over.
    pub(crate) fn new(
        segment: &AnnotatedSegment<'_>,
        gazetteer: &Gazetteer,
        mentions: &[Mention],
        before: &Self,
    ) -> Self {
        let mut found = Self::default();
        let carried = before.since.last().and_then(|(_, group)| before.groups.get((*group)?));
        found.groups.extend(carried.cloned());
        let mut current = carried.map(|_| 0);
        found.since.push((0, current));
        let country = |mention: &Mention| match mention.entity() {
            Some((EntityClass::Place, id))
                if gazetteer.get(id).is_some_and(|known| known.statehood == Statehood::Country) =>
            {
                Some(id.clone())
            }
            _ => None,
        };
        let mut number = 0;
        while let Some(mention) = mentions.get(number) {
            let Some(id) = country(mention) else {
                number += 1;
                continue;
            };
            let mut group = vec![id];
            let mut joined = false;
            let mut last = mention;
            while let Some(next) = mentions.get(number + 1) {
                let Some(link) = link(segment, last.tokens.end, next.tokens.start) else { break };
                let Some(id) = country(next) else { break };
                joined |= link == Link::Last;
                if !group.contains(&id) {
                    group.push(id);
                }
                last = next;
                number += 1;
            }
            if group.len() > 1 && joined {
                group.sort();
                found.groups.push(group);
                current = Some(found.groups.len() - 1);
            } else {
                let known = current.and_then(|number| found.groups.get(number));
                if !known.is_some_and(|known| group.iter().all(|id| known.contains(id))) {
                    current = None;
                }
            }
            found.since.push((last.tokens.end, current));
            number += 1;
        }
        found
    }

    /// Returns the group that holds at a token, if it has `count` members.
    pub(crate) fn at(&self, token: usize, count: usize) -> Option<&[EntityId]> {
        let after = self.since.partition_point(|(end, _)| *end <= token);
        let (_, group) = self.since.get(after.checked_sub(1)?)?;
        let group = self.groups.get((*group)?)?;
        (group.len() == count).then_some(group.as_slice())
    }
}

/// What joins two names of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A comma.
    Comma,
    /// A conjunction or dash before the last name.
    Last,
}

fn link(segment: &AnnotatedSegment<'_>, from: usize, to: usize) -> Option<Link> {
    if to == from + 1 && matches!(segment.word(from), "-" | "–" | "—") {
        return Some(Link::Last);
    }
    let mut at = from + usize::from(segment.word(from) == ",");
    let comma = at > from;
    let and = segment.function(at, Function::And);
    at += and;
    at += usize::from(segment.is(at, Function::Definite));
    match (at == to, and > 0) {
        (true, true) => Some(Link::Last),
        (true, false) if comma => Some(Link::Comma),
        _ => None,
    }
}
