//! "the two countries": whom the text spoke of last as so many.

use annals_knowledge::{Function, Gazetteer, Sense, Statehood};
use annals_model::{EntityClass, EntityId};

use super::scene::Scene;
use super::trigger::Trigger;
use crate::names::Mention;
use crate::sheet::Sheet;

/// How far before a verb its subject is looked for.
const BEFORE: usize = 4;

/// The countries last named side by side, by the token where that is so.
#[derive(Clone, Debug, Default)]
pub(crate) struct Groups {
    /// Last tokens of mentions, and which group holds from there.
    since: Vec<(usize, Option<usize>)>,
    groups: Vec<Vec<EntityId>>,
}

impl Groups {
    /// The groups of a segment, after those of the segments before.
    pub(crate) fn new(sheet: &Sheet<'_>, names: &Gazetteer, mentions: &[Mention], before: &Self) -> Self {
        let mut found = Self::default();
        let carried = before.since.last().and_then(|(_, group)| before.groups.get((*group)?));
        found.groups.extend(carried.cloned());
        let mut current = carried.map(|_| 0);
        found.since.push((0, current));
        let country = |mention: &Mention| match mention.entity() {
            Some((EntityClass::Place, id))
                if names.get(id).is_some_and(|known| known.statehood == Statehood::Country) =>
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
                let Some(link) = link(sheet, last.tokens.end, next.tokens.start) else { break };
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

    /// The group of so many that holds at a token.
    fn at(&self, token: usize, count: usize) -> Option<&[EntityId]> {
        let after = self.since.partition_point(|(end, _)| *end <= token);
        let (_, group) = self.since.get(after.checked_sub(1)?)?;
        let group = self.groups.get((*group)?)?;
        (group.len() == count).then_some(group.as_slice())
    }
}

/// What joins two names of a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// A comma: the list goes on.
    Comma,
    /// A word or a dash that joins the last two.
    Last,
}

fn link(sheet: &Sheet<'_>, from: usize, to: usize) -> Option<Link> {
    if to == from + 1 && matches!(sheet.word(from), "-" | "–" | "—") {
        return Some(Link::Last);
    }
    let mut at = from + usize::from(sheet.word(from) == ",");
    let comma = at > from;
    let and = sheet.function(at, Function::And);
    at += and;
    at += usize::from(sheet.is(at, Function::Definite));
    match (at == to, and > 0) {
        (true, true) => Some(Link::Last),
        (true, false) if comma => Some(Link::Comma),
        _ => None,
    }
}

/// The countries that an event's phrase or the subject of its verb calls "the two countries".
pub(crate) fn group<'s>(scene: &Scene<'s, '_>, trigger: &Trigger) -> &'s [EntityId] {
    let inside = trigger.phrase.clone().find_map(|at| told(scene, at));
    let before = || {
        let verb = trigger.verb()?;
        let floor = scene.tokens.start.max(verb.start.saturating_sub(BEFORE));
        for at in (floor..verb.start).rev() {
            if let Some(found) = told(scene, at) {
                return Some(found);
            }
            let sheet = scene.sheet;
            let passes = sheet.is(at, Function::Auxiliary)
                || sheet.is(at, Function::Planned)
                || (sheet.is_word(at) && !sheet.is_function(at) && !scene.is_verb(at));
            if !passes || scene.mention_at(at).is_some() {
                return None;
            }
        }
        None
    };
    inside.or_else(before).unwrap_or_default()
}

/// The group that the noun at a token stands for: "the two countries".
fn told<'s>(scene: &Scene<'s, '_>, noun: usize) -> Option<&'s [EntityId]> {
    let sheet = scene.sheet;
    if scene.mention_at(noun).is_some() || sheet.sense(noun, |sense| sense == Sense::Group) != 1 {
        return None;
    }
    let before = noun.checked_sub(1).filter(|before| *before >= scene.tokens.start)?;
    if sheet.is(before, Function::Pair) {
        return scene.groups.at(before, 2);
    }
    let (_, count) = sheet.phrase(before, |sense| match sense {
        Sense::Number(count) => Some(count),
        _ => None,
    })?;
    let definite = before.checked_sub(1).is_some_and(|article| sheet.is(article, Function::Definite));
    let few = (2..=5).contains(&count) && definite;
    few.then(|| scene.groups.at(before, usize::try_from(count).ok()?)).flatten()
}
